//! Many receipts: read as a stream, audited in parallel, handed over in the order of the file, in constant memory.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod audit;
mod convert;
mod report;
mod shard;

pub use crate::audit::{AuditOptions, AuditedReceipt, Handed, StreamError, audit_stream};
pub use crate::convert::receipt_claim;
pub use crate::report::audit_record;
pub use crate::shard::{Shard, ShardError};
