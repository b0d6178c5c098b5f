//! 回数の集計: how often each act stands on the receipt and on which days; 上限回数 and 診療実日数.
//!
//! Reads: the resolved sets, 診療実日数 of the first payer. Writes: [`CountedAct`]s by code. Findings: `count_over_limit`,
//! `care_days_exceeded`.

use super::claim::{ItemCode, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Record, Rule};
use super::resolve::ResolvedSet;
use crate::masters::act::Act;
use crate::masters::edition::TableKind;

/// An act with its count over the whole receipt.
#[derive(Clone, Debug)]
pub(super) struct CountedAct<'m> {
    /// The row of the first line.
    pub(super) act: &'m Act,
    /// The first line.
    pub(super) line: u64,
    /// 回数 of the month.
    pub(super) total: u32,
    /// 回数 of each day; all zero without 算定日情報.
    pub(super) days: [u32; 31],
}

impl CountedAct<'_> {
    /// The days of the month (from 1) with a count, rising.
    pub(super) fn days_billed(&self) -> impl Iterator<Item = (u32, u32)> {
        (1_u32..).zip(self.days).filter(|(_, count)| *count > 0)
    }
}

/// Every act of the receipt once, by code.
pub(super) fn count_acts<'m>(resolved: &[ResolvedSet<'_, 'm>]) -> Vec<CountedAct<'m>> {
    let mut counted: Vec<CountedAct<'m>> = Vec::new();
    for set in resolved {
        for (item, act) in set.acts() {
            let at = counted.partition_point(|known| known.act.code < act.code);
            if counted.get(at).is_none_or(|known| known.act.code != act.code) {
                counted.insert(at, CountedAct { act, line: item.line, total: 0, days: [0; 31] });
            }
            let Some(entry) = counted.get_mut(at) else { continue };
            entry.total = entry.total.saturating_add(set.set.count);
            for (day, count) in entry.days.iter_mut().zip(set.set.days) {
                *day = day.saturating_add(u32::from(count));
            }
        }
    }
    counted
}

/// 上限回数 (項番36): the count of the month is not above the limit.
pub(super) fn check_limits(counted: &[CountedAct<'_>], findings: &mut Vec<Finding>) {
    for entry in counted {
        let limit = u32::from(entry.act.count_limit);
        if limit != 0 && entry.total > limit {
            let operands = numbers(entry, limit, entry.total);
            let rule = Rule::Column(TableKind::Acts, 36);
            findings.push(Finding::new(FindingKind::CountOverLimit, entry.line, rule, operands));
        }
    }
}

/// 実日数 (項番27, 28): acts counted against the days of care.
pub(super) fn check_days(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    findings: &mut Vec<Finding>,
) {
    let Some(days) = claim.payers.first().and_then(|payer| payer.days) else { return };
    let rule = || Rule::Record(Record::CareDays);
    // 項番28 別紙7-4: an act of relation 1 by itself; 初診・再診 together (2), 入院料 together (3).
    for entry in counted.iter().filter(|entry| entry.act.day_relation == 1 && entry.total > days) {
        let operands = numbers(entry, days, entry.total);
        findings.push(Finding::new(FindingKind::CareDaysExceeded, entry.line, rule(), operands));
    }
    for relation in [2, 3] {
        let together = || counted.iter().filter(move |entry| entry.act.day_relation == relation);
        let sum = together().fold(0_u32, |sum, entry| sum.saturating_add(entry.total));
        let Some(first) = together().next().filter(|_| sum > days) else { continue };
        let operands = numbers(first, days, sum);
        findings.push(Finding::new(FindingKind::CareDaysExceeded, first.line, rule(), operands));
    }
}

fn numbers(entry: &CountedAct<'_>, expected: u32, found: u32) -> Operands {
    Operands {
        code: Some(ItemCode::Act(entry.act.code)),
        expected: Some(i64::from(expected)),
        found: Some(i64::from(found)),
        ..Operands::default()
    }
}
