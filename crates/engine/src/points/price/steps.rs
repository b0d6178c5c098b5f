//! きざみ値計算: the points of an act that grow with its quantity (項番30–35).
//!
//! 点数 ＝ 四捨五入（基本点数 ＋ 切上げ（（データ − 下限値）÷ きざみ値）× きざみ点数）, マスターファイル仕様説明書 項番35.

use super::PriceError;
use crate::amount::{AmountError, Points, Rounding};
use crate::masters::act::Act;
use rust_decimal::Decimal;

/// What the bounds say of a quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepNote {
    /// Inside the bounds, or an act that is not priced by quantity.
    #[default]
    Inside,
    /// At or below 下限値 − きざみ値.
    Below,
    /// Above 上限値, and billed as if it were at 上限値.
    CutToUpper,
    /// Above 上限値, and billed as it is: a warning (上下限エラー処理 0 and 2).
    AboveUpper,
}

/// The points of a step priced act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepPrice {
    /// The points; `None` = 点数算定せず（返戻）.
    pub points: Option<Points>,
    /// What the bounds say.
    pub note: StepNote,
}

/// The points of `act` for 数量データ `quantity`.
///
/// # Errors
///
/// [`PriceError`] if the quantity is not above zero, or the result does not fit.
pub fn step_points(act: &Act, quantity: Decimal) -> Result<StepPrice, PriceError> {
    if quantity <= Decimal::ZERO {
        return Err(PriceError::QuantityNotPositive);
    }
    let range = || PriceError::Amount(AmountError::of("a step price"));
    let [lower, upper, size] = [act.step_lower, act.step_upper, act.step_size].map(Decimal::from);
    let base = act.amount.decimal();
    let at = |data: Decimal| -> Result<Points, PriceError> {
        let over = data.checked_sub(lower).ok_or_else(range)?.max(Decimal::ZERO);
        let steps = over.checked_div(size).map_or(Decimal::ZERO, |steps| steps.ceil());
        let grown = steps.checked_mul(act.step_amount.decimal()).ok_or_else(range)?;
        let all = base.checked_add(grown).ok_or_else(range)?;
        // 項番35 点数算定式: the sum is rounded once, 四捨五入.
        Ok(Points::new(Rounding::HalfUp.apply(all)?))
    };
    let below = lower.checked_sub(size).ok_or_else(range)?;
    if quantity <= below {
        let sent_back = matches!(act.step_limit_handling, 2 | 3);
        let points = if sent_back { None } else { Some(at(lower)?) };
        return Ok(StepPrice { points, note: StepNote::Below });
    }
    if act.step_upper != NO_UPPER && quantity > upper {
        let cut = matches!(act.step_limit_handling, 1 | 3);
        let (data, note) =
            if cut { (upper, StepNote::CutToUpper) } else { (quantity, StepNote::AboveUpper) };
        return Ok(StepPrice { points: Some(at(data)?), note });
    }
    Ok(StepPrice { points: Some(at(quantity)?), note: StepNote::Inside })
}

/// 上限値の制限なし, as the layout writes it.
const NO_UPPER: u32 = 99_999_999;
