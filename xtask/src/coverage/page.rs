//! 網羅状況の頁: the text of `docs/coverage.md`.

use super::cases::Shown;
use super::sections::Section;
use super::unrefusable::Unrefusable;
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
    Written by `cargo xtask coverage-doc` from `docs/sections.csv`, `docs/unrefusable.csv` and `fixtures/points/`; not edited by hand.\n\n\
    - **complete**: passing cases bill acts of the 区分 and refuse acts of it (or bill an act of it and refuse, in a case named after it, what it\n  \
    includes or excludes), none of its cases fails, and none leaves it open. Where nothing of its own could refuse it (no 注 of the 告示 that sets a\n  \
    limit, no column of its acts that asks for a facility, beds, 届出, age, disease or count), a case that bills it with the points of the 告示 is\n  \
    enough: the tables are tried row by row (`cargo xtask row-cases`), and the 通則 have cases of their own. `docs/unrefusable.csv` names the 注 that\n  \
    speak of a limit which no claim can break, each with the reason. A 区分 of drugs or materials has no act: a case named after it shows it.\n\
    - **partial**: the masters price it and the tables of 背反 and 算定回数 hold for it (`cargo xtask row-cases`), but cases\n  \
    are missing, fail or say that the law leaves something open.\n\
    - **not yet**: only inpatients have it, or no act of it is in the master at hand.\n\n\
    The list of 区分 is that of the 告示 (`docs/sections.csv`), without those that are 削除.\n\n\
    Complete says what the cases show, not that every note of the 区分 has one.\n\n";

/// The page.
pub(super) fn page(sections: &[Section], shown: &Shown, unrefusable: &Unrefusable) -> String {
    let mut summary = String::from(
        "| revision | 区分 | complete | partial | not yet | of these inpatient only | complete of those an outpatient can have |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
    );
    let mut body = String::new();
    for revision in ["R6", "R8"] {
        let own: Vec<&Section> =
            sections.iter().filter(|section| section.revision == revision).collect();
        let judged: Vec<(&Section, Judged)> =
            own.iter().map(|section| (*section, judge(section, shown, unrefusable))).collect();
        let count = |state| judged.iter().filter(|(_, judged)| judged.state == state).count();
        let inpatient =
            own.iter().filter(|section| section.outpatient == 0 && section.inpatient > 0).count();
        let (complete, partial) = (count(State::Complete), count(State::Partial));
        let _ = writeln!(
            summary,
            "| {revision} | {} | {complete} | {partial} | {} | {inpatient} | {} % |",
            own.len(),
            count(State::NotYet),
            percent(complete, complete.saturating_add(partial))
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

fn judge(section: &Section, shown: &Shown, unrefusable: &Unrefusable) -> Judged {
    let mut judged =
        Judged { state: State::NotYet, missing: String::new(), cases: BTreeSet::new() };
    let cases = |map: &std::collections::BTreeMap<(String, String), BTreeSet<String>>| {
        let codes = section.acts.split_whitespace();
        let keys = codes.map(|code| (section.revision.clone(), code.to_owned()));
        keys.filter_map(|key| map.get(&key)).flatten().cloned().collect::<BTreeSet<String>>()
    };
    let key = (section.revision.clone(), section.code.clone());
    let named = |map: &std::collections::BTreeMap<(String, String), BTreeSet<String>>| {
        map.get(&key).cloned().unwrap_or_default()
    };
    let has_acts = section.outpatient > 0 || section.inpatient > 0;
    let billed = if has_acts { cases(&shown.billed) } else { named(&shown.named) };
    let mut refused = cases(&shown.refused);
    refused.extend(named(&shown.excluding).intersection(&billed).cloned());
    let (open, failing) = (cases(&shown.open), cases(&shown.failing));
    judged.cases.extend(billed.iter().chain(&refused).chain(&open).cloned());
    let mut missing = Vec::new();
    if section.outpatient == 0 && (has_acts || billed.is_empty()) {
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
    if refused.is_empty() && section.rules > 0 && !unrefusable.holds(section) {
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
