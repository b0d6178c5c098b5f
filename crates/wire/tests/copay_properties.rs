//! 患者負担の性質: what must hold of every month, whatever it is.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test states what must hold")]

use proptest::prelude::*;
use santei_wire::copay::request::CopayRequest;
use santei_wire::copay::{CopayStatement, calculate, embedded_book};
use serde_json::{Value, json};

fn statement(request: &Value) -> CopayStatement {
    let book = embedded_book().expect("the embedded book");
    let request: CopayRequest = serde_json::from_value(request.clone()).expect("a request");
    calculate(&book.copay, &request).expect("a statement")
}

/// One person: age group, class, rate, and up to three certificates with caps.
fn person() -> impl Strategy<Value = (Value, Vec<&'static str>)> {
    let coverage = prop_oneof![
        (Just("under70"), prop::sample::select(vec!["ア", "イ", "ウ", "エ", "オ"]), Just(3)),
        (Just("70-74"), prop::sample::select(vec!["一般", "低所得Ⅱ", "低所得Ⅰ"]), Just(2)),
        (Just("75+"), Just("一般Ⅱ"), Just(2)),
        (Just("75+"), prop::sample::select(vec!["現役並みⅢ", "現役並みⅡ", "現役並みⅠ"]), Just(3)),
    ];
    let acts = prop::sample::subsequence(vec!["10", "15", "38", "54", "80", "12"], 0..=3);
    let caps = prop::collection::vec(prop::option::of(0_i64..40_000), 6);
    (coverage, acts, caps, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |((age, class, rate), acts, caps, certified, repeated, turns_75)| {
            let certificates: Vec<_> = acts
                .iter()
                .zip(caps)
                .map(|(act, cap)| json!({ "act": act, "max_copayment_amount": cap }))
                .collect();
            let person = json!({
                "id": "p",
                "age_group": age,
                "insurance": {
                    "scheme": if age == "75+" { "late_elderly" } else { "employee" },
                    "income_class": class, "rate_tenths": rate, "certified": certified,
                    "repeated": repeated, "turns_75": turns_75 && age != "under70",
                },
                "certificates": certificates,
            });
            (person, acts)
        },
    )
}

fn visits() -> impl Strategy<Value = Vec<(u32, i64, u8)>> {
    prop::collection::vec((1_u32..=28, 0_i64..120_000, any::<u8>()), 1..8)
}

fn month() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["2018-08", "2020-05", "2023-04", "2026-05", "2026-08"])
}

/// The payers of a visit: the insurance, and the certificates picked by the bits of `mask`.
fn payers(acts: &[&str], mask: u8) -> Vec<String> {
    let picked = acts.iter().enumerate().filter(|(place, _)| mask & (1 << place) != 0);
    std::iter::once("insurance".to_owned())
        .chain(picked.map(|(_, act)| (*act).to_owned()))
        .collect()
}

fn request(month: &str, person: &Value, claim: &Value) -> Value {
    let mut person = person.clone();
    person["claims"] = json!([claim]);
    json!({ "month": month, "persons": [person] })
}

fn by_visit(month: &str, inpatient: bool, acts: &[&str], visits: &[(u32, i64, u8)]) -> Value {
    let visits: Vec<_> = visits
        .iter()
        .enumerate()
        .map(|(number, (day, points, mask))| {
            json!({
                "date": format!("{month}-{day:02}"), "sequence": number + 1,
                "sets": [{ "payers": payers(acts, *mask), "points": points }],
            })
        })
        .collect();
    json!({ "facility": "A", "setting": if inpatient { "inpatient" } else { "outpatient" }, "visits": visits })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// total = insurer + high-cost benefit + each subsidy + patient, and nobody pays below nothing.
    #[test]
    fn every_yen_has_one_payer(
        month in month(), (person, acts) in person(), inpatient: bool, visits in visits(),
    ) {
        let statement = statement(&request(month, &person, &by_visit(month, inpatient, &acts, &visits)));
        let claim = &statement.persons[0].claims[0];
        let subsidies: i64 = claim.subsidies.iter().map(|share| share.pays_yen).sum();
        prop_assert_eq!(
            claim.medical_yen,
            claim.insurance_yen + claim.high_cost_yen + subsidies + claim.relief_yen + claim.patient_yen
        );
        prop_assert!(claim.insurance_yen >= 0 && claim.high_cost_yen >= 0 && claim.patient_yen >= 0);
        prop_assert!(claim.counter_yen >= 0 && claim.subsidies.iter().all(|share| share.pays_yen >= 0));
        let receipt: i64 = claim.visits.iter().map(|visit| visit.patient_yen).sum();
        let counter: i64 = claim.visits.iter().map(|visit| visit.counter_yen).sum();
        prop_assert_eq!((receipt, counter), (claim.patient_yen, claim.counter_yen));
    }

    /// The order in which visits, sets and payers are written means nothing.
    #[test]
    fn order_means_nothing(
        month in month(), (person, acts) in person(), inpatient: bool, visits in visits(),
    ) {
        let forward = by_visit(month, inpatient, &acts, &visits);
        let mut backward = forward.clone();
        backward["visits"].as_array_mut().expect("visits").reverse();
        for visit in backward["visits"].as_array_mut().expect("visits") {
            visit["sets"][0]["payers"].as_array_mut().expect("payers").reverse();
        }
        let mut turned = person.clone();
        turned["certificates"].as_array_mut().expect("certificates").reverse();
        prop_assert_eq!(
            statement(&request(month, &person, &forward)).persons,
            statement(&request(month, &turned, &backward)).persons
        );
    }

    /// A visit's figures do not change when later visits are added (a recalculation on another day is the same).
    #[test]
    fn the_past_stays(
        month in month(), (person, acts) in person(), inpatient: bool, mut visits in visits(),
    ) {
        visits.sort_by_key(|(day, ..)| *day);
        let whole = statement(&request(month, &person, &by_visit(month, inpatient, &acts, &visits)));
        let earlier = &visits[..visits.len() - 1];
        prop_assume!(!earlier.is_empty());
        let part = statement(&request(month, &person, &by_visit(month, inpatient, &acts, earlier)));
        let before = &part.persons[0].claims[0].visits;
        prop_assert_eq!(before.as_slice(), &whole.persons[0].claims[0].visits[..before.len()]);
    }

    /// More treatment by the insurance alone never lowers what the patient pays.
    #[test]
    fn more_treatment_is_not_cheaper(
        month in month(), (person, _) in person(), inpatient: bool, points in 0_i64..400_000, more in 0_i64..50_000,
    ) {
        let pays = |points: i64| {
            let visits = [(5, points, 0)];
            let statement = statement(&request(month, &person, &by_visit(month, inpatient, &[], &visits)));
            statement.persons[0].claims[0].patient_yen
        };
        prop_assert!(pays(points) <= pays(points + more));
    }

    /// 健保法75条: below every limit the counter takes multiples of ten yen.
    #[test]
    fn the_counter_takes_tens(month in month(), points in prop::collection::vec(0_i64..2_000, 1..6)) {
        let person = json!({
            "id": "p", "age_group": "under70",
            "insurance": { "scheme": "employee", "rate_tenths": 3, "certified": false },
        });
        let visits: Vec<_> = points.iter().map(|points| (7, *points, 0)).collect();
        let statement = statement(&request(month, &person, &by_visit(month, false, &[], &visits)));
        for (visit, points) in statement.persons[0].claims[0].visits.iter().zip(points) {
            prop_assert_eq!(visit.counter_yen % 10, 0);
            prop_assert!((visit.counter_yen - points * 3).abs() <= 5);
        }
    }
}

