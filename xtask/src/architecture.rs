//! 家の決まり: who may depend on whom, and what may not enter a room. These are tests alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the product and the rooms each may open a door to.
const DOORS: &[(&str, &[&str])] = &[
    ("engine", &[]),
    ("receipt", &[]),
    ("master-loader", &["engine"]),
    ("wire", &["engine", "master-loader"]),
    ("batch", &["engine", "master-loader", "receipt", "wire"]),
    ("cli", &["batch", "engine", "master-loader", "receipt", "wire"]),
    ("reference", &["wire"]),
    ("testkit", &["engine", "master-loader", "reference", "wire"]),
];

/// What the engine may use from outside the house.
const ENGINE_LIBRARIES: &[&str] = &["chrono", "rust_decimal", "serde", "thiserror"];

/// Words that may not stand in the engine: it has no file, environment, clock, thread or process.
const ENGINE_BANS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::time",
    "std::thread",
    "std::net",
    "std::process",
    "std::io",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "static mut",
    "serde_json",
];

/// The one file that meets a float: JSON hands a number with a point over as one.
const FLOAT_DOOR: &str = "crates/wire/src/request/number.rs";

fn manifest(room: &str) -> toml::Table {
    let path = crate::root().join("crates").join(room).join("Cargo.toml");
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn dependencies(room: &str) -> BTreeSet<String> {
    let table = manifest(room);
    let names = table.get("dependencies").and_then(|list| list.as_table());
    names.map(|list| list.keys().cloned().collect()).unwrap_or_default()
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Every line of code under a folder that is no comment, with its place.
fn lines(folder: &str) -> Vec<(String, String)> {
    let root = crate::root();
    let mut files = Vec::new();
    sources(&root.join(folder), &mut files);
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            if !line.trim_start().starts_with("//") {
                all.push((format!("{name}:{}", number + 1), line.to_owned()));
            }
        }
    }
    assert!(!all.is_empty(), "{folder} has no source");
    all
}

/// The runs of digits (with `_` between) that stand as a word of their own.
fn numbers(line: &str) -> Vec<String> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.split(|letter| !is_word(letter))
        .map(|word| word.replace('_', ""))
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

#[test]
fn the_doors_of_the_house_open_one_way() {
    for (room, doors) in DOORS {
        for name in dependencies(room) {
            if let Some(other) = name.strip_prefix("santei-") {
                assert!(doors.contains(&other), "{room} may not depend on {other}");
            }
        }
    }
    let rooms: BTreeSet<String> = fs::read_dir(crate::root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<String> = DOORS.iter().map(|(room, _)| (*room).to_owned()).collect();
    let bindings: BTreeSet<String> =
        rooms.iter().filter(|room| room.starts_with("bindings-")).cloned().collect();
    assert_eq!(rooms.difference(&bindings).cloned().collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_engine_uses_few_libraries_and_no_world() {
    let used = dependencies("engine");
    let allowed: BTreeSet<String> =
        ENGINE_LIBRARIES.iter().map(|name| (*name).to_owned()).collect();
    assert!(used.is_subset(&allowed), "the engine uses {used:?}");
    for (place, line) in lines("crates/engine/src") {
        for ban in ENGINE_BANS {
            assert!(!line.contains(ban), "{place}: the engine may not use `{ban}`");
        }
    }
}

#[test]
fn there_is_no_float_where_money_is() {
    for room in ["engine", "master-loader", "receipt", "wire", "batch", "reference"] {
        for (place, line) in lines(&format!("crates/{room}/src")) {
            if place.starts_with(FLOAT_DOOR) {
                continue;
            }
            let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
            let has =
                line.split(|letter| !is_word(letter)).any(|word| word == "f32" || word == "f64");
            assert!(!has, "{place}: a float");
        }
    }
}

#[test]
fn no_fee_code_and_no_amount_stands_in_the_engine() {
    for (place, line) in lines("crates/engine/src") {
        if place.contains("/tests.rs") || place.contains("/tests/") {
            continue;
        }
        for number in numbers(&line) {
            let is_code = number.len() == 9 && number.starts_with(['1', '6', '7', '8']);
            assert!(!is_code, "{place}: the code {number}");
        }
        for amount in ["Points::new(", "Yen::new("] {
            let figure =
                line.split(amount).nth(1).map(numbers).and_then(|all| all.into_iter().next());
            let starts = line
                .split(amount)
                .nth(1)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let is_amount = starts && figure.is_some_and(|figure| figure.len() >= 3);
            assert!(!is_amount, "{place}: an amount");
        }
    }
}

#[test]
fn every_japanese_name_of_the_engine_stands_in_the_glossary() {
    let glossary = fs::read_to_string(crate::root().join("docs/glossary.csv")).unwrap();
    let known: BTreeSet<&str> =
        glossary.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut missing = BTreeSet::new();
    for (place, line) in lines("crates/engine/src") {
        let mut rest = line.as_str();
        while let Some((_, after)) = rest.split_once("doc(alias = \"") {
            let (name, end) = after.split_once('"').unwrap();
            if !known.contains(name) {
                missing.insert(format!("{name} ({place})"));
            }
            rest = end;
        }
    }
    assert!(missing.is_empty(), "not in docs/glossary.csv: {missing:#?}");
}
