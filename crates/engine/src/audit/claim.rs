//! 請求済みレセプト: a finished receipt as the audit reads it: who pays, and every set of lines with its points and days.
//!
//! The engine knows no receipt file. Whoever reads one (`batch` for UKE) fills this in; what a file leaves empty stays `None`.

use crate::amount::{Points, Yen};
use crate::claim::Sex;
use crate::masters::code::{ActCode, CommentCode, DiseaseCode, DrugCode, MaterialCode};
use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;

/// レセプト: one receipt, one patient and month at one facility.
#[doc(alias = "レセプト")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptClaim {
    /// レセプト番号, as the file numbers it.
    pub number: u32,
    /// The line of the file on which the receipt begins, counted from 1.
    pub line: u64,
    /// The first day of 診療年月.
    pub month: NaiveDate,
    /// 入院・入院外.
    pub care: Care,
    /// 後期高齢者医療: the scheme that 項番14 of the act master asks for.
    pub is_elderly_scheme: bool,
    /// 生年月日; never printed.
    pub birth: NaiveDate,
    /// 男女区分.
    pub sex: Sex,
    /// 病床数, where the receipt has it.
    pub beds: Option<u32>,
    /// 傷病名 in the order of the receipt.
    pub diseases: Vec<ReceiptDisease>,
    /// コメント of the whole receipt and of its lines, in the order of the file.
    pub comments: Vec<ReceiptComment>,
    /// 医療保険 first (when there is one), then 公費 in their order.
    pub payers: Vec<Payer>,
    /// 剤・Rp: the sets in the order of the receipt.
    pub sets: Vec<ReceiptSet>,
    /// What decides the rate of the patient's share, when the kind of receipt tells it.
    pub share: Option<ShareClass>,
    /// 臓器提供者レセプト stands in the receipt; it is not read.
    pub has_donor_part: bool,
}

/// 傷病名 of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptDisease {
    /// The line of its record.
    pub line: u64,
    /// 傷病名コード; `None` where the name is written out.
    pub code: Option<DiseaseCode>,
    /// 診療開始日.
    pub start: NaiveDate,
    /// How many 修飾語 it has.
    pub modifiers: usize,
    /// 主傷病.
    pub is_main: bool,
}

/// コメント: a CO record, or a comment within SI, IY or TO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptComment {
    /// The line of its record.
    pub line: u64,
    /// コメントコード.
    pub code: u32,
    /// 文字データ, empty if there is none; never printed.
    pub text: String,
}

/// 入外.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Care {
    /// 入院外.
    Outpatient,
    /// 入院.
    Inpatient,
}

/// 本人・家族・未就学・高齢: the fourth digit of レセプト種別 (and 特記事項), which decide the rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShareClass {
    /// 本人 or 世帯主.
    Insured,
    /// 六歳（未就学者）.
    Preschool,
    /// 家族 or その他.
    Family,
    /// 高齢受給者・後期高齢者 一般・低所得者.
    Elderly,
    /// 後期高齢者 一定以上所得（８割給付, 特記事項 区カ）.
    ElderlyTwoTenths,
    /// 高齢受給者・後期高齢者 現役並み所得（７割給付）.
    ElderlyHighIncome,
}

/// 保険者・公費負担者: one who pays, as its HO or KO record states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Which place the payer takes in 負担区分.
    pub place: PayerPlace,
    /// The line of its record.
    pub line: u64,
    /// 診療実日数.
    pub days: Option<u32>,
    /// 合計点数.
    pub points: Option<Points>,
    /// 負担金額 as recorded.
    pub share: Option<Yen>,
    /// 食事・生活療養 合計金額.
    pub meals: Option<Yen>,
}

/// The place of a payer in 負担区分: 医保, 公１ to 公４.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayerPlace {
    /// 医療保険.
    Insurance,
    /// 第一公費 to 第四公費, 1 to 4.
    Subsidy(u8),
}

/// 負担区分: which payers bear a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Payers(u8);

/// 剤: lines whose points stand together on the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptSet {
    /// The first line in the file.
    pub line: u64,
    /// 診療識別, carried on from the record that opened the block.
    pub section: u8,
    /// 負担区分.
    pub payers: Payers,
    /// 点数 of one, as recorded; `None` when no record of the set has it.
    pub points: Option<Points>,
    /// 回数.
    pub count: u32,
    /// 算定日情報: how often on each day, the first of the month first; all zero when the file has none.
    pub days: [u16; 31],
    /// The lines.
    pub items: Vec<Item>,
}

/// One SI, IY or TO record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The line in the file.
    pub line: u64,
    /// What was done or used.
    pub code: ItemCode,
    /// 数量データ・使用量.
    pub quantity: Option<Decimal>,
    /// 単価 in yen (特定器材).
    pub unit_price: Option<Decimal>,
}

/// The code of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemCode {
    /// 診療行為.
    Act(ActCode),
    /// 医薬品.
    Drug(DrugCode),
    /// 特定器材.
    Material(MaterialCode),
    /// コメント; no line of a set has one.
    Comment(CommentCode),
    /// 傷病名; no line of a set has one.
    Disease(DiseaseCode),
    /// A code field that holds no nine digits.
    Unreadable,
}

impl Payers {
    /// Nobody.
    pub const NONE: Self = Self(0);

    /// These payers and `place`.
    #[must_use]
    pub const fn with(self, place: PayerPlace) -> Self {
        Self(self.0 | bit(place))
    }

    /// Whether `place` bears the set.
    pub const fn includes(self, place: PayerPlace) -> bool {
        self.0 & bit(place) != 0
    }

    /// Whether nobody bears the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

const fn bit(place: PayerPlace) -> u8 {
    match place {
        PayerPlace::Insurance => 1,
        PayerPlace::Subsidy(1) => 2,
        PayerPlace::Subsidy(2) => 4,
        PayerPlace::Subsidy(3) => 8,
        PayerPlace::Subsidy(_) => 16,
    }
}

impl ReceiptClaim {
    /// The last day of the month.
    pub fn last_day(&self) -> NaiveDate {
        let next = self.month.checked_add_months(Months::new(1));
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }
}

impl ReceiptSet {
    /// The days on which the set was billed and how often, in order.
    pub fn billed_days(&self, month: NaiveDate) -> impl Iterator<Item = (NaiveDate, u32)> + '_ {
        let later = move |offset: u64| month.checked_add_days(Days::new(offset));
        (0_u64..)
            .zip(self.days)
            .filter(|(_, count)| *count > 0)
            .filter_map(move |(offset, count)| Some((later(offset)?, u32::from(count))))
    }

    /// Whether the file says on which days.
    pub fn has_days(&self) -> bool {
        self.days.iter().any(|count| *count > 0)
    }
}
