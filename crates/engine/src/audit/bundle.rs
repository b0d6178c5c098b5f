//! 項目数包括の分割: tests that one day pays by their number, but that stand in several sets.
//!
//! 「患者から1回に採取した血液」: a receipt shows the day, not the sampling, so this is a warning.
//!
//! Reads: the resolved sets, the 項目数 rows of the rule book. Findings: `bundle_split`.

use super::claim::{ItemCode, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::resolve::ResolvedSet;
use super::tariff::Tariffs;
use crate::masters::edition::TableKind;
use chrono::NaiveDate;

/// A set made of tests of one group only.
struct Part<'a> {
    group: u8,
    tests: u16,
    line: u64,
    found: i64,
    set: &'a ResolvedSet<'a, 'a>,
}

/// Holds the sets of each group and day against the rows of the rule book.
pub(super) fn check_bundles(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    tariffs: Tariffs<'_>,
    findings: &mut Vec<Finding>,
) {
    let parts: Vec<Part<'_>> = resolved.iter().filter_map(part).collect();
    let mut told: Vec<(u8, NaiveDate)> = Vec::new();
    for first in &parts {
        for (day, _) in first.set.set.billed_days(claim.month) {
            if told.contains(&(first.group, day)) {
                continue;
            }
            told.push((first.group, day));
            let on_day = |part: &&Part<'_>| {
                let mut days = part.set.set.billed_days(claim.month);
                part.group == first.group && days.any(|(other, _)| other == day)
            };
            let together: Vec<&Part<'_>> = parts.iter().filter(on_day).collect();
            findings.extend(split(first.group, day, &together, tariffs));
        }
    }
}

fn split(
    group: u8,
    day: NaiveDate,
    together: &[&Part<'_>],
    tariffs: Tariffs<'_>,
) -> Option<Finding> {
    let (first, others) = together.split_first()?;
    if others.is_empty() {
        return None;
    }
    let tests = together.iter().fold(0_u16, |sum, part| sum.saturating_add(part.tests));
    let points = tariffs.bundle(group, tests, day).ok()??;
    let found = together.iter().fold(0_i64, |sum, part| sum.saturating_add(part.found));
    let (_, act) = first.set.acts().next()?;
    let operands = Operands {
        code: Some(ItemCode::Act(act.code)),
        expected: Some(points.count()),
        found: Some(found),
        day: Some(day),
        ..Operands::default()
    };
    let rule =
        tariffs.bundle_rule(group, day).map_or(Rule::Column(TableKind::Acts, 16), Rule::Book);
    Some(Finding::new(FindingKind::BundleSplit, first.line, rule, operands))
}

fn part<'a>(set: &'a ResolvedSet<'a, 'a>) -> Option<Part<'a>> {
    let group = set.acts().next().map(|(_, act)| act.test_bundle).filter(|group| *group != 0)?;
    let mut tests = 0_u16;
    for row in &set.rows {
        let act = row.ok()?.act().filter(|act| act.test_bundle == group);
        tests = tests.saturating_add(u16::from(act.is_some()));
        act?;
    }
    let found = set.set.points?.count();
    Some(Part { group, tests, line: set.set.line, found, set })
}
