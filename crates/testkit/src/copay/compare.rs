//! 突合: what a statement says of a month, against what the reference says.

use santei_reference::MonthAnswer;
use santei_wire::copay::CopayStatement;

/// The first difference between the statement and the reference's answer, or nothing.
pub fn difference(statement: &CopayStatement, answer: &MonthAnswer) -> Option<String> {
    let Some(claim) = statement.persons.first().and_then(|person| person.claims.first()) else {
        return Some("the statement has no claim".to_owned());
    };
    let mut pairs = vec![
        ("patient".to_owned(), claim.patient_yen, answer.patient_total),
        ("uncovered".to_owned(), claim.uncovered_yen, answer.uncovered),
        (
            "insurance with 高額療養費".to_owned(),
            claim.insurance_yen.saturating_add(claim.high_cost_yen),
            answer.insurance_pays,
        ),
    ];
    for expected in &answer.subsidies {
        let found = claim.subsidies.iter().find(|one| one.payer == expected.act);
        let (share_in, due, pays) =
            found.map_or((0, 0, 0), |one| (one.share_in_yen, one.due_yen, one.pays_yen));
        pairs.push((format!("{} share in", expected.act), share_in, expected.share_in));
        pairs.push((format!("{} due", expected.act), due, expected.due));
        pairs.push((format!("{} pays", expected.act), pays, expected.pays));
    }
    let wrong = pairs.into_iter().find(|(_, engine, reference)| engine != reference);
    wrong.map(|(what, engine, reference)| format!("{what}: engine {engine}, reference {reference}"))
}
