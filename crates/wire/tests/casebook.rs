//! 事例集: every worked case of the case books and of the fixtures, through `verify`.
#![expect(clippy::print_stdout, reason = "a test says what it skips and prints its tally")]
#![expect(clippy::expect_used, reason = "a test states what must hold")]

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

/// Rows of invented programmes in the layout of the 地単公費マスター: each column with the sum it leads to.
#[test]
fn the_rows_of_official_subsidy_files_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/subsidies");
    let text = std::fs::read_to_string(folder.join("chitan.jsonl")).expect("the cases");
    let mut books = std::collections::BTreeMap::new();
    let mut wrong = Vec::new();
    for line in text.lines() {
        let case: serde_json::Value = serde_json::from_str(line).expect("a case");
        let name = case["subsidies"][0].as_str().expect("a file").to_owned();
        let book = books.entry(name.clone()).or_insert_with(|| {
            let bytes = std::fs::read(folder.join(&name)).expect("the rows");
            let master = subsidy::read(&name, &bytes).expect("rows that load");
            let mut book = rulebook::load(embedded::RULEBOOK).expect("the rule book").copay;
            subsidy::apply(&mut book, &[master]);
            book
        });
        match run_with(book, line) {
            Verdict::Passed { .. } => {}
            other => wrong.push(format!("{other:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
