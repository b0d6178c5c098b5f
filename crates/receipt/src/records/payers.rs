//! 保険者レコード・公費レコード: HO and KO, who pays and what is claimed from them.

use crate::codes::{DutyReason, Waiver};
use crate::expected::Expected;
use crate::fields::Fields;
use crate::text::Private;

/// 保険者 (HO): the insurance that pays.
#[doc(alias = "HO")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsuranceRecord {
    /// The line of the record.
    pub at: u64,
    /// 保険者番号, without the blanks in front; 4, 6 or 8 digits.
    pub insurer: String,
    /// 被保険者証等の記号.
    pub symbol: Option<Private<String>>,
    /// 被保険者証等の番号.
    pub number: Option<Private<String>>,
    /// 診療実日数.
    pub days: u32,
    /// 合計点数.
    pub points: u32,
    /// 食事療養・生活療養 回数.
    pub meals: Option<u32>,
    /// 食事療養・生活療養 合計金額, in yen.
    pub meal_yen: Option<u32>,
    /// 職務上の事由.
    pub duty: Option<DutyReason>,
    /// 証明書番号.
    pub certificate: Option<Private<String>>,
    /// 負担金額 医療保険, in yen.
    pub copay_yen: Option<u32>,
    /// 減免区分.
    pub waiver: Option<Waiver>,
    /// 減額割合, in percent.
    pub reduction_percent: Option<u32>,
    /// 減額金額, in yen.
    pub reduction_yen: Option<u32>,
}

/// 公費 (KO): a public subsidy that pays; the first KO of a receipt is 第１公費.
#[doc(alias = "KO")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRecord {
    /// The line of the record.
    pub at: u64,
    /// 公費負担者番号, 8 digits.
    pub payer: u32,
    /// 公費受給者番号.
    pub recipient: Option<Private<String>>,
    /// 任意給付区分 (国保): 1 where the insurer pays more than it must.
    pub optional_benefit: Option<u32>,
    /// 診療実日数.
    pub days: Option<u32>,
    /// 合計点数.
    pub points: Option<u32>,
    /// 負担金額 公費, in yen.
    pub copay_yen: Option<u32>,
    /// 公費給付対象外来一部負担金, in yen.
    pub outpatient_copay_yen: Option<u32>,
    /// 公費給付対象入院一部負担金, in yen.
    pub inpatient_copay_yen: Option<u32>,
    /// 食事療養・生活療養 回数.
    pub meals: Option<u32>,
    /// 食事療養・生活療養 合計金額, in yen.
    pub meal_yen: Option<u32>,
}

impl InsuranceRecord {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let insurer = fields.insurer(1);
        let insurer = fields.must(1, Expected::InsurerNumber, insurer);
        let days = fields.must_number(4, 2);
        let points = fields.must_number(5, 8);
        let meals = fields.number(7, 3);
        let meal_yen = fields.number(8, 8);
        let duty = fields.code(9);
        let copay_yen = fields.number(11, 9);
        let waiver = fields.code(12);
        let reduction_percent = fields.number(13, 3);
        let reduction_yen = fields.number(14, 6);
        Some(Self {
            at,
            insurer: insurer?,
            symbol: fields.private(2),
            number: fields.private(3),
            days: days?,
            points: points?,
            meals,
            meal_yen,
            duty,
            certificate: fields.private(10),
            copay_yen,
            waiver,
            reduction_percent,
            reduction_yen,
        })
    }
}

impl PublicRecord {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let payer = fields.must_digits(1, 8);
        let recipient = fields.number(2, 7).and_then(|_| fields.private(2));
        let optional_benefit = fields.number(3, 1);
        let days = fields.number(4, 2);
        let points = fields.number(5, 8);
        let copay_yen = fields.number(6, 8);
        let outpatient_copay_yen = fields.number(7, 6);
        let inpatient_copay_yen = fields.number(8, 6);
        let meals = fields.number(10, 3);
        let meal_yen = fields.number(11, 8);
        Some(Self {
            at,
            payer: payer?,
            recipient,
            optional_benefit,
            days,
            points,
            copay_yen,
            outpatient_copay_yen,
            inpatient_copay_yen,
            meals,
            meal_yen,
        })
    }
}
