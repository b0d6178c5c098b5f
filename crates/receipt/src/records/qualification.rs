//! 資格確認・受診日等・窓口負担額レコード: SN, JD and MF.

use crate::codes::{Confirmation, CounterCopayClass, PayerClass, VisitClass};
use crate::fields::Fields;
use crate::records::line::DAYS_OF_MONTH;
use crate::text::Private;

/// 資格確認 (SN): how the qualification for one payer was checked.
#[doc(alias = "SN")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualification {
    /// The line of the record.
    pub at: u64,
    /// 負担者種別.
    pub payer: PayerClass,
    /// 確認区分.
    pub confirmation: Confirmation,
    /// 保険者番号等 found by the check, as recorded.
    pub insurer: Option<String>,
    /// 記号 found by the check.
    pub symbol: Option<Private<String>>,
    /// 番号 found by the check.
    pub number: Option<Private<String>>,
    /// 枝番.
    pub branch: Option<Private<String>>,
    /// 受給者番号 found by the check.
    pub recipient: Option<Private<String>>,
}

/// 受診日等 (JD): on which days the patient came, for one payer.
#[doc(alias = "JD")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitDays {
    /// The line of the record.
    pub at: u64,
    /// 負担者種別.
    pub payer: PayerClass,
    /// The day of the month and what kind of visit it was, in order of days.
    pub days: Vec<(u8, VisitClass)>,
}

/// 窓口負担額 (MF): whether 高額療養費 was paid in kind; the 31 fields behind it are spare and stay raw.
#[doc(alias = "MF")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CounterCopay {
    /// The line of the record.
    pub at: u64,
    /// 窓口負担額区分.
    pub class: CounterCopayClass,
}

impl Qualification {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let payer = fields.must_code(1);
        let confirmation = fields.must_code(2);
        Some(Self {
            at,
            payer: payer?,
            confirmation: confirmation?,
            insurer: fields.text(3).map(|text| text.trim_start().to_owned()),
            symbol: fields.private(4),
            number: fields.private(5),
            branch: fields.private(6),
            recipient: fields.private(7),
        })
    }
}

impl VisitDays {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        let payer = fields.must_code(1);
        let days = (1..=DAYS_OF_MONTH)
            .filter_map(|day| Some((day, fields.code(usize::from(day).saturating_add(1))?)))
            .collect();
        Some(Self { at, payer: payer?, days })
    }
}

impl CounterCopay {
    pub(crate) fn read(at: u64, fields: &mut Fields<'_>) -> Option<Self> {
        Some(Self { at, class: fields.must_code(1)? })
    }
}
