//! 突合: what a statement says of a month, against what the reference says.

use santei_reference::MonthAnswer;
use santei_reference::wire::{ClaimAnswer, HouseholdAnswer};
use santei_wire::copay::CopayStatement;

/// The first difference between the engine's figures of a month and the reference's, or nothing.
pub fn difference(engine: &MonthAnswer, reference: &MonthAnswer) -> Option<String> {
    let mut pairs = vec![
        ("patient".to_owned(), engine.patient_total, reference.patient_total),
        ("uncovered".to_owned(), engine.uncovered, reference.uncovered),
        ("insurance with 高額療養費".to_owned(), engine.insurance_pays, reference.insurance_pays),
    ];
    for expected in &reference.subsidies {
        let found = engine.subsidies.iter().find(|one| one.act == expected.act);
        let (share_in, due, pays) =
            found.map_or((0, 0, 0), |one| (one.share_in, one.due, one.pays));
        pairs.push((format!("{} share in", expected.act), share_in, expected.share_in));
        pairs.push((format!("{} due", expected.act), due, expected.due));
        pairs.push((format!("{} pays", expected.act), pays, expected.pays));
    }
    first_wrong(pairs)
}

fn first_wrong(pairs: Vec<(String, i64, i64)>) -> Option<String> {
    let wrong = pairs.into_iter().find(|(_, engine, reference)| engine != reference);
    wrong.map(|(what, engine, reference)| format!("{what}: engine {engine}, reference {reference}"))
}

/// The first difference between a claim of the statement and the reference's answer to the request, or nothing.
pub fn claim_difference(statement: &CopayStatement, answer: &ClaimAnswer) -> Option<String> {
    let Some(person) = statement.persons.first() else {
        return Some("the statement has no person".to_owned());
    };
    let Some(claim) = person.claims.first() else {
        return Some("the statement has no claim".to_owned());
    };
    let (receipt, counter) = (&answer.receipt, &answer.counter);
    let insurer = receipt.insured_medical.saturating_sub(receipt.uncovered);
    let mut pairs = vec![
        ("rate".to_owned(), i64::from(person.rate_tenths), answer.rate_tenths),
        ("patient".to_owned(), claim.patient_yen, receipt.patient),
        ("counter".to_owned(), claim.counter_yen, counter.patient),
        ("uncovered".to_owned(), claim.uncovered_yen, receipt.uncovered),
        (
            "insurance with 高額療養費".to_owned(),
            claim.insurance_yen.saturating_add(claim.high_cost_yen),
            insurer,
        ),
    ];
    for (expected, at_counter) in receipt.subsidies.iter().zip(&counter.subsidies) {
        let found = claim.subsidies.iter().find(|one| one.payer == expected.act);
        let (share_in, due, counted) =
            found.map_or((0, 0, 0), |one| (one.share_in_yen, one.due_yen, one.counter_due_yen));
        pairs.push((format!("{} share in", expected.act), share_in, expected.share_in));
        pairs.push((format!("{} due", expected.act), due, expected.due));
        pairs.push((format!("{} counter due", expected.act), counted, at_counter.due));
    }
    let mut visits = answer.visits.iter();
    for (place, visit) in claim.visits.iter().enumerate() {
        let (receipt, counter) = visits.next().copied().unwrap_or_default();
        pairs.push((format!("visit {place}"), visit.patient_yen, receipt));
        pairs.push((format!("visit {place} at the counter"), visit.counter_yen, counter));
    }
    first_wrong(pairs)
}

/// The first difference between the first household of the statement and the reference's answer, or nothing.
pub fn household_difference(
    statement: &CopayStatement,
    answer: &HouseholdAnswer,
) -> Option<String> {
    let Some(found) = statement.households.first() else {
        return Some("the statement has no household".to_owned());
    };
    let pairs = [
        ("paid", found.paid_yen, answer.paid),
        ("配慮措置", found.refund_transition_yen, answer.transition),
        ("41条5項", found.refund_outpatient_yen, answer.outpatient),
        ("41条2項・4項", found.refund_turning_75_yen, answer.turning_75),
        ("41条3項", found.refund_over_70_yen, answer.over_70),
        ("41条1項", found.refund_household_yen, answer.household),
    ];
    let named = pairs.map(|(what, engine, reference)| (what.to_owned(), engine, reference));
    let all: Vec<String> = named
        .iter()
        .map(|(what, engine, reference)| format!("{what} {engine}/{reference}"))
        .collect();
    first_wrong(named.to_vec()).map(|what| format!("{what} ({})", all.join(", ")))
}
