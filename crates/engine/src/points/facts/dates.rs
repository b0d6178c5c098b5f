//! 期間: 年齢, 暦月 and the windows within which two days meet.

use crate::masters::age::birthday;
use crate::rulebook::points::Unit;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// Full months from `first` to `day`; a day that the month lacks is the first of the next.
pub(super) fn full_months(first: NaiveDate, day: NaiveDate) -> i64 {
    let months = month_number(day).saturating_sub(month_number(first));
    if day.day() < first.day() { months.saturating_sub(1) } else { months }
}

/// 年齢 in whole years.
pub(super) fn age(birth: NaiveDate, day: NaiveDate) -> i64 {
    let years = i64::from(day.year()).saturating_sub(i64::from(birth.year()));
    let reached = u8::try_from(years.max(0)).is_ok_and(|years| birthday(birth, years) <= day);
    if reached { years } else { years.saturating_sub(1) }
}

/// 暦月 as a number that grows by one a month.
pub(super) fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()).saturating_mul(12).saturating_add(i64::from(day.month0()))
}

/// Whether two days lie in one calendar month.
pub(crate) fn same_month(one: NaiveDate, two: NaiveDate) -> bool {
    month_number(one) == month_number(two)
}

/// Whether `earlier` lies in the window of `unit` that ends with `day` (a week and a month also reach past it).
pub(crate) fn is_within(unit: Unit, earlier: NaiveDate, day: NaiveDate) -> bool {
    match unit {
        Unit::Visit | Unit::Day => earlier == day,
        // Nothing of another visit belongs to a group.
        Unit::Group => false,
        Unit::Week => earlier.week(Weekday::Sun).first_day() == day.week(Weekday::Sun).first_day(),
        Unit::Months(months) => {
            let apart = month_number(day).saturating_sub(month_number(earlier)).abs();
            apart < i64::from(months)
        }
        Unit::Years(years) => {
            let months = u32::from(years).saturating_mul(12);
            earlier.checked_add_months(Months::new(months)).is_none_or(|last| day <= last)
        }
        Unit::FiscalYear => {
            let year =
                |day: NaiveDate| day.checked_sub_months(Months::new(3)).map(|day| day.year());
            year(earlier) == year(day)
        }
        Unit::Ever => true,
    }
}

/// Whether `earlier` is the day or one of the `days` before it.
pub(super) fn is_in_days_before(earlier: NaiveDate, day: NaiveDate, days: u16) -> bool {
    (0..=i64::from(days)).contains(&day.signed_duration_since(earlier).num_days())
}
