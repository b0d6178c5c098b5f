//! 内蔵版の検査: the files are up to date, load without an error, and say what the official masters say.

mod official;
mod schedule;

use super::{generate, run};
use santei_master_loader::{Loader, Revisions};
use std::fs;

fn loaded() -> santei_master_loader::Loaded {
    let masters = crate::root().join("masters");
    let text = fs::read_to_string(masters.join("rulebook/revisions.toml")).unwrap();
    let mut loader = Loader::new(Revisions::parse(&text).unwrap());
    for (name, bytes) in generate(&masters.join("table")).unwrap() {
        let file = name.rsplit('/').next().unwrap().to_owned();
        loader.add(&file, bytes).unwrap();
    }
    loader.load().unwrap_or_else(|errors| {
        let all: Vec<_> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", all.join("\n"))
    })
}

#[test]
fn the_files_are_up_to_date() {
    run(&crate::root(), true).unwrap();
}

#[test]
fn the_edition_loads_without_an_error_and_holds_what_it_promises() {
    let loaded = loaded();
    assert!(loaded.unapplied.is_empty(), "{:?}", loaded.unapplied);
    let masters = loaded.masters;
    let parts = masters.into_parts();
    let codes: std::collections::BTreeSet<_> = parts.acts.iter().map(|act| act.code).collect();
    let letters: std::collections::BTreeSet<_> =
        parts.acts.iter().map(|act| act.section_letter).collect();
    assert!(codes.len() >= 600, "{}", codes.len());
    assert!(('A'..='O').all(|letter| letters.contains(&letter)), "{letters:?}");
    let drugs: std::collections::BTreeSet<_> = parts.drugs.iter().map(|drug| drug.code).collect();
    assert!(drugs.len() >= 250, "{}", drugs.len());
    assert!(parts.materials.len() >= 60, "{}", parts.materials.len());
    assert!(parts.diseases.len() >= 150, "{}", parts.diseases.len());
}
