//! 摘要情報: SI, IY, TO and CO, the lines of a receipt.

use crate::codes::{Burden, Section};
use crate::error::ReceiptErrorKind;
use crate::fields::Fields;
use crate::kind::RecordKind;
use crate::text::Private;
use rust_decimal::Decimal;

/// The days that a record has fields for.
pub(crate) const DAYS_OF_MONTH: u8 = 31;
/// 回数.
pub(crate) const COUNT: usize = 6;

/// 診療行為・医薬品・特定器材: what a line bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// 診療行為 (SI).
    Act,
    /// 医薬品 (IY).
    Drug,
    /// 特定器材 (TO).
    Material,
}

/// 摘要情報の1レコード (SI, IY, TO).
#[doc(alias = "SI")]
#[doc(alias = "IY")]
#[doc(alias = "TO")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line of the record.
    pub at: u64,
    /// What it bills.
    pub kind: LineKind,
    /// 診療識別, only where the record carries one.
    pub section: Option<Section>,
    /// 負担区分.
    pub burden: Burden,
    /// The code, 9 digits.
    pub code: u32,
    /// 数量データ or 使用量.
    pub quantity: Option<Decimal>,
    /// 点数 (yen in 診療識別 97), only on the last record of a set.
    pub points: Option<i64>,
    /// 回数.
    pub count: Option<u32>,
    /// コメント of the record, at most 3.
    pub comments: Vec<InlineComment>,
    /// 算定日情報.
    pub days: Days,
    /// What only TO has.
    pub material: Option<Box<MaterialDetail>>,
}

/// コメント (within SI, IY, TO).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineComment {
    /// コメントコード, 9 digits.
    pub code: u32,
    /// 文字データ.
    pub text: Option<Private<String>>,
}

/// 特定器材: unit, price and name as the record carries them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialDetail {
    /// 単位コード, 3 digits.
    pub unit: Option<u32>,
    /// 単価, in yen.
    pub unit_price: Option<Decimal>,
    /// 商品名及び規格又はサイズ.
    pub product: Option<String>,
}

/// 算定日情報: how often on which day of the month, days without a count left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(Vec<(u8, u32)>);

/// コメント (CO).
#[doc(alias = "CO")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The line of the record.
    pub at: u64,
    /// 診療識別, only where the record carries one.
    pub section: Option<Section>,
    /// 負担区分.
    pub burden: Burden,
    /// コメントコード, 9 digits.
    pub code: u32,
    /// 文字データ.
    pub text: Option<Private<String>>,
}

impl Days {
    /// Day of the month and count, in order of days.
    pub fn iter(&self) -> impl Iterator<Item = (u8, u32)> {
        self.0.iter().copied()
    }

    /// Whether no day is recorded.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of the counts.
    pub fn total(&self) -> u32 {
        self.0.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    fn read(first: usize, fields: &mut Fields<'_>) -> Self {
        let cells = (1..=DAYS_OF_MONTH).zip(first..);
        Self(
            cells
                .filter_map(|(day, cell)| Some((day, fields.number(cell, 3)?)))
                .filter(|(_, count)| *count > 0)
                .collect(),
        )
    }
}

impl Line {
    pub(crate) fn read(at: u64, kind: LineKind, fields: &mut Fields<'_>) -> Option<Self> {
        let (first_comment, first_day) =
            if kind == LineKind::Material { (11, 17) } else { (7, 13) };
        let section = fields.code(1);
        let burden = fields.must_code(2);
        let code = fields.must_digits(3, 9);
        let quantity = if kind == LineKind::Act {
            fields.number(4, 8).map(Decimal::from)
        } else {
            fields.decimal(4, 5, 5)
        };
        let points = fields.signed(5, 7);
        let count =
            if points.is_some() { fields.must_number(COUNT, 3) } else { fields.number(COUNT, 3) };
        let material = (kind == LineKind::Material).then(|| Box::new(MaterialDetail::read(fields)));
        let mut comments = Vec::new();
        for cell in (first_comment..first_day).step_by(2) {
            if let Some(code) = fields.digits(cell, 9) {
                comments.push(InlineComment { code, text: fields.private(cell.saturating_add(1)) });
            }
        }
        let days = Days::read(first_day, fields);
        if let Some(expected) = count.filter(|count| !days.is_empty() && days.total() != *count) {
            fields.report(
                Some(COUNT),
                ReceiptErrorKind::DaysDiffer { found: days.total(), expected },
            );
        }
        let (burden, code) = (burden?, code?);
        Some(Self {
            at,
            kind,
            section,
            burden,
            code,
            quantity,
            points,
            count,
            comments,
            days,
            material,
        })
    }
}

impl LineKind {
    pub(crate) fn of(kind: RecordKind) -> Option<Self> {
        match kind {
            RecordKind::Act => Some(Self::Act),
            RecordKind::Drug => Some(Self::Drug),
            RecordKind::Material => Some(Self::Material),
            _ => None,
        }
    }
}

impl MaterialDetail {
    fn read(fields: &mut Fields<'_>) -> Self {
        let unit = fields.digits(7, 3);
        let unit_price = fields.decimal(8, 8, 2);
        Self { unit, unit_price, product: fields.text(10) }
    }
}

impl Comment {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let section = fields.code(1);
        let burden = fields.must_code(2);
        let code = fields.must_digits(3, 9);
        Some(Self { at, section, burden: burden?, code: code?, text: fields.private(4) })
    }
}
