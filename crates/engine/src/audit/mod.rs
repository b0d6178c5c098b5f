//! 点検: a finished receipt priced again, line by line, and compared with what it says.
//!
//! The steps read the receipt and the masters and append findings; none reads another step's findings, so their order means nothing.
//! What cannot be priced is said with its reason, and a receipt with such a set has no total of ours.

mod bundle;
pub mod claim;
mod code_check;
mod comment;
mod count;
mod disease;
mod earned;
mod exclusion;
pub mod finding;
mod frequency;
mod inclusion;
mod management;
mod orders;
mod percent;
pub mod price;
mod resolve;
pub mod set;
pub mod share;
pub mod tally;
mod tariff;
mod tied;
pub mod total;
pub mod unpriced;
mod window;

use crate::amount::Points;
use crate::masters::Masters;
use crate::masters::edition::TableKind;
use crate::points::PointsRules;
use crate::rulebook::copay::CopayBook;
use crate::rulebook::points::PointsBook;
use chrono::NaiveDate;
use claim::ReceiptClaim;
use finding::{Finding, FindingKind, Operands, Record, Rule, Severity};
use set::{Outcome, SetAudit};
use share::ShareAudit;
use tariff::Tariffs;
use total::PayerAudit;

/// 点検結果: one receipt audited.
#[doc(alias = "点検結果")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptAudit {
    /// レセプト番号.
    pub number: u32,
    /// The line of the file on which the receipt begins.
    pub line: u64,
    /// The first day of 診療年月.
    pub month: NaiveDate,
    /// The sets, in the order of the receipt.
    pub sets: Vec<SetAudit>,
    /// The payers, in the order of the receipt.
    pub payers: Vec<PayerAudit>,
    /// 集計先ごとの点数; `None` while a set is unpriced.
    pub columns: Option<Vec<(u16, Points)>>,
    /// 一部負担金, where the insurance alone pays.
    pub share: Option<ShareAudit>,
    /// What was found, by line.
    pub findings: Vec<Finding>,
    /// Electronic points tables that a check needed and that are not at hand for the month.
    pub unchecked: Vec<TableKind>,
}

/// How a receipt came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReceiptStatus {
    /// Every set priced, nothing found beyond warnings.
    Clean,
    /// Every set priced, and at least one error.
    Errors,
    /// A set could not be priced; nothing else found beyond warnings.
    Unpriced,
    /// A set could not be priced, and at least one error.
    UnpricedErrors,
}

/// What the audit reads besides the receipt.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// The masters.
    pub masters: &'a Masters,
    /// The rule book of points.
    pub points: &'a PointsBook,
    /// The rule book of points against the masters.
    pub rules: &'a PointsRules<'a>,
    /// The rule book of co-pay.
    pub copay: &'a CopayBook,
}

/// Audits one receipt.
pub fn audit(claim: &ReceiptClaim, law: Law<'_>) -> ReceiptAudit {
    let masters = law.masters;
    let mut findings = Vec::new();
    let resolved = resolve::resolve(claim, masters);
    let tariffs = Tariffs::new(law.points);
    let sets = set::audit_sets(claim, &resolved, masters, tariffs, &mut findings);
    let payers = total::audit_payers(claim, &sets, &mut findings);
    bundle::check_bundles(claim, &resolved, tariffs, &mut findings);
    code_check::check_codes(claim, &resolved, masters, &mut findings);
    let share = share::audit_share(claim, law.copay, &mut findings);
    let counted = count::count_acts(&resolved);
    count::check_limits(&counted, &mut findings);
    count::check_days(claim, &counted, &mut findings);
    management::check_management(claim, &counted, &mut findings);
    frequency::check_frequencies(claim, &counted, masters, &mut findings);
    exclusion::check_exclusions(claim, &counted, masters, &mut findings);
    inclusion::check_inclusions(claim, &counted, masters, &mut findings);
    tied::check_ties(claim, &counted, &mut findings);
    comment::check_comments(claim, &resolved, masters, &mut findings);
    disease::check_diseases(claim, masters, &mut findings);
    earned::check_earned(claim, &resolved, &counted, law.rules, &mut findings);
    if claim.has_donor_part {
        let (kind, rule) = (FindingKind::DonorPartUnread, Rule::Record(Record::Donor));
        findings.push(Finding::new(kind, claim.line, rule, Operands::default()));
    }
    findings.sort_by_key(|finding| (finding.line, finding.kind));
    let columns = total::by_column(&sets);
    let unchecked = unchecked(masters, claim.month);
    let (number, line, month) = (claim.number, claim.line, claim.month);
    ReceiptAudit { number, line, month, sets, payers, columns, share, findings, unchecked }
}

/// The tables of rules that have no edition for the month.
fn unchecked(masters: &Masters, month: NaiveDate) -> Vec<TableKind> {
    let tables = [
        TableKind::Auxiliary,
        TableKind::Inclusions,
        TableKind::ExclusionsDay,
        TableKind::ExclusionsMonth,
        TableKind::ExclusionsTogether,
        TableKind::ExclusionsWeek,
        TableKind::Frequencies,
    ];
    tables.into_iter().filter(|table| masters.edition(*table, month).is_none()).collect()
}

impl ReceiptAudit {
    /// How the receipt came out.
    pub fn status(&self) -> ReceiptStatus {
        let unpriced = self.sets.iter().any(|set| matches!(set.outcome, Outcome::Unpriced(_)));
        let is_error = |finding: &Finding| finding.kind.severity() == Severity::Error;
        let errors = self.findings.iter().any(is_error);
        match (unpriced, errors) {
            (false, false) => ReceiptStatus::Clean,
            (false, true) => ReceiptStatus::Errors,
            (true, false) => ReceiptStatus::Unpriced,
            (true, true) => ReceiptStatus::UnpricedErrors,
        }
    }
}

#[cfg(test)]
mod tests;
