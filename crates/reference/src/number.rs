//! 端数: the roundings of the copayment law, and the refusal of what the law does not answer.

use std::fmt;

/// 計算できないもの: why the reference does not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No published text covers the month (before 2012-04), or covers it for this class.
    NoText(String),
    /// The input has no meaning.
    Meaningless(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText(what) => write!(f, "no text of the law answers for {what}"),
            Self::Meaningless(what) => write!(f, "meaningless input: {what}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// 百分の一, "一円未満の端数…五十銭未満は切り捨て、五十銭以上は一円に切り上げ" (令42条1項1号). `yen` is not negative.
pub(crate) fn one_hundredth(yen: i64) -> i64 {
    let sen = yen; // one hundredth of a yen is one sen, so the count of sen is the count of yen before.
    let whole = sen.div_euclid(100);
    if sen.rem_euclid(100) >= 50 { whole + 1 } else { whole }
}

/// 端数処理 of one track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// レセプト: to the yen, once over the month.
    Receipt,
    /// 窓口, 法75条・高確法68条: below 5 yen dropped, 5 yen and more up to 10, at each payment.
    HalfUp,
    /// 窓口, a facility that drops what is below 10 yen.
    Down,
    /// 窓口, a facility that rounds up to 10 yen.
    Up,
}

/// `hundredths` hundredths of the sums of the visits, in yen of the track.
///
/// # Errors
///
/// [`Refusal::Meaningless`] when a sum is no multiple of ten yen (医療費 is points times ten).
pub(crate) fn rounded_hundredths(
    sums: &[i64],
    hundredths: i64,
    rounding: Rounding,
) -> Result<i64, Refusal> {
    if let Some(sum) = sums.iter().find(|sum| sum.rem_euclid(10) != 0) {
        return Err(Refusal::Meaningless(format!("医療費 {sum} is no multiple of ten")));
    }
    if rounding == Rounding::Receipt {
        return Ok(one_hundredth(sums.iter().sum::<i64>() * hundredths));
    }
    Ok(sums.iter().map(|sum| ten_yen(sum * hundredths, rounding)).sum())
}

/// An amount in sen, rounded to a multiple of ten yen.
fn ten_yen(sen: i64, rounding: Rounding) -> i64 {
    let tens = sen.div_euclid(1_000);
    let rest = sen.rem_euclid(1_000);
    let up = match rounding {
        Rounding::Receipt | Rounding::HalfUp => rest >= 500,
        Rounding::Down => false,
        Rounding::Up => rest > 0,
    };
    (tens + i64::from(up)) * 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_sen_and_five_yen_round_up() {
        assert_eq!([49, 50, 149, 150, 0].map(one_hundredth), [0, 1, 1, 2, 0]);
        let counter = |yen: i64| ten_yen(yen * 100, Rounding::HalfUp);
        assert_eq!([4, 5, 904, 905].map(counter), [0, 10, 900, 910]);
        assert!(rounded_hundredths(&[11], 30, Rounding::HalfUp).is_err());
        assert_eq!(rounded_hundredths(&[820, 820], 30, Rounding::Receipt), Ok(492));
        assert_eq!(rounded_hundredths(&[820, 820], 30, Rounding::HalfUp), Ok(500));
    }
}
