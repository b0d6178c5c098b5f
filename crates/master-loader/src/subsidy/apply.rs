//! 反映: the programmes of the files put into the rule book of co-pay.

use super::national::PRIORITY_STEP;
use super::{Programme, SubsidyFile, SubsidyMaster};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::CopayBook;
use santei_engine::rulebook::copay_subsidy::{Cover, SubsidyRow};

/// 公費適用順位の差: two acts that a file orders otherwise than the rule book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderDifference {
    /// The act that comes first in the file.
    pub first: String,
    /// The act that comes first in the rule book.
    pub second: String,
}

/// Puts the programmes of `masters` into `book`.
///
/// Rows of the 国公費マスター take the place of the rule book's rows for the same act. What the file says in words
/// only (parts of meals, refunds by setting) stays as the rule book has it. Rows of the 地単公費マスター are added.
pub fn apply(book: &mut CopayBook, masters: &[SubsidyMaster]) {
    for master in masters {
        let programmes = match master.kind {
            SubsidyFile::National => replace_national(book, &master.programmes),
            SubsidyFile::Local => master.programmes.clone(),
        };
        for Programme { rule, mut row, .. } in programmes {
            let Ok(index) = u32::try_from(book.rules.len()) else { return };
            row.rule = RuleIndex(index);
            book.rules.push(rule);
            book.subsidies.push(row);
        }
    }
}

/// The pairs of acts that the 国公費マスター orders otherwise than the rule book.
pub fn order_differences(book: &CopayBook, master: &SubsidyMaster) -> Vec<OrderDifference> {
    let priority = |act: &str| {
        let rows = book.subsidies.iter().filter(|row| !row.is_local);
        rows.filter(|row| row.acts.iter().any(|one| one == act)).map(|row| row.priority).min()
    };
    let mut acts: Vec<(u32, &str)> = master
        .programmes
        .iter()
        .filter_map(|one| Some((one.row.priority, one.row.acts.first()?.as_str())))
        .collect();
    acts.sort_unstable();
    let mut found = Vec::new();
    for (place, (_, first)) in acts.iter().enumerate() {
        for (_, second) in acts.iter().skip(place.saturating_add(1)) {
            let is_other = first != second && priority(first) > priority(second);
            let difference =
                OrderDifference { first: (*first).to_owned(), second: (*second).to_owned() };
            if is_other && !found.contains(&difference) {
                found.push(difference);
            }
        }
    }
    found
}

/// The programmes with what the rule book knows better, its own rows of their acts taken out.
fn replace_national(book: &mut CopayBook, programmes: &[Programme]) -> Vec<Programme> {
    let is_replaced =
        |row: &SubsidyRow| !row.is_local && programmes.iter().any(|one| one.row.acts == row.acts);
    let (old, kept): (Vec<_>, Vec<_>) = book.subsidies.drain(..).partition(|row| is_replaced(row));
    book.subsidies = kept;
    let new: Vec<Programme> = programmes
        .iter()
        .map(|one| {
            let mut one = one.clone();
            let issuers = one.row.issuers.clone();
            // The first issuers of an act stand for those that no row names.
            let first = programmes.iter().find(|other| other.row.acts == one.row.acts);
            if first.is_some_and(|first| first.row.issuers == issuers) {
                one.row.issuers.clear();
            }
            if let Some(known) = known(&old, &one.row.acts, &issuers) {
                keep_words(&mut one, known);
            }
            one
        })
        .collect();
    keep_places(book, &old, &new);
    new
}

/// The rule book's row of the act and issuers, else the one of the act.
fn known<'a>(old: &'a [SubsidyRow], acts: &[String], issuers: &[String]) -> Option<&'a SubsidyRow> {
    let of_act = || old.iter().filter(|row| row.acts == acts);
    let shared = |row: &&SubsidyRow| row.issuers.iter().any(|one| issuers.contains(one));
    of_act().find(shared).or_else(|| of_act().find(|row| row.issuers.is_empty()))
}

fn keep_words(one: &mut Programme, known: &SubsidyRow) {
    let row = &mut one.row;
    if one.keeps_meals {
        (row.meals, row.living) = (known.meals, known.living);
    }
    // 09-6 and 09-7 say that a burden is paid, not which part of it.
    if row.meals.part.numerator() > 0 && known.meals.part.numerator() > 0 {
        row.meals = known.meals;
    }
    if row.living.part.numerator() > 0 && known.living.part.numerator() > 0 {
        row.living = known.living;
    }
    for (own, old) in
        [(&mut row.inpatient, &known.inpatient), (&mut row.outpatient, &known.outpatient)]
    {
        if old.cover == Cover::Reimbursed && own.cover != Cover::Excluded {
            *own = old.clone();
        }
    }
}

/// Acts without a row in the file keep their place behind the act that came before them.
fn keep_places(book: &mut CopayBook, old: &[SubsidyRow], new: &[Programme]) {
    for row in book.subsidies.iter_mut().filter(|row| !row.is_local) {
        let before = old.iter().filter(|one| one.priority < row.priority);
        let place = before.max_by_key(|one| one.priority).and_then(|one| {
            new.iter().filter(|new| new.row.acts == one.acts).map(|new| new.row.priority).max()
        });
        let half = PRIORITY_STEP.checked_div(2).unwrap_or_default();
        row.priority = place.map_or(0, |place| place.saturating_add(half));
    }
}
