//! UKE receipt files: records, both ways, byte for byte.
//!
//! Two layers lie over one file. The raw layer is a list of [`Record`]s, and writing them gives the bytes that were
//! read, whatever they were. The typed layer is what [`Reader`] yields: a [`Part`] at a time, in constant memory, each
//! with its typed values, its records and its problems. A record that cannot be read is quarantined, its receipt is
//! marked, and the rest of the file goes on.
//!
//! ```
//! use santei_receipt::{Burden, Coded, ReceiptFile, Section};
//!
//! let bytes = b"IR,2,13,1,1234567,,,202606,00,\r\nRE,1,1112,202606,\x83e\x83X\x83g,1,19900101,,,,,29\r\n\
//!     HO,  138057,1,2,1,12a,,,,,,,,,\r\nSI,50,1,150253010,,,1\r\nIY,,1,620000402,2.5,865,1\r\nCO,,1,810000001,\x89E\r\nGO,1,865,99\r\n";
//! let file = ReceiptFile::read("RECEIPTC.UKE", bytes);
//! let receipt = file.receipts().next().unwrap();
//! let [set] = receipt.sets.as_slice() else { panic!() };
//! assert_eq!((set.section, set.total(), set.lines.len()), (Some(Section::Surgery), Some(865), 2));
//! assert_eq!(set.burden(), Burden::from_code("1"));
//!
//! let [problem] = receipt.problems() else { panic!() };
//! assert_eq!(problem.to_string(), "RECEIPTC.UKE:3: HO field 6 `合計点数` is `12a`, expected a number of at most 8 digits");
//! assert!(receipt.insurance.is_none());
//! ```

mod assemble;
mod calendar;
mod checks;
mod codes;
mod error;
mod error_ja;
mod expected;
mod fields;
mod kind;
mod layout;
mod lines;
mod part;
mod reader;
mod receipt;
mod record;
mod records;
mod set;
mod tally;
mod text;

pub use crate::calendar::Month;
pub use crate::codes::{
    Burden, Coded, Confirmation, CopayClass, CounterCopayClass, DutyReason, FeeTable, MainDisease,
    Outcome, Patient, PatientState, Payer, PayerClass, ReceiptType, ReviewAgency, Scheme, Section,
    Sex, SpecialNote, SymptomClass, VisitClass, Waiver, Ward,
};
pub use crate::error::{FieldPlace, Place, ReceiptError, ReceiptErrorKind};
pub use crate::expected::{Expected, Found};
pub use crate::kind::RecordKind;
pub use crate::lines::Limits;
pub use crate::part::{FacilityPart, Loose, Part, ReceiptFile, TotalPart};
pub use crate::reader::{ReadError, Reader};
pub use crate::receipt::{Donor, Receipt};
pub use crate::record::{EncodeError, Ending, Record};
pub use crate::records::{
    Comment, CounterCopay, Days, Department, Disease, Facility, FacilityTotal, Header,
    InlineComment, InsuranceRecord, Line, LineKind, MaterialDetail, PublicRecord, Qualification,
    Symptom, VisitDays,
};
pub use crate::set::Set;
pub use crate::text::Private;
