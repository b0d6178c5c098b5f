//! 点数の乱数事例: cases of points generated from the masters and from seeds, and what must hold of every result.

mod again;
mod alone;
pub mod casebook;
pub mod claims;
mod conditions;
pub mod facts;
pub mod pools;
pub mod properties;
pub mod row_report;
pub mod rows;
pub mod sources;
