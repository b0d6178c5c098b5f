//! 依頼の形: published examples (`examples.md` of the case book) as requests, visit by visit, through the reference.

#![cfg(test)]

use santei_reference::wire::{ClaimAnswer, HouseholdAnswer, claim};
use serde_json::{Value, json};

fn answer(request: &Value) -> ClaimAnswer {
    claim(&serde_json::from_value(request.clone()).unwrap(), 0, 0).unwrap()
}

/// One out-patient; `visits` are points, each with the payers.
fn request(month: &str, person: &Value, visits: &[(u32, i64, &[&str])]) -> Value {
    let visits: Vec<Value> = visits
        .iter()
        .map(|(day, points, payers)| {
            json!({"date": format!("{month}-{day:02}"), "sets": [{"payers": payers, "points": points}]})
        })
        .collect();
    let mut person = person.clone();
    person["id"] = json!("1");
    person["claims"] = json!([{"facility": "A", "setting": "outpatient", "visits": visits}]);
    json!({"month": month, "persons": [person]})
}

fn under_70(class: &str, certificates: &Value) -> Value {
    json!({
        "age_group": "under70",
        "insurance": {"scheme": "employee", "income_class": class},
        "certificates": certificates,
    })
}

#[test]
fn the_limit_is_reached_at_the_second_visit() {
    // SEQ-2: 80,100 + (400,000 - 267,000) x 1% = 81,430. SEQ-3: 85,800 + (400,000 - 286,000) x 1% = 86,940.
    for (month, second) in [("2026-07", 21_430), ("2026-08", 26_940)] {
        let visits: [(u32, i64, &[&str]); 2] =
            [(1, 20_000, &["insurance"]), (2, 20_000, &["insurance"])];
        let answer = answer(&request(month, &under_70("ウ", &json!([])), &visits));
        assert_eq!(answer.visits, [(60_000, 60_000), (second, second)], "{month}");
    }
}

#[test]
fn without_certification_nobody_under_70_has_a_limit() {
    let mut person = under_70("ウ", &json!([]));
    person["insurance"]["certified"] = json!(false);
    let answer = answer(&request("2026-07", &person, &[(1, 100_000, &["insurance"])]));
    assert_eq!(answer.receipt.patient, 300_000);
}

#[test]
fn from_70_on_a_class_that_is_not_shown_falls_back() {
    // 令43条1項2号: 低所得 as 一般 (18,000), 現役並みⅠ as Ⅲ: 252,600 + (2,000,000 - 842,000) x 1% = 264,180.
    for (class, rate, certified, patient) in [
        ("低所得Ⅱ", 2, false, 18_000),
        ("低所得Ⅱ", 2, true, 8_000),
        ("現役並みⅠ", 3, false, 264_180),
        ("現役並みⅠ", 3, true, 97_430),
    ] {
        let person = json!({"age_group": "70-74", "insurance": {
            "scheme": "employee", "income_class": class, "certified": certified}});
        let answer = answer(&request("2020-05", &person, &[(1, 200_000, &["insurance"])]));
        assert_eq!((answer.rate_tenths, answer.receipt.patient), (rate, patient), "{class}");
    }
}

#[test]
fn the_receipt_has_yen_and_the_counter_tens() {
    // NAN-4: 502 points x 20% = 1,004 on the receipt, 1,000 at the counter.
    let person = under_70("ウ", &json!([{"act": "54", "max_copayment_amount": 5000}]));
    let answer = answer(&request("2020-05", &person, &[(1, 502, &["insurance", "54"])]));
    assert_eq!(answer.visits, [(1_004, 1_000)]);
}

