//! 自動算定の行為: the acts that the engine finds by itself, and the row or column that finds each.
//!
//! An order of such an act is no fact of its own: it asks for a fee that follows by law from other facts, and stands
//! only if the engine finds it ([`super::claimed`]).

use super::sheet::Cause;
use crate::masters::Masters;
use crate::masters::act::Act;
use crate::masters::code::ActCode;
use crate::rulebook::points::{PointsBook, RefusalKind, SelectorNo};

/// An act that is found, by what, and why it is refused when it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finder {
    pub(crate) act: ActCode,
    pub(crate) cause: Cause,
    pub(crate) kind: RefusalKind,
    /// The bases it is found with, if it is an addition.
    pub(crate) to: Option<SelectorNo>,
}

/// Every finder, by act.
pub(crate) fn finders(masters: &Masters, book: &PointsBook) -> Vec<Finder> {
    let mut all = Vec::new();
    let mut add = |act, rule, kind, to| {
        all.push(Finder { act, cause: Cause::Rule(rule), kind, to });
    };
    for row in &book.basic_fees {
        for act in [Some(row.act), row.repeat].into_iter().flatten() {
            add(act, row.rule, RefusalKind::Visit, None);
        }
    }
    for row in &book.additions {
        add(row.act, row.rule, RefusalKind::Condition, Some(row.to));
    }
    for row in book.percents.iter().filter(|row| !row.is_ordered) {
        add(row.act, row.rule, RefusalKind::Condition, Some(row.to));
    }
    for row in &book.judgements {
        add(row.act, row.rule, RefusalKind::Condition, None);
    }
    for row in &book.specimens {
        add(row.act, row.rule, RefusalKind::Condition, None);
    }
    let prescriptions =
        book.prescription_fees.iter().map(|row| (row.act, row.controlled, row.rule));
    let dispensing = book.dispensing_fees.iter().map(|row| (row.act, row.controlled, row.rule));
    for (act, controlled, rule) in prescriptions.chain(dispensing) {
        for act in [Some(act), controlled].into_iter().flatten() {
            add(act, rule, RefusalKind::Condition, None);
        }
    }
    let ages = masters.acts.rows().iter().flat_map(|row| row.age_additions);
    let (cause, kind) = (Cause::Column(100), RefusalKind::Age);
    all.extend(
        ages.filter_map(|addition| Some(Finder { act: addition.act?, cause, kind, to: None })),
    );
    let reductions =
        masters.acts.rows().iter().filter(|row| row.conformity == Act::CONFORMITY_REDUCTION);
    let (cause, kind) = (Cause::Column(44), RefusalKind::Condition);
    all.extend(reductions.map(|row| Finder { act: row.code, cause, kind, to: None }));
    // A rule before the column: it says more.
    all.sort_by_key(|finder| (finder.act, finder.kind == RefusalKind::Age));
    all.dedup();
    all
}

/// The places of the finders of one act.
pub(crate) fn finders_of(all: &[Finder], act: ActCode) -> impl Iterator<Item = usize> + '_ {
    let first = all.partition_point(|finder| finder.act < act);
    let own = all.iter().enumerate().skip(first);
    own.take_while(move |(_, finder)| finder.act == act).map(|(place, _)| place)
}
