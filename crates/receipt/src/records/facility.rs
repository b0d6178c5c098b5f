//! 医療機関情報レコード・診療報酬請求書レコード: IR opens a facility, GO closes it.

use crate::calendar::Month;
use crate::codes::{FeeTable, ReviewAgency};
use crate::expected::Expected;
use crate::fields::Fields;

/// 医療機関情報 (IR): who claims, from whom, for which month.
#[doc(alias = "IR")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// 審査支払機関: 社保 or 国保.
    pub agency: ReviewAgency,
    /// 都道府県, 1 to 47.
    pub prefecture: u8,
    /// 点数表.
    pub fee_table: FeeTable,
    /// 医療機関コード, 7 digits.
    pub code: u32,
    /// 医療機関名称.
    pub name: Option<String>,
    /// 請求年月.
    pub month: Month,
    /// マルチボリューム識別情報: the volume, from 0.
    pub volume: Option<u32>,
    /// 電話番号.
    pub phone: Option<String>,
}

/// 診療報酬請求書 (GO): what the facility says its claim adds up to.
#[doc(alias = "GO")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacilityTotal {
    /// 総件数: how many HO and KO there are.
    pub count: u32,
    /// 総合計点数: the sum of 合計点数 of HO, or of the first KO where there is no HO.
    pub points: u64,
    /// マルチボリューム識別情報: 99 in the last volume.
    pub volume: Option<u32>,
}

impl Facility {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let agency = fields.must_code(1);
        let prefecture =
            fields.must_own(2, Expected::Code("別表2 都道府県コード"), |text| {
                let [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] = text.as_bytes() else { return None };
                let code = tens
                    .checked_sub(b'0')?
                    .checked_mul(10)?
                    .checked_add(ones.checked_sub(b'0')?)?;
                (1..=47).contains(&code).then_some(code)
            });
        let fee_table = fields.must_code(3);
        let code = fields.must_digits(4, 7);
        let month = fields.must_month(7);
        let volume = fields.digits(8, 2);
        Some(Self {
            agency: agency?,
            prefecture: prefecture?,
            fee_table: fee_table?,
            code: code?,
            name: fields.text(6),
            month: month?,
            volume,
            phone: fields.text(9),
        })
    }
}

impl FacilityTotal {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Option<Self> {
        let count = fields.must_number(1, 6);
        let points = fields.must_long(2, 10);
        let volume = fields.digits(3, 2);
        Some(Self { count: count?, points: points?, volume })
    }
}
