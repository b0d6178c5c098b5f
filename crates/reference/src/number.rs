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

/// `tenths` 割 of `medical_yen`; 医療費 is points times ten, so no fraction arises.
///
/// # Errors
///
/// [`Refusal::Meaningless`] when the sum is not a multiple of ten yen.
pub(crate) fn tenths_of(medical_yen: i64, tenths: i64) -> Result<i64, Refusal> {
    if medical_yen.rem_euclid(10) == 0 {
        Ok(medical_yen.div_euclid(10) * tenths)
    } else {
        Err(Refusal::Meaningless(format!("medical_yen {medical_yen} is no multiple of ten")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_sen_round_up() {
        assert_eq!([49, 50, 149, 150, 0].map(one_hundredth), [0, 1, 1, 2, 0]);
        assert!(tenths_of(11, 3).is_err());
    }
}
