//! 事例集: every worked case of the case books and of the fixtures, through `verify`.
#![expect(clippy::print_stdout, reason = "a test says what it skips and prints its tally")]
#![expect(clippy::expect_used, reason = "a test states what must hold")]

use santei_engine::rulebook::copay::CopayBook;
use santei_master_loader::{embedded, rulebook, subsidy};
use santei_wire::verify::{Verdict, run, run_with};
use std::path::{Path, PathBuf};

/// `../shared` beside the workspace root.
fn shared() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let given = option_env!("SANTEI_SHARED").map(PathBuf::from);
    given.unwrap_or_else(|| root.join("../shared"))
}

fn tally(file: &Path) -> (usize, Vec<String>) {
    let text = std::fs::read_to_string(file).expect("a case file that can be read");
    let mut passed = 0_usize;
    let mut wrong = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match run(line) {
            Verdict::Passed { .. } => passed += 1,
            other => wrong.push(format!("{other:?}")),
        }
    }
    println!("{}: {passed} passed, {} wrong", file.display(), wrong.len());
    (passed, wrong)
}

#[test]
fn the_case_books_agree() {
    let file = shared().join("cases/copay.jsonl");
    if !file.exists() {
        println!("skipped: {} is absent", file.display());
        return;
    }
    let (passed, wrong) = tally(&file);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(passed, 118);
}

#[test]
fn the_fixtures_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/copay");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of co-pay fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
        .collect();
    files.sort();
    let mut wrong = Vec::new();
    for file in files {
        wrong.extend(tally(&file).1);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rule book with the rows of a file beside a case: an official CSV, or TOML.
fn book_with(path: &Path) -> CopayBook {
    let bytes = std::fs::read(path).expect("the rows");
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    if path.extension().is_some_and(|end| end == "toml") {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let name = format!("copay/{name}");
        let mut files = embedded::RULEBOOK.to_vec();
        let own: [(&str, &str); 1] = [(&name, &text)];
        let all: Vec<(&str, &str)> = files.drain(..).chain(own).collect();
        return rulebook::load(&all).expect("rows that load").copay;
    }
    let master = subsidy::read(&name, &bytes).expect("rows that load");
    let mut book = rulebook::load(embedded::RULEBOOK).expect("the rule book").copay;
    subsidy::apply(&mut book, &[master]);
    book
}

/// Invented programmes in the layout of the 地単公費マスター and as rule-book rows: each column, each option.
#[test]
fn the_rows_of_subsidy_files_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/subsidies");
    let mut books = std::collections::BTreeMap::new();
    let (mut wrong, mut passed) = (Vec::new(), 0);
    for file in ["chitan.jsonl", "options.jsonl"] {
        let text = std::fs::read_to_string(folder.join(file)).expect("the cases");
        for line in text.lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a case");
            let name = case["subsidies"][0].as_str().expect("a file").to_owned();
            let book = books.entry(name.clone()).or_insert_with(|| book_with(&folder.join(&name)));
            match run_with(book, line) {
                Verdict::Passed { .. } => passed += 1,
                other => wrong.push(format!("{other:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{passed} cases of subsidy files passed");
}
