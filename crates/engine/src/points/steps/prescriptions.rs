//! 投薬: 処方料 or 処方箋料 in three bands, 調剤料, 麻薬等加算, and the drugs of every 剤 (Ｆ０００–Ｆ４００).
//!
//! Reads: the prescriptions of a visit, the rows of 投薬. Writes: found lines; one use line a 剤 dispensed inside, its points
//! reduced for 多剤投与. 院外処方 has no drugs of its own (第５部通則１ただし書).

use crate::claim::{Dispensing, DrugOrder, Item, Route, Visit};
use crate::points::prescription_facts::{ingredient, patch_limit, prescriptions};
use crate::points::price::{DrugUse, drug_points, drug_yen};
use crate::points::sheet::{Cause, Finding, Refusal, Sheet, State, UseLine, Uses};
use crate::rulebook::points::{PrescriptionBand, PrescriptionRules, RefusalKind};
use rust_decimal::Decimal;
use std::cmp::Reverse;

pub(crate) fn find_prescription_fees(sheet: &mut Sheet<'_>) {
    let claim = sheet.claim;
    for (index, visit) in claim.visits.iter().enumerate() {
        exempt_kinds(sheet, index, visit);
        find_fees(sheet, index, visit);
        // In canonical order over all prescriptions, so that the order of the input plays no part.
        let inside = prescriptions(visit).filter(|entry| entry.dispensing == Dispensing::Inside);
        let mut items: Vec<&Item> = inside.flat_map(|prescription| &prescription.items).collect();
        items.sort_by_cached_key(|item| {
            let mut drugs: Vec<_> =
                item.drugs.iter().map(|drug| (drug.code, drug.quantity)).collect();
            drugs.sort_unstable();
            (drugs, place(item.route))
        });
        for item in items {
            add_item(sheet, index, visit, item);
            say_mixed_item(sheet, index, visit, item);
        }
    }
}

/// How often a 剤 is counted, and its 点数欄集計先: 210 内服, 220 屯服, 230 外用 薬剤 (別紙7-2).
const fn place(route: Route) -> (u32, u16) {
    match route {
        Route::Oral(days) => (days, 210),
        Route::AsNeeded(times) => (times, 220),
        Route::External => (1, 230),
    }
}

/// 「を算定する場合」: the many kinds do not count beside an act of the row that stands.
fn exempt_kinds(sheet: &mut Sheet<'_>, index: usize, visit: &Visit) {
    let mut rules = sheet.rules.book.prescription_rules.iter();
    let Some(row) = rules.find(|row| sheet.rules.speaks(row.rule, visit.date)) else { return };
    let is_exempt = !sheet.unexempt.contains(&index)
        && sheet.lines.iter().any(|line| {
            line.visit == index && !line.is_out() && row.kinds_unless.contains(&line.act.code)
        });
    if let Some(facts) = sheet.prescriptions.get_mut(index) {
        facts.is_exempt = facts.has_many_kinds && is_exempt;
        facts.has_many_kinds &= !is_exempt;
    }
}

/// The visits whose exemption came to nothing, because the rules did not let the act stand.
pub(crate) fn fallen_exemptions(sheet: &Sheet<'_>) -> Vec<usize> {
    let exempt = sheet.prescriptions.iter().enumerate().filter(|(_, facts)| facts.is_exempt);
    let stands = |visit: usize| {
        let mut rows = sheet.rules.book.prescription_rules.iter();
        let row = rows.find(|row| sheet.speaks(row.rule, visit));
        row.is_some_and(|row| {
            let mut own = sheet.lines.iter().filter(|line| line.visit == visit);
            own.any(|line| line.is_billed() && row.kinds_unless.contains(&line.act.code))
        })
    };
    exempt.map(|(visit, _)| visit).filter(|visit| !stands(*visit)).collect()
}

