//! 薬剤料・特定保険医療材料料 of what was used with acts: one line of drugs and one of materials a group.
//!
//! Reads: the groups, the tariffs, whether the group's acts are billed. Writes: use lines. When no act of the group may be
//! done at all (age, facility, condition, visit, frequency), its drugs and materials are not billed either; when an act is
//! only paid by another, they are, and so are the drugs when the act itself is paid already on its day (１日につき).

use crate::amount::Points;
use crate::claim::{DrugOrder, Group};
use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::price::{
    DrugUse, MaterialTariff, MaterialUse, PriceError, drug_points, drug_yen, material_points,
};
use crate::points::sheet::{Cause, Line, Refusal, Sheet, State, UseLine, Uses};
use crate::rulebook::points::RefusalKind;

pub(crate) fn price_uses(sheet: &mut Sheet<'_>) {
    for number in 0..sheet.groups.len() {
        let Some((visit, group)) = sheet.groups.get(number).copied() else { continue };
        if !group.drugs.is_empty() || !group.materials.is_empty() {
            add_uses(sheet, visit, number, group);
        }
    }
}

fn add_uses(sheet: &mut Sheet<'_>, visit: usize, number: usize, group: &Group) {
    let own = || sheet.lines.iter().filter(|line| line.group == Some(number));
    // The first act of the group, whether it was ordered or found for an order.
    let first = own().min_by_key(|line| line.act.code).map(|line| line.act);
    let letter = first.map_or('G', |act| act.section_letter);
    let column = first.map_or(0, |act| act.outpatient_column);
    let held = if own().any(|line| !matches!(line.state, State::Refused(refusal) if falls(refusal)))
    {
        None
    } else {
        own().find_map(|line| match line.state {
            State::Refused(refusal) => Some(refusal),
            _ => None,
        })
    };
    // １日につき: an act done again on its day is paid once, and the drugs given with it each time are paid still.
    let is_again = own().any(|line| is_paid_today(sheet, line));
    let mut lines = Vec::new();
    let line = |what, priced: Result<Points, Refusal>| {
        let held = held.filter(|_| !(is_again && matches!(what, Uses::Drugs(_))));
        UseLine {
            visit,
            group: Some(number),
            what,
            column,
            points: priced.unwrap_or_default(),
            count: 1,
            refusal: held.or(priced.err()),
            changes: Vec::new(),
        }
    };
    let (kept, included) = split_drugs(sheet, visit, number, group);
    if !kept.is_empty() {
        let codes = kept.iter().map(|order| order.code).collect();
        lines.push(line(Uses::Drugs(codes), drugs(sheet, visit, letter, &kept)));
    }
    for (order, refusal) in included {
        lines.push(line(Uses::Drugs(vec![order.code]), Err(refusal)));
    }
    if !group.materials.is_empty() {
        let codes = group.materials.iter().map(|order| order.code).collect();
        lines.push(line(Uses::Materials(codes), materials(sheet, visit, group)));
    }
    sheet.uses.extend(lines);
}

/// The drugs of a group, and those of them that a billed fee of the group includes (透析液 … of 人工腎臓).
fn split_drugs<'a>(
    sheet: &Sheet<'_>,
    visit: usize,
    number: usize,
    group: &'a Group,
) -> (Vec<&'a DrugOrder>, Vec<(&'a DrugOrder, Refusal)>) {
    let day = sheet.day(visit);
    let mut rows = Vec::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        if line.group != Some(number) || !line.is_billed() {
            continue;
        }
        for place in sheet.rules.rows(line.row, Part::InclusionParent) {
            let Some(row) = sheet.rules.book.inclusions.get(place) else { continue };
            if !row.own_drugs.is_empty()
                && sheet.speaks(row.rule, visit)
                && Scene::of_line(sheet, index).holds(&row.when)
            {
                let refusal = Refusal::new(RefusalKind::Included, Cause::Rule(row.rule));
                rows.push((&row.own_drugs, Refusal { other: sheet.other(index), ..refusal }));
            }
        }
    }
    let mut kept = Vec::with_capacity(group.drugs.len());
    let mut included = Vec::new();
    for order in &group.drugs {
        let drug = sheet.rules.masters.drug(order.code, day).ok();
        let code = drug.map(|drug| sheet.rules.masters.text(drug.price_standard_code));
        let row = code.and_then(|code| {
            rows.iter().find(|(starts, _)| starts.iter().any(|start| code.starts_with(start)))
        });
        match row {
            Some((_, refusal)) => included.push((order, *refusal)),
            None => kept.push(order),
        }
    }
    (kept, included)
}

/// Whether the act of a line refused for its 回数 is billed on the same day by another line.
fn is_paid_today(sheet: &Sheet<'_>, line: &Line<'_>) -> bool {
    let is_counted_out =
        matches!(line.state, State::Refused(Refusal { kind: RefusalKind::Frequency, .. }));
    let day = sheet.day_of(line);
    let same = |other: &Line<'_>| {
        other.is_billed() && other.act.code == line.act.code && sheet.day_of(other) == day
    };
    is_counted_out && sheet.lines.iter().any(same)
}

/// Refusals after which nothing of the group was done for the insurance.
fn falls(refusal: Refusal) -> bool {
    !matches!(refusal.kind, RefusalKind::Included | RefusalKind::Exclusion)
}

fn data(cause: Cause) -> Refusal {
    Refusal::new(RefusalKind::Data, cause)
}

fn drugs(
    sheet: &Sheet<'_>,
    visit: usize,
    letter: char,
    orders: &[&DrugOrder],
) -> Result<Points, Refusal> {
    let day = sheet.day(visit);
    let book = sheet.rules.book;
    let mut uses = Vec::with_capacity(orders.len());
    for order in orders {
        let drug = sheet.rules.masters.drug(order.code, day);
        let drug = drug.map_err(|absence| data(Cause::Absence(absence)))?;
        uses.push(DrugUse { drug, quantity: order.quantity });
    }
    let row = book
        .drug_tariffs
        .iter()
        .find(|row| row.sections.contains(&letter) && sheet.rules.speaks(row.rule, day));
    let row = row.ok_or(data(Cause::Price(PriceError::NoTariff(0))))?;
    let yen = drug_yen(uses).map_err(|error| data(Cause::Price(error)))?;
    let points = drug_points(yen, &row.tariff).map_err(|error| data(Cause::Price(error.into())))?;
    points.ok_or(Refusal::new(RefusalKind::Included, Cause::Rule(row.rule)))
}

fn materials(sheet: &Sheet<'_>, visit: usize, group: &Group) -> Result<Points, Refusal> {
    let day = sheet.day(visit);
    let book = sheet.rules.book;
    let mut uses = Vec::with_capacity(group.materials.len());
    for order in &group.materials {
        let material = sheet.rules.masters.material(order.code, day);
        let material = material.map_err(|absence| data(Cause::Absence(absence)))?;
        uses.push(MaterialUse { material, quantity: order.quantity, price: order.price });
    }
    // ％加算 and 乗算割合 after what they work on.
    uses.sort_by_key(|entry| (entry.material.amount_kind, entry.material.code));
    let tariffs: Vec<MaterialTariff> = book
        .material_tariffs
        .iter()
        .filter(|row| sheet.rules.speaks(row.rule, day))
        .map(|row| row.tariff)
        .collect();
    material_points(&uses, &tariffs).map_err(|error| data(Cause::Price(error)))
}
