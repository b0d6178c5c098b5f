//! 日数: the first later day on which the same visit would bill the act.

use super::{Fate, Lack, Remedy, fate};
use chrono::{Datelike, Days, Months, NaiveDate};
use santei_engine::claim::{Claim, Visit, VisitKind};
use santei_engine::masters::code::ActCode;
use santei_engine::points::{Cause, PointsRules, Refusal, calculate};
use santei_engine::rulebook::points::RefusalKind;

/// The first later day on which the same visit would bill the act, if a count or the month after 初診 holds it now.
pub(super) fn later(
    rules: &PointsRules<'_>,
    claim: &Claim,
    visit: usize,
    act: ActCode,
    refusal: Refusal,
) -> Option<Remedy> {
    let is_first_month = rules.book.first_months.iter().any(|row| match refusal.cause {
        Cause::Rule(rule) => row.rule == rule,
        _ => false,
    });
    if refusal.kind != RefusalKind::Frequency && !is_first_month {
        return None;
    }
    let own = claim.visits.get(visit)?;
    let mut next = claim.clone();
    next.visits.truncate(visit.checked_add(1)?);
    // Who was seen for the first time comes again.
    let kind = if own.kind == VisitKind::Initial { VisitKind::Revisit } else { own.kind };
    next.visits.push(Visit { kind, ..own.clone() });
    let place = visit.checked_add(1)?;
    candidates(own.date).into_iter().find_map(|day| {
        next.visits.get_mut(place)?.date = day;
        let statement = calculate(rules, &next);
        matches!(fate(&statement, place, act), Fate::Billed).then(|| Remedy {
            visit: place,
            statement,
            lacks: vec![Lack::Days(day)],
        })
    })
}

/// The days of the next two months, then the first of every month for five years.
fn candidates(day: NaiveDate) -> Vec<NaiveDate> {
    let days = (1..=62).filter_map(|number| day.checked_add_days(Days::new(number)));
    let first = day.with_day(1).unwrap_or(day);
    let months = (3..=61).filter_map(|number| first.checked_add_months(Months::new(number)));
    days.chain(months).collect()
}
