//! 何も拒まない注: `docs/unrefusable.csv`, the 区分 whose 注 speak of a limit that no claim of an outpatient can break, read by hand.

use super::sections::Section;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

const LIST: &str = "docs/unrefusable.csv";

/// The list.
#[derive(Debug, Default)]
pub(super) struct Unrefusable(BTreeSet<(String, String)>);

impl Unrefusable {
    pub(super) fn holds(&self, section: &Section) -> bool {
        self.0.contains(&(section.revision.clone(), section.code.clone()))
    }
}

/// One row: the 区分, the words of its 注, and why no claim can break the limit.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    revision: String,
    code: String,
    note: String,
    why: String,
}

/// Reads the list; a row without its words or its reason is a fault.
pub(super) fn read(root: &Path) -> Result<Unrefusable, String> {
    let words = |error: csv::Error| format!("{LIST}: {error}");
    let mut reader = csv::Reader::from_path(root.join(LIST)).map_err(words)?;
    let mut list = Unrefusable::default();
    for row in reader.deserialize() {
        let row: Row = row.map_err(words)?;
        if row.note.is_empty() || row.why.is_empty() {
            return Err(format!(
                "{LIST}: {} {}: expected the words and the reason",
                row.revision, row.code
            ));
        }
        list.0.insert((row.revision, row.code));
    }
    Ok(list)
}
