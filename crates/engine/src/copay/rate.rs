//! 負担割合: the patient's share by age, class and birth.

use crate::amount::{Ratio, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, ClassIndex, CopayBook};
use chrono::NaiveDate;

/// The share of a person; the row that asks for a birth date or a class is stronger than one that does not.
pub fn rate(
    book: &CopayBook,
    day: NaiveDate,
    age: AgeGroup,
    class: Option<ClassIndex>,
    birth: Option<NaiveDate>,
) -> Option<(Ratio, RuleIndex)> {
    book.in_force(
        &book.rates,
        day,
        |row| row.rule,
        |row| {
            (row.ages.is_empty() || row.ages.contains(&age))
                && (row.classes.is_empty() || class.is_some_and(|one| row.classes.contains(&one)))
                && row.born_through.is_none_or(|last| birth.is_some_and(|born| born <= last))
        },
    )
    .max_by_key(|row| (row.born_through.is_some(), !row.classes.is_empty()))
    .map(|row| (row.rate, row.rule))
}

/// 標準報酬月額 → 所得区分.
pub fn class_of_remuneration(
    book: &CopayBook,
    day: NaiveDate,
    age: AgeGroup,
    remuneration: Yen,
) -> Option<(ClassIndex, RuleIndex)> {
    book.in_force(
        &book.remunerations,
        day,
        |row| row.rule,
        |row| row.ages.contains(&age) && row.least <= remuneration && remuneration <= row.most,
    )
    .next()
    .map(|row| (row.class, row.rule))
}
