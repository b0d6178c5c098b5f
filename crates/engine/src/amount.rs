//! 点数・金額: exact amounts and the roundings the law names; the only file that rounds.
//!
//! Points and yen are whole numbers in types of their own. Prices, quantities and the two decimals of the
//! masters are [`Decimal`]s, and a fraction is lost only by calling [`Rounding::apply`] (or a function that
//! takes a [`Rounding`]), at a call site that names the provision. Every operation is checked.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt;
use thiserror::Error;

/// 端数処理: what becomes of a remainder. A call site cites the provision that prescribes it.
#[doc(alias = "端数処理")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Rounding {
    /// 四捨五入: a half goes away from zero.
    #[doc(alias = "四捨五入")]
    HalfUp,
    /// 五捨五超入: a half goes towards zero, anything above it away from zero.
    #[doc(alias = "五捨五超入")]
    HalfDown,
    /// 切捨て: towards zero.
    #[doc(alias = "切捨て")]
    Down,
    /// 切上げ: away from zero.
    #[doc(alias = "切上げ")]
    Up,
}

/// 点数: whole fee points, as billed.
#[doc(alias = "点数")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Points(i64);

/// 円: an amount of money in whole yen.
#[doc(alias = "円")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Yen(i64);

/// 割合: a ratio of two whole numbers, as the law writes it (`30/100`, `1/2`, `12/1`).
#[doc(alias = "割合")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "(i64, i64)", into = "(i64, i64)"))]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

/// An amount left the range of its type, or a ratio had no positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("amount out of range while computing {operation}")]
pub struct AmountError {
    operation: &'static str,
}

impl AmountError {
    /// An error of the operation named, for the few callers that add amounts of their own.
    pub const fn of(operation: &'static str) -> Self {
        Self { operation }
    }
}

impl Rounding {
    /// `value` rounded to a whole number.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the result does not fit an `i64`.
    pub fn apply(self, value: Decimal) -> Result<i64, AmountError> {
        let strategy = match self {
            Self::HalfUp => rust_decimal::RoundingStrategy::MidpointAwayFromZero,
            Self::HalfDown => rust_decimal::RoundingStrategy::MidpointTowardZero,
            Self::Down => rust_decimal::RoundingStrategy::ToZero,
            Self::Up => rust_decimal::RoundingStrategy::AwayFromZero,
        };
        value.round_dp_with_strategy(0, strategy).to_i64().ok_or(AmountError::of("a rounding"))
    }

    /// `numerator / denominator` rounded to a whole number, in integers only.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if `denominator` is not positive or the result does not fit an `i64`.
    pub fn divide(self, numerator: i128, denominator: i64) -> Result<i64, AmountError> {
        let error = AmountError::of("a division");
        if denominator <= 0 {
            return Err(error);
        }
        let divisor = i128::from(denominator);
        let quotient = numerator.checked_div(divisor).ok_or(error)?;
        let rest = numerator.checked_rem(divisor).ok_or(error)?.unsigned_abs();
        let twice = rest.checked_mul(2).ok_or(error)?;
        let away = match self {
            Self::HalfUp => twice >= divisor.unsigned_abs(),
            Self::HalfDown => twice > divisor.unsigned_abs(),
            Self::Down => false,
            Self::Up => rest > 0,
        };
        let step = if away { numerator.signum() } else { 0 };
        let whole = quotient.checked_add(step).ok_or(error)?;
        i64::try_from(whole).map_err(|_| error)
    }

    /// `value` rounded to a multiple of `unit` (10 for the 10-yen rounding of a counter).
    ///
    /// # Errors
    ///
    /// [`AmountError`] if `unit` is not positive or the result does not fit.
    pub fn to_multiple(self, value: i64, unit: i64) -> Result<i64, AmountError> {
        self.divide(i128::from(value), unit)?.checked_mul(unit).ok_or(AmountError::of("a rounding"))
    }
}

