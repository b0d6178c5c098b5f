//! 点数の計算: the price of one line, from one row of a master and the data of the line; nothing else is read.
//!
//! Calculation and the audit of a receipt price with the same functions. Figures that the masters do not hold
//! (the 15 yen below which a drug is one point, the yen that make a point) come in as a tariff of the rule book.

mod act;
mod drug;
mod material;
mod steps;

pub use act::{ActPrice, act_price, percent_of};
pub use drug::{DrugTariff, DrugUse, drug_points, drug_yen};
pub use material::{MaterialTariff, MaterialUse, material_points};
pub use steps::{StepNote, StepPrice, step_points};

use crate::amount::AmountError;
use thiserror::Error;

/// Why a line has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PriceError {
    /// 数量データ: the act is priced by its quantity and the line has none.
    #[error("the act is priced by its quantity, and the line has none")]
    QuantityMissing,
    /// A quantity that is zero or negative.
    #[error("the quantity is not above zero")]
    QuantityNotPositive,
    /// The amount must come with the line (購入価格, 減点) and is missing.
    #[error("the amount must come with the line and is missing")]
    AmountMissing,
    /// 点数識別・金額種別: a kind that the layout does not know.
    #[error("the master has the amount kind {0}, which the layout does not know")]
    UnknownKind(u8),
    /// The rule book has no tariff for the kind of material.
    #[error("no tariff for the kind of material {0}")]
    NoTariff(u8),
    /// A result out of range.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

#[cfg(test)]
mod tests;
