//! 意味のない入力: what comes of a code of no master, a quantity out of reach, days that cannot be: a refusal or an error that names the field.

use santei_engine::points::PointsRules;
use santei_testkit::copay::book::copay_book;
use santei_testkit::points::sources::{book, embedded_masters, root};
use santei_wire::copay::request::Language;
use santei_wire::request::Request;
use santei_wire::statement::calculate;
use serde_json::{Value, json};

fn request() -> Value {
    json!({
        "facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": []},
        "patient": {"birth_date": "1980-04-01", "sex": "F"},
        "history": [],
        "visits": [{"date": "2025-11-12", "department": "01", "visit": "revisit", "time_band": "regular", "orders": []}]
    })
}

/// The request with the value at a JSON pointer replaced.
fn with(pointer: &str, value: Value) -> Value {
    let mut request = request();
    *request.pointer_mut(pointer).expect("the field of the table") = value;
    request
}

fn ordered(order: &Value) -> Value {
    with("/visits/0/orders", json!([order]))
}

enum Expected {
    /// The error's path.
    Error(&'static str),
    /// The act or drug refused for its data, and nothing of it billed.
    Refused(&'static str),
}

use Expected::{Error, Refused};

fn table() -> Vec<(&'static str, Value, Expected)> {
    vec![
        ("unknown act", ordered(&json!({"act": "199999999"})), Refused("199999999")),
        ("not a code", ordered(&json!({"act": "16000801"})), Error("visits[0].orders[0].act")),
        ("a drug as an act", ordered(&json!({"act": "620001931"})), Refused("620001931")),
        ("dental act", ordered(&json!({"act": "301000110"})), Refused("301000110")),
        ("before the act's first day", before_r6(), Refused("112007410")),
        (
            "negative count",
            ordered(&json!({"act": "160008010", "count": -1})),
            Error("visits[0].orders[0].count"),
        ),
        ("count zero", ordered(&json!({"act": "160008010", "count": 0})), Refused("160008010")),
        (
            "quantity is a word",
            ordered(&json!({"act": "160008010", "quantity": "many"})),
            Error("visits[0].orders[0].quantity"),
        ),
        (
            "unknown field",
            ordered(&json!({"act": "160008010", "colour": 1})),
            Error("visits[0].orders[0].colour"),
        ),
        (
            "act and acts",
            ordered(&json!({"act": "160008010", "acts": ["160008010"]})),
            Error("visits[0].orders[0]"),
        ),
        ("nothing ordered", ordered(&json!({})), Error("visits[0].orders[0]")),
        ("no such day", with("/visits/0/date", json!("2025-02-30")), Error("visits[0].date")),
        (
            "no such department",
            with("/visits/0/department", json!("xx")),
            Error("visits[0].department"),
        ),
        ("no such kind", with("/visits/0/visit", json!("dental")), Error("visits[0].visit")),
        (
            "visit before birth",
            with("/patient/birth_date", json!("2025-11-13")),
            Error("visits[0].date"),
        ),
        ("order after death", died("2025-11-11"), Error("visits[0].date")),
        ("death before birth", died("1980-03-31"), Error("visits[0].date")),
        ("abolished on that day", ordered(&json!({"act": "111703170"})), Refused("111703170")),
        (
            "history after the visits",
            with("/history", json!([{"date": "2025-11-13", "act": "111000110", "count": 1}])),
            Error("history[0].date"),
        ),
        (
            "history before birth",
            with("/history", json!([{"date": "1980-03-31", "act": "111000110", "count": 1}])),
            Error("history[0].date"),
        ),
    ]
}

/// The patient died on a day.
fn died(day: &str) -> Value {
    let mut request = request();
    request["patient"]["death_date"] = json!(day);
    request
}

/// An act ordered years before any edition speaks.
fn before_r6() -> Value {
    let mut early = ordered(&json!({"act": "112007410"}));
    early["visits"][0]["date"] = json!("1999-01-04");
    early
}

#[test]
fn input_without_sense_names_its_field() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let copay = copay_book(&root()).unwrap();
    for (title, input, expected) in table() {
        let made = Request::parse(&input.to_string())
            .and_then(|request| calculate(&rules, &copay, &request, Language::En, true));
        match (made, expected) {
            (Err(error), Error(path)) => assert_eq!(error.path, path, "{title}: {error}"),
            (Ok(statement), Refused(code)) => {
                let own =
                    |what: &santei_wire::statement::Subject| what.act.as_deref() == Some(code);
                let refused = statement.not_billed.iter().find(|line| own(&line.what));
                let refused = refused.unwrap_or_else(|| panic!("{title}: not refused"));
                assert_eq!(refused.rule, "data", "{title}");
                assert!(statement.is_partial, "{title}");
                assert!(statement.lines.iter().all(|line| !own(&line.what)), "{title}");
            }
            (Ok(_), Error(path)) => panic!("{title}: no error at {path}"),
            (Err(error), Refused(code)) => panic!("{title}: {error}, not a refusal of {code}"),
        }
    }
}

#[test]
fn an_abolished_act_is_told_its_last_day() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let copay = copay_book(&root()).unwrap();
    // 医療情報取得加算１: 令和６年11月30日まで.
    for (day, is_valid) in [("2024-11-30", true), ("2024-12-01", false)] {
        let mut request = ordered(&json!({"act": "111703170"}));
        request["visits"][0]["date"] = json!(day);
        request["visits"][0]["visit"] = json!("initial");
        let request = Request::parse(&request.to_string()).unwrap();
        let statement = calculate(&rules, &copay, &request, Language::En, true).unwrap();
        let own = |what: &santei_wire::statement::Subject| what.act.as_deref() == Some("111703170");
        assert_eq!(statement.lines.iter().any(|line| own(&line.what)), is_valid, "{day}");
        let refused = statement.not_billed.iter().find(|line| own(&line.what));
        assert_eq!(refused.is_none(), is_valid, "{day}");
        if let Some(refused) = refused {
            assert!(refused.reason.text.contains("2024-11-30"), "{}", refused.reason.text);
        }
    }
}

#[test]
fn quantities_out_of_reach_are_refused_and_never_panic() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let copay = copay_book(&root()).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2025, 11, 12).unwrap();
    let stepped: Vec<String> = masters
        .acts
        .rows()
        .iter()
        .filter(|act| act.is_step_priced && act.span.contains(day) && act.care_setting != 1)
        .map(|act| act.code.to_string())
        .collect();
    assert!(!stepped.is_empty(), "the edition has an act priced by quantity");
    for act in stepped {
        for quantity in [Value::Null, json!(0), json!(-3), json!("-0.5")] {
            let mut order = json!({"act": act});
            if !quantity.is_null() {
                order["quantity"] = quantity.clone();
            }
            let request = Request::parse(&ordered(&order).to_string()).unwrap();
            let statement = calculate(&rules, &copay, &request, Language::Ja, true).unwrap();
            let own =
                |what: &santei_wire::statement::Subject| what.act.as_deref() == Some(act.as_str());
            assert!(statement.lines.iter().all(|line| !own(&line.what)), "{act} {quantity}");
            assert!(statement.not_billed.iter().any(|line| own(&line.what)), "{act} {quantity}");
        }
        let absurd = json!({"act": act, "quantity": "79228162514264337593543950335", "count": 4_294_967_295_u32});
        let request = Request::parse(&ordered(&absurd).to_string()).unwrap();
        calculate(&rules, &copay, &request, Language::Ja, true).unwrap();
    }
}
