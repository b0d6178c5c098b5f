//! 依頼の形の事例: the request cases of `fixtures/copay/` through the reference, as far as it answers them.

#![cfg(test)]

use std::path::Path;

use santei_reference::wire::{ClaimAnswer, HouseholdAnswer, claim, household};
use santei_wire::copay::CopayRequest;
use serde_json::{Value, json};

/// The statement's fields that the reference answers.
fn statement(answer: &ClaimAnswer) -> Value {
    let insurance = answer.receipt.insured_medical - answer.receipt.statutory;
    let zipped = answer.receipt.subsidies.iter().zip(&answer.counter.subsidies);
    let subsidies: Vec<Value> = zipped
        .map(|(receipt, counter)| {
            json!({"payer": receipt.act, "share_in_yen": receipt.share_in, "due_yen": receipt.due,
                "pays_yen": receipt.pays, "counter_due_yen": counter.due})
        })
        .collect();
    let visits = answer.visits.iter();
    let visits: Vec<Value> =
        visits.map(|visit| json!({"patient_yen": visit.0, "counter_yen": visit.1})).collect();
    json!({
        "patient_yen": answer.receipt.patient,
        "counter_yen": answer.counter.patient,
        "insurance_yen": insurance,
        "high_cost_yen": answer.receipt.statutory - answer.receipt.uncovered,
        "uncovered_yen": answer.receipt.uncovered,
        "subsidies": subsidies,
        "visits": visits,
    })
}

fn settlement(answer: &HouseholdAnswer) -> Value {
    let refund = answer.transition
        + answer.outpatient
        + answer.turning_75
        + answer.over_70
        + answer.household;
    json!({
        "paid_yen": answer.paid,
        "refund_turning_75_yen": answer.turning_75,
        "refund_outpatient_yen": answer.outpatient,
        "refund_over_70_yen": answer.over_70,
        "refund_household_yen": answer.household,
        "refund_transition_yen": answer.transition,
        "refund_yen": refund,
        "burden_yen": answer.paid - refund,
    })
}

/// Whether every field of `expected` is found in `actual`; arrays agree in length and element by element.
fn holds(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => expected
            .iter()
            .all(|(name, value)| actual.get(name).is_some_and(|found| holds(value, found))),
        (Value::Array(expected), Value::Array(actual)) => {
            expected.len() == actual.len()
                && expected.iter().zip(actual).all(|(one, other)| holds(one, other))
        }
        _ => expected == actual,
    }
}

/// Nothing when the reference refuses, else whether the case holds and what was found.
fn run(case: &Value) -> Option<(bool, Value)> {
    let expect = &case["expect"];
    if expect.get("error").is_some() {
        return None;
    }
    let request: CopayRequest = serde_json::from_value(case["in"].clone()).unwrap();
    if let Some(expected) = expect.pointer("/households/0") {
        let found = settlement(&household(&request, 0).ok()?);
        return Some((holds(expected, &found), found));
    }
    let answer = claim(&request, 0, 0).ok()?;
    let rate = expect.pointer("/persons/0/rate_tenths");
    let right_rate = rate.is_none_or(|rate| *rate == json!(answer.rate_tenths));
    let found = statement(&answer);
    let mut expected = expect.pointer("/persons/0/claims/0")?.clone();
    // Meals, reliefs and extras are no part of the reference.
    if let (Some(expected), Some(found)) = (expected.as_object_mut(), found.as_object()) {
        expected.retain(|name, _| found.contains_key(name));
    }
    Some((right_rate && holds(&expected, &found), found))
}

#[test]
fn the_request_cases_agree_with_the_reference() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/copay");
    let (mut held, mut refused, mut wrong) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let case: Value = serde_json::from_str(line).unwrap();
            if case["form"] != "request" {
                continue;
            }
            match run(&case) {
                None => refused += 1,
                Some((true, _)) => held += 1,
                Some((false, found)) => wrong.push(format!("{}: {found}", case["id"])),
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(held >= 170, "{held} held, {refused} refused");
}
