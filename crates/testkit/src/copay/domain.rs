//! 有効な月の範囲: which classes, rates, subsidies and sums can stand together, and one random month of them.
//!
//! The lists are test data, not rules: they keep the random months meaningful (a class of the age group, a rate the
//! class can have in that month, an act in force) and bring sums near the edges of the limits.

use santei_reference::{Age, Class, MonthInput, Period, Set, Subsidy};

use super::random::Random;

/// Months at the edges of the revisions.
pub const EDGE_MONTHS: [(i32, u32); 21] = [
    (2012, 4),
    (2014, 3),
    (2014, 4),
    (2014, 12),
    (2015, 1),
    (2017, 7),
    (2017, 8),
    (2018, 7),
    (2018, 8),
    (2019, 3),
    (2019, 4),
    (2022, 9),
    (2022, 10),
    (2023, 4),
    (2025, 9),
    (2025, 10),
    (2026, 5),
    (2026, 7),
    (2026, 8),
    (2026, 11),
    (2027, 7),
];

/// 医療費 around which limits begin to work.
pub const EDGE_SUMS: [i64; 26] = [
    30_000, 33_330, 35_000, 40_000, 50_000, 55_000, 59_990, 60_000, 69_990, 70_000, 90_000,
    110_000, 118_000, 133_500, 150_000, 192_000, 205_000, 267_000, 267_050, 286_000, 288_000,
    500_000, 558_000, 597_000, 842_000, 901_000,
];

/// National subsidies in order of payment, with the caps a certificate may name.
pub const NATIONAL: [(&str, &[Option<i64>]); 27] = [
    ("13", &[None]),
    ("14", &[None]),
    ("18", &[None]),
    ("30", &[None]),
    ("10", &[None]),
    ("11", &[None, Some(20_000)]),
    ("20", &[None, Some(20_000)]),
    ("15", &[None, Some(0), Some(2_500), Some(5_000), Some(10_000), Some(20_000)]),
    ("21", &[None, Some(0), Some(2_500), Some(5_000), Some(10_000), Some(20_000)]),
    ("16", &[None, Some(2_500), Some(5_000), Some(10_000), Some(20_000)]),
    ("24", &[Some(24_600), Some(40_200)]),
    ("22", &[None]),
    ("28", &[None, Some(20_000)]),
    ("17", &[None]),
    ("79", &[Some(4_600), Some(37_200)]),
    ("19", &[None]),
    ("23", &[None]),
    ("52", &[Some(0), Some(500), Some(2_500), Some(5_000), Some(10_000), Some(15_000)]),
    (
        "54",
        &[Some(0), Some(1_000), Some(2_500), Some(5_000), Some(10_000), Some(20_000), Some(30_000)],
    ),
    ("51", &[None]),
    ("38", &[Some(1_000), Some(10_000), Some(20_000)]),
    ("53", &[None]),
    ("66", &[None]),
    ("62", &[None]),
    ("86", &[None]),
    ("25", &[None, Some(2_000)]),
    ("12", &[None, Some(1_504), Some(20_000)]),
];

/// Subsidies that always take the place of an insurance.
pub const IN_PLACE_OF_INSURANCE: [&str; 4] = ["13", "14", "18", "30"];

/// Subsidies that also cover who has no insurance.
const WITHOUT_INSURANCE: [&str; 2] = ["12", "25"];

/// One valid random month.
pub fn random_month(random: &mut Random) -> MonthInput {
    let month = random_period(random);
    let age_group = random.pick(&[Age::Under70, Age::From70, Age::From75]).unwrap_or(Age::Under70);
    let income_class = random.pick(classes(age_group, month)).unwrap_or(Class::U);
    let rate_tenths = random.pick(rates(age_group, income_class, month)).unwrap_or(3);
    let special = random.percent(12).then(|| special_disease_cap(random, income_class));
    let subsidies = random_subsidies(random, month);
    let mut input = MonthInput {
        month,
        age_group,
        inpatient: random.percent(50),
        rate_tenths,
        income_class,
        repeated: random.percent(25),
        turns_75: random.percent(15),
        special_disease_cap: special,
        subsidies,
        sets: Vec::new(),
    };
    input.sets = random_sets(random, &input);
    input
}

fn random_period(random: &mut Random) -> Period {
    if random.percent(50) {
        let (year, month) = random.pick(&EDGE_MONTHS).unwrap_or((2020, 5));
        return Period::new(year, month);
    }
    // From 2012-04 to 2027-07; the months of 2027-08 need a 標準報酬月額, which the form does not carry.
    let months = random.between(2012 * 12 + 3, 2027 * 12 + 6);
    let year = i32::try_from(months.div_euclid(12)).unwrap_or(2020);
    let month = u32::try_from(months.rem_euclid(12)).unwrap_or(0).saturating_add(1);
    Period::new(year, month)
}

