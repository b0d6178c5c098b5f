//! 特定保険医療材料料: the points of materials used together: Σ price × quantity ÷ the yen of a point, rounded once.
//!
//! 金額種別 (項番11): 1 a price of the master, 2 購入価格 (the price comes with the line), 5 ％加算 and 9 乗算割合 work on the lines
//! before them (film of a small child, oxygen).

use super::PriceError;
use crate::amount::{AmountError, Points, Rounding};
use crate::masters::material::Material;
use rust_decimal::Decimal;

/// 特定器材種別: how yen become points for one kind of material (項番22).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MaterialTariff {
    /// 特定器材種別.
    pub kind: u8,
    /// The yen of a point.
    pub yen_per_point: Decimal,
    /// How the quotient is rounded.
    pub rounding: Rounding,
    /// 酸素: the product of price, litres and 補正率 is first rounded to whole yen.
    pub yen_rounding: Option<Rounding>,
}

/// A material used.
#[derive(Clone, Copy, Debug)]
pub struct MaterialUse<'a> {
    /// The row of the material master.
    pub material: &'a Material,
    /// How many or how much, in the unit of the master.
    pub quantity: Decimal,
    /// 購入価格 in yen for one unit, where the master has none.
    pub price: Option<Decimal>,
}

/// The points of materials that make one line, in the order of the receipt (a ％加算 or 乗算割合 after what it works on).
///
/// # Errors
///
/// [`PriceError`] if a price or tariff is missing or the result does not fit.
pub fn material_points(
    uses: &[MaterialUse<'_>],
    tariffs: &[MaterialTariff],
) -> Result<Points, PriceError> {
    let range = || PriceError::Amount(AmountError::of("the price of materials"));
    let mut yen = Decimal::ZERO;
    let mut tariff = None;
    let mut limit = 0;
    for entry in uses {
        let row = entry.material;
        match row.amount_kind {
            1 | 2 => {
                if entry.quantity <= Decimal::ZERO {
                    return Err(PriceError::QuantityNotPositive);
                }
                let own = (row.amount_kind == 1).then(|| row.price.decimal());
                // 酸素: the master's price is an upper limit, the purchase price is billed when given.
                let price = match (own, entry.price) {
                    (Some(upper), Some(paid)) if row.has_price_limit => upper.min(paid),
                    (Some(own), _) => own,
                    (None, paid) => paid.ok_or(PriceError::AmountMissing)?,
                };
                let product = price.checked_mul(entry.quantity).ok_or_else(range)?;
                yen = yen.checked_add(product).ok_or_else(range)?;
                let known = tariffs.iter().find(|tariff| tariff.kind == row.kind);
                tariff = Some(known.ok_or(PriceError::NoTariff(row.kind))?);
                limit = limit.max(row.points_limit);
            }
            5 => {
                let part = yen.checked_mul(row.price.decimal()).ok_or_else(range)?;
                let part = part.checked_div(Decimal::ONE_HUNDRED).ok_or_else(range)?;
                yen = yen.checked_add(part).ok_or_else(range)?;
            }
            9 => yen = yen.checked_mul(row.price.decimal()).ok_or_else(range)?,
            kind => return Err(PriceError::UnknownKind(kind)),
        }
    }
    let tariff = tariff.ok_or(PriceError::AmountMissing)?;
    if let Some(rounding) = tariff.yen_rounding {
        yen = Decimal::from(rounding.apply(yen)?);
    }
    let quotient = yen.checked_div(tariff.yen_per_point).ok_or_else(range)?;
    let points = Points::new(tariff.rounding.apply(quotient)?);
    let cap = Points::new(i64::from(limit));
    Ok(if limit > 0 { points.min(cap) } else { points })
}
