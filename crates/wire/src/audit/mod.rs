//! 点検結果の出力: audited receipts as JSON, one record a line: receipts, problems outside receipts, and the summary last.
//!
//! Records name a receipt by facility and number; no name, number or birth date of a patient is in them.

mod names;
mod receipt;
mod summary;

pub use names::{article_of, comment_row_article, comment_row_id, name_of, rule_id, section_of};
pub use receipt::{
    AuditFacility, AuditFinding, AuditPayer, AuditReceipt, AuditSet, AuditShare, AuditUnpriced,
    ColumnPoints, PayerName, Problem, SetOutcome, Status, Weight, Worth,
};
pub use summary::{AuditSummary, SetSummary, TotalSummary};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One line of the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum AuditRecord {
    /// レセプト.
    Receipt(Box<AuditReceipt>),
    /// What is wrong outside receipts.
    Problem(Problem),
    /// 集計, the last record.
    Summary(Box<AuditSummary>),
}