#[test]
fn a_ledger_leaves_what_is_left_of_the_cap() {
    // NAN-5: 9,000 of 10,000 is charged elsewhere; 20% of 20,000 is 4,000, and 1,000 is left.
    let ledger = json!([{"date": "2020-05-01", "facility": "B", "charged_yen": 9000}]);
    let certificate = json!([{"act": "54", "max_copayment_amount": 10000, "ledger": ledger}]);
    let person = under_70("ウ", &certificate);
    let visits: [(u32, i64, &[&str]); 1] = [(9, 2_000, &["insurance", "54"])];
    assert_eq!(answer(&request("2020-05", &person, &visits)).visits, [(1_000, 1_000)]);
    // HEP-1: 19,000 x 30% = 5,700 here, 2,250 at the pharmacy; of the next 4,300 the cap of 10,000 leaves 2,050.
    let ledger = json!([{"date": "2020-05-01", "facility": "B", "charged_yen": 7950}]);
    let certificate = json!([{"act": "38", "max_copayment_amount": 10000, "ledger": ledger}]);
    let visits: [(u32, i64, &[&str]); 1] = [(9, 1_433, &["insurance", "38"])];
    let person = under_70("ウ", &certificate);
    assert_eq!(answer(&request("2020-05", &person, &visits)).visits, [(2_050, 2_050)]);
}

#[test]
fn the_care_measure_grows_visit_by_visit() {
    // HAI-2 at facility A: 50,000 yen → 8,000; another 40,000 → 6,000 + (90,000 - 30,000) x 10% = 12,000 in all.
    let person = json!({"age_group": "75+", "insurance": {"scheme": "late_elderly", "income_class": "一般Ⅱ"}});
    let visits: [(u32, i64, &[&str]); 2] = [(1, 5_000, &["insurance"]), (2, 4_000, &["insurance"])];
    assert_eq!(
        answer(&request("2023-04", &person, &visits)).visits,
        [(8_000, 8_000), (4_000, 4_000)]
    );
}

#[test]
fn ages_begin_where_the_law_says() {
    // (birth, month, scheme, rate): 70 from the month after the day reached; born on the 1st, from that month;
    // school from the April after the sixth year is reached; 1 April reaches it on 31 March.
    for (birth, month, scheme, rate) in [
        ("1956-05-02", "2026-05", "employee", 3),
        ("1956-05-02", "2026-06", "employee", 2),
        ("1956-05-01", "2026-05", "employee", 2),
        ("1956-05-01", "2026-04", "employee", 3),
        ("1944-04-01", "2014-04", "employee", 1),
        ("1944-04-02", "2014-05", "employee", 2),
        ("2020-04-01", "2026-03", "employee", 2),
        ("2020-04-01", "2026-04", "employee", 3),
        ("2020-04-02", "2026-04", "employee", 2),
        ("2020-04-02", "2027-03", "employee", 2),
        ("2020-04-02", "2027-04", "employee", 3),
        ("1951-05-20", "2026-05", "late_elderly", 1),
    ] {
        let class = if rate == 3 || birth.starts_with("20") { "ウ" } else { "一般" };
        let person =
            json!({"birth_date": birth, "insurance": {"scheme": scheme, "income_class": class}});
        let answer = answer(&request(month, &person, &[(1, 100, &["insurance"])]));
        assert_eq!(answer.rate_tenths, rate, "{birth} in {month}");
    }
}

#[test]
fn the_month_of_the_75th_birthday_halves_unless_it_is_the_first() {
    for (birth, patient) in [("1951-05-20", 9_000), ("1951-05-01", 18_000)] {
        let person = json!({"birth_date": birth, "insurance": {
            "scheme": "late_elderly", "income_class": "一般"}});
        let answer = answer(&request("2026-05", &person, &[(20, 40_000, &["insurance"])]));
        assert_eq!(answer.receipt.patient, patient, "{birth}");
    }
}