fn find_fees(sheet: &mut Sheet<'_>, index: usize, visit: &Visit) {
    let Some(facts) = sheet.prescriptions.get(index).cloned() else { return };
    let band = if facts.has_many_psychotropics {
        PrescriptionBand::ManyPsychotropics
    } else if facts.has_many_kinds {
        PrescriptionBand::ManyKinds
    } else {
        PrescriptionBand::Other
    };
    let mut found = Vec::new();
    let book = sheet.rules.book;
    for row in &book.prescription_fees {
        let is_given = match row.dispensing {
            Dispensing::Inside => facts.is_inside,
            Dispensing::Outside => facts.is_outside,
        };
        if is_given && row.band == band && sheet.rules.speaks(row.rule, visit.date) {
            found.push((row.act, row.controlled, row.rule));
        }
    }
    let mut controlled_once = facts.has_controlled;
    let mut dispensing = Vec::new();
    for row in &book.dispensing_fees {
        let is_given = if row.is_internal { facts.has_internal } else { facts.has_external };
        if is_given && sheet.rules.speaks(row.rule, visit.date) {
            dispensing.push((row.act, row.controlled.filter(|_| controlled_once), row.rule));
            controlled_once = false;
        }
    }
    for (act, controlled, rule) in found.into_iter().chain(dispensing) {
        let Some(fee) = sheet.find(act, index, Cause::Rule(rule), &[]) else { continue };
        if let Some(rule) = facts.patch_rule {
            // 第５部通則５: over the limit of patches none of the fees is billed.
            let refusal = Refusal::new(RefusalKind::Condition, Cause::Rule(rule));
            if let Some(line) = sheet.lines.get_mut(fee) {
                line.state = State::Refused(refusal);
            }
            continue;
        }
        if let Some(addition) = controlled.filter(|_| facts.has_controlled) {
            sheet.find(addition, index, Cause::Rule(rule), &[fee]);
        }
    }
}

fn add_item(sheet: &mut Sheet<'_>, index: usize, visit: &Visit, item: &Item) {
    let (count, column) = place(item.route);
    let mut line = UseLine {
        visit: index,
        group: None,
        what: Uses::Drugs(item.drugs.iter().map(|order| order.code).collect()),
        column,
        points: crate::amount::Points::ZERO,
        count,
        refusal: None,
        changes: Vec::new(),
    };
    match price(sheet, index, visit, item, &mut line.changes) {
        Ok(points) => line.points = points,
        Err(refusal) => line.refusal = Some(refusal),
    }
    if count == 0 {
        let cause = Cause::Price(crate::points::price::PriceError::QuantityNotPositive);
        line.refusal = Some(Refusal::new(RefusalKind::Data, cause));
    }
    sheet.uses.push(line);
}

fn price(
    sheet: &Sheet<'_>,
    index: usize,
    visit: &Visit,
    item: &Item,
    changes: &mut Vec<Cause>,
) -> Result<crate::amount::Points, Refusal> {
    let data = |cause| Refusal::new(RefusalKind::Data, cause);
    let book = sheet.rules.book;
    let mut uses = Vec::with_capacity(item.drugs.len());
    for order in &item.drugs {
        let drug = sheet.rules.masters.drug(order.code, visit.date);
        let drug = drug.map_err(|absence| data(Cause::Absence(absence)))?;
        let mut quantity = order.quantity;
        if let Some(limit) = patch_limit(sheet.rules, visit.date, drug) {
            let before = patches_before(sheet, visit, order);
            let left = Decimal::from(limit.sheets).checked_sub(before).unwrap_or_default();
            let left = left.max(Decimal::ZERO);
            if quantity > left {
                quantity = left;
                changes.push(Cause::Rule(limit.rule));
            }
        }
        if quantity > Decimal::ZERO {
            uses.push(DrugUse { drug, quantity });
        }
    }
    let tariff = book
        .drug_tariffs
        .iter()
        .find(|row| row.sections.contains(&'F') && sheet.rules.speaks(row.rule, visit.date));
    let tariff = tariff.ok_or(data(Cause::Price(crate::points::price::PriceError::NoTariff(0))))?;
    let yen = drug_yen(uses).map_err(|error| data(Cause::Price(error)))?;
    let points =
        drug_points(yen, &tariff.tariff).map_err(|error| data(Cause::Price(error.into())))?;
    let points = points.ok_or(Refusal::new(RefusalKind::Included, Cause::Rule(tariff.rule)))?;
    let rules = book.prescription_rules.iter().find(|row| sheet.rules.speaks(row.rule, visit.date));
    let reduced = rules.and_then(|row| Some((row, ratio(sheet, index, visit, item, row)?)));
    let Some((row, ratio)) = reduced else { return Ok(points) };
    changes.push(Cause::Rule(row.rule));
    points.part(ratio, row.rounding).map_err(|error| data(Cause::Price(error.into())))
}

