//! 剤の突合: each set priced again on its days, and compared with the points the receipt has.
//!
//! Reads: the resolved sets. Writes: one [`SetAudit`] a set. Findings: `set_points_differ`, `set_points_missing`, `count_differs`,
//! `day_outside_month`, and those of the price.

use super::claim::{ItemCode, Payers, ReceiptClaim, ReceiptSet};
use super::finding::{Finding, FindingKind, Operands, Record, Rule};
use super::price::{PricedSet, SetKind, Worth, price};
use super::resolve::{ResolvedSet, row_on};
use super::tariff::Tariffs;
use super::unpriced::{Unpriced, UnpricedReason};
use crate::amount::{AmountError, Points, Yen};
use crate::masters::Masters;
use crate::masters::edition::TableKind;
use crate::points::price::PriceError;
use chrono::Datelike;

/// What became of one set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAudit {
    /// The first line of the set.
    pub line: u64,
    /// 診療識別.
    pub section: u8,
    /// 集計先 of the set; `None` if it has no act and its 診療識別 tells none.
    pub column: Option<u16>,
    /// 負担区分.
    pub payers: Payers,
    /// How it is priced.
    pub kind: SetKind,
    /// 回数.
    pub count: u32,
    /// 点数 of one, as the receipt has it.
    pub found: Option<Points>,
    /// What the masters give.
    pub outcome: Outcome,
}

/// The result of pricing a set again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Priced on every day; of one, and for the whole count.
    Priced {
        /// Of one, on the first day.
        one: Worth,
        /// × 回数, each day at its own price.
        all: Worth,
        /// Whether every day gives what the receipt has.
        is_exact: bool,
    },
    /// 算定不能, with the reason of every line that has no price.
    Unpriced(Vec<Unpriced>),
}

/// Prices every set again.
pub(super) fn audit_sets(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    masters: &Masters,
    tariffs: Tariffs<'_>,
    findings: &mut Vec<Finding>,
) -> Vec<SetAudit> {
    let one = |set: &ResolvedSet<'_, '_>| {
        check_count(claim, set.set, findings);
        audit_set(claim, set, masters, tariffs, findings)
    };
    resolved.iter().map(one).collect()
}

fn audit_set(
    claim: &ReceiptClaim,
    resolved: &ResolvedSet<'_, '_>,
    masters: &Masters,
    tariffs: Tariffs<'_>,
    findings: &mut Vec<Finding>,
) -> SetAudit {
    let set = resolved.set;
    let priced = price_days(claim, resolved, masters, tariffs);
    let compared = priced.and_then(|days| compare(resolved, days, tariffs, findings));
    let (kind, outcome) = match compared {
        Ok(compared) => compared,
        Err(reasons) => (SetKind::of(set, &resolved.rows), Outcome::Unpriced(reasons)),
    };
    let column = super::total::column_of(claim.care, resolved);
    let (line, section, payers, count) = (set.line, set.section, set.payers, set.count);
    SetAudit { line, section, column, payers, kind, count, found: set.points, outcome }
}

/// The price on every day, with the count of the day; one entry when one price holds throughout.
fn price_days(
    claim: &ReceiptClaim,
    resolved: &ResolvedSet<'_, '_>,
    masters: &Masters,
    tariffs: Tariffs<'_>,
) -> Result<Vec<(u32, PricedSet)>, Vec<Unpriced>> {
    let set = resolved.set;
    // A set without days must have one price for the whole month.
    let unknown = resolved.rows.iter().any(Result::is_err);
    if resolved.is_uniform || unknown {
        let priced = price(set, &resolved.rows, resolved.first, tariffs)?;
        return Ok(vec![(set.count, priced)]);
    }
    if !set.has_days() {
        let reason = UnpricedReason::NoDay;
        return Err(vec![Unpriced { line: set.line, code: first_code(set), reason }]);
    }
    let on_day = |(day, count)| {
        let rows: Vec<_> = set.items.iter().map(|item| row_on(item.code, day, masters)).collect();
        price(set, &rows, day, tariffs).map(|priced| (count, priced))
    };
    set.billed_days(claim.month).map(on_day).collect()
}

