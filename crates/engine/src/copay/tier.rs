//! 公費の月額上限: by tier, and shared in a household.

use super::error::CopayError;
use crate::amount::{Ratio, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::CopayBook;
use crate::rulebook::copay_subsidy::TierRow;
use chrono::NaiveDate;

/// The tier of a subsidy: of the rows that meet the conditions, the one with the lowest cap.
pub fn tier<'a>(
    book: &'a CopayBook,
    day: NaiveDate,
    act: &'a str,
    segment: &'a str,
    conditions: &'a [&'a str],
) -> Option<&'a TierRow> {
    let rows = book.in_force(
        &book.tiers,
        day,
        |row| row.rule,
        |row| {
            row.acts.iter().any(|one| one == act)
                && row.segments.iter().any(|one| one == segment)
                && row.condition.as_deref().is_none_or(|one| conditions.contains(&one))
        },
    );
    rows.min_by_key(|row| {
        let unlimited = (row.month_cap.is_none(), row.month_cap);
        (row.is_excluded, unlimited, row.condition.is_none())
    })
}

/// The tiers of a subsidy, by name.
pub fn segments<'a>(book: &'a CopayBook, day: NaiveDate, act: &'a str) -> Vec<&'a str> {
    let mut names: Vec<_> = book
        .in_force(&book.tiers, day, |row| row.rule, |row| row.acts.iter().any(|one| one == act))
        .filter_map(|row| row.segments.first().map(String::as_str))
        .collect();
    names.dedup();
    names
}

/// 世帯内按分: the household's greatest cap, shared by the caps.
///
/// # Errors
///
/// [`CopayError`] if an amount leaves its range.
pub fn prorated(
    book: &CopayBook,
    day: NaiveDate,
    act: &str,
    own: Yen,
    others: &[Yen],
) -> Result<Option<(Yen, RuleIndex)>, CopayError> {
    let mut rows = book.in_force(
        &book.prorations,
        day,
        |row| row.rule,
        |row| row.acts.iter().any(|one| one == act),
    );
    let Some(row) = rows.next() else { return Ok(None) };
    let sum = others.iter().copied().try_fold(own, Yen::plus)?;
    if sum == Yen::ZERO {
        return Ok(Some((Yen::ZERO, row.rule)));
    }
    let greatest = others.iter().copied().fold(own, Yen::max);
    let share = Ratio::new(own.count(), sum.count())?;
    let exact = greatest.part(share, row.rounding)?;
    Ok(Some((Yen::new(row.rounding.to_multiple(exact.count(), row.unit)?), row.rule)))
}