macro_rules! whole_amount {
    ($name:ident, $new:ident, $get:ident, $unit:literal) => {
        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);

            #[doc = concat!("An amount of `count` ", $unit, ".")]
            pub const fn $new(count: i64) -> Self {
                Self(count)
            }

            #[doc = concat!("The count of ", $unit, ".")]
            pub const fn $get(self) -> i64 {
                self.0
            }

            /// `self + other`.
            ///
            /// # Errors
            ///
            /// [`AmountError`] if the sum does not fit.
            pub fn plus(self, other: Self) -> Result<Self, AmountError> {
                self.0.checked_add(other.0).map(Self).ok_or(AmountError::of("a sum"))
            }

            /// `self - other`; may be negative.
            ///
            /// # Errors
            ///
            /// [`AmountError`] if the difference does not fit.
            pub fn minus(self, other: Self) -> Result<Self, AmountError> {
                self.0.checked_sub(other.0).map(Self).ok_or(AmountError::of("a difference"))
            }

            /// `self * count`.
            ///
            /// # Errors
            ///
            /// [`AmountError`] if the product does not fit.
            pub fn times(self, count: u32) -> Result<Self, AmountError> {
                self.0.checked_mul(i64::from(count)).map(Self).ok_or(AmountError::of("a product"))
            }

            /// The sum of `amounts`.
            ///
            /// # Errors
            ///
            /// [`AmountError`] if the sum does not fit.
            pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, AmountError> {
                amounts.into_iter().try_fold(Self::ZERO, Self::plus)
            }

            /// `self * ratio`, rounded as the provision says.
            ///
            /// # Errors
            ///
            /// [`AmountError`] if the result does not fit.
            pub fn part(self, ratio: Ratio, rounding: Rounding) -> Result<Self, AmountError> {
                ratio.of(self.0, rounding).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

whole_amount!(Points, new, count, "points");
whole_amount!(Yen, new, count, "yen");

impl Ratio {
    /// `numerator / denominator`.
    ///
    /// # Errors
    ///
    /// [`AmountError`] unless `denominator` is positive.
    pub const fn new(numerator: i64, denominator: i64) -> Result<Self, AmountError> {
        if denominator > 0 {
            Ok(Self { numerator, denominator })
        } else {
            Err(AmountError::of("a ratio"))
        }
    }

    /// The number above the line.
    pub const fn numerator(self) -> i64 {
        self.numerator
    }

    /// The number below the line; always positive.
    pub const fn denominator(self) -> i64 {
        self.denominator
    }

    /// `whole * self`, rounded as the provision says.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the result does not fit.
    pub fn of(self, whole: i64, rounding: Rounding) -> Result<i64, AmountError> {
        // Two `i64` multiply within an `i128`.
        let product = i128::from(whole)
            .checked_mul(i128::from(self.numerator))
            .ok_or(AmountError::of("a part"))?;
        rounding.divide(product, self.denominator)
    }
}

impl TryFrom<(i64, i64)> for Ratio {
    type Error = AmountError;

    fn try_from((numerator, denominator): (i64, i64)) -> Result<Self, AmountError> {
        Self::new(numerator, denominator)
    }
}

impl From<Ratio> for (i64, i64) {
    fn from(ratio: Ratio) -> Self {
        (ratio.numerator, ratio.denominator)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_names_four_roundings() {
        for (rounding, expected) in [
            (Rounding::HalfUp, [3, 3, 2, -3]),
            (Rounding::HalfDown, [2, 3, 2, -2]),
            (Rounding::Down, [2, 2, 2, -2]),
            (Rounding::Up, [3, 3, 3, -3]),
        ] {
            let inputs = [25, 26, 24, -25];
            let whole = inputs.map(|tenths| rounding.divide(tenths, 10).unwrap());
            let exact = inputs
                .map(|tenths| rounding.apply(Decimal::from_i128_with_scale(tenths, 1)).unwrap());
            assert_eq!((whole, exact), (expected, expected), "{rounding:?}");
        }
    }

    #[test]
    fn ten_yen_at_the_counter() {
        // 健康保険法75条: 五円未満は切り捨て、五円以上十円未満は十円に切り上げ。
        let counter = |yen| Rounding::HalfUp.to_multiple(yen, 10).unwrap();
        assert_eq!([874, 875, 0].map(counter), [870, 880, 0]);
    }

    #[test]
    fn overflow_is_an_error() {
        assert!(Yen::new(i64::MAX).plus(Yen::new(1)).is_err());
        assert!(Points::new(i64::MAX).times(2).is_err());
        assert!(Ratio::new(1, 0).is_err());
        assert!(Rounding::Down.divide(i128::MAX, 1).is_err());
    }
}
