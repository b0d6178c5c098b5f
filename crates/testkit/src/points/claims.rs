//! 乱数レセプト: a random claim of a seed: one to four visits of up to a dozen orders, some of them without sense.

use super::pools::{Form, Pools};
use crate::copay::random::Random;
use chrono::{Days, Months, NaiveDate};
use rust_decimal::Decimal;
use santei_engine::claim::{
    ActOrder, Claim, Dispensing, DrugOrder, Facility, FacilityKind, Group, Item, MaterialOrder,
    Order, PastAct, Patient, PatientDisease, Prescription, Route, Sex, TimeBand, Visit, VisitKind,
};
use santei_engine::masters::code::ActCode;

/// The claim of the stream's next numbers.
pub fn random_claim(pools: &Pools, random: &mut Random) -> Claim {
    let first = pools.day(random);
    let visits = visits(pools, random, first);
    let last = visits.last().map_or(first, |visit| visit.date);
    let months = u32::try_from(random.between(0, 1_080)).unwrap_or_default();
    let born = first.checked_sub_months(Months::new(months)).unwrap_or(first);
    let born = born.checked_sub_days(days(random, 0, 30)).unwrap_or(born);
    let many = random.between(0, 4);
    let diseases = (0..many).filter_map(|place| {
        let start = last.checked_sub_days(days(random, 0, 400))?;
        Some(PatientDisease { code: pools.disease(random)?, start, is_main: place == 0 })
    });
    let diseases = diseases.collect();
    Claim {
        facility: facility(pools, random),
        patient: Patient {
            birth_date: born,
            sex: if random.percent(50) { Sex::Male } else { Sex::Female },
        },
        diseases,
        history: history(pools, random, first, &visits),
        visits,
    }
}

fn days(random: &mut Random, least: i64, most: i64) -> Days {
    Days::new(random.between(least, most).unsigned_abs())
}

fn facility(pools: &Pools, random: &mut Random) -> Facility {
    let is_clinic = random.percent(60);
    let beds = if is_clinic { random.between(0, 19) } else { random.between(20, 900) };
    let general = random.between(0, beds);
    let number = |count: i64| u32::try_from(count).unwrap_or_default();
    Facility {
        kind: if is_clinic { FacilityKind::Clinic } else { FacilityKind::Hospital },
        beds: number(beds),
        general_beds: number(general),
        has_pediatrics: random.percent(50),
        standards: pools.standards(random),
    }
}

/// Lines billed before: of the acts of the visits half the time, so that counts and pairs meet them.
fn history(pools: &Pools, random: &mut Random, first: NaiveDate, visits: &[Visit]) -> Vec<PastAct> {
    let ordered: Vec<ActCode> = visits.iter().flat_map(acts_of).collect();
    let many = random.between(0, 6);
    let past = (0..many).filter_map(|_| {
        let date = first.checked_sub_days(days(random, 1, 120))?;
        let act = if random.percent(50) { random.pick(&ordered) } else { None };
        let act = act.or_else(|| pools.act(random).map(|(code, _)| code))?;
        Some(PastAct { date, act, count: if random.percent(90) { 1 } else { 3 } })
    });
    past.collect()
}

/// The acts ordered at a visit.
pub fn acts_of(visit: &Visit) -> impl Iterator<Item = ActCode> + '_ {
    visit.orders.iter().flat_map(|order| match order {
        Order::Group(group) => group.acts.iter().map(|act| act.code).collect(),
        Order::Prescription(_) => Vec::new(),
    })
}

fn visits(pools: &Pools, random: &mut Random, first: NaiveDate) -> Vec<Visit> {
    let many = random.between(1, 4);
    let mut date = first;
    let mut visits = Vec::new();
    for _ in 0..many {
        let orders = random.between(0, 12);
        visits.push(Visit {
            date,
            department: u8::try_from(random.between(1, 40)).unwrap_or(1),
            kind: kind(random),
            time_band: band(random),
            is_plan_explained: random.percent(70),
            comments: Vec::new(),
            orders: (0..orders).filter_map(|_| order(pools, random)).collect(),
        });
        let gap = random.pick(&[0, 1, 3, 7, 14, 28]).unwrap_or(1);
        date = date.checked_add_days(Days::new(gap)).unwrap_or(date);
    }
    visits
}

