//! 傷病名レコード・症状詳記レコード: SY and SJ.

use crate::codes::{MainDisease, Outcome, SymptomClass};
use crate::fields::Fields;
use crate::text::Private;
use chrono::NaiveDate;

/// 傷病名 (SY): a disease of the receipt.
#[doc(alias = "SY")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disease {
    /// The line of the record.
    pub at: u64,
    /// 傷病名コード, 7 digits; [`Disease::UNCODED`] where the name is written out.
    pub code: u32,
    /// 診療開始日.
    pub started: NaiveDate,
    /// 転帰区分.
    pub outcome: Outcome,
    /// 修飾語コード, in the order recorded.
    pub modifiers: Vec<String>,
    /// 傷病名称 of an uncoded disease.
    pub name: Option<Private<String>>,
    /// 主傷病.
    pub is_main: bool,
    /// 補足コメント.
    pub remark: Option<Private<String>>,
}

/// 症状詳記 (SJ): a paragraph of the description of symptoms.
#[doc(alias = "SJ")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symptom {
    /// The line of the record.
    pub at: u64,
    /// 症状詳記区分; none where the paragraph continues the one before.
    pub class: Option<SymptomClass>,
    /// 症状詳記データ.
    pub text: Private<String>,
}

impl Disease {
    /// 未コード化傷病名コード.
    pub const UNCODED: u32 = 999;

    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let code = fields.must_digits(1, 7);
        let started = fields.must_day(2);
        let outcome = fields.must_code(3);
        let modifiers = fields.groups(4, 20, 4);
        let main: Option<MainDisease> = fields.code(6);
        Some(Self {
            at,
            code: code?,
            started: started?,
            outcome: outcome?,
            modifiers,
            name: fields.private(5),
            is_main: main.is_some(),
            remark: fields.private(7),
        })
    }
}

impl Symptom {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let class = fields.code(1);
        let text = fields.must_private(2);
        Some(Self { at, class, text: text? })
    }
}
