//! 患者負担の写し: a slow, naive second writing of the copayment law, for differential tests.
//!
//! The law is written here once more, article by article (one function per article, one file per 条 or 項), with
//! its figures written beside the article they stand in. Nothing is shared with the engine and no rule book is read:
//! a figure mistyped in the rule book, or a step misunderstood in the engine, shows as a difference.
//! This is the one place where figures of the law stand in Rust.
//!
//! "令" is 健康保険法施行令, "法" 健康保険法, "高確令" 高齢者の医療の確保に関する法律施行令.

mod claim;
mod facts;
mod input;
mod law;
mod ledger;
mod limit;
pub mod local;
mod month;
mod number;
pub mod wire;

pub use crate::input::{
    Age, Class, LimitCase, LimitInput, MonthInput, PayerExpectation, Period, Set, Subsidy,
};
pub use crate::limit::{LimitAnswer, limit};
pub use crate::month::{MonthAnswer, PayerAnswer, SetAnswer, month};
pub use crate::number::Refusal;
