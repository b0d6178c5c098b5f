//! 算定もれと算定ルール: the receipt calculated by the steps of the calculation; what they find and the receipt lacks, and what they
//! refuse and the receipt has.
//!
//! A found line counts only as far as the receipt shows its conditions (see `orders`); it is a warning, because the facility may
//! have a reason that no receipt shows. A refusal counts where a row of the rule book includes, excludes, limits or bounds the
//! age; 算定要件 and 届出, which a receipt does not show, do not. Tables of the 電子点数表 have checks of their own.
//!
//! Reads: the resolved sets, every step of the calculation. Findings: `earned_not_claimed`, `rule_conflict`.

use super::claim::{Care, ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::orders::claim_of;
use super::resolve::ResolvedSet;
use crate::masters::edition::TableKind;
use crate::points::sheet::{Cause, Line, Refusal, Sheet, State};
use crate::points::{PointsRules, calculate_receipt};
use crate::rulebook::points::{RefusalKind, RuleNo};

/// Calculates the receipt and compares.
pub(super) fn check_earned(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    counted: &[CountedAct<'_>],
    rules: &PointsRules<'_>,
    findings: &mut Vec<Finding>,
) {
    if claim.care == Care::Inpatient
        || resolved.iter().flat_map(|set| &set.rows).any(Result::is_err)
    {
        return;
    }
    let Some(rebuilt) = claim_of(claim, resolved, rules) else { return };
    let sheet = calculate_receipt(rules, &rebuilt);
    let mut seen = Vec::new();
    for line in &sheet.lines {
        if seen.contains(&line.act.code) {
            continue;
        }
        let found = match line.state {
            State::Billed if !line.is_ordered() => earned(claim, counted, &sheet, line),
            State::Refused(refusal) => conflict(counted, &sheet, line, refusal),
            _ => None,
        };
        if let Some(finding) = found {
            seen.push(line.act.code);
            findings.push(finding);
        }
    }
}

/// A line that the steps find and bill, and that the receipt has less often.
fn earned(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    sheet: &Sheet<'_>,
    line: &Line<'_>,
) -> Option<Finding> {
    if sheet.day_of(line) < claim.birth {
        return None;
    }
    // 初診料・再診料 stand for the visit itself: which of them is due, the receipt alone says.
    if line.act.day_relation == 2 || line.points == crate::amount::Points::ZERO {
        return None;
    }
    let due = due(sheet, line);
    let own = counted.iter().find(|entry| entry.act.code == line.act.code);
    let has = own.map_or(0, |entry| entry.total);
    if has >= due || is_replaced(counted, line) {
        return None;
    }
    let date = sheet.day_of(line);
    let base = line.base.or_else(|| sheet.pool.get(line.needs.start).copied());
    let base = base.and_then(|base| sheet.lines.get(base));
    let place = base.and_then(|base| line_of(counted, base.act.code));
    let operands = Operands {
        code: Some(ItemCode::Act(line.act.code)),
        other: base.map(|base| ItemCode::Act(base.act.code)),
        expected: Some(i64::from(due)),
        found: Some(i64::from(has)),
        day: Some(date),
        ..Operands::default()
    };
    let rule = rule_of(sheet, line.cause)?;
    let at = place.or(own.map(|entry| entry.line)).unwrap_or(claim.line);
    Some(Finding::new(FindingKind::EarnedNotClaimed, at, rule, operands))
}

/// How often the steps bill the code: at each visit as often as they find it, or as it was ordered, whichever is more.
fn due(sheet: &Sheet<'_>, line: &Line<'_>) -> u32 {
    let at = |visit: usize, is_ordered: bool| {
        let same = sheet.lines.iter().filter(|other| {
            other.act.code == line.act.code
                && other.visit == visit
                && other.is_billed()
                && other.is_ordered() == is_ordered
        });
        same.fold(0_u32, |sum, other| sum.saturating_add(other.count))
    };
    let visits = 0..sheet.claim.visits.len();
    visits.map(|visit| at(visit, true).max(at(visit, false))).fold(0, u32::saturating_add)
}

/// Another act of the receipt stands for it: a 注加算 of the same 注加算コード and 通番, or a fee of the same 判断料 group.
fn is_replaced(counted: &[CountedAct<'_>], line: &Line<'_>) -> bool {
    let act = line.act;
    counted.iter().any(|entry| {
        let other = entry.act;
        let is_note = act.addition_group != 0
            && act.addition_number != '0'
            && (other.addition_group, other.addition_number)
                == (act.addition_group, act.addition_number);
        let is_judgement = act.judgement_kind == 2
            && other.judgement_kind == 2
            && other.judgement_group == act.judgement_group;
        is_note || is_judgement
    })
}

/// A line of the receipt that a row of the rule book refuses, and no other line of its code is billed instead.
fn conflict(
    counted: &[CountedAct<'_>],
    sheet: &Sheet<'_>,
    line: &Line<'_>,
    refusal: Refusal,
) -> Option<Finding> {
    let is_shown = matches!(
        refusal.kind,
        RefusalKind::Included | RefusalKind::Exclusion | RefusalKind::Frequency | RefusalKind::Age
    );
    let Cause::Rule(rule) = refusal.cause else { return None };
    let same = |other: &&Line<'_>| other.act.code == line.act.code && other.visit == line.visit;
    if !is_shown || sheet.lines.iter().filter(same).any(Line::is_billed) {
        return None;
    }
    let operands = Operands {
        code: Some(ItemCode::Act(line.act.code)),
        other: refusal.other.map(|other| ItemCode::Act(other.act)),
        day: Some(sheet.day_of(line)),
        ..Operands::default()
    };
    let at = line_of(counted, line.act.code)?;
    Some(Finding::new(FindingKind::RuleConflict, at, book_rule(sheet, rule)?, operands))
}

fn line_of(counted: &[CountedAct<'_>], code: crate::masters::code::ActCode) -> Option<u64> {
    counted.iter().find(|entry| entry.act.code == code).map(|entry| entry.line)
}

fn rule_of(sheet: &Sheet<'_>, cause: Cause) -> Option<Rule> {
    match cause {
        Cause::Rule(rule) => book_rule(sheet, rule),
        Cause::Column(column) => Some(Rule::Column(TableKind::Acts, u16::from(column))),
        _ => None,
    }
}

fn book_rule(sheet: &Sheet<'_>, rule: RuleNo) -> Option<Rule> {
    sheet.rules.book.meta(rule).map(|meta| Rule::Book(meta.id.as_str().into()))
}
