//! 形式 `month`: one patient, one facility, one month, as the 支払基金 case books print them.

use super::{Difference, compare, problem};
use crate::copay::calculate;
use crate::copay::month::Month;
use crate::copay::request::certificate::Certificate;
use crate::copay::request::claim::{Claim, PayerSet, Service, Setting};
use crate::copay::request::insurance::{Insurance, Membership, Scheme, SpecialDisease};
use crate::copay::request::{AgeGroup, CopayRequest, Person};
use crate::copay::statement::claim::ClaimStatement;
use santei_engine::rulebook::copay::CopayBook;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    month: Month,
    age_group: AgeGroup,
    inpatient: bool,
    rate_tenths: u8,
    income_class: String,
    repeated: bool,
    turns_75: bool,
    special_disease_cap: Option<i64>,
    subsidies: Vec<Subsidy>,
    sets: Vec<Set>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subsidy {
    act: String,
    month_cap: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    medical_yen: i64,
    payers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    patient_total: i64,
    #[serde(default)]
    by_payer: Vec<ExpectPayer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectPayer {
    payer: String,
    share_in: Option<i64>,
    due: Option<i64>,
    uncovered: Option<i64>,
    pays: Option<i64>,
}

/// The differences of one case.
pub(super) fn run(
    book: &CopayBook,
    input: &Value,
    expect: &Value,
) -> Result<Vec<Difference>, Difference> {
    let input = Input::deserialize(input).map_err(|error| problem("in", &error.to_string()))?;
    let expect =
        Expect::deserialize(expect).map_err(|error| problem("expect", &error.to_string()))?;
    let statement =
        calculate(book, &request(input)).map_err(|error| problem(&error.path, &error.message))?;
    let claim = statement.persons.first().and_then(|person| person.claims.first());
    let claim = claim.ok_or_else(|| problem("in", "no claim"))?;
    let mut differences = Vec::new();
    compare(
        &mut differences,
        "patient_total".to_owned(),
        Some(expect.patient_total),
        claim.patient_yen,
    );
    for payer in &expect.by_payer {
        compare_payer(&mut differences, payer, claim)?;
    }
    Ok(differences)
}

fn compare_payer(
    differences: &mut Vec<Difference>,
    expect: &ExpectPayer,
    claim: &ClaimStatement,
) -> Result<(), Difference> {
    let mut one = |field: &str, expected: Option<i64>, actual: i64| {
        compare(differences, format!("by_payer[{}].{field}", expect.payer), expected, actual);
    };
    if expect.payer == "insurance" {
        one("uncovered", expect.uncovered, claim.uncovered_yen);
        one("pays", expect.pays, claim.insurance_yen.saturating_add(claim.high_cost_yen));
        return Ok(());
    }
    let share = claim.subsidies.iter().find(|share| share.payer == expect.payer);
    let share =
        share.ok_or_else(|| problem("by_payer", "a payer that no set of the case names"))?;
    one("share_in", expect.share_in, share.share_in_yen);
    one("due", expect.due, share.due_yen);
    one("pays", expect.pays, share.pays_yen);
    Ok(())
}

fn request(input: Input) -> CopayRequest {
    let is_insured =
        input.sets.iter().any(|set| set.payers.iter().any(|payer| payer == "insurance"));
    let scheme =
        if input.age_group == AgeGroup::From75 { Scheme::LateElderly } else { Scheme::Employee };
    let insurance = Insurance {
        scheme,
        membership: Membership::Insured,
        rate_tenths: Some(input.rate_tenths),
        income_class: Some(input.income_class),
        standard_monthly_remuneration: None,
        certified: true,
        repeated: input.repeated,
        repeated_specific_disease: None,
        turns_75: Some(input.turns_75),
        special_disease: input
            .special_disease_cap
            .map(|cap| SpecialDisease { cap_yen: Some(cap), dialysis: false }),
        prefecture: None,
        relief: None,
    };
    let certificates = input
        .subsidies
        .into_iter()
        .map(|subsidy| Certificate {
            act: Some(subsidy.act),
            max_copayment_amount: subsidy.month_cap,
            insurer_class_shown: true,
            ..Certificate::default()
        })
        .collect();
    let sets = input
        .sets
        .into_iter()
        .map(|set| PayerSet {
            payers: set.payers,
            points: None,
            medical_yen: Some(set.medical_yen),
            goods_points: None,
            treatment: None,
            special_disease: None,
        })
        .collect();
    let claim = Claim {
        facility: "facility".to_owned(),
        service: Service::Medical,
        setting: if input.inpatient { Setting::Inpatient } else { Setting::Outpatient },
        prescriber: None,
        basis: crate::copay::request::claim::Basis::Insurance,
        prefecture: None,
        stay_days_before: 0,
        stay_month: None,
        sets,
        visits: Vec::new(),
        counter: crate::copay::request::claim::Counter::default(),
        meals: Vec::new(),
        extras: Vec::new(),
    };
    let person = Person {
        id: "patient".to_owned(),
        birth_date: None,
        age_group: Some(input.age_group),
        insurance: is_insured.then_some(insurance),
        certificates,
        claims: vec![claim],
        year_to_date: None,
    };
    CopayRequest {
        id: None,
        month: input.month,
        explain: None,
        persons: vec![person],
        households: Vec::new(),
    }
}
