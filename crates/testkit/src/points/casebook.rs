//! 事例集: files of worked cases through the engine, and the tally of each file.

use santei_engine::points::PointsRules;
use santei_wire::verify::points::{Case, verify};
use std::path::Path;

/// What came of one file of cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTally {
    /// Cases that passed.
    pub passed: usize,
    /// Cases left out, because they name other masters.
    pub skipped: usize,
    /// The ids of the cases that failed, each with what differs.
    pub failed: Vec<(String, Vec<String>)>,
}

/// Which cases of a file run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every case.
    All,
    /// Those that say `"masters": "embedded"`.
    Embedded,
}

/// Runs the cases of a file.
///
/// # Errors
///
/// The file cannot be read, or a line of it is no case.
pub fn run(rules: &PointsRules<'_>, path: &Path, which: Which) -> Result<FileTally, String> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
    let mut tally = FileTally::default();
    for (number, line) in text.lines().enumerate() {
        let place = || format!("{name}:{}", number.saturating_add(1));
        let case: Case =
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", place()))?;
        if which == Which::Embedded && case.masters.as_deref() != Some("embedded") {
            tally.skipped = tally.skipped.saturating_add(1);
            continue;
        }
        let outcome = verify(rules, &case).map_err(|error| format!("{}: {error}", place()))?;
        if outcome.differences.is_empty() {
            tally.passed = tally.passed.saturating_add(1);
        } else {
            let differences = outcome.differences.iter().map(ToString::to_string).collect();
            tally.failed.push((case.id, differences));
        }
    }
    Ok(tally)
}
