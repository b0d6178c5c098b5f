//! 薬剤料: the points of the drugs of one unit (a day of an Rp, one time, one dispensing, one injection).
//!
//! 薬価が15円を超える部分は10円又はその端数を増すごとに1点 (F200, G100, D500, E300, J300, K940, L200 …); the figures stand in the tariff.

use super::PriceError;
use crate::amount::{AmountError, Points, Rounding};
use crate::masters::drug::Drug;
use rust_decimal::Decimal;

/// 薬剤料の算定方法: the figures of the 薬剤料 articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DrugTariff {
    /// The yen up to which the drugs of a unit are worth `floor_points`.
    pub floor_yen: Decimal,
    /// The points of a unit up to `floor_yen`; `None` where it is included in the procedure and not billed.
    pub floor_points: Option<Points>,
    /// The points that the first `floor_yen` are worth when the unit costs more.
    pub base_points: Points,
    /// The yen that make each further point, a fraction counting as a whole.
    pub step_yen: Decimal,
}

/// A drug used, with its quantity in the unit of its price.
#[derive(Clone, Copy, Debug)]
pub struct DrugUse<'a> {
    /// The row of the drug master.
    pub drug: &'a Drug,
    /// How much, in the unit of the master.
    pub quantity: Decimal,
}

/// Σ 薬価 × 使用量, exact, in yen.
///
/// # Errors
///
/// [`PriceError`] if a quantity is not above zero or a product does not fit.
pub fn drug_yen<'a>(uses: impl IntoIterator<Item = DrugUse<'a>>) -> Result<Decimal, PriceError> {
    uses.into_iter().try_fold(Decimal::ZERO, |sum, entry| {
        if entry.quantity <= Decimal::ZERO {
            return Err(PriceError::QuantityNotPositive);
        }
        let yen = entry.drug.price.decimal().checked_mul(entry.quantity);
        let all = yen.and_then(|yen| sum.checked_add(yen));
        all.ok_or(PriceError::Amount(AmountError::of("the price of drugs")))
    })
}

/// The points of drugs worth `yen` a unit; `None` if the tariff does not bill so little.
///
/// # Errors
///
/// [`AmountError`] if the result does not fit.
pub fn drug_points(yen: Decimal, tariff: &DrugTariff) -> Result<Option<Points>, AmountError> {
    let error = AmountError::of("the points of drugs");
    if yen <= tariff.floor_yen {
        return Ok(tariff.floor_points);
    }
    let over = yen.checked_sub(tariff.floor_yen).ok_or(error)?;
    let steps = over.checked_div(tariff.step_yen).ok_or(error)?;
    // 「10円又はその端数を増すごとに」: every begun step counts.
    let further = Points::new(Rounding::Up.apply(steps)?);
    tariff.base_points.plus(further).map(Some)
}
