//! 解決: every ordered act finds its row on the day of service and its price; what has none is refused and stays on the sheet.
//!
//! Reads: the orders, the history. Writes: one line an ordered act in canonical order, so that nothing later can depend
//! on the order of the input; the history with its rows.

use crate::claim::{ActOrder, Group, MaterialOrder, Order};
use crate::masters::Absence;
use crate::masters::act::Act;
use crate::masters::code::{ActCode, DrugCode, MaterialCode};
use crate::masters::table::Row;
use crate::points::prescription_facts::PrescriptionFacts;
use crate::points::price::{ActPrice, act_price};
use crate::points::sheet::{
    Cause, Claimed, Finding, Line, Past, Refusal, Sheet, State, Unresolved,
};
use crate::rulebook::points::RefusalKind;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cmp::Ordering;

pub(crate) fn resolve(sheet: &mut Sheet<'_>) {
    resolve_history(sheet);
    let claim = sheet.claim;
    for (visit, entry) in claim.visits.iter().enumerate() {
        for (group, acts) in groups(&entry.orders) {
            let number = sheet.groups.len();
            sheet.groups.push((visit, group));
            for order in acts {
                add_line(sheet, visit, number, order);
            }
        }
        sheet.prescriptions.push(PrescriptionFacts::of(entry, sheet.rules));
    }
}

/// The groups of a visit in canonical order, each with its acts in theirs; the number of a group is its place over all
/// visits.
fn groups(orders: &[Order]) -> Vec<(&Group, Vec<&ActOrder>)> {
    let groups = orders.iter().filter_map(|order| match order {
        Order::Group(group) => Some(group),
        Order::Prescription(_) => None,
    });
    let mut all: Vec<_> = groups
        .map(|group| {
            let mut acts: Vec<&ActOrder> = group.acts.iter().collect();
            acts.sort_by_key(|order| act_place(order));
            (group, acts)
        })
        .collect();
    all.sort_by(|one, two| compare(one, two));
    all
}

/// Of two groups with one act, the one with things comes first: what a limit leaves goes to it. How often an act is
/// ordered comes last, because a limit may cut it.
fn compare(one: &(&Group, Vec<&ActOrder>), two: &(&Group, Vec<&ActOrder>)) -> Ordering {
    let is_bare = |group: &Group| group.drugs.is_empty() && group.materials.is_empty();
    let codes = |acts: &[&ActOrder], others: &[&ActOrder]| {
        acts.iter().map(|act| act.code).cmp(others.iter().map(|act| act.code))
    };
    let places = |acts: &[&ActOrder], others: &[&ActOrder]| {
        acts.iter().map(|act| act_place(act)).cmp(others.iter().map(|act| act_place(act)))
    };
    is_bare(one.0)
        .cmp(&is_bare(two.0))
        .then_with(|| codes(&one.1, &two.1))
        .then_with(|| things(one.0).cmp(&things(two.0)))
        .then_with(|| places(&one.1, &two.1))
}

type Things = (Vec<(DrugCode, Decimal)>, Vec<(MaterialCode, Decimal, Option<Decimal>)>);

fn things(group: &Group) -> Things {
    let mut drugs: Vec<_> = group.drugs.iter().map(|drug| (drug.code, drug.quantity)).collect();
    drugs.sort_unstable();
    let material = |entry: &MaterialOrder| (entry.code, entry.quantity, entry.price);
    let mut materials: Vec<_> = group.materials.iter().map(material).collect();
    materials.sort_unstable();
    (drugs, materials)
}

type ActPlace = (ActCode, Option<Decimal>, u32, bool, Option<ActCode>);

fn act_place(order: &ActOrder) -> ActPlace {
    (order.code, order.quantity, order.count, order.is_digital, order.same_field_as)
}

fn add_line(sheet: &mut Sheet<'_>, visit: usize, group: usize, order: &ActOrder) {
    let (act, row) = match sheet.rules.act(order.code, sheet.day(visit)) {
        Ok(found) => found,
        Err(absence) => {
            let refusal = Refusal::new(RefusalKind::Data, Cause::Absence(absence));
            sheet.unresolved.push(Unresolved { visit, code: order.code.number(), refusal });
            return;
        }
    };
    let day = sheet.day(visit);
    let is_found = sheet.rules.finders_on(row, day).next().is_some();
    if is_found && order.count > 0 {
        sheet.claimed.push(Claimed { act, row, visit, group, count: order.count, is_found: false });
        return;
    }
    let start = sheet.pool.len();
    let mut line = Line {
        act,
        row,
        visit,
        group: Some(group),
        cause: Cause::Order,
        quantity: order.quantity,
        count: order.count,
        is_digital: order.is_digital,
        same_field_as: order.same_field_as,
        points: crate::amount::Points::ZERO,
        percent: None,
        base: None,
        needs: start..start,
        state: State::Open,
        changes: Vec::new(),
    };
    price_line(&mut line);
    sheet.lines.push(line);
}

/// The price of one, from the master alone.
pub(crate) fn price_line(line: &mut Line<'_>) {
    let data = |cause| State::Refused(Refusal::new(RefusalKind::Data, cause));
    match act_price(line.act, line.quantity, None) {
        Ok(ActPrice::Points(points, _)) => line.points = points,
        Ok(ActPrice::Percent(ratio)) => line.percent = Some(ratio),
        // 食事 and the like are not points of an outpatient claim.
        Ok(ActPrice::Yen(_)) => line.state = data(Cause::Column(11)),
        Ok(ActPrice::NotBillable) => line.state = data(Cause::Column(35)),
        Err(error) => line.state = data(Cause::Price(error)),
    }
    if line.count == 0 {
        line.state = data(Cause::Price(crate::points::price::PriceError::QuantityNotPositive));
    }
}

fn resolve_history(sheet: &mut Sheet<'_>) {
    for past in &sheet.claim.history {
        match row_of_history(sheet, past.act, past.date) {
            Ok((act, row)) => {
                sheet.past.push(Past { date: past.date, act, row, count: past.count });
            }
            // No rule can see it: said, never dropped in silence.
            Err(absence) => {
                sheet.findings.push(Finding::of_acts(0, Cause::Absence(absence), vec![past.act]));
            }
        }
    }
    sheet.past.sort_by_key(|past| (past.date, past.act.code, past.count));
}

/// The row of the day. What was billed is a fact: where no edition of the day names the code, the row nearest to the day
/// (the last before it, else the first after it) says what it was.
fn row_of_history<'a>(
    sheet: &Sheet<'a>,
    code: ActCode,
    day: NaiveDate,
) -> Result<(&'a Act, usize), Absence> {
    sheet.rules.act(code, day).or_else(|absence| {
        let versions = sheet.rules.masters.acts.versions(code);
        let mut ends = versions.iter().map(|act| act.span().through());
        let last = ends.rfind(|last| *last < day);
        let nearest = last.or_else(|| versions.first().map(|act| act.span().from()));
        sheet.rules.act(code, nearest.ok_or(absence)?)
    })
}
