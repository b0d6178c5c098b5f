//! proptest の戦略: valid months that shrink by themselves.

use proptest::prelude::{Just, Strategy, any};
use proptest::sample::select;
use santei_reference::{Age, MonthInput, Period, Set, Subsidy};

use super::domain::{EDGE_MONTHS, EDGE_SUMS, NATIONAL, classes, rates};

/// A month of one to three parts under at most one national subsidy that stands beside an insurance.
pub fn months() -> impl Strategy<Value = MonthInput> {
    let ages = select(&[Age::Under70, Age::From70, Age::From75][..]);
    (select(&EDGE_MONTHS[..]), ages).prop_flat_map(|((year, number), age)| {
        let month = Period::new(year, number);
        select(classes(age, month)).prop_flat_map(move |class| {
            let rate = select(rates(age, class, month));
            (rate, any::<[bool; 3]>(), subsidy(month), sums()).prop_map(
                move |(rate_tenths, [inpatient, repeated, turns_75], subsidy, sums)| MonthInput {
                    month,
                    age_group: age,
                    inpatient,
                    rate_tenths,
                    income_class: class,
                    repeated,
                    turns_75,
                    special_disease_cap: None,
                    sets: parts(subsidy.as_ref(), sums),
                    subsidies: subsidy.into_iter().collect(),
                },
            )
        })
    })
}

/// 医療費 of the insurance-only part and of the subsidised part.
fn sums() -> impl Strategy<Value = (i64, i64)> {
    let near = (select(&EDGE_SUMS[..]), -5_i64..=5).prop_map(|(edge, steps)| {
        edge.saturating_add(steps.saturating_mul(20)).div_euclid(20).saturating_mul(20)
    });
    let any_size = (0_i64..=200_000).prop_map(|steps| steps.saturating_mul(20));
    let sum = proptest::strategy::Union::new([near.boxed(), any_size.boxed()]);
    (sum.clone(), sum)
}

fn subsidy(month: Period) -> impl Strategy<Value = Option<Subsidy>> {
    let beside_insurance = NATIONAL.get(4..).unwrap_or(&NATIONAL);
    let one = select(beside_insurance).prop_flat_map(|(act, caps)| {
        (Just(act), select(caps))
            .prop_map(|(act, month_cap)| Subsidy { act: act.to_owned(), month_cap })
    });
    proptest::option::of(one).prop_map(move |one| {
        one.filter(|one| month >= Period::new(2015, 1) || !matches!(one.act.as_str(), "52" | "54"))
    })
}

fn parts(subsidy: Option<&Subsidy>, (alone, covered): (i64, i64)) -> Vec<Set> {
    let insurance = || "insurance".to_owned();
    let mut sets = vec![Set { medical_yen: alone, payers: vec![insurance()] }];
    if let Some(one) = subsidy {
        sets.push(Set { medical_yen: covered, payers: vec![insurance(), one.act.clone()] });
    }
    sets
}
