//! 誤り: what is wrong with a receipt file, and where.

use crate::expected::{Expected, Found};
use crate::kind::RecordKind;
use core::fmt;
use std::sync::Arc;

/// A record does not follow its published layout, or records contradict each other.
///
/// No message holds a patient's name, number or free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    place: Place,
    kind: ReceiptErrorKind,
    quarantines: bool,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u64,
    /// The record.
    pub record: RecordKind,
    /// The field, if one is at fault.
    pub field: Option<FieldPlace>,
}

/// 項目: a field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    /// The number, counted from 1 with the record identification as 1, as the published layout counts.
    pub number: usize,
    /// 項目名, as the published layout writes it.
    pub name: &'static str,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReceiptErrorKind {
    /// A field does not have the published form.
    BadField {
        /// The text, if it may be shown.
        found: Found,
        /// The form.
        expected: Expected,
    },
    /// A field that must be recorded is empty.
    EmptyField {
        /// The form.
        expected: Expected,
    },
    /// A field has bytes that cp932 does not have.
    NotShiftJis,
    /// A field has a control character.
    ControlCharacter,
    /// A record ends before a field that must be recorded.
    TooFewFields {
        /// How many it has.
        found: usize,
        /// How many it must have.
        least: usize,
    },
    /// A record has more fields than its layout, so that they may have shifted.
    TooManyFields {
        /// How many it has.
        found: usize,
        /// How many its layout has.
        most: usize,
    },
    /// A line exceeds the limit of length.
    LongLine {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A receipt exceeds the limit of records; what follows is not read as part of it.
    LongReceipt {
        /// The limit.
        limit: usize,
    },
    /// A record that this crate does not know; it is kept.
    UnknownRecord {
        /// Its first field, if it may be shown.
        found: Found,
    },
    /// A line without a byte; it is kept.
    BlankLine,
    /// A record of a receipt stands before any RE.
    OutsideReceipt,
    /// A receipt or a total stands before any IR.
    OutsideFacility,
    /// A facility ends without GO.
    NoTotal,
    /// A record that may stand once stands again.
    Repeated,
    /// A fifth 公費.
    TooManyPublic,
    /// A receipt has neither HO nor KO.
    NoPayer,
    /// レセプト種別 says another number of payers than there are records.
    PayersDiffer {
        /// The code.
        code: String,
        /// How many payers the code says.
        said: u8,
        /// How many HO and KO there are.
        found: usize,
    },
    /// レセプト種別 says that an insurance pays, or that none does, and HO says otherwise.
    SchemeDiffers {
        /// The code.
        code: String,
    },
    /// 負担区分 names a payer that has no record.
    BurdenWithoutPayer {
        /// The code.
        code: &'static str,
    },
    /// The first record of a receipt's 摘要 has no 診療識別.
    NoSection,
    /// A set ends without 点数.
    SetWithoutPoints,
    /// A record of a set has another 回数 than the record with the 点数.
    CountDiffers {
        /// Its count.
        found: u32,
        /// The count of the set.
        expected: u32,
    },
    /// 算定日 of a record do not add up to its 回数.
    DaysDiffer {
        /// What the days add up to.
        found: u32,
        /// 回数.
        expected: u32,
    },
    /// 算定日 on a day that the month does not have.
    NoSuchDay {
        /// The day.
        day: u8,
    },
    /// GO says another number or sum than the receipts.
    TotalDiffers {
        /// What GO says.
        said: u64,
        /// What the receipts add up to.
        found: u64,
    },
}

impl ReceiptError {
    /// The record is quarantined: it has no typed value.
    pub(crate) fn quarantine(place: Place, kind: ReceiptErrorKind) -> Self {
        Self(Box::new(Inner { place, kind, quarantines: true }))
    }

    /// The record stands; the contradiction is reported.
    pub(crate) fn report(place: Place, kind: ReceiptErrorKind) -> Self {
        Self(Box::new(Inner { place, kind, quarantines: false }))
    }

    /// What is wrong.
    pub fn kind(&self) -> &ReceiptErrorKind {
        &self.0.kind
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.0.place
    }

    /// Whether the record at the place has no typed value because of it.
    pub fn quarantines(&self) -> bool {
        self.0.quarantines
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:", self.file, self.line)?;
        if !self.record.id().is_empty() {
            write!(f, " {}", self.record.id())?;
        }
        match self.field {
            Some(FieldPlace { number, name }) => write!(f, " field {number} `{name}`"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ReceiptErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadField { found, expected } => write!(f, "is {found}, expected {expected}"),
            Self::EmptyField { expected } => write!(f, "is empty, expected {expected}"),
            Self::NotShiftJis => f.write_str("has bytes that are not Shift_JIS"),
            Self::ControlCharacter => f.write_str("has a control character"),
            Self::TooFewFields { found, least } => {
                write!(f, "has {found} fields, expected at least {least}")
            }
            Self::TooManyFields { found, most } => {
                write!(f, "has {found} fields, expected at most {most}")
            }
            Self::LongLine { limit } => write!(f, "line is longer than {limit} bytes"),
            Self::LongReceipt { limit } => write!(f, "receipt has more than {limit} records"),
            Self::UnknownRecord { found } => write!(f, "unknown record {found}"),
            Self::BlankLine => f.write_str("blank line"),
            Self::OutsideReceipt => f.write_str("stands outside a receipt (`RE`)"),
            Self::OutsideFacility => f.write_str("stands outside a facility (`IR` to `GO`)"),
            Self::NoTotal => f.write_str("facility ends without `GO`"),
            Self::Repeated => f.write_str("stands a second time in the receipt"),
            Self::TooManyPublic => {
                f.write_str("stands a fifth time in the receipt, expected at most 4")
            }
            Self::NoPayer => f.write_str("receipt has neither `HO` nor `KO`"),
            Self::PayersDiffer { code, said, found } => {
                write!(f, "is `{code}` for {said} payers, but the receipt has {found}")
            }
            Self::SchemeDiffers { code } => {
                write!(f, "is `{code}`, which contradicts the presence of `HO`")
            }
            Self::BurdenWithoutPayer { code } => {
                write!(f, "is `{code}`, which names a payer without a record")
            }
            Self::NoSection => f.write_str("is empty in the first record of the receipt"),
            Self::SetWithoutPoints => f.write_str("ends a set without `点数`"),
            Self::CountDiffers { found, expected } => {
                write!(f, "is `{found}`, but the set has `{expected}`")
            }
            Self::DaysDiffer { found, expected } => {
                write!(f, "is `{expected}`, but the days of the month add up to `{found}`")
            }
            Self::NoSuchDay { day } => write!(f, "has day {day}, which the month does not have"),
            Self::TotalDiffers { said, found } => {
                write!(f, "is `{said}`, but the receipts add up to `{found}`")
            }
        }
    }
}

impl fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0.place, self.0.kind)
    }
}

impl core::error::Error for ReceiptError {}