fn compare(
    resolved: &ResolvedSet<'_, '_>,
    days: Vec<(u32, PricedSet)>,
    tariffs: Tariffs<'_>,
    findings: &mut Vec<Finding>,
) -> Result<(SetKind, Outcome), Vec<Unpriced>> {
    let set = resolved.set;
    let unpriced = |reason| vec![Unpriced { line: set.line, code: first_code(set), reason }];
    let all = whole_of(&days).map_err(unpriced)?;
    let Some((_, first)) = days.first() else {
        return Err(unpriced(UnpricedReason::NoDay));
    };
    let (kind, one) = (first.kind, first.worth);
    let found = set.points.map(Points::count);
    let differs = days.iter().find(|(_, priced)| Some(priced.worth.number()) != found);
    let operands =
        |expected| Operands { code: Some(first_code(set)), expected, found, ..Operands::default() };
    let kind_of_finding = match (found, differs) {
        (None, _) => Some((FindingKind::SetPointsMissing, Some(one.number()))),
        (_, Some((_, priced))) => Some((FindingKind::SetPointsDiffer, Some(priced.worth.number()))),
        _ => None,
    };
    if let Some((kind, expected)) = kind_of_finding {
        let rule = rule_of(first.kind, resolved, tariffs);
        findings.push(Finding::new(kind, set.line, rule, operands(expected)));
    }
    let is_exact = kind_of_finding.is_none();
    findings.extend(days.into_iter().next().into_iter().flat_map(|(_, priced)| priced.findings));
    Ok((kind, Outcome::Priced { one, all, is_exact }))
}

/// Where the price of a set of this kind stands.
fn rule_of(kind: SetKind, resolved: &ResolvedSet<'_, '_>, tariffs: Tariffs<'_>) -> Rule {
    let bundle = || {
        let mut acts = resolved.acts().map(|(_, act)| act);
        let group = acts.find(|act| act.test_bundle != 0).map(|act| act.test_bundle);
        group.and_then(|group| tariffs.bundle_rule(group, resolved.first)).map(Rule::Book)
    };
    match kind {
        SetKind::Plain | SetKind::Yen => Rule::Column(TableKind::Acts, 12),
        SetKind::Step => Rule::Column(TableKind::Acts, 34),
        SetKind::Percent => Rule::Column(TableKind::Acts, 11),
        SetKind::Bundle => bundle().unwrap_or(Rule::Column(TableKind::Acts, 16)),
        SetKind::Drug => Rule::Column(TableKind::Drugs, 12),
        SetKind::Material => Rule::Column(TableKind::Materials, 12),
    }
}

/// Σ price of a day × count of the day.
fn whole_of(days: &[(u32, PricedSet)]) -> Result<Worth, UnpricedReason> {
    let fits = |error: AmountError| UnpricedReason::Price(PriceError::Amount(error));
    let (mut points, mut yen) = (Points::ZERO, None);
    for (count, priced) in days {
        match priced.worth {
            Worth::Points(one) => {
                points = one.times(*count).and_then(|all| points.plus(all)).map_err(fits)?;
            }
            Worth::Yen(one) => {
                let sum: Yen = yen.unwrap_or_default();
                yen = Some(one.times(*count).and_then(|all| sum.plus(all)).map_err(fits)?);
            }
        }
    }
    match yen {
        None => Ok(Worth::Points(points)),
        Some(yen) if points == Points::ZERO => Ok(Worth::Yen(yen)),
        Some(_) => Err(UnpricedReason::PointsAndYen),
    }
}

/// 回数 is the sum of 算定日情報, and no day lies behind the end of the month.
fn check_count(claim: &ReceiptClaim, set: &ReceiptSet, findings: &mut Vec<Finding>) {
    if !set.has_days() {
        return;
    }
    let number = |expected: u32, found: u32| Operands {
        code: Some(first_code(set)),
        expected: Some(i64::from(expected)),
        found: Some(i64::from(found)),
        ..Operands::default()
    };
    let sum = set.days.iter().fold(0_u32, |sum, count| sum.saturating_add(u32::from(*count)));
    if sum != set.count {
        let rule = Rule::Record(Record::SetCount);
        let operands = number(sum, set.count);
        findings.push(Finding::new(FindingKind::CountDiffers, set.line, rule, operands));
    }
    let last = claim.last_day().day();
    let behind = (1_u32..).zip(set.days).find(|(day, count)| *day > last && *count > 0);
    if let Some((day, _)) = behind {
        let rule = Rule::Record(Record::SetDays);
        let operands = number(last, day);
        findings.push(Finding::new(FindingKind::DayOutsideMonth, set.line, rule, operands));
    }
}

/// The code by which a set is named in a finding.
pub(super) fn first_code(set: &ReceiptSet) -> ItemCode {
    set.items.first().map_or(ItemCode::Unreadable, |item| item.code)
}
