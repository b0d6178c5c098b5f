//! 点検の報告: audited receipts as text that a clerk can read, in Japanese or English.

mod sentence;
mod summary;
mod text;
mod word;

pub(crate) use summary::print as print_summary;
pub(crate) use text::{problem, receipt};
