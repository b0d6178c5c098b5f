//! 事例: which acts the worked cases bill, which they refuse, and which they leave open.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What the cases show of the acts, by revision (`R6`, `R8`) and code.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Billed in these cases.
    pub(super) billed: BTreeMap<(String, String), BTreeSet<String>>,
    /// Refused in these cases.
    pub(super) refused: BTreeMap<(String, String), BTreeSet<String>>,
    /// In doubt in these cases.
    pub(super) open: BTreeMap<(String, String), BTreeSet<String>>,
    /// Failing in these cases.
    pub(super) failing: BTreeMap<(String, String), BTreeSet<String>>,
    /// The passing cases named after a 区分 (`R6-J300-101`), by revision and 区分.
    pub(super) named: BTreeMap<(String, String), BTreeSet<String>>,
    /// Those of them that refuse an act because it is included in another or stands against it.
    pub(super) excluding: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Shown {
    /// Every act of a case.
    pub(super) fn acts(&self) -> BTreeSet<(String, String)> {
        [&self.billed, &self.refused, &self.open, &self.failing]
            .into_iter()
            .flat_map(|map| map.keys().cloned())
            .collect()
    }
}

/// Reads every file of cases.
pub(super) fn read(root: &Path) -> Result<Shown, String> {
    let folder = root.join("fixtures/points");
    let text = |path: &Path| {
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let list = text(&folder.join("failing.txt"))?;
    let failing: BTreeSet<&str> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut shown = Shown::default();
    for path in santei_testkit::points::sources::files(&folder)? {
        if path.extension().is_some_and(|extension| extension == "jsonl") {
            for line in text(&path)?.lines() {
                let case: Value = serde_json::from_str(line)
                    .map_err(|error| format!("{}: {error}", path.display()))?;
                add(&mut shown, &case, &failing);
            }
        }
    }
    Ok(shown)
}

fn add(shown: &mut Shown, case: &Value, failing: &BTreeSet<&str>) {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let id = text(case.get("id"));
    let expect = case.get("expect");
    let list = |key: &str| {
        let list = expect.and_then(|expect| expect.get(key)).and_then(Value::as_array);
        list.cloned().unwrap_or_default()
    };
    let only_day = case.pointer("/in/visits/0/date");
    let is_failing = failing.contains(id.as_str());
    if let Some(section) = section_of(&id).filter(|_| !is_failing) {
        let rules = list("not_billed");
        let mut rules = rules.iter().filter_map(|line| line.get("rule").and_then(Value::as_str));
        if rules.any(|rule| matches!(rule, "included" | "exclusion")) {
            shown.excluding.entry(section.clone()).or_default().insert(id.clone());
        }
        shown.named.entry(section).or_default().insert(id.clone());
    }
    for line in list("lines") {
        let revision = revision(line.get("date").or(only_day));
        for act in codes(&line) {
            let map = if is_failing { &mut shown.failing } else { &mut shown.billed };
            map.entry((revision.clone(), act)).or_default().insert(id.clone());
        }
    }
    for line in list("not_billed") {
        let revision = revision(line.get("date").or(only_day));
        for act in codes(&line) {
            let map = if is_failing { &mut shown.failing } else { &mut shown.refused };
            map.entry((revision.clone(), act)).or_default().insert(id.clone());
        }
    }
    for line in list("findings") {
        for act in codes(&line) {
            let key = (revision(only_day), act);
            shown.open.entry(key).or_default().insert(id.clone());
        }
    }
}

/// `R6-D006-12-910`: revision and 区分.
fn section_of(id: &str) -> Option<(String, String)> {
    let (revision, rest) = id.split_once('-')?;
    let (section, _) = rest.rsplit_once('-')?;
    Some((revision.to_owned(), section.to_owned()))
}

fn codes(line: &Value) -> Vec<String> {
    let one = line.get("act").and_then(Value::as_str);
    let many = line.get("acts").and_then(Value::as_array);
    let many = many.into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(many).map(str::to_owned).collect()
}

/// R8 from its first day on.
fn revision(date: Option<&Value>) -> String {
    let date = date.and_then(Value::as_str).unwrap_or_default();
    if date < "2026-06-01" { "R6".to_owned() } else { "R8".to_owned() }
}
