//! 合計の突合: sums by payer and by 集計先, compared with the HO and KO records; a partial sum is no total.
//!
//! Reads: the audited sets and the payers. Writes: [`PayerAudit`] and the sums by column. Findings: `own_total_differs`,
//! `total_differs`, `meals_differ`, `payer_unknown`.

use super::claim::{Care, Payer, PayerPlace, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Record, Rule};
use super::price::{SetKind, Worth};
use super::resolve::ResolvedSet;
use super::set::{Outcome, SetAudit};
use crate::amount::{AmountError, Points, Yen};

/// What a payer's record says and what the sets come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerAudit {
    /// Which payer.
    pub place: PayerPlace,
    /// The line of its record.
    pub line: u64,
    /// 合計点数 priced again; `None` while a set of this payer is unpriced.
    pub expected: Option<Points>,
    /// Σ points × count as the sets of the receipt have them.
    pub own: Option<Points>,
    /// 合計点数 as recorded.
    pub found: Option<Points>,
}

/// The sums of each payer, compared with its record.
pub(super) fn audit_payers(
    claim: &ReceiptClaim,
    sets: &[SetAudit],
    findings: &mut Vec<Finding>,
) -> Vec<PayerAudit> {
    check_payers(claim, sets, findings);
    claim.payers.iter().map(|payer| audit_payer(payer, sets, findings)).collect()
}

fn audit_payer(payer: &Payer, sets: &[SetAudit], findings: &mut Vec<Finding>) -> PayerAudit {
    let own_sets = || sets.iter().filter(|set| set.payers.includes(payer.place));
    let own = sum_all(own_sets().map(recorded));
    let expected = sum_all(own_sets().map(points_of));
    let mut compare = |kind, record, expected: Option<i64>, found: Option<i64>| {
        if let (Some(expected), Some(found)) = (expected, found)
            && expected != found
        {
            let operands =
                Operands { expected: Some(expected), found: Some(found), ..Operands::default() };
            findings.push(Finding::new(kind, payer.line, Rule::Record(record), operands));
        }
    };
    let count = |points: Option<Points>| points.map(Points::count);
    let found = count(payer.points);
    compare(FindingKind::OwnTotalDiffers, Record::TotalPoints, count(own), found);
    compare(FindingKind::TotalDiffers, Record::TotalPoints, count(expected), found);
    let has_meals = own_sets().any(|set| set.kind == SetKind::Yen);
    let meals = sum_yen(own_sets()).filter(|_| has_meals).map(Yen::count);
    compare(FindingKind::MealsDiffer, Record::MealAmount, meals, payer.meals.map(Yen::count));
    if !has_meals && let Some(amount) = payer.meals.filter(|amount| *amount != Yen::ZERO) {
        let operands = Operands { found: Some(amount.count()), ..Operands::default() };
        let (kind, rule) = (FindingKind::MealsWithoutLines, Rule::Record(Record::MealAmount));
        findings.push(Finding::new(kind, payer.line, rule, operands));
    }
    PayerAudit { place: payer.place, line: payer.line, expected, own, found: payer.points }
}

/// 集計先ごとの点数, columns rising; `None` while a set is unpriced or has no column.
pub(super) fn by_column(sets: &[SetAudit]) -> Option<Vec<(u16, Points)>> {
    let mut columns: Vec<(u16, Points)> = Vec::new();
    for set in sets {
        let points = points_of(set)?.ok()?;
        let column = set.column?;
        match columns.binary_search_by_key(&column, |(known, _)| *known) {
            Ok(at) => {
                let entry = columns.get_mut(at)?;
                entry.1 = entry.1.plus(points).ok()?;
            }
            Err(at) => columns.insert(at, (column, points)),
        }
    }
    Some(columns)
}

/// 集計先 of a set: that of its first act, or else the column that its 診療識別 stands for.
pub(super) fn column_of(care: Care, resolved: &ResolvedSet<'_, '_>) -> Option<u16> {
    let of_act = resolved.acts().map(|(_, act)| match care {
        Care::Outpatient => act.outpatient_column,
        Care::Inpatient => act.inpatient_column,
    });
    let own = of_act.into_iter().find(|column| *column != 0);
    let section = u16::from(resolved.set.section);
    own.or_else(|| match section {
        0 => None,
        // 別紙7-2: 屯服 goes with 内服, 注射 has a last digit of its own.
        22 => Some(210),
        31..=33 => section.checked_mul(10)?.checked_add(1),
        _ => section.checked_mul(10),
    })
}

/// Points × count of a set priced again; nothing for one in yen, `None` for one unpriced.
fn points_of(set: &SetAudit) -> Option<Result<Points, AmountError>> {
    match &set.outcome {
        Outcome::Priced { all: Worth::Points(points), .. } => Some(Ok(*points)),
        Outcome::Priced { all: Worth::Yen(_), .. } => Some(Ok(Points::ZERO)),
        Outcome::Unpriced(_) => None,
    }
}

/// Points × count as recorded; nothing for a set in yen, `None` where the receipt has no points.
fn recorded(set: &SetAudit) -> Option<Result<Points, AmountError>> {
    match &set.outcome {
        Outcome::Priced { one: Worth::Yen(_), .. } => Some(Ok(Points::ZERO)),
        _ => set.found.map(|points| points.times(set.count)),
    }
}

fn sum_all(
    mut amounts: impl Iterator<Item = Option<Result<Points, AmountError>>>,
) -> Option<Points> {
    amounts.try_fold(Points::ZERO, |sum, amount| sum.plus(amount?.ok()?).ok())
}

fn sum_yen<'a>(mut sets: impl Iterator<Item = &'a SetAudit>) -> Option<Yen> {
    sets.try_fold(Yen::ZERO, |sum, set| match &set.outcome {
        // 別紙7-2: 標準負担額 is what the patient pays of the meals, no part of 合計金額.
        Outcome::Priced { .. } if matches!(set.column, Some(971 | 973 | 975)) => Some(sum),
        Outcome::Priced { all: Worth::Yen(yen), .. } => sum.plus(*yen).ok(),
        Outcome::Priced { .. } => Some(sum),
        Outcome::Unpriced(_) => None,
    })
}

/// Every payer named by 負担区分 has a record, and every set has a payer.
fn check_payers(claim: &ReceiptClaim, sets: &[SetAudit], findings: &mut Vec<Finding>) {
    let places = [PayerPlace::Insurance].into_iter().chain((1..=4).map(PayerPlace::Subsidy));
    let has = |place: PayerPlace| claim.payers.iter().any(|payer| payer.place == place);
    let missing: Vec<_> = places.filter(|place| !has(*place)).collect();
    for set in sets {
        let unknown = missing.iter().any(|place| set.payers.includes(*place));
        if unknown || set.payers.is_empty() {
            let rule = Rule::Record(Record::Payers);
            let kind = FindingKind::PayerUnknown;
            findings.push(Finding::new(kind, set.line, rule, Operands::default()));
        }
    }
}
