//! 世帯の乱数事例: random households of one to three persons, each with one to three claims.

use santei_reference::{Age, Class, MonthInput, Period};
use santei_wire::copay::CopayRequest;
use serde_json::{Value, json};

use super::domain::{EDGE_MONTHS, IN_PLACE_OF_INSURANCE, random_month, random_sum, rates};
use super::random::Random;
use super::wire_form::request_json;

/// Classes that can stand together under one insurer: of the members from 70 on, and of those under 70.
const TOGETHER: [(Class, Class); 6] = [
    (Class::Active3, Class::A),
    (Class::Active2, Class::I),
    (Class::Active1, Class::U),
    (Class::General, Class::E),
    (Class::Low2, Class::O),
    (Class::Low1, Class::O),
];

/// One random household.
///
/// # Errors
///
/// The text of a JSON error, should the request's form no longer take what is generated.
pub fn random_household(random: &mut Random) -> Result<CopayRequest, String> {
    let (year, number) = random.pick(&EDGE_MONTHS).unwrap_or((2020, 5));
    let month = Period::new(year, number);
    let (old, young) = random.pick(&TOGETHER).unwrap_or((Class::General, Class::E));
    let repeated = random.percent(20);
    let count = random.between(1, 3);
    let mut persons = Vec::new();
    let mut ids = Vec::new();
    for place in 0..count {
        let age = random.pick(&[Age::Under70, Age::From70]).unwrap_or(Age::From70);
        let class = if age == Age::Under70 { young } else { old };
        let id = place.to_string();
        persons.push(member(random, &id, &Shared { month, age, class, repeated }));
        ids.push(id);
    }
    let request = json!({"month": month, "persons": persons, "households": [{"members": ids}]});
    serde_json::from_value(request).map_err(|error| error.to_string())
}

/// What the household says of a member.
struct Shared {
    month: Period,
    age: Age,
    class: Class,
    repeated: bool,
}

fn member(random: &mut Random, id: &str, shared: &Shared) -> Value {
    let mut input = random_month(random);
    input.month = shared.month;
    input.age_group = shared.age;
    input.income_class = shared.class;
    input.repeated = shared.repeated;
    input.rate_tenths = random.pick(rates(shared.age, shared.class, shared.month)).unwrap_or(3);
    input.special_disease_cap = None;
    input.turns_75 = random.percent(10);
    let has_subsidy = random.percent(30);
    if has_subsidy {
        let early = shared.month < Period::new(2015, 1);
        input.subsidies.retain(|one| !early || !matches!(one.act.as_str(), "52" | "54"));
        input.subsidies.retain(|one| !IN_PLACE_OF_INSURANCE.contains(&one.act.as_str()));
        input.subsidies.truncate(1);
    } else {
        input.subsidies.clear();
    }
    let claims = claims(random, &input);
    let mut request = request_json(&input);
    let mut person = request.pointer_mut("/persons/0").map_or(Value::Null, Value::take);
    if let Some(fields) = person.as_object_mut() {
        fields.insert("id".to_owned(), json!(id));
        fields.insert("claims".to_owned(), Value::Array(claims));
    }
    person
}

/// Claims of different facilities; the certificate is used at the first one only.
fn claims(random: &mut Random, input: &MonthInput) -> Vec<Value> {
    let count = random.between(1, 3);
    let mut claims = Vec::new();
    for place in 0..count {
        let facility = random.pick(&["A", "B", "C"]).unwrap_or("A");
        let inpatient = random.percent(35);
        let pharmacy = !inpatient && place > 0 && random.percent(25);
        let mut sets =
            vec![json!({"payers": ["insurance"], "medical_yen": random_sum(random, 20)})];
        if let (0, Some(one)) = (place, input.subsidies.first())
            && random.percent(80)
        {
            sets.push(
                json!({"payers": ["insurance", one.act], "medical_yen": random_sum(random, 20)}),
            );
        }
        let setting = if inpatient { "inpatient" } else { "outpatient" };
        let mut claim = json!({
            "facility": format!("{facility}{place}"), "setting": setting, "sets": sets,
        });
        if let (true, Some(fields)) = (pharmacy, claim.as_object_mut()) {
            fields.insert("service".to_owned(), json!("pharmacy"));
            fields.insert("prescriber".to_owned(), json!("A0"));
        }
        claims.push(claim);
    }
    claims
}
