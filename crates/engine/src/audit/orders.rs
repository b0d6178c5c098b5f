//! 算定への再構成: a receipt as the claim that the calculation reads: a visit a day, what was billed as what was ordered, and the
//! facts that the receipt shows.
//!
//! What a receipt does not show stays at the value that earns nothing: 施設基準 are those that a billed act proves alone, 時間区分
//! is that of a billed 時間外加算 of 初診 or 再診, 外来管理 was explained where the addition is billed, 診療科 is not named.

use super::claim::{ItemCode, ReceiptClaim};
use super::resolve::ResolvedSet;
use super::window::date_of;
use crate::claim::{
    ActOrder, Claim, Dispensing, DrugOrder, Facility, FacilityKind, Group, Item, MaterialOrder,
    Order, Patient, PatientDisease, Prescription, Route, TimeBand, Visit, VisitKind,
};
use crate::masters::act::Act;
use crate::points::PointsRules;
use crate::points::ties::is_addition;
use chrono::NaiveDate;

/// The claim behind a receipt; `None` if a set has no days.
pub(super) fn claim_of(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    rules: &PointsRules<'_>,
) -> Option<Claim> {
    if !resolved.iter().all(|set| set.set.has_days()) {
        return None;
    }
    let diseases = claim.diseases.iter().filter_map(|disease| {
        Some(PatientDisease { code: disease.code?, start: disease.start, is_main: disease.is_main })
    });
    Some(Claim {
        facility: facility(claim, resolved),
        patient: Patient { birth_date: claim.birth, sex: claim.sex },
        diseases: diseases.collect(),
        history: Vec::new(),
        visits: (1_u32..=31)
            .filter_map(|day| visit(date_of(claim.month, day)?, day, resolved, rules))
            .collect(),
    })
}

fn facility(claim: &ReceiptClaim, resolved: &[ResolvedSet<'_, '_>]) -> Facility {
    let acts = || resolved.iter().flat_map(|set| set.acts().map(|(_, act)| act));
    let is_hospital =
        claim.beds.is_some_and(|beds| beds >= 20) || acts().any(|act| act.facility_kind == 1);
    let mut standards: Vec<u16> = acts().flat_map(proven).collect();
    standards.sort_unstable();
    standards.dedup();
    let beds = claim.beds.unwrap_or_default();
    Facility {
        kind: if is_hospital { FacilityKind::Hospital } else { FacilityKind::Clinic },
        beds,
        general_beds: beds,
        has_pediatrics: false,
        standards,
    }
}

/// 施設基準 that the act proves: those that stand alone in their group, and that without which it would have been reduced.
fn proven(act: &Act) -> Vec<u16> {
    let groups = [0..6, 6..9, 9..10];
    let alone = groups.into_iter().filter_map(|range| {
        let mut asked = act.standards.get(range)?.iter().filter(|code| **code != 0);
        asked.next().filter(|_| asked.next().is_none()).copied()
    });
    alone.chain((act.conformity_standard != 0).then_some(act.conformity_standard)).collect()
}

fn visit(
    date: NaiveDate,
    day: u32,
    resolved: &[ResolvedSet<'_, '_>],
    rules: &PointsRules<'_>,
) -> Option<Visit> {
    let on_day = |set: &&ResolvedSet<'_, '_>| count_on(set, day) > 0;
    let acts = || resolved.iter().filter(on_day).flat_map(|set| set.acts().map(|(_, act)| act));
    let kind = acts().find_map(|act| kind_of(act, date, rules));
    let mut orders = Vec::new();
    let mut items = Vec::new();
    for set in resolved.iter().filter(on_day) {
        let group = group(set, day, kind.map(|(_, act)| act));
        match route(set, day) {
            Some(route) if group.acts.is_empty() && !group.drugs.is_empty() => {
                items.push(Item { route, drugs: group.drugs });
            }
            _ if group == Group::default() => {}
            _ => orders.push(Order::Group(group)),
        }
    }
    if !items.is_empty() {
        orders.push(Order::Prescription(Prescription {
            dispensing: Dispensing::Inside,
            is_temporary: false,
            items,
        }));
    }
    (kind.is_some() || !orders.is_empty()).then(|| Visit {
        date,
        department: 0,
        kind: kind.map_or(VisitKind::None, |(kind, _)| kind),
        time_band: acts().find_map(band).unwrap_or(TimeBand::Regular),
        is_plan_explained: acts().any(|act| act.outpatient_management == 2),
        comments: Vec::new(),
        orders,
    })
}

fn count_on(set: &ResolvedSet<'_, '_>, day: u32) -> u32 {
    let place = day.checked_sub(1).and_then(|place| usize::try_from(place).ok());
    let place = place.and_then(|place| set.set.days.get(place));
    place.copied().map(u32::from).unwrap_or_default()
}

/// The kind of visit that a basic fee of the rule book stands for.
fn kind_of<'m>(
    act: &'m Act,
    date: NaiveDate,
    rules: &PointsRules<'_>,
) -> Option<(VisitKind, &'m Act)> {
    let mut rows = rules.book.basic_fees.iter();
    let row = rows.find(|row| row.act == act.code && rules.book.speaks(row.rule, date))?;
    Some((row.visit, act))
}

/// 時間加算区分 (項番43) of an addition to 初診料 or 再診料.
fn band(act: &Act) -> Option<TimeBand> {
    if !is_addition(act) || act.section_letter != 'A' {
        return None;
    }
    match act.time_addition {
        1 => Some(TimeBand::AfterHours),
        2 | 3 => Some(TimeBand::Holiday),
        4 => Some(TimeBand::LateNight),
        5 => Some(TimeBand::SpecialAfterHours),
        6 => Some(TimeBand::EveningEarly),
        _ => None,
    }
}

/// 診療識別 21 内服, 22 屯服, 23 外用: what was dispensed.
fn route(set: &ResolvedSet<'_, '_>, day: u32) -> Option<Route> {
    match set.set.section {
        21 => Some(Route::Oral(count_on(set, day))),
        22 => Some(Route::AsNeeded(count_on(set, day))),
        23 => Some(Route::External),
        _ => None,
    }
}

/// The lines of a set without the basic fee that the visit stands for.
fn group(set: &ResolvedSet<'_, '_>, day: u32, basic: Option<&Act>) -> Group {
    let mut group = Group::default();
    let count = count_on(set, day);
    for item in &set.set.items {
        let quantity = item.quantity;
        match item.code {
            ItemCode::Act(code) if basic.is_some_and(|basic| basic.code == code) => {}
            ItemCode::Act(code) => group.acts.push(ActOrder {
                code,
                quantity,
                count,
                is_digital: false,
                same_field_as: None,
            }),
            ItemCode::Drug(code) => group.drugs.extend(quantity.map(|quantity| DrugOrder {
                code,
                quantity,
                is_by_generic_name: false,
            })),
            ItemCode::Material(code) => {
                group.materials.extend(quantity.map(|quantity| MaterialOrder {
                    code,
                    quantity,
                    price: item.unit_price,
                }));
            }
            _ => {}
        }
    }
    group
}
