//! 事例集: the published worked cases, and the project's own under `fixtures/copay/`, through the reference.

#![cfg(test)]

use std::path::{Path, PathBuf};

use santei_reference::{LimitCase, LimitInput, MonthInput, PayerExpectation, limit, month};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct MonthCase {
    patient_total: i64,
    by_payer: Vec<PayerExpectation>,
}

/// The difference between a case line and the reference, or nothing.
fn difference(case: &Value) -> Option<String> {
    let wrong = match case["form"].as_str() {
        Some("month") => {
            let input: MonthInput = serde_json::from_value(case["in"].clone()).unwrap();
            let expect: MonthCase = serde_json::from_value(case["expect"].clone()).unwrap();
            month_difference(&input, &expect)
        }
        Some("limit") => {
            let input: LimitInput = serde_json::from_value(case["in"].clone()).unwrap();
            let expect: LimitCase = serde_json::from_value(case["expect"].clone()).unwrap();
            limit_difference(&input, &expect)
        }
        // Golden pairs of the wire form and other forms are not the reference's.
        _ => return None,
    };
    wrong.map(|what| format!("{}: {what}", case["id"]))
}

fn month_difference(input: &MonthInput, expect: &MonthCase) -> Option<String> {
    let actual = match month(input) {
        Ok(actual) => actual,
        Err(refusal) => return Some(refusal.to_string()),
    };
    let mut right = actual.patient_total == expect.patient_total;
    for payer in &expect.by_payer {
        let (share_in, due, uncovered, pays) = if payer.payer == "insurance" {
            (None, None, Some(actual.uncovered), Some(actual.insurance_pays))
        } else {
            let one = actual.subsidies.iter().find(|one| one.act == payer.payer);
            (one.map(|one| one.share_in), one.map(|one| one.due), None, one.map(|one| one.pays))
        };
        for (expected, actual) in [
            (payer.share_in, share_in),
            (payer.due, due),
            (payer.uncovered, uncovered),
            (payer.pays, pays),
        ] {
            right &= expected.is_none() || expected == actual;
        }
    }
    (!right).then(|| format!("{actual:?}"))
}

fn limit_difference(input: &LimitInput, expect: &LimitCase) -> Option<String> {
    match limit(input) {
        Ok(actual) => {
            let refund = expect.refund.is_none_or(|refund| refund == actual.refund);
            (actual.limit != expect.limit || !refund).then(|| format!("{actual:?}"))
        }
        Err(refusal) => Some(refusal.to_string()),
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The lines of a `.jsonl` file, each a case.
fn cases(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn assert_all_pass(cases: &[Value]) {
    let differences: Vec<String> = cases.iter().filter_map(difference).collect();
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn the_published_cases_pass() {
    let shared = std::env::var_os("SANTEI_SHARED")
        .map_or_else(|| workspace().join("../shared"), PathBuf::from)
        .join("cases/copay.jsonl");
    if !shared.exists() {
        println!("skipped: the shared case book is not beside the workspace");
        return;
    }
    let cases = cases(&shared);
    assert_eq!(cases.len(), 118);
    assert_all_pass(&cases);
}

#[test]
fn the_cases_of_the_project_pass_and_show_their_arithmetic() {
    let mut ids = std::collections::BTreeSet::new();
    let mut run = 0;
    for entry in std::fs::read_dir(workspace().join("fixtures/copay")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let cases = cases(&path);
        for case in &cases {
            let text = |field: &str| case[field].as_str().is_some_and(|text| !text.is_empty());
            let id = case["id"].as_str().unwrap().to_owned();
            assert!(ids.insert(id.clone()), "{id} twice");
            let complete = ["title", "source", "arithmetic"].into_iter().all(text);
            assert!(complete, "{id} lacks a title, a source or its arithmetic");
            run += usize::from(matches!(case["form"].as_str(), Some("month" | "limit")));
        }
        assert_all_pass(&cases);
    }
    assert!(run >= 300, "only {run} cases");
}
