//! 集計の出力: the tally of a run.

use crate::overlay::OverlayUse;
use santei_engine::audit::ReceiptStatus;
use santei_engine::audit::tally::Tally;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The tally of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditSummary {
    /// Receipts read: audited and set aside.
    pub receipts: u64,
    /// Receipts set aside because a record could not be read.
    pub quarantined: u64,
    /// Every set priced, no error found.
    pub clean: u64,
    /// Every set priced, at least one error.
    pub errors: u64,
    /// A set could not be priced, no error found.
    pub unpriced: u64,
    /// A set could not be priced, and at least one error.
    pub unpriced_errors: u64,
    /// Sets by how they are priced (`plain`, `step`, `bundle`, `percent`, `drug`, `material`, `yen`).
    pub sets: BTreeMap<String, SetSummary>,
    /// 合計点数 of payers.
    pub totals: TotalSummary,
    /// Lines without a price, by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Findings by kind.
    pub findings: BTreeMap<String, u64>,
    /// Receipts for which an electronic points table was not at hand, by table.
    pub unchecked: BTreeMap<String, u64>,
    /// 上書き: the rules of a facility or an insurer that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayUse>,
}

/// Sets of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSummary {
    /// Priced as the receipt has it.
    pub exact: u64,
    /// Priced otherwise.
    pub differs: u64,
    /// 算定不能.
    pub unpriced: u64,
}

/// 合計点数 of payers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TotalSummary {
    /// The sum priced again is the total recorded.
    pub equal: u64,
    /// It is not.
    pub differs: u64,
    /// A set is unpriced, so there is no sum.
    pub unpriced: u64,
    /// No total is recorded.
    pub absent: u64,
}

impl From<&Tally> for AuditSummary {
    fn from(tally: &Tally) -> Self {
        let status = |status| tally.statuses.get(&status).copied().unwrap_or_default();
        let sets = tally.sets.iter().map(|(kind, sets)| {
            let (exact, differs, unpriced) = (sets.exact, sets.differs, sets.unpriced);
            (kind.code().to_owned(), SetSummary { exact, differs, unpriced })
        });
        let totals = &tally.totals;
        let symbols = tally.unchecked.iter();
        Self {
            receipts: tally.receipts.saturating_add(tally.quarantined),
            quarantined: tally.quarantined,
            clean: status(ReceiptStatus::Clean),
            errors: status(ReceiptStatus::Errors),
            unpriced: status(ReceiptStatus::Unpriced),
            unpriced_errors: status(ReceiptStatus::UnpricedErrors),
            sets: sets.collect(),
            totals: TotalSummary {
                equal: totals.equal,
                differs: totals.differs,
                unpriced: totals.unpriced,
                absent: totals.absent,
            },
            reasons: owned(tally.reasons.iter().map(|(code, count)| (*code, *count))),
            findings: owned(tally.findings.iter().map(|(kind, count)| (kind.code(), *count))),
            unchecked: owned(symbols.map(|(table, count)| (table.symbol(), *count))),
            overlays: Vec::new(),
        }
    }
}

fn owned(counts: impl Iterator<Item = (&'static str, u64)>) -> BTreeMap<String, u64> {
    counts.map(|(code, count)| (code.to_owned(), count)).collect()
}
