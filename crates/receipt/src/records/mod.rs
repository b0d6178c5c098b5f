//! レコードの値: the typed value of each record, one file a group.

mod disease;
mod facility;
mod header;
mod line;
mod payers;
mod qualification;

pub use crate::records::disease::{Disease, Symptom};
pub use crate::records::facility::{Facility, FacilityTotal};
pub use crate::records::header::{Department, Header};
pub(crate) use crate::records::line::COUNT;
pub use crate::records::line::{Comment, Days, InlineComment, Line, LineKind, MaterialDetail};
pub use crate::records::payers::{InsuranceRecord, PublicRecord};
pub use crate::records::qualification::{CounterCopay, Qualification, VisitDays};
