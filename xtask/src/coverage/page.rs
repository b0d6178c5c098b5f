//! 網羅状況の頁: the text of `docs/coverage.md`.

use super::cases::Shown;
use super::sections::Section;
use std::collections::BTreeSet;
use std::fmt::Write;

/// How far a 区分 is calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Complete,
    Partial,
    NotYet,
}

struct Judged {
    state: State,
    missing: String,
    cases: BTreeSet<String>,
}

const HEAD: &str = "# Coverage: what is calculated of every 区分\n\n\
    Written by `cargo xtask coverage-doc` from `docs/sections.csv` and `fixtures/points/`; not edited by hand.\n\n\
    - **complete**: passing cases bill acts of the 区分 and refuse acts of it, none of its cases fails, and none leaves it open. Where nothing of its own\n  \
    could refuse it (no 注 in the 告示, no column of its acts that asks for a facility, beds, 届出, age, disease or count), a case that bills it\n  \
    with the points of the 告示 is enough: the tables are tried row by row (`cargo xtask row-cases`), and the 通則 have cases of their own.\n\
    - **partial**: the masters price it and the tables of 背反 and 算定回数 hold for it (`cargo xtask row-cases`), but cases\n  \
    are missing, fail or say that the law leaves something open.\n\
    - **not yet**: only inpatients have it, or no act of it is in the master at hand.\n\n\
    Complete says what the cases show, not that every note of the 区分 has one.\n\n";

/// The page.
pub(super) fn page(sections: &[Section], shown: &Shown) -> String {
    let mut summary = String::from(
        "| revision | 区分 | complete | partial | not yet | of these inpatient only | complete of those an outpatient can have |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    let mut body = String::new();
    for revision in ["R6", "R8"] {
        let own: Vec<&Section> =
            sections.iter().filter(|section| section.revision == revision).collect();
        let judged: Vec<(&Section, Judged)> =
            own.iter().map(|section| (*section, judge(section, shown))).collect();
        let count = |state| judged.iter().filter(|(_, judged)| judged.state == state).count();
        let inpatient =
            own.iter().filter(|section| section.outpatient == 0 && section.inpatient > 0).count();
        let outpatient = own.iter().filter(|section| section.outpatient > 0).count();
        let complete = count(State::Complete);
        let _ = writeln!(
            summary,
            "| {revision} | {} | {complete} | {} | {} | {inpatient} | {} % |",
            own.len(),
            count(State::Partial),
            count(State::NotYet),
            percent(complete, outpatient)
        );
        let _ = write!(
            body,
            "\n## {revision}\n\n| 区分 | name | state | missing | cases |\n|---|---|---|---|---|\n"
        );
        for (section, judged) in &judged {
            let state = match judged.state {
                State::Complete => "complete",
                State::Partial => "partial",
                State::NotYet => "not yet",
            };
            let mut cases: Vec<&str> = judged.cases.iter().map(String::as_str).collect();
            let more = cases.len().saturating_sub(4);
            cases.truncate(4);
            let mut cases = cases.join(", ");
            if more > 0 {
                let _ = write!(cases, " +{more}");
            }
            let name = section.name.replace('|', "｜").replace('\n', " ");
            let _ = writeln!(
                body,
                "| {} | {name} | {state} | {} | {cases} |",
                section.code, judged.missing
            );
        }
    }
    format!("{HEAD}{summary}{body}")
}

/// Whole percent, cut off.
fn percent(part: usize, whole: usize) -> usize {
    part.saturating_mul(100).checked_div(whole).unwrap_or_default()
}

fn judge(section: &Section, shown: &Shown) -> Judged {
    let mut judged =
        Judged { state: State::NotYet, missing: String::new(), cases: BTreeSet::new() };
    let cases = |map: &std::collections::BTreeMap<(String, String), BTreeSet<String>>| {
        let codes = section.acts.split_whitespace();
        let keys = codes.map(|code| (section.revision.clone(), code.to_owned()));
        keys.filter_map(|key| map.get(&key)).flatten().cloned().collect::<BTreeSet<String>>()
    };
    let (billed, refused) = (cases(&shown.billed), cases(&shown.refused));
    let (open, failing) = (cases(&shown.open), cases(&shown.failing));
    judged.cases.extend(billed.iter().chain(&refused).chain(&open).cloned());
    let mut missing = Vec::new();
    if section.outpatient == 0 {
        judged.missing = if section.inpatient > 0 {
            "inpatient only".to_owned()
        } else {
            "no act in the master at hand".to_owned()
        };
        return judged;
    }
    if billed.is_empty() {
        missing.push("a case that bills it".to_owned());
    }
    if refused.is_empty() && section.rules > 0 {
        missing.push("a case that refuses it".to_owned());
    }
    if !open.is_empty() {
        missing.push(format!("open: {}", joined(&open)));
    }
    if !failing.is_empty() {
        missing.push(format!("failing: {}", joined(&failing)));
    }
    judged.state = if missing.is_empty() { State::Complete } else { State::Partial };
    judged.missing = missing.join("; ");
    judged
}

fn joined(cases: &BTreeSet<String>) -> String {
    cases.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
