//! 依頼の乱数事例: random requests of one claim, visit by visit, with ledgers, certification and days of birth.

use santei_reference::{Age, Class, MonthInput, Set};
use santei_wire::copay::CopayRequest;
use serde_json::{Value, json};

use super::domain::random_month;
use super::random::Random;
use super::wire_form::request_json;

/// One random request, spread over visits.
///
/// # Errors
///
/// The text of a JSON error, should the request's form no longer take what is generated.
pub fn random_request(random: &mut Random) -> Result<CopayRequest, String> {
    let mut input = random_month(random);
    keep_shared_caps_apart(&mut input);
    let mut request = request_json(&input);
    if let Some(person) = request.pointer_mut("/persons/0") {
        vary_person(random, &input, person);
        vary_claim(random, &input, person);
    }
    serde_json::from_value(request).map_err(|error| error.to_string())
}

/// No text says in which order parts of one visit use up a cap they share, so no two parts of these requests share one.
fn keep_shared_caps_apart(input: &mut MonthInput) {
    let acts = |set: &Set| set.payers.iter().filter(|payer| *payer != "insurance").count();
    input.sets.retain(|set| acts(set) <= 1);
    if input.sets.is_empty() {
        input.sets.push(Set { medical_yen: 10_000, payers: vec!["insurance".to_owned()] });
    }
    if input.sets.len() > 1 {
        input.special_disease_cap = None;
    }
}

/// Certification, the count of 難病 of its own, ledgers, tiers, and a day of birth in place of what follows from it.
fn vary_person(random: &mut Random, input: &MonthInput, person: &mut Value) {
    if random.percent(25) {
        set(person, "/insurance", "certified", json!(false));
    }
    if random.percent(20) {
        set(person, "/insurance", "repeated_specific_disease", json!(random.percent(50)));
    }
    if random.percent(40) {
        let (birth, says_rate) = birth_date(random, input);
        set(person, "", "birth_date", json!(birth));
        remove(person, "", "age_group");
        remove(person, "/insurance", "turns_75");
        if says_rate {
            remove(person, "/insurance", "rate_tenths");
        }
    }
    for place in 0..input.subsidies.len() {
        let at = format!("/certificates/{place}");
        if random.percent(30) {
            set(person, &at, "ledger", ledger(random, input));
        }
        if random.percent(20) {
            set(person, &at, "insurer_class_shown", json!(false));
        }
        let act = input.subsidies.get(place).map_or("", |one| one.act.as_str());
        if let Some((tier, conditions)) = tier(random, act)
            && random.percent(30)
        {
            remove(person, &at, "max_copayment_amount");
            set(person, &at, "income_segment", json!(tier));
            set(person, &at, "additional_conditions", json!(conditions));
        }
    }
}

/// What other facilities charged under a subsidy.
fn ledger(random: &mut Random, input: &MonthInput) -> Value {
    let lines = random.between(1, 3);
    let day = |number: i64| format!("{}-{number:02}", String::from(input.month));
    let line =
        |number: i64, yen: i64| json!({"date": day(number), "facility": "B", "charged_yen": yen});
    Value::Array(
        (1..=lines).map(|one| line(one, random.between(0, 600).saturating_mul(10))).collect(),
    )
}

/// An income tier of the subsidies that have them, with its conditions.
fn tier(random: &mut Random, act: &str) -> Option<(&'static str, Vec<&'static str>)> {
    let (tiers, conditions): (&[&str], &[&str]) = match act {
        "15" | "21" => {
            let severe = random.percent(50);
            let tiers: &[&str] = if severe {
                &["生活保護", "低所得1", "低所得2", "中間1", "中間2"]
            } else {
                &["生活保護", "低所得1", "低所得2"]
            };
            return Some((
                random.pick(tiers)?,
                if severe { vec!["重度かつ継続"] } else { Vec::new() },
            ));
        }
        "54" => (&INCOMES, &["高額かつ長期", "人工呼吸器等"]),
        "52" => (&INCOMES, &["重症", "人工呼吸器等"]),
        _ => return None,
    };
    let tier = random.pick(tiers)?;
    let mut held = Vec::new();
    if random.percent(50) {
        held.extend(random.pick(conditions));
    }
    Some((tier, held))
}

const INCOMES: [&str; 6] = ["生活保護", "低所得Ⅰ", "低所得Ⅱ", "一般所得Ⅰ", "一般所得Ⅱ", "上位"];

/// A day of birth that gives the age group and the 75 month of `input`, and whether the rate follows from it.
fn birth_date(random: &mut Random, input: &MonthInput) -> (String, bool) {
    let (year, month) = input.month.parts();
    let day = random.between(2, 28);
    let years = i64::from(year);
    let age = match (input.age_group, input.turns_75) {
        // A dependant under 70 in the 75 month of the insured: the flag must be said.
        (Age::Under70, _) => random.between(25, 60),
        (Age::From70 | Age::From75, true) => 75,
        (Age::From70, false) => random.between(71, 73),
        (Age::From75, false) => random.between(77, 90),
    };
    let born = years.saturating_sub(age);
    let month = if age == 75 { i64::from(month) } else { random.between(1, 12) };
    let by_rate = match (input.age_group, input.rate_tenths) {
        (Age::Under70, rate) => rate == 3,
        (_, 3) | (Age::From75, _) => true,
        (Age::From70, rate) => rate == if born < 1944 { 1 } else { 2 } && born != 1944,
    };
    let known = !matches!(input.income_class, Class::General2) || input.rate_tenths == 2;
    (format!("{born:04}-{month:02}-{day:02}"), by_rate && known)
}

/// The sums of the month, spread over one to six visits.
fn vary_claim(random: &mut Random, input: &MonthInput, person: &mut Value) {
    if !random.percent(80) {
        return;
    }
    let count = random.between(1, 6);
    let mut visits: Vec<Value> = Vec::new();
    for number in 1..=count {
        let mut sets = Vec::new();
        for one in &input.sets {
            if random.percent(70) {
                let step = if one.payers.iter().any(|payer| payer == "10") { 2 } else { 1 };
                let most = one.medical_yen.div_euclid(10).div_euclid(count).div_euclid(step);
                let points = random.between(0, most.saturating_mul(2)).saturating_mul(step);
                sets.push(json!({"payers": one.payers, "points": points}));
            }
        }
        if sets.is_empty() {
            continue;
        }
        let day =
            random.between(number.saturating_mul(4), number.saturating_mul(4).saturating_add(3));
        let date = format!("{}-{day:02}", String::from(input.month));
        visits.push(json!({"date": date, "sets": sets}));
    }
    if visits.is_empty() {
        return;
    }
    if random.percent(50) {
        visits.reverse();
    }
    remove(person, "/claims/0", "sets");
    set(person, "/claims/0", "visits", Value::Array(visits));
    if random.percent(20) {
        let rounding = random.pick(&["law", "half_up", "down", "up", "none"]).unwrap_or("law");
        set(person, "/claims/0", "counter", json!({"rounding": rounding}));
    }
}

fn set(value: &mut Value, at: &str, field: &str, content: Value) {
    if let Some(fields) = value.pointer_mut(at).and_then(Value::as_object_mut) {
        fields.insert(field.to_owned(), content);
    }
}

fn remove(value: &mut Value, at: &str, field: &str) {
    if let Some(fields) = value.pointer_mut(at).and_then(Value::as_object_mut) {
        fields.remove(field);
    }
}
