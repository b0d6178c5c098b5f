//! 初診から1月: whether the month after the last 初診 still shuts an act out.

use super::dates::same_month;
use crate::points::sheet::Sheet;
use crate::rulebook::points::FirstMonth;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// 初診から1月: whether the day is still shut for the acts of the row.
pub(crate) fn is_shut_after_first(sheet: &Sheet<'_>, visit: usize, row: &FirstMonth) -> bool {
    let day = sheet.day(visit);
    let Some(first) = first_visit(sheet, day, row) else { return false };
    if row.is_calendar_month {
        return same_month(first, day);
    }
    // chrono stops at the last day of a month that has no such day; the law goes on to 翌々月の１日.
    let later = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
    let passes_month = later.day() < first.day();
    if !row.is_advanced {
        return if passes_month { day <= later } else { day < later };
    }
    // 通知Ｂ０００(3)(4): the last day of the month will do for 翌々月の１日, and the last day before a 休日 for a 休日; no other day before the month is over.
    let is_early = if passes_month { day <= later } else { day < later };
    let mut instead = later;
    while is_holiday(sheet, instead) && instead > first {
        instead = instead.checked_sub_days(Days::new(1)).unwrap_or(first);
    }
    is_early && day != instead
}

fn is_holiday(sheet: &Sheet<'_>, day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun || sheet.rules.book.holidays.binary_search(&day).is_ok()
}

/// The last 初診 on or before the day, of the history or of the claim.
fn first_visit(sheet: &Sheet<'_>, day: NaiveDate, row: &FirstMonth) -> Option<NaiveDate> {
    let is_billed =
        sheet.past.iter().any(|past| past.date < day && sheet.rules.names(row.acts, past.row));
    // 実日数 2・日数回数 1: 初診料.
    let is_first = |act: &crate::masters::act::Act| {
        act.day_relation == 2 && act.day_count == 1
            || !is_billed && row.also_first.contains(&act.code)
    };
    let past = sheet.past.iter().filter(|past| past.date <= day && is_first(past.act));
    let lines = sheet.lines.iter().filter(|line| is_first(line.act) && !line.is_out());
    let lines = lines.map(|line| sheet.day_of(line));
    past.map(|past| past.date).chain(lines.filter(|date| *date <= day)).max()
}
