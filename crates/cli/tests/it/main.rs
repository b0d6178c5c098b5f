//! The command as a user runs it: results, exit codes, languages.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn santei(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_santei"));
    command.current_dir(root()).args(words).stdin(Stdio::null()).output().unwrap()
}

fn with_input(words: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_santei"));
    command.current_dir(root()).args(words);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

const REQUEST: &str = r#"{"id": "one", "facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": []},
 "patient": {"birth_date": "1960-05-10", "sex": "F"},
 "coverage": {"insurance": {"scheme": "employee", "rate_tenths": 3, "income_class": "ウ"}},
 "visits": [{"date": "2025-11-18", "department": "01", "visit": "initial", "time_band": "after_hours"}]}"#;

#[test]
fn a_visit_is_calculated_with_who_pays() {
    // A000 初診料 291 and 注7 時間外加算 85: 376 points, 3,760 yen; 3割 is 1,128 yen, at the counter 1,130 (健康保険法75条).
    let output = with_input(&["calc", "-", "--json"], REQUEST);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let statement = &json(&output)[0];
    assert_eq!(statement["total"], 376);
    assert_eq!(statement["lines"][0]["what"]["act"], "111000110");
    let claim = &statement["shares"][0]["persons"][0]["claims"][0];
    assert_eq!((&claim["patient_yen"], &claim["counter_yen"]), (&1128.into(), &1130.into()));
}

#[test]
fn a_stream_answers_every_document() {
    let wrong = REQUEST.replace("\"initial\"", "\"first\"");
    let input = format!("{REQUEST}\n{wrong}\n{REQUEST}");
    let output = with_input(&["calc", "-", "--json", "--lang", "en"], &input);
    assert_eq!(output.status.code(), Some(3));
    let answers = json(&output);
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[1]["error"]["document"], 2);
    assert_eq!(answers[1]["error"]["path"], "visits[0].visit");
    assert_eq!(answers[2]["total"], 376);
}

#[test]
fn why_and_why_not() {
    let words = |code| ["explain", "-", "--json", "--code", code];
    let output = with_input(&words("111000570"), REQUEST);
    assert_eq!(json(&output)[0]["visits"][0]["answer"], "billed");
    // 乳幼児加算 is for children under six; the patient is older.
    let output = with_input(&words("111000370"), REQUEST);
    assert_eq!(json(&output)[0]["visits"][0]["answer"], "could_not_be");
}

#[test]
fn exit_codes_are_those_of_the_guide() {
    for (words, code) in [
        (vec!["--help"], 0),
        (vec!["audit", "README.md", "--summary"], 3),
        (vec!["--version"], 0),
        (vec!["frobnicate"], 2),
        (vec!["calc"], 2),
        (vec!["calc", "no/such/file.json"], 3),
        (vec!["masters", "info", "no/such/file"], 3),
        (vec!["masters", "build", "--from", "README.md", "--out", "-"], 3),
        (vec!["masters", "coverage"], 0),
        (vec!["masters", "coverage", "--table", "99"], 3),
        (vec!["verify", "fixtures/no-such-folder"], 3),
        (vec!["audit", "fixtures/receipts/clinic_r6.UKE", "--summary"], 0),
        (vec!["audit", "fixtures/receipts/with_mistakes.UKE", "--check"], 1),
    ] {
        let output = santei(&words);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_failed_case_fails_the_run() {
    let case = r#"{"id": "x", "form": "limit", "title": "", "source": "", "in": {"month": "2020-05", "age_group": "under70", "income_class": "ウ", "repeated": false, "medical_yen": 500000}, "expect": {"limit": 1}}"#;
    let unknown = r#"{"id": "y", "form": "unheard-of"}"#;
    let output = with_input(&["verify", "-", "--lang", "en"], &format!("{case}\n{unknown}\n"));
    assert_eq!(output.status.code(), Some(1));
    let out = text(&output.stdout);
    assert!(
        out.contains("FAILED x") && out.ends_with("0 passed, 1 failed, 1 unsupported\n"),
        "{out}"
    );
}

#[test]
fn a_snapshot_is_built_shown_and_refused_when_altered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("masters.santei");
    let out = path.to_str().unwrap();
    let built = santei(&["masters", "build", "--from", "masters/ika", "--out", out, "--json"]);
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let info = santei(&["masters", "info", out, "--json"]);
    let tables = json(&info)[0]["tables"].clone();
    let acts =
        tables.as_array().unwrap().iter().find(|table| table["table"] == "s").unwrap().clone();
    assert!(
        acts["rows"].as_u64().unwrap() >= 600
            && acts["file"].is_string()
            && acts["date"].is_string()
    );
    assert_eq!(json(&santei(&["masters", "info", "--json"]))[0]["tables"], tables);
    let calc = with_input(&["calc", "-", "--json", "--masters", out], REQUEST);
    assert_eq!(json(&calc)[0]["total"], 376);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() - 1000;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let refused = with_input(&["calc", "-", "--lang", "en", "--masters", out], REQUEST);
    assert_eq!(refused.status.code(), Some(3));
    let said = text(&refused.stderr);
    assert!(said.contains("the body of the snapshot was altered"), "{said}");
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_santei"));
    command.current_dir(root()).args(["masters", "coverage"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn help_speaks_both_languages() {
    for (lang, word) in [("ja", "使い方"), ("en", "Usage")] {
        for command in [
            &["audit"][..],
            &["calc"],
            &["copay"],
            &["explain"],
            &["verify"],
            &["masters", "build"],
        ] {
            let mut words = command.to_vec();
            words.extend(["--help", "--lang", lang]);
            let help = text(&santei(&words).stdout);
            assert!(help.contains(word) && help.contains("--json"), "{words:?}: {help}");
        }
    }
}
