//! 算定回数テーブル (05): how often an act may be billed within a day, a week or a month.
//!
//! Longer spans are held against the month alone: more in the month than the limit of three months is too often in any case.
//! Units that a receipt does not show (一連, 部位, 患者当り, 初診時 …) are left to the calculation, which knows visits and history.
//!
//! Reads: the counted acts. Findings: `frequency_over`, `frequency_over_exception`.

use super::claim::{ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::window::{Window, date_of};
use crate::masters::Masters;
use crate::masters::code::ActCode;
use crate::masters::edition::TableKind;
use crate::masters::rule_table::Frequency;
use crate::span::Span;
use std::cmp::Ordering;

/// Holds every counted act against its rows.
pub(super) fn check_frequencies(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    masters: &Masters,
    findings: &mut Vec<Finding>,
) {
    for entry in counted {
        let by_act = |key: (ActCode, u16)| -> Ordering { key.0.cmp(&entry.act.code) };
        let rows = masters.frequencies.matching(by_act);
        let month = Span::new(claim.month, claim.last_day()).ok();
        let holds = |row: &&Frequency| month.is_some_and(|month| row.span.overlaps(month));
        for row in rows.iter().filter(holds) {
            findings.extend(over(claim, entry, row));
        }
    }
}

fn over(claim: &ReceiptClaim, entry: &CountedAct<'_>, row: &Frequency) -> Option<Finding> {
    let window = Window::of_unit(row.unit)?;
    let limit = u32::from(row.limit);
    let (day, found) = if window == Window::Month {
        (1, entry.total)
    } else {
        let within = |first: u32| {
            let days = entry.days_billed();
            let joined = days.filter(|(day, _)| window.joins(claim.month, first, *day));
            joined.fold(0_u32, |sum, (_, count)| sum.saturating_add(count))
        };
        let sums = entry.days_billed().map(|(day, _)| (day, within(day)));
        sums.max_by_key(|(day, sum)| (*sum, std::cmp::Reverse(*day)))?
    };
    if found <= limit {
        return None;
    }
    let kind = if row.has_exception {
        FindingKind::FrequencyOverException
    } else {
        FindingKind::FrequencyOver
    };
    let operands = Operands {
        code: Some(ItemCode::Act(entry.act.code)),
        expected: Some(i64::from(limit)),
        found: Some(i64::from(found)),
        number: Some(row.unit),
        day: date_of(claim.month, window.start(claim.month, day)),
        ..Operands::default()
    };
    Some(Finding::new(kind, entry.line, Rule::Table(TableKind::Frequencies), operands))
}
