//! 区分の一覧: `docs/sections.csv`: every 区分 of R6 and R8, how many of its acts an outpatient can have, and the acts of the cases.

use super::cases::Shown;
use super::{notice, owners};
use chrono::NaiveDate;
use santei_engine::masters::act::Act;
use santei_engine::masters::age::AgeBound;
use santei_testkit::points::sources;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::Path;

const LIST: &str = "docs/sections.csv";

/// One 区分 in one revision.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Section {
    /// `R6` or `R8`.
    pub(super) revision: String,
    /// `B001-2`.
    pub(super) code: String,
    /// The name in the 点数表.
    pub(super) name: String,
    /// Acts of the act master that an outpatient can have.
    pub(super) outpatient: usize,
    /// Acts of the act master that only an inpatient can have.
    pub(super) inpatient: usize,
    /// What could refuse it beside the tables: the 注 that set a limit, and the columns of its acts that ask for a kind of facility, beds, 届出, age, disease
    /// or count.
    pub(super) rules: usize,
    /// Its acts that stand in a case, parted by spaces.
    pub(super) acts: String,
}

/// The list.
pub(super) fn read(root: &Path) -> Result<Vec<Section>, String> {
    let words = |error: csv::Error| format!("{LIST}: {error}");
    let mut reader = csv::Reader::from_path(root.join(LIST)).map_err(words)?;
    reader.deserialize().collect::<Result<_, _>>().map_err(words)
}

/// Makes the list from the text of the 告示 and the act master.
pub(super) fn refresh(root: &Path, shown: &Shown) -> Result<(), String> {
    let shared = sources::shared(root).ok_or("the reference material is absent")?;
    let masters = sources::shared_masters(root)?.ok_or("the official masters are absent")?;
    let words = |error: csv::Error| format!("{LIST}: {error}");
    let mut writer = csv::Writer::from_path(root.join(LIST)).map_err(words)?;
    let known = shown.acts();
    for (revision, year) in [("R6", 2025), ("R8", 2026)] {
        let day = NaiveDate::from_ymd_opt(year, 7, 1).ok_or("no day")?;
        let path = shared.join(format!("law/{revision}/医科_k.txt"));
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let notice = notice::read(&text);
        let found = owners::acts_by_section(&masters, &notice, day);
        for item in notice {
            let own = found.get(&item.code).map(Vec::as_slice).unwrap_or_default();
            let outpatient = own.iter().filter(|act| act.care_setting != 1).count();
            let in_cases: BTreeSet<String> = own
                .iter()
                .map(|act| act.code.to_string())
                .filter(|code| known.contains(&(revision.to_owned(), code.clone())))
                .collect();
            let notes = item.notes.iter().filter(|note| sets_a_limit(note)).count();
            let section = Section {
                revision: revision.to_owned(),
                code: item.code,
                name: item.name,
                outpatient,
                rules: notes.saturating_add(own.iter().filter(|act| can_refuse(act)).count()),
                inpatient: own.len().saturating_sub(outpatient),
                acts: in_cases.into_iter().collect::<Vec<_>>().join(" "),
            };
            writer.serialize(section).map_err(words)?;
        }
    }
    writer.flush().map_err(|error| format!("{LIST}: {error}"))
}

/// Words of a 注 that can keep an act from being billed. A 注 with none of them says how an act is billed: for each part of the body,
/// at 90/100 the second time, with a film.
const LIMITS: [&str; 9] =
    ["限り", "限度", "のみ", "算定できない", "算定しない", "含まれ", "加算", "届け出", "基準"];

fn sets_a_limit(note: &str) -> bool {
    LIMITS.iter().any(|word| note.contains(word))
}

/// Columns 19, 25, 36, 41, 42, 44 and 71–81, where an outpatient can have the act.
fn can_refuse(act: &Act) -> bool {
    act.care_setting != 1
        && (act.facility_kind != 0
            || act.disease_relation != 0
            || act.count_limit != 0
            || act.age_from != AgeBound::None
            || act.age_below != AgeBound::None
            || act.conformity != 0
            || act.bed_class != 0
            || act.standards.iter().any(|code| *code != 0))
}
