//! コメントの点検: comments that the table asks for and the receipt lacks, and comments that are wrong; asked by the step that
//! tells the calculation which comments a line needs.
//!
//! Reads: the resolved sets, the comments of the receipt. Findings: `comment_missing`, `comment_unknown`, `comment_form`,
//! `comment_fits_nothing`.

use super::claim::{ItemCode, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::resolve::ResolvedSet;
use crate::masters::Masters;
use crate::masters::code::{ActCode, CommentCode, DrugCode, leading_digit};
use crate::masters::edition::TableKind;
use crate::points::comments::{Billed, Fault, FaultKind, Given, Missing, check};

/// Holds the comments of the receipt against what it bills.
pub(super) fn check_comments(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    masters: &Masters,
    findings: &mut Vec<Finding>,
) {
    let billed: Vec<Billed> = resolved.iter().flat_map(billed_of).collect();
    let day = claim.last_day();
    let given: Vec<Given<'_>> = claim
        .comments
        .iter()
        .filter_map(|one| {
            let code = CommentCode::from_number(one.code)?;
            Some(Given { place: one.line, code, text: one.text.as_str(), day })
        })
        .collect();
    let (missing, faults) = check(masters, claim.care, &billed, &given);
    findings.extend(missing.iter().map(missing_finding));
    findings.extend(faults.into_iter().map(fault_finding));
}

fn billed_of<'s>(set: &'s ResolvedSet<'_, '_>) -> impl Iterator<Item = Billed> + 's {
    set.set.items.iter().filter_map(|item| {
        let code = match item.code {
            ItemCode::Act(code) => code.number(),
            ItemCode::Drug(code) => code.number(),
            _ => return None,
        };
        Some(Billed { place: item.line, code, day: set.first, count: set.set.count })
    })
}

fn missing_finding(missing: &Missing) -> Finding {
    let row = missing.ask.row;
    let rule = Rule::CommentRow { notice: row.notice, item: row.item, branch: row.branch };
    // The code is what was billed: its first digit tells the master.
    let code = match leading_digit(missing.code) {
        6 => DrugCode::from_number(missing.code).map(ItemCode::Drug),
        _ => ActCode::from_number(missing.code).map(ItemCode::Act),
    };
    let operands = Operands {
        code,
        other: missing.ask.comments.first().copied().map(ItemCode::Comment),
        found: i64::try_from(missing.ask.comments.len()).ok(),
        day: Some(missing.day),
        text: Some(row.section),
        ..Operands::default()
    };
    Finding::new(FindingKind::CommentMissing, missing.place, rule, operands)
}

fn fault_finding(fault: Fault) -> Finding {
    let (kind, column) = match fault.kind {
        FaultKind::Unknown => (FindingKind::CommentUnknown, Rule::Column(TableKind::Comments, 23)),
        FaultKind::Form(_) => (FindingKind::CommentForm, Rule::Column(TableKind::Comments, 4)),
        FaultKind::FitsNothing => {
            (FindingKind::CommentFitsNothing, Rule::Column(TableKind::Comments, 20))
        }
    };
    let operands = Operands { code: Some(ItemCode::Comment(fault.code)), ..Operands::default() };
    Finding::new(kind, fault.place, column, operands)
}
