//! 年齢: the age bounds of the masters, and whether a person of a birth date is inside them on a day.

use crate::masters::cell::{CellError, FromCells};
use crate::masters::code::ActCode;
use crate::masters::text::TextPool;
use chrono::{Datelike, Days, Months, NaiveDate};

/// 上下限年齢: a bound of age as columns such as 下限年齢 write it.
#[doc(alias = "下限年齢")]
#[doc(alias = "上限年齢")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum AgeBound {
    /// `00`: no bound.
    #[default]
    None,
    /// Two digits: the birthday of that year of age.
    Years(u8),
    /// `AA` (生後28日), `AE` (生後90日): so many days after birth.
    Days(u8),
    /// `B3`, `B6`, `BF`, `BK`: the first day of the month after the birthday of that year of age.
    MonthAfter(u8),
    /// `MG`: the end of preschool age (未就学児), the first 31 March on or after the day of reaching six
    /// (the day before the sixth birthday).
    School,
}

/// 年齢加算: an addition that a row gives for a span of age.
#[doc(alias = "年齢加算")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AgeAddition {
    /// The person is at least this old.
    pub from: AgeBound,
    /// The person is younger than this.
    pub below: AgeBound,
    /// 注加算診療行為コード: the act that is added; `None` when the place is unused.
    pub act: Option<ActCode>,
}

impl AgeBound {
    /// The first day on which a person born on `birth` has reached the bound; `None` without a bound.
    ///
    /// Somebody born on 29 February reaches a year of age on 1 March of a common year.
    pub fn reached(self, birth: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::None => None,
            Self::Years(years) => Some(birthday(birth, years)),
            Self::Days(days) => birth.checked_add_days(Days::new(u64::from(days))),
            Self::MonthAfter(years) => {
                birthday(birth, years).with_day(1)?.checked_add_months(Months::new(1))
            }
            Self::School => {
                // 年齢計算ニ関スル法律: an age is reached at the end of the day before the birthday.
                let sixth = birthday(birth, 6).pred_opt()?;
                let march = NaiveDate::from_ymd_opt(sixth.year(), 3, 31)?;
                let last = if sixth <= march {
                    Some(march)
                } else {
                    march.checked_add_months(Months::new(12))
                };
                last?.succ_opt()
            }
        }
    }
}

impl AgeAddition {
    /// Whether a person born on `birth` is inside the span of age on `day`.
    pub fn covers(self, birth: NaiveDate, day: NaiveDate) -> bool {
        is_within(self.from, self.below, birth, day)
    }
}

/// Whether `from ≤ age < below` on `day` for a person born on `birth`.
pub fn is_within(from: AgeBound, below: AgeBound, birth: NaiveDate, day: NaiveDate) -> bool {
    from.reached(birth).is_none_or(|first| first <= day)
        && below.reached(birth).is_none_or(|first| day < first)
}

/// The birthday of a year of age.
pub fn birthday(birth: NaiveDate, years: u8) -> NaiveDate {
    let year = birth.year().saturating_add(i32::from(years));
    let first_of_march = NaiveDate::from_ymd_opt(year, 3, 1);
    birth.with_year(year).or(first_of_march).unwrap_or(NaiveDate::MAX)
}

impl FromCells for AgeBound {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
        Ok(match cells.first().copied().unwrap_or_default() {
            "" | "0" | "00" => Self::None,
            "AA" => Self::Days(28),
            "AE" => Self::Days(90),
            "B3" => Self::MonthAfter(3),
            "B6" => Self::MonthAfter(6),
            "BF" => Self::MonthAfter(15),
            "BK" => Self::MonthAfter(20),
            "MG" => Self::School,
            cell => {
                let expected = CellError::new("two digits or one of AA, AE, B3, B6, BF, BK, MG");
                let years = cell.parse().ok().filter(|_| cell.len() == 2);
                Self::Years(years.ok_or(expected)?)
            }
        })
    }
}

impl FromCells for AgeAddition {
    const WIDTH: usize = 3;

    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
        let at = |offset: usize| cells.get(offset..).unwrap_or_default();
        let placed = |offset: usize| move |error: CellError| CellError { offset, ..error };
        Ok(Self {
            from: AgeBound::from_cells(at(0), texts).map_err(placed(0))?,
            below: AgeBound::from_cells(at(1), texts).map_err(placed(1))?,
            act: <Option<ActCode>>::from_cells(at(2), texts).map_err(placed(2))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn bounds_are_reached_on_the_days_the_layout_names() {
        for (bound, birth, first) in [
            (AgeBound::Years(6), "2019-06-18", "2025-06-18"),
            (AgeBound::Years(1), "2024-02-29", "2025-03-01"),
            (AgeBound::Days(28), "2025-01-01", "2025-01-29"),
            (AgeBound::MonthAfter(3), "2022-05-31", "2025-06-01"),
            (AgeBound::School, "2019-04-01", "2025-04-01"),
            (AgeBound::School, "2019-04-02", "2026-04-01"),
        ] {
            assert_eq!(bound.reached(day(birth)), Some(day(first)), "{bound:?} of {birth}");
        }
    }
}
