//! 集計: what many audited receipts come to; adding is order-free, so shards and threads can be summed.

use super::finding::FindingKind;
use super::price::SetKind;
use super::set::Outcome;
use super::unpriced::UnpricedReason;
use super::{ReceiptAudit, ReceiptStatus};
use crate::masters::edition::TableKind;
use std::collections::BTreeMap;

/// 集計 of audited receipts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Receipts audited.
    pub receipts: u64,
    /// Receipts that could not be read as a whole and were not audited.
    pub quarantined: u64,
    /// Audited receipts by how they came out.
    pub statuses: BTreeMap<ReceiptStatus, u64>,
    /// Sets by how they are priced.
    pub sets: BTreeMap<SetKind, SetTally>,
    /// Lines without a price, by reason.
    pub reasons: BTreeMap<&'static str, u64>,
    /// Totals of payers.
    pub totals: TotalTally,
    /// Findings by kind.
    pub findings: BTreeMap<FindingKind, u64>,
    /// Receipts for which a table was not at hand.
    pub unchecked: BTreeMap<TableKind, u64>,
}

/// Sets of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SetTally {
    /// Priced as the receipt has it.
    pub exact: u64,
    /// Priced otherwise.
    pub differs: u64,
    /// 算定不能.
    pub unpriced: u64,
}

/// Totals of payers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TotalTally {
    /// The sum priced again equals 合計点数.
    pub equal: u64,
    /// It does not.
    pub differs: u64,
    /// A set of the payer is unpriced, so there is no sum.
    pub unpriced: u64,
    /// The record has no 合計点数.
    pub absent: u64,
}

impl Tally {
    /// Adds one audited receipt.
    pub fn add(&mut self, audit: &ReceiptAudit) {
        bump(&mut self.receipts);
        bump(self.statuses.entry(audit.status()).or_default());
        for set in &audit.sets {
            let entry = self.sets.entry(set.kind).or_default();
            match &set.outcome {
                Outcome::Priced { is_exact: true, .. } => bump(&mut entry.exact),
                Outcome::Priced { is_exact: false, .. } => bump(&mut entry.differs),
                Outcome::Unpriced(lines) => {
                    bump(&mut entry.unpriced);
                    for line in lines {
                        bump(self.reasons.entry(line.reason.code()).or_default());
                    }
                }
            }
        }
        for payer in &audit.payers {
            match (payer.expected, payer.found) {
                (_, None) => bump(&mut self.totals.absent),
                (None, _) => bump(&mut self.totals.unpriced),
                (expected, found) if expected == found => bump(&mut self.totals.equal),
                _ => bump(&mut self.totals.differs),
            }
        }
        for finding in &audit.findings {
            bump(self.findings.entry(finding.kind).or_default());
        }
        for table in &audit.unchecked {
            bump(self.unchecked.entry(*table).or_default());
        }
    }

    /// Adds a receipt that could not be read as a whole.
    pub fn add_quarantined(&mut self) {
        bump(&mut self.quarantined);
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        add(&mut self.receipts, other.receipts);
        add(&mut self.quarantined, other.quarantined);
        merge_map(&mut self.statuses, &other.statuses, add);
        merge_map(&mut self.sets, &other.sets, |into, from: SetTally| {
            add(&mut into.exact, from.exact);
            add(&mut into.differs, from.differs);
            add(&mut into.unpriced, from.unpriced);
        });
        merge_map(&mut self.reasons, &other.reasons, add);
        add(&mut self.totals.equal, other.totals.equal);
        add(&mut self.totals.differs, other.totals.differs);
        add(&mut self.totals.unpriced, other.totals.unpriced);
        add(&mut self.totals.absent, other.totals.absent);
        merge_map(&mut self.findings, &other.findings, add);
        merge_map(&mut self.unchecked, &other.unchecked, add);
    }
}

impl UnpricedReason {
    /// Whether `code` is one of the stable codes.
    pub fn is_code(code: &str) -> bool {
        Self::CODES.contains(&code)
    }
}

fn bump(count: &mut u64) {
    add(count, 1);
}

fn add(into: &mut u64, count: u64) {
    *into = into.saturating_add(count);
}

fn merge_map<K: Ord + Copy, V: Default + Copy>(
    into: &mut BTreeMap<K, V>,
    from: &BTreeMap<K, V>,
    join: impl Fn(&mut V, V),
) {
    for (key, value) in from {
        join(into.entry(*key).or_default(), *value);
    }
}
