//! 背反テーブル (03-1 to 03-4): acts that are not billed together on a day, in a month, at the same time, in a week.
//!
//! A receipt does not show visits, so 同時 (03-3) is held against the day and is a warning; 特例条件 makes a warning everywhere.
//! The tables are mirrored: each pair is looked up once, from its smaller code.
//!
//! Reads: the counted acts. Findings: `excluded`, `either_one` and their `_exception` kinds.

use super::claim::{ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::window::{Window, date_of};
use crate::masters::Masters;
use crate::masters::edition::TableKind;
use crate::masters::rule_table::Exclusion;
use chrono::NaiveDate;

/// The four tables: which, the span of time, and whether a receipt shows it fully.
const TABLES: [(TableKind, Window, bool); 4] = [
    (TableKind::ExclusionsDay, Window::Day, true),
    (TableKind::ExclusionsMonth, Window::Month, true),
    (TableKind::ExclusionsTogether, Window::Day, false),
    (TableKind::ExclusionsWeek, Window::Week, true),
];

/// Holds every pair of acts against the tables.
pub(super) fn check_exclusions(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    masters: &Masters,
    findings: &mut Vec<Finding>,
) {
    for (index, (table, window, is_shown)) in TABLES.into_iter().enumerate() {
        let Some(rows) = masters.exclusions.get(index).filter(|rows| !rows.rows().is_empty())
        else {
            continue;
        };
        // 背反関連識別 of the 補助 table says which acts the table speaks of at all.
        let speaks = |entry: &&CountedAct<'_>| {
            let row = masters.auxiliaries.find(entry.act.code, claim.month);
            row.is_none_or(|row| row.exclusions.get(index).copied().unwrap_or(true))
        };
        let named: Vec<_> = counted.iter().filter(speaks).collect();
        for (at, first) in named.iter().enumerate() {
            for second in named.iter().skip(at.saturating_add(1)) {
                let Some(day) = meet(claim.month, window, first, second) else { continue };
                let row = rows.find((first.act.code, second.act.code), day);
                findings
                    .extend(row.and_then(|row| finding(table, row, is_shown, day, first, second)));
            }
        }
    }
}

/// The first day on which the second act stands within the span of the first; the first of the month without days.
fn meet(
    month: NaiveDate,
    window: Window,
    first: &CountedAct<'_>,
    second: &CountedAct<'_>,
) -> Option<NaiveDate> {
    if window == Window::Month {
        let day = first.days_billed().chain(second.days_billed()).map(|(day, _)| day).max();
        return date_of(month, day.unwrap_or(1));
    }
    let mut days = first.days_billed();
    let day = days.find_map(|(day, _)| {
        let mut others = second.days_billed().map(|(other, _)| other);
        others.find(|other| window.joins(month, day, *other))
    })?;
    date_of(month, day)
}

fn finding(
    table: TableKind,
    row: &Exclusion,
    is_shown: bool,
    day: NaiveDate,
    first: &CountedAct<'_>,
    second: &CountedAct<'_>,
) -> Option<Finding> {
    let open = row.has_exception || !is_shown;
    // 背反区分: 1 the first code is billed, 2 the second, 3 either one.
    let (refused, billed, kind) = match (row.survivor, open) {
        (1, false) => (second, first, FindingKind::Excluded),
        (1, true) => (second, first, FindingKind::ExcludedException),
        (2, false) => (first, second, FindingKind::Excluded),
        (2, true) => (first, second, FindingKind::ExcludedException),
        (3, false) => (first, second, FindingKind::EitherOne),
        (3, true) => (first, second, FindingKind::EitherOneException),
        _ => return None,
    };
    let operands = Operands {
        code: Some(ItemCode::Act(refused.act.code)),
        other: Some(ItemCode::Act(billed.act.code)),
        day: Some(day),
        ..Operands::default()
    };
    Some(Finding::new(kind, refused.line, Rule::Table(table), operands))
}
