//! 事例集: every worked case of `fixtures/points`, with the list of those that fail today.

use santei_engine::points::PointsRules;
use santei_testkit::points::casebook::{Which, run};
use santei_testkit::points::sources::{book, embedded_masters, files, root, shared_masters};
use std::collections::BTreeSet;

/// The ids of `failing.txt`.
fn known() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("fixtures/points/failing.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let (id, reason) = line.split_once(' ').unwrap_or((line, ""));
            assert!(!reason.trim().is_empty(), "{id} is on the list without a reason");
            id.to_owned()
        })
        .collect()
}

/// Runs every file and prints the tally; the failures must be those of the list, no more and (of all cases) no fewer.
fn check(rules: &PointsRules<'_>, which: Which) {
    let known = known();
    let mut failing = BTreeSet::new();
    let (mut passed, mut failed) = (0, 0);
    for path in files(&root().join("fixtures/points")).unwrap() {
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let tally = run(rules, &path, which).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        eprintln!(
            "{name}: {} passed, {} failed, {} for other masters",
            tally.passed,
            tally.failed.len(),
            tally.skipped
        );
        passed += tally.passed;
        failed += tally.failed.len();
        for (id, differences) in tally.failed {
            if !known.contains(&id) {
                eprintln!("  {id}\n    {}", differences.join("\n    "));
            }
            failing.insert(id);
        }
    }
    eprintln!("{which:?}: {passed} passed, {failed} failed");
    let new: Vec<_> = failing.difference(&known).collect();
    assert!(new.is_empty(), "these cases fail and are not in failing.txt: {new:?}");
    if which == Which::All {
        let mended: Vec<_> = known.difference(&failing).collect();
        assert!(mended.is_empty(), "these cases pass, take them off failing.txt: {mended:?}");
    }
    assert!(passed > 0);
}

#[test]
fn every_case_on_the_official_masters() {
    let Some(masters) = shared_masters(&root()).unwrap() else {
        eprintln!("skipped: the official masters are absent");
        return;
    };
    let book = book(&root()).unwrap();
    check(&PointsRules::new(&masters, &book), Which::All);
}

#[test]
fn the_cases_of_the_embedded_edition() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    check(&PointsRules::new(&masters, &book), Which::Embedded);
}