/// The classes of an age group; 一般Ⅱ exists from 2022-10.
pub fn classes(age: Age, month: Period) -> &'static [Class] {
    const OVER_70: &[Class] = &[
        Class::Active3,
        Class::Active2,
        Class::Active1,
        Class::General,
        Class::Low2,
        Class::Low1,
        Class::General2,
    ];
    match age {
        Age::Under70 => &[Class::A, Class::I, Class::U, Class::E, Class::O],
        Age::From75 if month >= Period::new(2022, 10) => OVER_70,
        Age::From70 | Age::From75 => OVER_70.get(..6).unwrap_or(OVER_70),
    }
}

/// The rates that a class can have.
pub fn rates(age: Age, class: Class, month: Period) -> &'static [i64] {
    match (age, class) {
        (Age::Under70, _) => &[3, 3, 3, 2],
        (_, Class::Active3 | Class::Active2 | Class::Active1) => &[3],
        (_, Class::General2) => &[2],
        (Age::From75, _) => &[1],
        // 特例措置対象者 (born before 1944-04-02): all 75 by 2019-03; everyone before 2014-04.
        (Age::From70, _) if month < Period::new(2014, 4) => &[1],
        (Age::From70, _) if month <= Period::new(2019, 3) => &[1, 2],
        (Age::From70, _) => &[2],
    }
}

fn special_disease_cap(random: &mut Random, class: Class) -> i64 {
    let dialysis = matches!(class, Class::A | Class::I) && random.percent(60);
    if dialysis { 20_000 } else { 10_000 }
}

/// Up to three subsidies, in order of payment.
fn random_subsidies(random: &mut Random, month: Period) -> Vec<Subsidy> {
    let wanted = random.pick(&[0, 0, 1, 1, 1, 2, 2, 3]).unwrap_or(0);
    let mut subsidies: Vec<(usize, Subsidy)> = Vec::new();
    for _ in 0..wanted {
        let last = i64::try_from(NATIONAL.len()).unwrap_or(1).saturating_sub(1);
        let place = usize::try_from(random.between(0, last)).unwrap_or(0);
        let Some((act, caps)) = NATIONAL.get(place) else { continue };
        let early = matches!(*act, "52" | "54") && month < Period::new(2015, 1);
        if early || subsidies.iter().any(|(other, _)| *other == place) {
            continue;
        }
        let month_cap = random.pick(caps).flatten();
        subsidies.push((place, Subsidy { act: (*act).to_owned(), month_cap }));
    }
    subsidies.sort_by_key(|(place, _)| *place);
    subsidies.into_iter().map(|(_, subsidy)| subsidy).collect()
}

/// One to five parts: the insurance alone, one for some subsidies, sometimes one for several together.
fn random_sets(random: &mut Random, input: &MonthInput) -> Vec<Set> {
    let mut sets = Vec::new();
    let insurance = || "insurance".to_owned();
    let acts: Vec<String> = input.subsidies.iter().map(|one| one.act.clone()).collect();
    let beside: Vec<String> =
        acts.iter().filter(|act| !IN_PLACE_OF_INSURANCE.contains(&act.as_str())).cloned().collect();
    for act in &acts {
        if !random.percent(80) {
            continue;
        }
        let whole = WITHOUT_INSURANCE.contains(&act.as_str()) && random.percent(10);
        let insured = !whole && beside.contains(act);
        sets.push(if insured { vec![insurance(), act.clone()] } else { vec![act.clone()] });
    }
    if beside.len() >= 2 && random.percent(25) {
        let together = beside.iter().take(2).cloned();
        sets.push(std::iter::once(insurance()).chain(together).collect());
    }
    if sets.is_empty() || random.percent(70) {
        sets.push(vec![insurance()]);
    }
    let build = |payers: Vec<String>| {
        // 5 % of the 医療費 must be whole yen for 結核 (10), since no text says how to round it.
        let step = if payers.iter().any(|payer| payer == "10") { 20 } else { 10 };
        Set { medical_yen: random_sum(random, step), payers }
    };
    sets.into_iter().map(build).collect()
}

/// 医療費: near an edge, or of any size up to some millions; a multiple of `step`.
pub fn random_sum(random: &mut Random, step: i64) -> i64 {
    if random.percent(40) {
        let edge = random.pick(&EDGE_SUMS).unwrap_or(0);
        let near = edge.saturating_add(random.between(-3, 3).saturating_mul(10));
        return near.div_euclid(step).saturating_mul(step).max(0);
    }
    let most = random.pick(&[500, 5_000, 50_000, 500_000]).unwrap_or(500);
    random.between(0, most).saturating_mul(step)
}
