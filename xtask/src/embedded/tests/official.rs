//! 公的マスターとの照合: every column that bears on a calculation says what the official master of R6 says.
//!
//! The official files lie beside the workspace (`../shared`, or where `SANTEI_SHARED` points); without them the
//! tests say so and pass.

use crate::embedded::{File, generate};
use encoding_rs::SHIFT_JIS;
use santei_engine::masters::act::Act;
use santei_engine::masters::columns::{Column, Columns};
use santei_engine::masters::comment::{Comment, CommentLink};
use santei_engine::masters::disease::{Disease, Modifier};
use santei_engine::masters::drug::Drug;
use santei_engine::masters::material::Material;
use santei_engine::masters::rule_table::{Auxiliary, Exclusion, Frequency, InpatientAddition};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

pub(super) fn shared() -> Option<PathBuf> {
    let beside = || crate::root().parent().map(|parent| parent.join("shared"));
    let folder = std::env::var_os("SANTEI_SHARED").map(PathBuf::from).or_else(beside)?;
    let found = folder.join("masters").is_dir().then_some(folder);
    if found.is_none() {
        let mut out = std::io::stdout();
        writeln!(out, "skipped: no official masters beside the workspace (SANTEI_SHARED)").unwrap();
    }
    found
}

pub(super) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let (text, _, damaged) = SHIFT_JIS.decode(bytes);
    assert!(!damaged);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

pub(super) fn ours(name: &str) -> Vec<Vec<String>> {
    static FILES: LazyLock<Vec<File>> =
        LazyLock::new(|| generate(&crate::root().join("masters/table")).unwrap());
    let (_, bytes) = FILES.iter().find(|(file, _)| file.ends_with(name)).unwrap();
    rows(bytes)
}

fn theirs(shared: &std::path::Path, name: &str) -> Vec<Vec<String>> {
    rows(&std::fs::read(shared.join("masters").join(name)).unwrap())
}

/// Compares the rows of one key; `except` are fields that do not bear on a calculation or are made here.
fn compare(
    own: Vec<Vec<String>>,
    official: Vec<Vec<String>>,
    key: usize,
    columns: &[Column],
    except: &[&str],
) -> Vec<String> {
    let by_key = |rows: Vec<Vec<String>>| -> BTreeMap<String, Vec<String>> {
        rows.into_iter().map(|row| (row[key - 1].clone(), row)).collect()
    };
    let (own, official) = (by_key(own), by_key(official));
    assert!(!own.is_empty());
    let mut differences = Vec::new();
    for (code, row) in own {
        let Some(other) = official.get(&code) else {
            differences.push(format!("{code} is not in the official master"));
            continue;
        };
        for column in columns.iter().filter(|column| !except.contains(&column.field)) {
            for number in column.number..column.number + column.width {
                let (mine, their) = (row.get(number - 1), other.get(number - 1));
                if mine != their {
                    let field = column.field;
                    differences.push(format!("{code} {field} ({number}): {mine:?} not {their:?}"));
                }
            }
        }
    }
    differences
}

fn none(differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{} differences\n{}",
        differences.len(),
        differences.join("\n")
    );
}

#[test]
fn acts_say_what_the_official_master_of_r6_says() {
    let Some(shared) = shared() else { return };
    let except = ["order", "old_amount_kind", "old_amount"];
    // 廃止年月日: a code that ended within R6 is only in the older master.
    let (current, ended): (Vec<_>, Vec<_>) =
        ours("s_20240601.csv").into_iter().partition(|row| row[87] == "99999999");
    let official = theirs(&shared, "ika/s_20251104.csv");
    none(&compare(current, official, 3, Act::COLUMNS, &except));
    let older = theirs(&shared, "older/s_ALL20240531.csv");
    none(&compare(ended, older, 3, Act::COLUMNS, &except));
}

#[test]
fn drugs_say_what_the_official_masters_say() {
    let Some(shared) = shared() else { return };
    let now = theirs(&shared, "ika/y_20251111.csv");
    none(&compare(ours("y_20250401.csv"), now.clone(), 3, Drug::COLUMNS, &[]));
    // 2024: the prices are those of the list of 2024-04; what each drug is, that of the later master.
    let except = ["price"];
    none(&compare(ours("y_20240401.csv"), now, 3, Drug::COLUMNS, &except));
    let price: Vec<Column> =
        Drug::COLUMNS.iter().filter(|column| column.field == "price").copied().collect();
    let before = theirs(&shared, "older/y_ALL20240321.csv");
    let listed: BTreeSet<_> = before.iter().map(|row| row[2].clone()).collect();
    let held: Vec<_> =
        ours("y_20240401.csv").into_iter().filter(|row| listed.contains(&row[2])).collect();
    none(&compare(held, before, 3, &price, &[]));
    let october = theirs(&shared, "updates/y_20240906.csv");
    let later: Vec<_> =
        ours("y_20240401.csv").into_iter().filter(|row| !listed.contains(&row[2])).collect();
    none(&compare(later, october, 3, &price, &[]));
}

