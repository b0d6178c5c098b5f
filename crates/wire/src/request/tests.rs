//! Requests: what is read, and what is said of a request that has no meaning.

use super::*;
use serde_json::{Value, json};

fn request() -> Value {
    json!({
        "facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": ["0001"]},
        "patient": {"birth_date": "1960-05-10", "sex": "F"},
        "diseases": [{"code": "4019014", "start": "2025-01-05", "main": true}],
        "history": [{"date": "2025-10-01", "act": "112007410", "count": 1}],
        "visits": [{
            "date": "2025-11-18", "department": "01", "visit": "revisit", "time_band": "regular",
            "orders": [
                {"act": "160008010", "quantity": 2, "count": 1},
                {"acts": ["130000510", {"act": "130000710", "quantity": "0.5"}], "drugs": [{"drug": "620000001", "quantity": 0.5}]},
                {"prescribe": "outside", "items": [{"route": "oral", "days": 14, "drugs": [{"drug": "620000001", "quantity": 3}]}]}
            ]
        }]
    })
}

fn wrong(change: impl FnOnce(&mut Value)) -> (String, String) {
    let mut value = request();
    change(&mut value);
    let text = value.to_string();
    let error = Request::parse(&text).and_then(|request| request.claim()).unwrap_err();
    (error.to_string(), error.message_ja())
}

#[test]
fn a_request_is_read_and_written_back() {
    let read = Request::parse(&request().to_string()).unwrap();
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(Request::parse(&written).unwrap(), read);
    let claim = read.claim().unwrap();
    assert_eq!(claim.visits[0].orders.len(), 3);
    let santei_engine::claim::Order::Group(group) = &claim.visits[0].orders[1] else { panic!() };
    assert_eq!(group.acts[1].quantity.unwrap().to_string(), "0.5");
    assert_eq!(group.drugs[0].quantity.to_string(), "0.5");
}

#[test]
fn what_has_no_meaning_is_told_with_its_place() {
    type Change = fn(&mut Value);
    let cases: [(Change, &str); 12] = [
        (
            |v| v["visits"][0]["orders"][0]["act"] = json!("16000801"),
            "visits[0].orders[0].act: found string \"16000801\", expected 9 digits (診療行為コード)",
        ),
        (
            |v| v["visits"][0]["orders"][1]["acts"][1]["act"] = json!("x"),
            "visits[0].orders[1].acts[1].act: found string \"x\", expected 9 digits (診療行為コード)",
        ),
        (
            |v| v["visits"][0]["orders"][1]["acts"][0] = json!(5),
            "visits[0].orders[1].acts[0]: found integer `5`, expected a 診療行為コード or an object with `act`",
        ),
        (
            |v| v["visits"][0]["department"] = json!("1"),
            "visits[0].department: found string \"1\", expected 2 digits (診療科コード)",
        ),
        (|v| v["facility"]["beds"] = json!(-1), "facility.beds: found integer `-1`, expected u32"),
        (
            |v| v["visits"][0]["visits"] = json!([]),
            "visits[0].visits: found unknown field `visits`, expected one of `date`, `department`, `visit`, `time_band`, `plan_explained`, `comments`, `orders`",
        ),
        (|v| drop(v.as_object_mut().unwrap().remove("patient")), ".: expected a field `patient`"),
        (
            |v| v["visits"][0]["orders"][0] = json!({}),
            "visits[0].orders[0]: expected one of `act`, `acts`, `drugs`, `materials`, `prescribe`",
        ),
        (
            |v| v["visits"][0]["orders"][0]["acts"] = json!([]),
            "visits[0].orders[0]: found `act` and `acts`, expected one of them",
        ),
        (
            |v| v["visits"][0]["orders"][2]["act"] = json!("160008010"),
            "visits[0].orders[2]: found acts or things beside `prescribe`, expected `prescribe` with `items` alone",
        ),
        (
            |v| v["visits"][0]["orders"][2]["items"][0]["route"] = json!("as_needed"),
            "visits[0].orders[2].items[0]: expected `times`, and no `days`, of an item as needed",
        ),
        (
            |v| v["visits"][0]["orders"][0]["quantity"] = json!("1/2"),
            "visits[0].orders[0].quantity: found string \"1/2\", expected a decimal number (`12`, `\"0.5\"`)",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(wrong(change).0, expected);
    }
}

#[test]
fn nothing_of_the_patient_is_told() {
    let (english, japanese) = wrong(|value| value["patient"]["birth_date"] = json!("1960-13-10"));
    assert!(english.starts_with("patient.birth_date: expected "), "{english}");
    assert!(!english.contains("1960") && !japanese.contains("1960"), "{english} {japanese}");
    let (_, japanese) = wrong(|value| value["facility"]["kind"] = json!("ward"));
    assert_eq!(
        japanese,
        "facility.kind: unknown variant `ward` は使えません。`clinic` or `hospital` が必要です"
    );
}

#[test]
fn text_that_is_no_json_is_told() {
    let error = Request::parse("{").unwrap_err();
    assert_eq!(
        error.to_string(),
        ".: expected JSON (EOF while parsing an object at line 1 column 1)"
    );
}