/// A person and the claims: facility, 入院, 医療費.
type Member<'a> = (Value, &'a [(&'a str, bool, i64)]);

/// The household of `persons`.
fn household(month: &str, persons: &[Member<'_>]) -> HouseholdAnswer {
    let persons: Vec<Value> = persons
        .iter()
        .enumerate()
        .map(|(place, (person, claims))| {
            let claims: Vec<Value> = claims
                .iter()
                .map(|(facility, inpatient, yen)| {
                    let setting = if *inpatient { "inpatient" } else { "outpatient" };
                    json!({"facility": facility, "setting": setting,
                        "sets": [{"payers": ["insurance"], "medical_yen": yen}]})
                })
                .collect();
            let mut person = person.clone();
            person["id"] = json!(place.to_string());
            person["claims"] = json!(claims);
            person
        })
        .collect();
    let members: Vec<Value> = persons.iter().map(|person| person["id"].clone()).collect();
    let request = json!({"month": month, "persons": persons, "households": [{"members": members}]});
    santei_reference::wire::household(&serde_json::from_value(request).unwrap(), 0).unwrap()
}

fn over_70(class: &str, rate: i64) -> Value {
    json!({"age_group": "70-74", "insurance": {
        "scheme": "national", "income_class": class, "rate_tenths": rate}})
}

#[test]
fn households_of_the_published_examples() {
    // HH-R8-3: two persons of 一般 at 22,000 each: 44,000 is below 61,500.
    let both = (over_70("一般", 2), &[("A", false, 150_000)][..]);
    let answer = household("2026-08", &[both.clone(), both]);
    assert_eq!((answer.paid, answer.outpatient, answer.over_70), (44_000, 0, 0));
    // HH-OLD-2: 花子 16,000 + 10,000 as an out-patient → 8,000 back; 太郎 57,600; 18,000 + 57,600 - 57,600 = 18,000 back.
    let hanako = (over_70("一般", 2), &[("A", false, 80_000), ("B", false, 50_000)][..]);
    let taro = (over_70("一般", 2), &[("C", true, 288_000)][..]);
    let answer = household("2018-08", &[hanako, taro]);
    assert_eq!((answer.outpatient, answer.over_70), (8_000, 18_000));
    // HH-OLD-3: A: 4,000 + 18,000 → 4,000 back; B: 2,000 + 6,000.
    let a = (over_70("一般", 2), &[("W", false, 20_000), ("X", false, 100_000)][..]);
    let b = (over_70("一般", 2), &[("Y", false, 10_000), ("Z", false, 30_000)][..]);
    let answer = household("2018-08", &[a, b]);
    assert_eq!((answer.paid, answer.outpatient, answer.over_70), (30_000, 4_000, 0));
    // HH-OLD-1: 49,000 + 8,000 + 4,000 → 57,600, 3,400 back.
    let one = (
        over_70("一般", 2),
        &[("A", true, 245_000), ("A", false, 40_000), ("B", false, 20_000)][..],
    );
    let answer = household("2018-08", &[one]);
    assert_eq!((answer.outpatient, answer.over_70), (0, 3_400));
    // HH-R8-6: 60,000 + 21,000 count, 20,999 (here 20,997) does not: 81,000 - 61,500 = 19,500.
    let mut under = under_70("エ", &json!([]));
    under["insurance"]["certified"] = json!(false);
    let answer = household(
        "2026-08",
        &[(
            under.clone(),
            &[("A", false, 200_000), ("B", false, 70_000), ("C", false, 69_990)][..],
        )],
    );
    assert_eq!(answer.household, 19_500);
    // HH-R8-7: 70,000 of 一般 → 61,500; with 30,000 of エ 91,500 → 61,500.
    let old = (over_70("一般", 2), &[("A", true, 300_000), ("B", true, 50_000)][..]);
    let young = (under, &[("C", false, 100_000)][..]);
    let answer = household("2026-08", &[old, young]);
    assert_eq!((answer.over_70, answer.household), (8_500, 30_000));
    // HAI-2: 8,000 + 4,000 at A, 4,000 at B; 1割 11,000 + 3,000 = 14,000, 2,000 back.
    let late = json!({"age_group": "75+", "insurance": {"scheme": "late_elderly", "income_class": "一般Ⅱ"}});
    let answer = household("2023-04", &[(late, &[("A", false, 90_000), ("B", false, 20_000)][..])]);
    assert_eq!((answer.paid, answer.transition), (16_000, 2_000));
}
