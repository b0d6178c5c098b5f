//! 診療行為の点数: the price of an act by its 点数識別 (項番11), and the points of a percentage line on its base.

use super::{PriceError, StepNote, step_points};
use crate::amount::{AmountError, Points, Ratio, Rounding, Yen};
use crate::masters::act::Act;
use rust_decimal::Decimal;

/// What one act costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActPrice {
    /// 点数: so many points (minus points are below zero), with what the bounds of the quantity say.
    Points(Points, StepNote),
    /// 金額: so many yen (食事 and the like).
    Yen(Yen),
    /// ％加算・％減算: a part of a base; below zero for 減算.
    Percent(Ratio),
    /// 点数算定せず: the quantity lies below the bounds and the line is sent back.
    NotBillable,
}

/// The price of `act` with 数量データ `quantity`; `claimed` is the amount of the line where the master has none
/// (点数識別 4 and 7).
///
/// # Errors
///
/// [`PriceError`] if data of the line is missing or does not fit.
pub fn act_price(
    act: &Act,
    quantity: Option<Decimal>,
    claimed: Option<Points>,
) -> Result<ActPrice, PriceError> {
    if act.is_step_priced {
        let steps = step_points(act, quantity.ok_or(PriceError::QuantityMissing)?)?;
        return Ok(match (steps.points, act.amount_kind) {
            (None, _) => ActPrice::NotBillable,
            // 食事 a meal each: the steps of an amount in yen are yen.
            (Some(amount), 1) => ActPrice::Yen(Yen::new(amount.count())),
            (Some(points), _) => ActPrice::Points(points, steps.note),
        });
    }
    let whole = |points| ActPrice::Points(points, StepNote::Inside);
    match act.amount_kind {
        1 => Ok(ActPrice::Yen(Yen::new(act.amount.whole()?))),
        // 別紙7-1: 点数(プラス). Fractions stand only in step priced acts, whose sum is rounded as a whole.
        3 => Ok(whole(points(act)?)),
        4 => claimed.map(whole).ok_or(PriceError::AmountMissing),
        5 => Ok(ActPrice::Percent(percent(act, 1)?)),
        6 => Ok(ActPrice::Percent(percent(act, -1)?)),
        7 => {
            let points = claimed.ok_or(PriceError::AmountMissing)?;
            Ok(whole(Points::ZERO.minus(points)?))
        }
        8 => {
            let points = points(act)?;
            Ok(whole(Points::ZERO.minus(points)?))
        }
        kind => Err(PriceError::UnknownKind(kind)),
    }
}

/// 新又は現点数, rounded if it has a fraction, which nearly none has.
fn points(act: &Act) -> Result<Points, AmountError> {
    let rounded = || Rounding::HalfUp.apply(act.amount.decimal());
    act.amount.whole().or_else(|_| rounded()).map(Points::new)
}

/// The points of the percentage `ratio` on `base`; may be below zero.
///
/// # Errors
///
/// [`AmountError`] if the result does not fit.
pub fn percent_of(base: Points, ratio: Ratio) -> Result<Points, AmountError> {
    // 通則: 所定点数に割合を乗じて得た点数, 端数は四捨五入 (令和6年保医発0305第4号 通則).
    base.part(ratio, Rounding::HalfUp)
}

fn percent(act: &Act, sign: i64) -> Result<Ratio, AmountError> {
    // 新又は現点数 holds the percentage itself, in hundredths (`40.00` = 40 of 100).
    let numerator = act.amount.count().checked_mul(sign).ok_or(AmountError::of("a percentage"))?;
    Ratio::new(numerator, 10_000)
}
