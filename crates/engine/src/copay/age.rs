//! 年齢区分の切替: which group a person is in on a day.

use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, AgeStart, CopayBook};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The group of a person born on `birth` on `day`, with the rule that put them there.
///
/// `None` if the person is not yet born, or the book has no row.
pub fn age_group(
    book: &CopayBook,
    birth: NaiveDate,
    day: NaiveDate,
) -> Option<(AgeGroup, RuleIndex)> {
    if day < birth {
        return None;
    }
    book.in_force(&book.ages, day, |row| row.rule, |_| true)
        .filter(|row| first_day(birth, row.years, row.start).is_some_and(|first| first <= day))
        .max_by_key(|row| row.group)
        .map(|row| (row.group, row.rule))
}

/// The day on which a group begins for a person born on `birth`.
pub fn first_day(birth: NaiveDate, years: i32, start: AgeStart) -> Option<NaiveDate> {
    let birthday = birthday(birth, years)?;
    // 年齢計算ニ関スル法律: an age is reached at the end of the day before the birthday.
    let reached = if years == 0 { birthday } else { birthday.checked_sub_days(Days::new(1))? };
    match start {
        AgeStart::Birthday => Some(birthday),
        AgeStart::NextMonth => reached.with_day(1)?.checked_add_months(Months::new(1)),
        AgeStart::SchoolYear => {
            let march = NaiveDate::from_ymd_opt(reached.year(), 3, 31)?;
            let end =
                if reached <= march { march } else { march.checked_add_months(Months::new(12))? };
            end.checked_add_days(Days::new(1))
        }
    }
}

/// The birthday of an age; one born on 29 February has it on 1 March of a plain year (the day after the 28th).
fn birthday(birth: NaiveDate, years: i32) -> Option<NaiveDate> {
    let year = birth.year().checked_add(years)?;
    birth.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

/// Whether the month that begins on `first` is the one in which the group that starts on a birthday begins
/// after its first day (75歳到達月): limits are halved then.
pub fn begins_within(book: &CopayBook, birth: NaiveDate, first: NaiveDate) -> bool {
    book.in_force(
        &book.ages,
        first,
        |row| row.rule,
        |row| row.start == AgeStart::Birthday && row.years > 0,
    )
    .filter_map(|row| first_day(birth, row.years, row.start))
    .any(|day| day.year() == first.year() && day.month() == first.month() && day.day() > 1)
}