fn kind(random: &mut Random) -> VisitKind {
    let kinds = [
        VisitKind::Initial,
        VisitKind::Revisit,
        VisitKind::Revisit,
        VisitKind::Revisit,
        VisitKind::PhoneRevisit,
        VisitKind::SecondDepartmentInitial,
        VisitKind::SecondDepartmentRevisit,
        VisitKind::None,
    ];
    random.pick(&kinds).unwrap_or(VisitKind::Revisit)
}

fn band(random: &mut Random) -> TimeBand {
    let bands = [
        TimeBand::Regular,
        TimeBand::Regular,
        TimeBand::Regular,
        TimeBand::AfterHours,
        TimeBand::Holiday,
        TimeBand::LateNight,
        TimeBand::SpecialAfterHours,
        TimeBand::EveningEarly,
    ];
    random.pick(&bands).unwrap_or(TimeBand::Regular)
}

fn order(pools: &Pools, random: &mut Random) -> Option<Order> {
    if random.percent(12) {
        return Some(Order::Prescription(prescription(pools, random)));
    }
    let many = random.pick(&[1, 1, 1, 2, 3])?;
    let mut acts: Vec<ActOrder> = Vec::new();
    for _ in 0..many {
        acts.extend(act(pools, random, &acts));
    }
    let (drugs, materials) = (i64::from(random.percent(15)), i64::from(random.percent(10)));
    let drugs = (0..drugs.saturating_mul(2)).filter_map(|_| drug(pools, random, Form::Injected));
    let drugs = drugs.collect();
    let materials = (0..materials).filter_map(|_| {
        let price = random.percent(50).then(|| Decimal::from(random.between(1, 50_000)));
        Some(MaterialOrder { code: pools.material(random)?, quantity: quantity(random), price })
    });
    Some(Order::Group(Group { acts, drugs, materials: materials.collect() }))
}

fn act(pools: &Pools, random: &mut Random, before: &[ActOrder]) -> Option<ActOrder> {
    let (code, is_step_priced) = pools.act(random)?;
    let has_quantity = if is_step_priced { random.percent(95) } else { random.percent(5) };
    let field = if random.percent(3) { before.first().map(|act| act.code) } else { None };
    Some(ActOrder {
        // A code of no master, now and then.
        code: if random.percent(1) { ActCode::from_number(199_999_999)? } else { code },
        quantity: has_quantity.then(|| quantity(random)),
        count: if random.percent(90) { 1 } else { u32::try_from(random.between(0, 40)).ok()? },
        is_digital: random.percent(10),
        same_field_as: field,
    })
}

/// A quantity, now and then zero, negative or absurd.
fn quantity(random: &mut Random) -> Decimal {
    match random.between(1, 100) {
        1 => Decimal::ZERO,
        2 => Decimal::NEGATIVE_ONE,
        3 => Decimal::from(random.between(1_000_000, i64::MAX)),
        4..=20 => Decimal::new(random.between(1, 999), 2),
        _ => Decimal::from(random.between(1, 60)),
    }
}

fn drug(pools: &Pools, random: &mut Random, form: Form) -> Option<DrugOrder> {
    let code = pools.drug(random, form)?;
    Some(DrugOrder { code, quantity: quantity(random), is_by_generic_name: random.percent(30) })
}

fn prescription(pools: &Pools, random: &mut Random) -> Prescription {
    let many = random.between(1, 8);
    let items = (0..many).map(|_| {
        let number = |random: &mut Random| u32::try_from(random.between(0, 90)).unwrap_or(1);
        let (route, form) = match random.between(0, 2) {
            0 => (Route::Oral(number(random)), Form::Oral),
            1 => (Route::AsNeeded(number(random)), Form::Oral),
            _ => (Route::External, Form::External),
        };
        let many = random.between(1, 4);
        Item { route, drugs: (0..many).filter_map(|_| drug(pools, random, form)).collect() }
    });
    let items = items.collect();
    Prescription {
        dispensing: if random.percent(50) { Dispensing::Inside } else { Dispensing::Outside },
        is_temporary: random.percent(10),
        items,
    }
}
