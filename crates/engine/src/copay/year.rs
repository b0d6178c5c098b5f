//! 年間上限: the caps of August to July, tracked and reported, never deducted.

use crate::amount::Yen;
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, ClassIndex, CopayBook};
use crate::rulebook::copay_limit::LimitScope;
use chrono::NaiveDate;

/// The cap of a year that holds in a month, if one does.
pub fn cap(
    book: &CopayBook,
    day: NaiveDate,
    age: AgeGroup,
    class: ClassIndex,
    scope: LimitScope,
) -> Option<(Yen, RuleIndex)> {
    book.in_force(
        &book.year_caps,
        day,
        |row| row.rule,
        |row| row.scope == scope && row.ages.contains(&age) && row.classes.contains(&class),
    )
    .next()
    .map(|row| (row.cap, row.rule))
}
