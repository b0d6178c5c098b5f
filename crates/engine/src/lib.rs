//! Pure calculation of Japanese medical fee points and patient copayment.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

pub mod amount;
pub mod audit;
pub mod claim;
pub mod copay;
pub mod masters;
pub mod points;
pub mod rulebook;
mod rules;
pub mod span;
pub mod statement;

pub use crate::amount::{AmountError, Points, Ratio, Rounding, Yen};
pub use crate::span::{DayNumberError, Span, SpanError};
