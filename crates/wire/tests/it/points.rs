//! 点数の事例: every worked case holds, and the order of the input plays no part.

use santei_engine::Points;
use santei_engine::masters::Masters;
use santei_engine::masters::code::ActCode;
use santei_engine::points::{PointsRules, calculate};
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook::points::points_book;
use santei_master_loader::{Loader, Revisions};
use santei_wire::verify::points::{Case, verify};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Cases of `fixtures/points/` whose expectation is in doubt; the grounds stand in `docs/decisions/0004-points.md`.
const DOUBTFUL: [&str; 2] = ["R6-OPEN-005", "R6-OPEN-007"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().parent().unwrap()
}

/// The folder of material beside the project, or `None` with a message.
fn shared() -> Option<PathBuf> {
    let beside = root().parent().unwrap().join("shared");
    let folder = option_env!("SANTEI_SHARED").map_or(beside, PathBuf::from);
    let found = Some(folder).filter(|folder| folder.exists());
    if found.is_none() {
        println!("skipped: no material beside the project");
    }
    found
}

fn masters(shared: &Path) -> Masters {
    let revisions = std::fs::read_to_string(root().join("masters/rulebook/revisions.toml"));
    let mut loader = Loader::new(Revisions::parse(&revisions.unwrap()).unwrap());
    for folder in ["ika", "etensu_ika", "r8_mini"] {
        for entry in std::fs::read_dir(shared.join("masters").join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            loader.add_known(folder, &name, std::fs::read(&path).unwrap());
        }
    }
    loader.load().unwrap().masters
}

fn book() -> PointsBook {
    let files: Vec<(String, String)> = files(&root().join("masters/rulebook/points"), "toml");
    let texts: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    points_book(&texts).unwrap()
}

/// The files of a folder with an extension, by name.
fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = entries
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    found
}

#[test]
fn worked_cases_hold_and_order_plays_no_part() {
    let Some(shared) = shared() else { return };
    let (masters, book) = (masters(&shared), book());
    assert_eq!(unknown_codes(&masters), Vec::<String>::new());
    let rules = PointsRules::new(&masters, &book);
    let mut sets = files(&root().join("fixtures/points"), "jsonl");
    for name in ["points.jsonl", "points_r8.jsonl"] {
        let path = shared.join("cases").join(name);
        sets.push((name.to_owned(), std::fs::read_to_string(path).unwrap()));
    }
    let mut failed = Vec::new();
    let mut count = 0_u32;
    for (_, text) in &sets {
        for line in text.lines() {
            let case: Case = serde_json::from_str(line).unwrap();
            let outcome = verify(&rules, &case).unwrap();
            if !DOUBTFUL.contains(&case.id.as_str()) {
                failed.extend(outcome.differences.iter().map(|of| format!("{} {of}", case.id)));
            }
            failed.extend(order_and_total(&rules, line).map(|of| format!("{} {of}", case.id)));
            count += 1;
        }
    }
    println!("{count} cases");
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Codes of acts in the rule book that no master knows.
fn unknown_codes(masters: &Masters) -> Vec<String> {
    let texts = files(&root().join("masters/rulebook/points"), "toml");
    let quoted = texts.iter().flat_map(|(_, text)| text.split('"'));
    let codes = quoted.filter_map(|word| word.trim_start_matches('!').parse::<ActCode>().ok());
    let unknown = codes.filter(|code| masters.acts.versions(*code).is_empty());
    unknown.map(|code| code.to_string()).collect()
}

/// What is wrong when the lists of the input are turned round, or the total is not the sum.
fn order_and_total(rules: &PointsRules<'_>, line: &str) -> Option<&'static str> {
    let statement =
        calculate(rules, &serde_json::from_str::<Case>(line).unwrap().input.claim().unwrap());
    let sum: i64 =
        statement.lines.iter().map(|line| line.points.count() * i64::from(line.count)).sum();
    if statement.total != Some(Points::new(sum)) {
        return Some("the total is not the sum of the lines");
    }
    let mut value: Value = serde_json::from_str(line).unwrap();
    turn(&mut value["in"]);
    let turned = serde_json::from_value::<Case>(value).unwrap().input.claim().unwrap();
    let turned = calculate(rules, &turned);
    (turned.lines != statement.lines || turned.refused != statement.refused)
        .then_some("the order of the input changes the result")
}

fn turn(input: &mut Value) {
    for list in ["history", "diseases"] {
        if let Some(list) = input.get_mut(list).and_then(Value::as_array_mut) {
            list.reverse();
        }
    }
    for visit in input.get_mut("visits").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(orders) = visit.get_mut("orders").and_then(Value::as_array_mut) {
            orders.reverse();
        }
    }
}
