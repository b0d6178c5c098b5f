//! 年月日: months and days, in 西暦 and in the 和暦 of older files.

use chrono::{Datelike, NaiveDate};
use core::fmt;

/// 年月: a month, as of 診療年月 and 請求年月.
#[doc(alias = "年月")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month of a year.
    pub fn new(year: i32, month: u32) -> Option<Self> {
        Some(Self { first: NaiveDate::from_ymd_opt(year, month, 1)? })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The month of the year, from 1.
    pub fn month(self) -> u32 {
        self.first.month()
    }

    /// A day of the month, from 1; `None` if the month has no such day.
    pub fn day(self, day: u32) -> Option<NaiveDate> {
        self.first.with_day(day)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.year(), self.month())
    }
}

/// `YYYYMM`, or `GYYMM` with the digit of the era (年号区分).
pub(crate) fn month(bytes: &[u8]) -> Option<Month> {
    match *bytes {
        [y0, y1, y2, y3, m0, m1] => {
            Month::new(i32::try_from(number(&[y0, y1, y2, y3])?).ok()?, number(&[m0, m1])?)
        }
        [era, y0, y1, m0, m1] => {
            Month::new(year_of_era(era, number(&[y0, y1])?)?, number(&[m0, m1])?)
        }
        _ => None,
    }
}

/// `YYYYMMDD`, or `GYYMMDD` with the digit of the era (年号区分).
pub(crate) fn day(bytes: &[u8]) -> Option<NaiveDate> {
    let (head, [d0, d1]) = bytes.split_last_chunk::<2>()?;
    month(head)?.day(number(&[*d0, *d1])?)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| match digit {
        b'0'..=b'9' => sum.checked_mul(10)?.checked_add(u32::from(digit.saturating_sub(b'0'))),
        _ => None,
    })
}

/// 年号区分: the year of an era; 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和.
fn year_of_era(era: u8, year: u32) -> Option<i32> {
    let (before, last) = match era {
        b'1' => (1867, 45),
        b'2' => (1911, 15),
        b'3' => (1925, 64),
        b'4' => (1988, 31),
        b'5' => (2018, 99),
        _ => return None,
    };
    (1..=last).contains(&year).then(|| i32::try_from(year).ok()?.checked_add(before)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_calendars_say_the_same_day() {
        for (era, common) in [
            ("1450729", "19120729"),
            ("2151224", "19261224"),
            ("3640107", "19890107"),
            ("4310430", "20190430"),
            ("5010501", "20190501"),
            ("5080601", "20260601"),
        ] {
            assert_eq!(day(era.as_bytes()), day(common.as_bytes()), "{era}");
            assert!(day(era.as_bytes()).is_some(), "{era}");
        }
        assert_eq!(month(b"50306"), Month::new(2021, 6));
        assert_eq!(month(b"202106"), Month::new(2021, 6));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2021",
            "20210229",
            "20211301",
            "6010101",
            "4000101",
            "3650101",
            "4320101",
            "2021010a",
            "202１0101",
        ] {
            assert_eq!(day(text.as_bytes()), None, "{text}");
        }
        assert_eq!(month(b"202113"), None);
    }
}
