//! The real national files load whole.

use crate::support::{add, loader, shared};

/// Rows of the files as counted by `wc -l`.
const ROWS: [(&str, u32); 14] = [
    ("s", 10_169),
    ("k", 200),
    ("y", 19_222),
    ("t", 1_364),
    ("c", 3_759),
    ("ck", 14_719),
    ("b", 27_567),
    ("z", 2_375),
    ("01", 10_178),
    ("03-2", 21_918),
    ("03-3", 17_136),
    ("03-4", 350),
    ("04", 6_084),
    ("05", 5_343),
];

#[test]
fn every_row_of_the_2025_edition_loads() {
    let Some(root) = shared("masters") else { return };
    let mut loader = loader();
    for folder in ["ika", "etensu_ika"] {
        add(&mut loader, &root.join(folder));
    }
    let loaded = loader.load().unwrap_or_else(|errors| {
        let list: Vec<_> = errors.iter().take(40).map(ToString::to_string).collect();
        panic!("{} errors:\n{}", errors.len(), list.join("\n"))
    });
    let editions = loaded.masters.editions();
    for (symbol, rows) in ROWS {
        let found = editions.iter().find(|edition| edition.table.symbol() == symbol);
        assert_eq!(found.map(|edition| edition.rows), Some(rows), "{symbol}");
    }
    assert_eq!(loaded.masters.acts.rows().len(), 10_369);
    assert!(loaded.ignored.is_empty());
}

#[test]
fn editions_of_different_dates_lie_side_by_side() {
    let Some(root) = shared("masters") else { return };
    let mut loader = loader();
    for path in ["ika", "etensu_ika", "older", "updates", "r8_mini/s_20260601_mini.csv"] {
        add(&mut loader, &root.join(path));
    }
    let loaded = loader.load().unwrap_or_else(|errors| {
        let list: Vec<_> = errors.iter().take(40).map(ToString::to_string).collect();
        panic!("{} errors:\n{}", errors.len(), list.join("\n"))
    });
    let masters = loaded.masters;
    // A000 初診料: 288 points until 2022-03 (令和2年), 291 from 2024-06; nothing at hand in between.
    let code = "111000110".parse().unwrap();
    let points =
        |day: &str| masters.act(code, day.parse().unwrap()).map(|act| act.amount.whole().unwrap());
    assert_eq!(points("2021-10-15"), Ok(288));
    assert_eq!(points("2022-03-31"), Ok(288));
    assert_eq!(points("2022-04-01"), Err(santei_engine::masters::Absence::NoEdition));
    assert_eq!(points("2024-06-01"), Ok(291));
    assert_eq!(points("2026-06-01"), Ok(291));
}

/// The differences of 支払基金 brought onto the edition of 2024-05 must give the edition of 2025-11, but for what was
/// changed by differences that are not at hand.
#[test]
fn differences_lead_from_one_edition_to_the_next() {
    let Some(root) = shared("masters") else { return };
    let day = "2025-11-04".parse().unwrap();
    let mut by_difference = loader();
    add(&mut by_difference, &root.join("older/s_ALL20240531.csv"));
    let mut updates: Vec<_> = std::fs::read_dir(root.join("updates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    updates.retain(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().as_ref() >= "s_20240601.csv")
    });
    updates.retain(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("s_"))
    });
    updates.sort();
    for path in &updates {
        add(&mut by_difference, path);
    }
    let mut whole = loader();
    add(&mut whole, &root.join("ika/s_20251104.csv"));
    let (by_difference, whole) = (by_difference.load().unwrap(), whole.load().unwrap());
    let (mut same, mut differing) = (0, Vec::new());
    for act in whole.masters.acts.rows() {
        let found = by_difference.masters.act(act.code, day);
        let equal = found.is_ok_and(|found| {
            let name = by_difference.masters.text(found.name) == whole.masters.text(act.name);
            name && found.amount == act.amount && found.standards == act.standards
        });
        if equal { same += 1 } else { differing.push(act.code.to_string()) }
    }
    println!(
        "{} differences applied: {same} acts the same, {} differ: {:?}",
        updates.len(),
        differing.len(),
        differing
    );
    println!("unapplied: {:?}", by_difference.unapplied.iter().take(5).collect::<Vec<_>>());
    assert!(by_difference.unapplied.is_empty());
    // What differs was changed by an issue that is not in the folder: no file at hand speaks of it.
    let files: Vec<_> = updates.iter().map(|path| std::fs::read(path).unwrap()).collect();
    for code in differing {
        let named = |file: &Vec<u8>| file.windows(9).any(|window| window == code.as_bytes());
        assert!(
            !files.iter().any(named),
            "{code} is changed by a difference but not as the edition has it"
        );
    }
}