/// 第５部通則５: the notice limits the patches of a 処方 together and leaves open which are cut; the dearer ones stay. How many
/// patches of the 処方 stay before those of `own`.
fn patches_before(sheet: &Sheet<'_>, visit: &Visit, own: &DrugOrder) -> Decimal {
    let items = prescriptions(visit).flat_map(|prescription| &prescription.items);
    let patches = items.flat_map(|item| &item.drugs).enumerate().filter_map(|(place, order)| {
        let drug = sheet.rules.masters.drug(order.code, visit.date).ok()?;
        patch_limit(sheet.rules, visit.date, drug)?;
        Some(((Reverse(drug.price), drug.code, order.quantity, place), order))
    });
    let mut patches: Vec<_> = patches.collect();
    patches.sort_by_key(|(key, _)| *key);
    let before = patches.iter().take_while(|(_, order)| !std::ptr::eq(*order, own));
    before.fold(Decimal::ZERO, |sum, (_, order)| {
        sum.checked_add(order.quantity).unwrap_or(Decimal::MAX)
    })
}

/// Ｆ２００ 注２・注３: 多剤投与 of psychotropics touches their drugs, and only without it the many kinds touch all oral drugs.
fn ratio(
    sheet: &Sheet<'_>,
    index: usize,
    visit: &Visit,
    item: &Item,
    row: &PrescriptionRules,
) -> Option<crate::amount::Ratio> {
    let facts = sheet.prescriptions.get(index)?;
    if facts.has_many_psychotropics {
        let all = item.drugs.iter().all(|order| is_counted(sheet, visit, row, order));
        return all.then_some(row.psychotropic_ratio);
    }
    let is_oral = matches!(item.route, Route::Oral(_));
    (facts.has_many_kinds && is_oral).then_some(row.kinds_ratio)
}

/// Whether the drug is one of the psychotropics of the row.
fn is_counted(
    sheet: &Sheet<'_>,
    visit: &Visit,
    row: &PrescriptionRules,
    order: &DrugOrder,
) -> bool {
    let mut limits = row.psychotropics.iter();
    limits.any(|limit| ingredient(sheet.rules, visit.date, order.code, &limit.classes).is_some())
}

/// 注２ speaks of the drugs and is silent on a 剤 that holds psychotropics and others: its points are in doubt.
fn say_mixed_item(sheet: &mut Sheet<'_>, index: usize, visit: &Visit, item: &Item) {
    let is_many = sheet.prescriptions.get(index).is_some_and(|facts| facts.has_many_psychotropics);
    let mut rules = sheet.rules.book.prescription_rules.iter();
    let row = rules.find(|row| is_many && sheet.rules.speaks(row.rule, visit.date));
    let Some(row) = row else { return };
    let counted = item.drugs.iter().filter(|order| is_counted(sheet, visit, row, order)).count();
    if counted > 0 && counted < item.drugs.len() {
        let mut drugs: Vec<_> = item.drugs.iter().map(|order| order.code).collect();
        drugs.sort_unstable();
        sheet.findings.push(Finding::of_drugs(index, Cause::Rule(row.rule), drugs));
    }
}
