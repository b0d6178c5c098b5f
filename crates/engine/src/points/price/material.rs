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
    // Yen by use, with the use, so that a ％加算 finds what it works on.
    let mut parts: Vec<(&Material, Decimal)> = Vec::with_capacity(uses.len());
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
                parts.push((row, product));
                let known = tariffs.iter().find(|tariff| tariff.kind == row.kind);
                tariff = Some(known.ok_or(PriceError::NoTariff(row.kind))?);
                limit = limit.max(row.points_limit);
            }
            5 => {
                for (_, yen) in parts.iter_mut().filter(|(base, _)| works_on(row, base)) {
                    let part = yen.checked_mul(row.price.decimal()).ok_or_else(range)?;
                    let part = part.checked_div(Decimal::ONE_HUNDRED).ok_or_else(range)?;
                    *yen = yen.checked_add(part).ok_or_else(range)?;
                }
            }
            9 => {
                // 高気圧酸素加算: the row has no figure of its own, the pressure of the line (気圧) multiplies.
                let own = row.price.decimal();
                let factor = if own == Decimal::ZERO { entry.quantity } else { own };
                if factor <= Decimal::ZERO {
                    return Err(PriceError::QuantityNotPositive);
                }
                for (_, yen) in parts.iter_mut().filter(|(base, _)| works_on(row, base)) {
                    *yen = yen.checked_mul(factor).ok_or_else(range)?;
                }
            }
            kind => return Err(PriceError::UnknownKind(kind)),
        }
    }
    let tariff = tariff.ok_or(PriceError::AmountMissing)?;
    let sum = |sum: Decimal, (_, yen): &(&Material, Decimal)| sum.checked_add(*yen);
    let mut yen = parts.iter().try_fold(Decimal::ZERO, sum).ok_or_else(range)?;
    if let Some(rounding) = tariff.yen_rounding {
        yen = Decimal::from(rounding.apply(yen)?);
    }
    let quotient = yen.checked_div(tariff.yen_per_point).ok_or_else(range)?;
    let points = Points::new(tariff.rounding.apply(quotient)?);
    let cap = Points::new(i64::from(limit));
    Ok(if limit > 0 { points.min(cap) } else { points })
}

/// What a ％加算 or 乗算割合 works on: 酸素等区分 (項番21) 1 on oxygen and not on nitrogen (9), 年齢加算区分 (項番14) 1 on the films that
/// can bear it; one without a mark on everything before it.
const fn works_on(addition: &Material, base: &Material) -> bool {
    if addition.oxygen != 0 {
        matches!(base.oxygen, 2..=5)
    } else if addition.age_addition != 0 {
        base.age_addition != 0
    } else {
        true
    }
}
