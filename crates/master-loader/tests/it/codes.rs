//! コードの実在: codes that exist nowhere are refused at their place, codes the edition at hand lacks are told apart.

use crate::support::shared;
use santei_engine::masters::Masters;
use santei_master_loader::rulebook::points::{CodeCheck, check_codes, points_book};
use santei_master_loader::{Loader, Revisions};

const REVISIONS: &str = include_str!("../../../../masters/rulebook/revisions.toml");

fn load(files: &[(&str, Vec<u8>)]) -> Masters {
    let mut loader = Loader::new(Revisions::parse(REVISIONS).unwrap());
    for (name, bytes) in files {
        loader.add(name, bytes.clone()).unwrap();
    }
    loader.load().unwrap().masters
}

fn national() -> Option<Masters> {
    let act = std::fs::read(shared("masters/ika/s_20251104.csv")?).unwrap();
    let counts = std::fs::read(shared("masters/etensu_ika/05算定回数テーブル.csv")?).unwrap();
    Some(load(&[("s_20251104.csv", act), ("05算定回数テーブル.csv", counts)]))
}

fn embedded() -> Masters {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../masters/ika");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with("s_") {
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    load(&files)
}

fn check(text: &str, masters: &Masters) -> CodeCheck {
    let files = [("points/x.toml", text)];
    let book = points_book(&files).unwrap();
    check_codes(&files, &book, masters)
}

const HEAD: &str = "[[limit]]\nid = \"a\"\narticle = \"Ａ０００ 123456789\"\n";

#[test]
fn a_code_that_does_not_exist_is_refused_at_its_place() {
    let Some(masters) = national() else { return };
    let row = |from: &str, acts: &str, when: &str| {
        format!(
            "{HEAD}from = {from}\nacts = [{acts}]\nunit = \"day\"\nlimit = 1\nwhen = '{when}'\n"
        )
    };
    let known = row("2024-06-01", "\"111000110\"", "ordered(\"160008010\")");
    assert_eq!(check(&known, &masters), CodeCheck::default());
    for (text, line, column, code) in [
        (row("2024-06-01", "\"111000110\", \"111999999\"", "always"), 5, 23, "111999999"),
        (row("2024-06-01", "\"111000110\"", "ordered(\"160999999\")"), 8, 18, "160999999"),
        (row("2024-06-01", "\"!111999998\", \"A000\"", "always"), 5, 11, "111999998"),
    ] {
        let found = check(&text, &masters);
        let fault = found.faults.first().unwrap();
        assert_eq!(
            (fault.line, fault.column, fault.found.as_str()),
            (line, column, code),
            "{text}"
        );
        let expected = "a code of s_20251104.csv";
        assert_eq!((fault.expected.as_str(), found.absent.len()), (expected, 0));
        assert_eq!(
            fault.to_string(),
            format!("points/x.toml:{line}:{column}: found `{code}`, expected {expected}")
        );
    }
    // A row of the next revision: no national edition at hand speaks for its days.
    let later = check(&row("2026-06-01", "\"111999999\"", "always"), &masters);
    assert_eq!((later.faults.len(), later.absent.len()), (0, 1));
}

#[test]
fn a_row_of_a_table_that_does_not_exist_is_refused() {
    let Some(masters) = national() else { return };
    let row = |unit: u16| {
        format!(
            "[[frequency_off]]\nid = \"a\"\narticle = \"x\"\nfrom = 2024-06-01\nacts = [\"160061810\"]\nunit_code = {unit}\n"
        )
    };
    // 血液学的検査判断料: once a month (131), never by the week (138).
    assert_eq!(check(&row(131), &masters), CodeCheck::default());
    let faults = check(&row(138), &masters).faults;
    assert_eq!(faults.len(), 1);
    assert_eq!(faults.first().map(|fault| fault.line), Some(2));
}

#[test]
fn the_small_edition_inside_the_program_judges_no_code() {
    let masters = embedded();
    let text = format!(
        "{HEAD}from = 2024-06-01\nacts = [\"111000110\", \"150171610\"]\nunit = \"day\"\nlimit = 1\n"
    );
    let found = check(&text, &masters);
    assert_eq!(found.faults, []);
    // 胃瘻造設術 exists, and the small edition lacks it.
    assert_eq!(found.absent.len(), 1);
    assert_eq!(found.absent.first().map(|one| one.found.as_str()), Some("150171610"));
}

#[test]
fn every_code_of_the_supplied_book_exists() {
    let Some(masters) = national() else { return };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../masters/rulebook/points");
    let texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    let files: Vec<_> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let found = check_codes(&files, &points_book(&files).unwrap(), &masters);
    let said: Vec<_> = found.faults.iter().map(ToString::to_string).collect();
    println!("{} codes wait for an edition of their days", found.absent.len());
    assert!(said.is_empty(), "{}", said.join("\n"));
}
