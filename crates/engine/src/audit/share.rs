//! 一部負担金 of the simple case: a receipt that the insurance alone pays: points × 単価 × 負担割合, rounded as receipt and counter do.
//!
//! 高額療養費 needs the certificate, 公費 their 受給者証: those are the co-pay calculation's. Here a recorded 負担金額 below the plain
//! share is a limit that the receipt does not prove (a warning), and one above it is an error of the receipt.
//!
//! Reads: the payers, the kind of receipt, the co-pay rows of the rule book. Writes: [`ShareAudit`]. Findings: `share_differs`,
//! `share_too_high`, `share_class_differs`.

use super::claim::{PayerPlace, ReceiptClaim, ShareClass};
use super::finding::{Finding, FindingKind, Operands, Record, Rule};
use crate::amount::{Ratio, Yen};
use crate::copay::age::age_group;
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, CopayBook, RateRow};
use crate::rulebook::copay_extra::{Basis, RoundingUse};
use chrono::NaiveDate;

/// 一部負担金 of a receipt that the insurance alone pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareAudit {
    /// 負担割合.
    pub rate: Ratio,
    /// The id of the row that gives it.
    pub rule: Box<str>,
    /// 医療費 × 負担割合 in whole yen.
    pub receipt: Yen,
    /// What the counter takes of it, were it paid at once.
    pub counter: Yen,
    /// 負担金額 as recorded.
    pub recorded: Option<Yen>,
}

/// The share of a receipt with 医療保険 alone; `None` where another payer or no class stands on it, or the book has no row.
pub(super) fn audit_share(
    claim: &ReceiptClaim,
    book: &CopayBook,
    findings: &mut Vec<Finding>,
) -> Option<ShareAudit> {
    let class = claim.share?;
    let group = group_of(claim, class, book, findings)?;
    let [payer] = claim.payers.as_slice() else { return None };
    let points = payer.points.filter(|_| payer.place == PayerPlace::Insurance)?;
    let day = claim.month;
    let row = rate_row(book, day, group, class)?;
    let insurance =
        |row: &crate::rulebook::copay_extra::UnitPriceRow| row.basis == Basis::Insurance;
    let price = book.in_force(&book.unit_prices, day, |row| row.rule, insurance).next()?;
    let round = |purpose| {
        let rows = &book.roundings;
        book.in_force(rows, day, |row| row.rule, move |row| row.purpose == purpose).next()
    };
    let (on_receipt, at_counter) = (round(RoundingUse::Receipt)?, round(RoundingUse::Counter)?);
    // 1点の単価 × 点数 is whole yen for the insurance; the rounding of the receipt takes what is left of the rate.
    let medical = price.technique.of(points.count(), on_receipt.rounding).ok()?;
    let share = row.rate.of(medical, on_receipt.rounding).ok()?;
    let receipt = on_receipt.rounding.to_multiple(share, on_receipt.unit).ok()?;
    let counter = at_counter.rounding.to_multiple(share, at_counter.unit).ok()?;
    let rule: Box<str> = id_of(book, row.rule)?;
    let (receipt, counter) = (Yen::new(receipt), Yen::new(counter));
    findings.extend(payer.share.and_then(|recorded| {
        let kind = match recorded {
            recorded if recorded == receipt || recorded == counter => return None,
            recorded if recorded > receipt.max(counter) => FindingKind::ShareTooHigh,
            _ => FindingKind::ShareDiffers,
        };
        let operands = Operands {
            expected: Some(receipt.count()),
            found: Some(recorded.count()),
            ..Operands::default()
        };
        Some(Finding::new(kind, payer.line, Rule::Book(rule.clone()), operands))
    }));
    Some(ShareAudit { rate: row.rate, rule, receipt, counter, recorded: payer.share })
}

/// 年齢区分 of the patient in the month, if the kind of receipt agrees with it on a day of the month.
fn group_of(
    claim: &ReceiptClaim,
    class: ShareClass,
    book: &CopayBook,
    findings: &mut Vec<Finding>,
) -> Option<AgeGroup> {
    // 障害認定: under 75 in the scheme of the elderly.
    if claim.is_elderly_scheme {
        return Some(AgeGroup::From75);
    }
    let born_before = claim.month.max(claim.birth);
    let groups = [born_before, claim.last_day()].map(|day| age_group(book, claim.birth, day));
    let fits = |group: AgeGroup| match class {
        ShareClass::Preschool => group == AgeGroup::Preschool,
        ShareClass::Insured => matches!(group, AgeGroup::Preschool | AgeGroup::Under70),
        ShareClass::Family => group == AgeGroup::Under70,
        ShareClass::Elderly | ShareClass::ElderlyTwoTenths | ShareClass::ElderlyHighIncome => {
            group == AgeGroup::From70
        }
    };
    let known = groups.into_iter().flatten();
    let group = known.clone().map(|(group, _)| group).find(|group| fits(*group));
    if group.is_none()
        && let Some((_, rule)) = known.into_iter().next()
    {
        let rule = id_of(book, rule).map_or(Rule::Record(Record::Kind), Rule::Book);
        let kind = FindingKind::ShareClassDiffers;
        findings.push(Finding::new(kind, claim.line, rule, Operands::default()));
    }
    group
}

/// 負担割合: the plain row of the group; the highest of those by class for 7割給付, the one below it for 一定以上所得.
fn rate_row(
    book: &CopayBook,
    day: NaiveDate,
    group: AgeGroup,
    class: ShareClass,
) -> Option<&RateRow> {
    let plain = move |row: &RateRow| {
        row.born_through.is_none() && (row.ages.is_empty() || row.ages.contains(&group))
    };
    let mut rows: Vec<_> = book.in_force(&book.rates, day, |row| row.rule, plain).collect();
    rows.sort_by_key(|row| part_of_thousand(row.rate));
    match class {
        ShareClass::ElderlyHighIncome => rows.into_iter().rfind(|row| !row.classes.is_empty()),
        ShareClass::ElderlyTwoTenths => rows.into_iter().find(|row| !row.classes.is_empty()),
        _ => rows.into_iter().find(|row| row.classes.is_empty()),
    }
}

/// For ordering ratios only.
fn part_of_thousand(ratio: Ratio) -> i64 {
    ratio.of(1_000, crate::amount::Rounding::Down).unwrap_or_default()
}

fn id_of(book: &CopayBook, rule: RuleIndex) -> Option<Box<str>> {
    book.rule(rule).map(|rule| rule.id.as_str().into())
}