#[test]
fn bad_input_names_its_place() {
    let good = request(
        "2020-05",
        &json!({
            "id": "p", "age_group": "under70",
            "insurance": { "scheme": "employee", "income_class": "ウ" },
            "certificates": [{ "act": "54", "max_copayment_amount": 5_000 }],
        }),
        &json!({ "facility": "A", "setting": "outpatient",
                "sets": [{ "payers": ["insurance", "54"], "points": 1_000 }] }),
    );
    let cases: [(&str, Value, &str); 12] = [
        ("/month", json!("2020-13"), "month"),
        ("/persons/0/age_group", json!("80+"), "persons[0].age_group"),
        ("/persons/0/insurance/income_class", json!("ヲ"), "persons[0].insurance.income_class"),
        ("/persons/0/insurance/rate_tenths", json!(11), "persons[0].insurance.rate_tenths"),
        ("/persons/0/certificates/0/act", json!("99x"), "persons[0].certificates[0].act"),
        ("/persons/0/certificates/0/act", json!("01"), "persons[0].certificates[0].act"),
        (
            "/persons/0/certificates/0/max_copayment_amount",
            json!(-1),
            "persons[0].certificates[0].max_copayment_amount",
        ),
        ("/persons/0/claims/0/sets/0/points", json!(-1), "persons[0].claims[0].sets[0].points"),
        (
            "/persons/0/claims/0/sets/0/points",
            json!(i64::MAX),
            "persons[0].claims[0].sets[0].points",
        ),
        (
            "/persons/0/claims/0/sets/0/payers",
            json!(["insurance", "15"]),
            "persons[0].claims[0].sets[0].payers[1]",
        ),
        ("/persons/0/claims/0/sets", json!([]), "persons[0].claims[0]"),
        ("/persons/0/colour", json!(1), "persons[0].colour"),
    ];
    for (pointer, value, path) in cases {
        let mut bad = good.clone();
        if let Some(place) = bad.pointer_mut(pointer) {
            *place = value;
        } else {
            let (parent, key) = pointer.rsplit_once('/').expect("a pointer to a field");
            bad.pointer_mut(parent).expect("the parent is there")[key] = value;
        }
        let error = santei_wire::copay::run(&bad.to_string()).expect_err(pointer);
        assert_eq!(error.path, path, "{error}");
    }
    let five: Vec<_> =
        ["10", "15", "38", "54", "62"].iter().map(|act| json!({ "act": act })).collect();
    let mut bad = good;
    bad["persons"][0]["certificates"] = json!(five);
    bad["persons"][0]["claims"][0]["sets"][0]["payers"] =
        json!(["insurance", "10", "15", "38", "54", "62"]);
    let error = santei_wire::copay::run(&bad.to_string()).expect_err("five subsidies");
    assert!(error.message.contains("room for 4"), "{error}");
}

#[test]
fn five_lines_say_why() {
    // 健保法施行令42条1項1号: 80,100 + (400,000 − 267,000) × 1% = 81,430.
    let statement = santei_wire::copay::run(
        &json!({
            "month": "2020-05", "explain": "ja",
            "persons": [{
                "id": "p", "age_group": "under70",
                "insurance": { "scheme": "employee", "income_class": "ウ" },
                "claims": [{ "facility": "A", "setting": "inpatient",
                             "sets": [{ "payers": ["insurance"], "medical_yen": 400_000 }] }],
            }],
        })
        .to_string(),
    )
    .expect("a statement");
    let text: Vec<_> = statement.reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert!(text.len() <= 5, "{text:?}");
    assert!(text.iter().any(|line| line.contains("80,100") && line.contains("81,430")), "{text:?}");
    assert!(text.iter().all(|line| line.contains('〔')), "{text:?}");
}
