//! The list of columns is true: what it says is read is read there, and what is unread only shrinks.

use santei_engine::masters::edition::TableKind;
use santei_master_loader::coverage::{ColumnCoverage, CoverageStatus, coverage};
use std::path::Path;

/// 未読項目: the columns that no step reads yet, as `table 項番`. A line may be taken away, never added.
const UNREAD: &str = include_str!("unread.txt");

fn unread(column: &ColumnCoverage) -> bool {
    column.status == CoverageStatus::Unread
}

#[test]
fn a_column_that_is_said_to_be_read_is_read_there() {
    let crates = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let mut checked = 0;
    for column in coverage() {
        let CoverageStatus::Read(reader) = column.status else { continue };
        let (room, file) = reader.split_once('/').unwrap();
        let path = crates.join(room).join("src").join(file);
        let place = format!("{} {} {}", column.table, column.number, column.name);
        let code = std::fs::read_to_string(&path)
            .unwrap_or_else(|_| panic!("{place}: {reader} does not exist"));
        if room == "engine" && !file.starts_with("masters/") {
            let field = column.field.unwrap_or_else(|| panic!("{place} has no field"));
            let access = format!(".{field}");
            let mut uses = code.split(&access).skip(1);
            let is_whole = |rest: &str| {
                !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
            };
            assert!(uses.any(is_whole), "{place}: {reader} does not read `{field}`");
            checked += 1;
        }
    }
    println!("{checked} columns are read by the engine where the list says so");
    assert!(checked > 100);
}

#[test]
fn every_column_is_read_or_says_why_not_or_is_on_the_list_of_unread_ones() {
    let found: Vec<String> = coverage()
        .iter()
        .filter(|column| unread(column) && column.table != TableKind::WardActs.symbol())
        .map(|column| format!("{} {}", column.table, column.number))
        .collect();
    let listed: Vec<&str> = UNREAD.lines().collect();
    assert_eq!(found, listed, "unread.txt lists the columns without a reader and without a reason");
}

#[test]
fn every_field_of_the_engine_has_a_column_of_the_layout() {
    for kind in TableKind::ALL {
        let columns: Vec<_> = santei_master_loader::coverage::columns_of(kind).collect();
        let mut fields: Vec<_> = columns.iter().filter_map(|column| column.field).collect();
        fields.dedup();
        assert!(!fields.is_empty(), "{kind}");
        // A step is never said to read a column that the engine has no field for.
        for column in columns {
            if let CoverageStatus::Read(reader) = column.status {
                let by_engine = reader.starts_with("engine/");
                assert!(!by_engine || column.field.is_some(), "{kind} {}", column.number);
            }
        }
    }
}
