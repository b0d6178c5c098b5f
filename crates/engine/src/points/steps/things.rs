//! 医薬品・特定器材・検体が要件の診療行為: what was used must fit the act that speaks of it.
//!
//! 医薬品関連区分 (s 項番29): 1 麻薬等加算・麻薬注射加算, 3 神経ブロック（神経破壊剤、高周波凝固法又はパルス高周波法使用）, 4 生物学的製剤加算, against
//! the kinds of the drug master (y 項番14, 15, 16). A drug need not stand in the same group (it may lie in a 処方), and 高周波凝固法 uses
//! none, so that its absence is said and decides nothing.
//! 再製造単回使用医療機器使用加算 (s 項番131) needs the device of its number (t 項番38): 手術 通則21.
//! 検体検査コメント (s 項番61) names the specimen of a 検体検査 (項番50, 51: 別紙7-9) and means nothing without one.
//! 長期収載品関連 (y 項番41): one drug billed at one visit both at the patient's wish (選定療養区分 2) and as medically needed.
//! フィルムの乳幼児加算 (t 項番14, Ｅ４００ 注): the film of a chest or abdomen of a child; which part was taken the claim does not say.

use crate::claim::{Group, Order};
use crate::masters::act::Act;
use crate::masters::age::is_within;
use crate::masters::drug::Drug;
use crate::masters::edition::TableKind;
use crate::masters::material::Material;
use crate::points::sheet::{Cause, Finding, Refusal, Sheet};
use crate::rulebook::points::RefusalKind;

/// 金額種別: ％加算.
const PERCENT: u8 = 5;

pub(crate) fn check_things(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
            continue;
        };
        let (act, visit) = (line.act, line.visit);
        if line.is_ordered() && act.drug_relation != 0 && !has_drug(sheet, visit, act) {
            let acts = vec![act.code];
            sheet.findings.push(Finding::of_acts(visit, Cause::Column(29), acts));
        }
        if act.remanufactured != 0 && !has_device(sheet, visit, act) {
            sheet.refuse(index, Refusal::new(RefusalKind::Condition, Cause::Column(131)));
        }
        if act.specimen_comment == 1 {
            tie_specimen_comment(sheet, index, visit);
        }
    }
    for place in 0..sheet.groups.len() {
        say_film_of_child(sheet, place);
    }
    for visit in 0..sheet.claim.visits.len() {
        say_both_ways(sheet, visit);
    }
}

fn has_drug(sheet: &Sheet<'_>, visit: usize, act: &Act) -> bool {
    let fits = |drug: &Drug| match act.drug_relation {
        1 => drug.control_class != 0,
        3 => drug.is_neurolytic,
        4 => drug.is_biological,
        _ => true,
    };
    drugs(sheet, visit).any(fits)
}

/// Every drug used or prescribed at the visit.
fn drugs<'s>(sheet: &'s Sheet<'_>, visit: usize) -> impl Iterator<Item = &'s Drug> {
    let day = sheet.day(visit);
    let orders = sheet.visit(visit).map(|visit| visit.orders.as_slice()).unwrap_or_default();
    let drugs = orders.iter().flat_map(|order| {
        let (own, prescribed) = match order {
            Order::Group(group) => (group.drugs.as_slice(), &[][..]),
            Order::Prescription(entry) => (&[][..], entry.items.as_slice()),
        };
        own.iter().chain(prescribed.iter().flat_map(|item| &item.drugs))
    });
    drugs.filter_map(move |order| sheet.rules.masters.drug(order.code, day).ok())
}

fn say_both_ways(sheet: &mut Sheet<'_>, visit: usize) {
    let needed = drugs(sheet, visit).filter_map(|drug| drug.elective_counterpart);
    let is_both = |code| drugs(sheet, visit).any(|drug| drug.code == code);
    if needed.into_iter().any(is_both) {
        let cause = Cause::ColumnOf(TableKind::Drugs, 41);
        sheet.findings.push(Finding::of_acts(visit, cause, Vec::new()));
    }
}

fn materials<'s>(
    sheet: &'s Sheet<'_>,
    visit: usize,
    group: &'s Group,
) -> impl Iterator<Item = &'s Material> {
    let day = sheet.day(visit);
    let masters = sheet.rules.masters;
    group.materials.iter().filter_map(move |order| masters.material(order.code, day).ok())
}

fn has_device(sheet: &Sheet<'_>, visit: usize, act: &Act) -> bool {
    let own = sheet.groups.iter().filter(|(of, _)| *of == visit);
    own.into_iter().any(|(of, group)| {
        materials(sheet, *of, group).any(|device| device.remanufactured == act.remanufactured)
    })
}

/// The comment stands with a 検体検査 (検査等実施判断グループ区分 1–8 and 17) of the visit that is billed.
fn tie_specimen_comment(sheet: &mut Sheet<'_>, index: usize, visit: usize) {
    let start = sheet.pool.len();
    let tests = sheet.lines.iter().enumerate().filter(|(_, line)| {
        line.visit == visit
            && !line.is_out()
            && line.act.judgement_kind == 1
            && matches!(line.act.judgement_group, 1..=8 | 17)
    });
    sheet.pool.extend(tests.map(|(place, _)| place));
    let needs = start..sheet.pool.len();
    if needs.is_empty() {
        sheet.refuse(index, Refusal::new(RefusalKind::Condition, Cause::Column(61)));
    } else if let Some(line) = sheet.lines.get_mut(index) {
        line.needs = needs;
    }
}

/// A film that can bear the addition was used for a child of its age, and the addition is not there.
fn say_film_of_child(sheet: &mut Sheet<'_>, place: usize) {
    let Some((visit, group)) = sheet.groups.get(place).copied() else { return };
    let bears = |film: &Material| film.age_addition == 1 && film.amount_kind != PERCENT;
    let is_addition = |row: &Material| row.age_addition == 1 && row.amount_kind == PERCENT;
    if !materials(sheet, visit, group).any(bears) || materials(sheet, visit, group).any(is_addition)
    {
        return;
    }
    let (birth, day) = (sheet.claim.patient.birth_date, sheet.day(visit));
    let mut rows = sheet.rules.masters.materials.rows().iter();
    let is_open = rows.any(|row| {
        is_addition(row)
            && row.span.contains(day)
            && is_within(row.age_from, row.age_below, birth, day)
    });
    if is_open {
        let acts = group.acts.iter().map(|order| order.code).collect();
        let cause = Cause::ColumnOf(TableKind::Materials, 14);
        sheet.findings.push(Finding::of_acts(visit, cause, acts));
    }
}
