//! 期間: the spans of time of the electronic points tables, as far as one month shows them.
//!
//! Source: 支払基金 医科電子点数表の活用手引き 付表1 (算定単位コード). Weeks run from Sunday to Saturday, months are calendar months.

use chrono::{Datelike, Days, NaiveDate};

/// A span of time that one receipt can be held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Window {
    /// 1日.
    Day,
    /// 1週間: Sunday to Saturday, as far as it lies in the month.
    Week,
    /// The month, or a longer span that holds the whole month.
    Month,
}

impl Window {
    /// 算定単位コード of the table of counts; `None` where a receipt of one month does not show the span.
    pub(super) const fn of_unit(unit: u16) -> Option<Self> {
        match unit {
            121 => Some(Self::Day),
            138 => Some(Self::Week),
            // 月, 2月, 3月, 4月, 6月, 12月, 5年, 2年, 年度: what is above the limit in one month is above it in all of them.
            131 | 143..=148 | 161 | 162 => Some(Self::Month),
            _ => None,
        }
    }

    /// Whether two days of the month lie in one span.
    pub(super) fn joins(self, month: NaiveDate, day: u32, other: u32) -> bool {
        match self {
            Self::Day => day == other,
            Self::Month => true,
            Self::Week => week_of(month, day) == week_of(month, other),
        }
    }

    /// The first day of the month that lies in the span of `day`.
    pub(super) fn start(self, month: NaiveDate, day: u32) -> u32 {
        match self {
            Self::Day => day,
            Self::Month => 1,
            Self::Week => (1..=day).find(|first| self.joins(month, *first, day)).unwrap_or(day),
        }
    }
}

/// A day of the month, from 1, as a date.
pub(super) fn date_of(month: NaiveDate, day: u32) -> Option<NaiveDate> {
    month.checked_add_days(Days::new(u64::from(day.checked_sub(1)?)))
}

/// The Sunday that begins the week.
fn week_of(month: NaiveDate, day: u32) -> Option<NaiveDate> {
    let date = date_of(month, day)?;
    let after_sunday = date.weekday().num_days_from_sunday();
    date.checked_sub_days(Days::new(u64::from(after_sunday)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_run_from_sunday_to_saturday() {
        // 2025-11-01 is a Saturday: the first week of the month has one day.
        let month = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
        assert!(!Window::Week.joins(month, 1, 2));
        assert!(Window::Week.joins(month, 2, 8));
        assert!(!Window::Week.joins(month, 8, 9));
        assert_eq!([1, 2, 8, 9].map(|day| Window::Week.start(month, day)), [1, 2, 2, 9]);
    }
}
