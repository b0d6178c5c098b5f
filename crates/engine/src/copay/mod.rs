//! 患者負担: what the insurance, the high-cost benefit, each subsidy and the patient pay.
//!
//! [`settle`] reads in the order of the calculation: share → first-stage limit → subsidies → 合算 → local
//! subsidies → 減免, on two tracks (1 yen for the receipt, 10 yen for the counter), visit by visit.

pub mod age;
pub mod claim;
pub mod error;
pub mod household;
pub mod meal;
pub mod plan;
pub mod rate;
pub mod reason;
pub mod selection;
pub mod settle;
mod subsidy;
mod subsidy_window;
pub mod table;
pub mod tier;
mod track;
pub mod year;

pub use claim::{
    Active, Claim, MAX_SETS, MAX_SUBSIDIES, Part, Patient, Relief, SetKey, SpecialDisease, Visit,
};
pub use error::CopayError;
pub use plan::{Plan, class_limit};
pub use reason::{Payer, Reason, ReasonKind};
pub use settle::{Scratch, SetResult, SubsidyResult, Totals, VisitResult, settle};
pub use table::MonthTable;
