//! 合併: masters of two sources stand side by side, or say why they cannot.

use chrono::NaiveDate;
use santei_engine::masters::Masters;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::join::JoinError;
use santei_master_loader::{Loader, Revisions};
use std::path::Path;

fn load(names: &[&str]) -> Masters {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../masters");
    let revisions = std::fs::read_to_string(root.join("rulebook/revisions.toml")).unwrap();
    let mut loader = Loader::new(Revisions::parse(&revisions).unwrap());
    for name in names {
        let path = root.join("ika").join(name);
        let file = path.file_name().unwrap().to_str().unwrap();
        let set = path.parent().unwrap().to_str().unwrap();
        loader.add_in(set, file, std::fs::read(&path).unwrap()).unwrap();
    }
    loader.load().unwrap().masters
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 7, 1).unwrap()
}

#[test]
fn two_revisions_stand_side_by_side() {
    let joined = load(&["s_20240601.csv"]).join(load(&["s_20260601.csv"])).unwrap();
    let both = load(&["s_20240601.csv", "s_20260601.csv"]);
    for year in [2025, 2026] {
        for code in both.acts.keys() {
            let (found, expected) = (joined.act(*code, day(year)), both.act(*code, day(year)));
            assert_eq!(found.is_ok(), expected.is_ok(), "{code} {year}");
            if let (Ok(found), Ok(expected)) = (found, expected) {
                assert_eq!(found.amount, expected.amount, "{code}");
                assert_eq!(joined.text(found.name), both.text(expected.name), "{code}");
            }
        }
    }
    assert_eq!(joined.editions().len(), 2);
}

#[test]
fn names_of_both_sources_are_the_same_names() {
    let (first, second) = ("R6/01補助マスターテーブル.csv", "R6/02包括テーブル.csv");
    let joined = load(&[first]).join(load(&[second])).unwrap();
    let both = load(&[first, second]);
    let groups = |masters: &Masters| {
        let rows = masters.auxiliaries.rows().iter().flat_map(|row| row.inclusions);
        let used = rows.filter(|one| one.unit != 0).map(|one| one.group);
        let named =
            used.filter(|group| masters.inclusions.rows().iter().any(|row| row.group == *group));
        named.count()
    };
    assert!(groups(&joined) > 0);
    assert_eq!(groups(&joined), groups(&both));
}

#[test]
fn sources_that_meet_are_refused() {
    let error = load(&["s_20240601.csv"]).join(load(&["s_20240601.csv"])).unwrap_err();
    assert!(matches!(error, JoinError::Overlap { table: TableKind::Acts, .. }));
    assert_eq!(
        error.to_string(),
        "s: s_20240601.csv and s_20240601.csv speak for the same days; build one snapshot of all files"
    );
}
