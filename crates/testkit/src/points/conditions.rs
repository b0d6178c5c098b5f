//! 条件の葉: what the conditions of the rule book ask for, one question each.

use santei_engine::rulebook::points::{Condition, PointsBook};

/// Every question of every condition of the book.
pub(super) fn leaves<'b>(book: &'b PointsBook) -> Vec<&'b Condition> {
    let mut found = Vec::new();
    let mut ask = |condition: &'b Condition| found.extend(condition.leaves(true));
    book.basic_fees.iter().for_each(|row| ask(&row.when));
    book.additions.iter().for_each(|row| {
        ask(&row.when);
        ask(&row.provided);
    });
    book.percents.iter().for_each(|row| ask(&row.when));
    book.requirements.iter().for_each(|row| ask(&row.needs));
    book.inclusions.iter().for_each(|row| ask(&row.when));
    book.exclusions.iter().for_each(|row| ask(&row.when));
    book.limits.iter().for_each(|row| ask(&row.when));
    book.judgements.iter().for_each(|row| ask(&row.when));
    book.factors.iter().for_each(|row| ask(&row.when));
    book.age_exceptions.iter().for_each(|row| ask(&row.when));
    found
}
