//! レセプト共通レコード: RE, the head of a receipt.

use crate::calendar::Month;
use crate::codes::{CopayClass, PatientState, ReceiptType, Sex, SpecialNote, Ward};
use crate::expected::Expected;
use crate::fields::Fields;
use crate::text::Private;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// レセプト共通 (RE): the patient, the month and the kind of receipt.
#[doc(alias = "RE")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The line of the record.
    pub at: u64,
    /// レセプト番号, from 1 within the facility.
    pub number: u32,
    /// レセプト種別.
    pub receipt_type: ReceiptType,
    /// 診療年月.
    pub month: Month,
    /// 氏名.
    pub name: Private<String>,
    /// 男女区分.
    pub sex: Sex,
    /// 生年月日.
    pub birth: Private<NaiveDate>,
    /// 給付割合, in percent.
    pub benefit_percent: Option<u32>,
    /// 入院年月日.
    pub admitted: Option<NaiveDate>,
    /// 病棟区分.
    pub wards: Vec<Ward>,
    /// 一部負担金・食事療養費・生活療養費標準負担額区分.
    pub copay_class: Option<CopayClass>,
    /// 特記事項, those of the table.
    pub special_notes: Vec<SpecialNote>,
    /// 病床数.
    pub beds: Option<u32>,
    /// カルテ番号等.
    pub chart: Option<Private<String>>,
    /// 割引点数単価, in yen a point.
    pub discount_price: Option<Decimal>,
    /// 検索番号, which the agency gives and a second claim repeats.
    pub search_number: Option<Private<String>>,
    /// 記録条件仕様年月情報, as recorded.
    pub specification: Option<String>,
    /// 請求情報, free for the facility.
    pub claim_note: Option<Private<String>>,
    /// 診療科, as many as are recorded, at most 3.
    pub departments: Vec<Department>,
    /// カタカナ氏名.
    pub kana: Option<Private<String>>,
    /// 患者の状態.
    pub states: Vec<PatientState>,
}

/// 診療科: a department, by the codes of 別表10 to 別表14 as recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Department {
    /// 診療科名 (別表10).
    pub name: Option<u32>,
    /// 人体の部位等 (別表11).
    pub part: Option<u32>,
    /// 性別等 (別表12).
    pub group: Option<u32>,
    /// 医学的処置 (別表13).
    pub treatment: Option<u32>,
    /// 特定疾病 (別表14).
    pub disease: Option<u32>,
}

impl Header {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let number = fields.must_number(1, 6);
        let receipt_type =
            fields.must_own(2, Expected::Code(ReceiptType::TABLE), ReceiptType::from_code);
        let month = fields.must_month(3);
        let name = fields.must_private(4);
        let sex = fields.must_code(5);
        let birth = fields.must_day(6);
        let benefit_percent = fields.number(7, 3);
        let admitted = fields.day(8);
        let wards = fields.codes(9, 4, 2);
        let copay_class = fields.code(10);
        let special_notes = fields.codes(11, 5, 2);
        let beds = fields.number(12, 4);
        let discount_price = fields.decimal(14, 4, 2);
        let departments =
            [21, 26, 31].into_iter().filter_map(|first| Department::read(first, fields)).collect();
        let states = fields.codes(37, 20, 3);
        Some(Self {
            at,
            number: number?,
            receipt_type: receipt_type?,
            month: month?,
            name: name?,
            sex: sex?,
            birth: Private::new(birth?),
            benefit_percent,
            admitted,
            wards,
            copay_class,
            special_notes,
            beds,
            chart: fields.private(13),
            discount_price,
            search_number: fields.private(18),
            specification: fields.text(19),
            claim_note: fields.private(20),
            departments,
            kana: fields.private(36),
            states,
        })
    }
}

impl Department {
    fn read(first: usize, fields: &mut Fields<'_>) -> Option<Self> {
        let mut next = |offset: usize, digits| fields.digits(first.saturating_add(offset), digits);
        let read = Self {
            name: next(0, 2),
            part: next(1, 3),
            group: next(2, 3),
            treatment: next(3, 3),
            disease: next(4, 3),
        };
        (read != Self::default()).then_some(read)
    }
}