#[test]
fn materials_comments_and_diseases_say_what_the_official_masters_say() {
    let Some(shared) = shared() else { return };
    let official = |name| theirs(&shared, name);
    none(&compare(
        ours("t_20240601.csv"),
        official("ika/t_20251128.csv"),
        3,
        Material::COLUMNS,
        &[],
    ));
    none(&compare(
        ours("c_20240601.csv"),
        official("ika/c_20250715.csv"),
        23,
        Comment::COLUMNS,
        &[],
    ));
    none(&compare(
        ours("b_20240601.txt"),
        official("ika/b_20250601.txt"),
        3,
        Disease::COLUMNS,
        &[],
    ));
    none(&compare(
        ours("z_20240601.txt"),
        official("ika/z_20250601.txt"),
        3,
        Modifier::COLUMNS,
        &[],
    ));
}

/// The cells of the fields of `columns`, row by row.
fn fields(rows: Vec<Vec<String>>, columns: &[Column]) -> BTreeSet<Vec<String>> {
    let cells = |row: Vec<String>| {
        let numbers = columns.iter().flat_map(|column| column.number..column.number + column.width);
        numbers.map(|number| row[number - 1].clone()).collect()
    };
    rows.into_iter().map(cells).collect()
}

#[test]
fn comment_links_are_links_of_the_official_table() {
    let Some(shared) = shared() else { return };
    let official = fields(theirs(&shared, "ika/ck_ALL_20250901.csv"), CommentLink::COLUMNS);
    let own = fields(ours("ck_20240601.csv"), CommentLink::COLUMNS);
    let foreign: Vec<_> = own.difference(&official).map(|row| row.join(",")).collect();
    none(&foreign);
}

/// The tables 03-2 to 05 hold exactly the official rows that speak of acts of the edition.
#[test]
fn the_points_table_holds_the_official_rows_of_its_acts() {
    let Some(shared) = shared() else { return };
    let acts: BTreeSet<_> = ours("s_20240601.csv").into_iter().map(|row| row[2].clone()).collect();
    let of_edition = |rows: Vec<Vec<String>>, places: &[usize]| -> Vec<Vec<String>> {
        let all = |row: &Vec<String>| places.iter().all(|place| acts.contains(&row[place - 1]));
        rows.into_iter().filter(all).collect()
    };
    let mut differences = Vec::new();
    let mut check = |name: &str, columns: &[Column], places: &[usize]| {
        let their = of_edition(theirs(&shared, &format!("etensu_ika/{name}")), places);
        let (own, their) = (fields(ours(&format!("R6/{name}")), columns), fields(their, columns));
        let line = |side: &str, row: &Vec<String>| format!("{name} {side}: {}", row.join(","));
        differences.extend(own.difference(&their).map(|row| line("only here", row)));
        differences.extend(their.difference(&own).map(|row| line("only there", row)));
    };
    check("03-2背反テーブル2.csv", Exclusion::COLUMNS, &[2, 4]);
    check("03-3背反テーブル3.csv", Exclusion::COLUMNS, &[2, 4]);
    check("03-4背反テーブル4.csv", Exclusion::COLUMNS, &[2, 4]);
    check("05算定回数テーブル.csv", Frequency::COLUMNS, &[2]);
    none(&differences);
}

/// 04: the additions of the groups that acts of the edition have; 01: the groups of acts.
#[test]
fn groups_are_those_of_the_official_table() {
    let Some(shared) = shared() else { return };
    let official = theirs(&shared, "etensu_ika/01補助マスターテーブル.csv");
    let acts = ours("s_20240601.csv");
    let ended: BTreeSet<_> =
        acts.iter().filter(|row| row[87] != "99999999").map(|row| row[2].clone()).collect();
    let mut own = ours("R6/01補助マスターテーブル.csv");
    own.retain(|row| !ended.contains(&row[1]));
    let group: Vec<Column> = Auxiliary::COLUMNS
        .iter()
        .filter(|column| column.field == "inpatient_group")
        .copied()
        .collect();
    none(&compare(own.clone(), official.clone(), 2, &group, &[]));
    let pairs = |row: &[String]| -> BTreeSet<(String, String)> {
        let pair = |at: usize| (row[at].trim_start_matches('0').to_owned(), row[at + 1].clone());
        [3, 5, 7].map(pair).into_iter().filter(|(unit, _)| !unit.is_empty()).collect()
    };
    let known: BTreeMap<_, _> = official.iter().map(|row| (row[1].clone(), pairs(row))).collect();
    let foreign = own.iter().filter(|row| !pairs(row).is_subset(&known[&row[1]]));
    none(&foreign.map(|row| format!("{}: groups {:?}", row[1], pairs(row))).collect::<Vec<_>>());
    let allowed =
        fields(theirs(&shared, "etensu_ika/04入院基本料テーブル.csv"), InpatientAddition::COLUMNS);
    let ours = fields(ours("R6/04入院基本料テーブル.csv"), InpatientAddition::COLUMNS);
    none(&ours.difference(&allowed).map(|row| row.join(",")).collect::<Vec<_>>());
}
