//! 医科電子点数表 (01 to 05) from `bundles.csv`, `exclusions.csv`, `frequencies.csv` and `inpatient.csv`.
//!
//! The compact tables say each rule once. A pair stands both ways in the official tables, and 01 says of every
//! act which of the others speak of it.

use super::acts::{self, EditionAct};
use super::editions::Edition;
use super::layout::Layouts;
use super::row::Row;
use super::select::select;
use super::table::{Line, Table};
use super::{Fault, File, output};
use santei_engine::masters::columns::Columns;
use santei_engine::masters::rule_table::{
    Auxiliary, Exclusion, Frequency, Inclusion, InpatientAddition,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Acts = BTreeMap<String, EditionAct>;
type Rows = Vec<Vec<String>>;

/// The units of the exclusion tables in the order of 03-1 to 03-4.
const UNITS: [&str; 4] = ["day", "month", "together", "week"];

/// What 01 says of one act.
#[derive(Debug, Default)]
struct Spoken {
    groups: Vec<(String, String)>,
    exclusions: BTreeSet<usize>,
    inpatient_group: Option<String>,
    has_frequency: bool,
}

/// A pair of acts as one row of an exclusion table: the acts, the survivor and the exception.
type Pairs = BTreeMap<(String, String), (&'static str, String)>;

/// The electronic points table of an edition.
pub(crate) fn files(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    units: &BTreeMap<String, String>,
) -> Result<Vec<File>, Fault> {
    let acts = acts::of(tables, edition)?;
    let mut spoken: BTreeMap<String, Spoken> = BTreeMap::new();
    let inclusions = inclusions(tables, edition, layouts, &acts, &mut spoken)?;
    let exclusions = exclusions(tables, edition, &acts, &mut spoken)?;
    let inpatient = inpatient(tables, edition, layouts, &acts, &mut spoken)?;
    let frequencies = frequencies(tables, edition, layouts, units, &acts, &mut spoken)?;
    let auxiliary = auxiliary(edition, layouts, &acts, &spoken)?;
    let files = &edition.files;
    let mut all = vec![
        (&files.auxiliary, auxiliary),
        (&files.inclusions, inclusions),
        (&files.inpatient_additions, inpatient),
        (&files.frequencies, frequencies),
    ];
    for (file, pairs) in files.exclusions.iter().zip(&exclusions) {
        all.push((file, exclusion_rows(edition, layouts, &acts, pairs)?));
    }
    all.into_iter().map(|(file, rows)| Ok((file.clone(), output::bytes(file, &rows)?))).collect()
}

fn listed(line: Line<'_>, column: &str, acts: &Acts) -> Result<BTreeMap<String, bool>, Fault> {
    select(line.get(column)?, acts).map_err(|message| line.fault(message))
}

fn inclusions(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    acts: &Acts,
    spoken: &mut BTreeMap<String, Spoken>,
) -> Result<Rows, Fault> {
    let table = Table::read(tables, "bundles.csv")?;
    let mut rows = BTreeMap::new();
    for line in table.lines() {
        if !line.is_of(&edition.name)? {
            continue;
        }
        let (unit, group) = (line.get("unit")?, line.get("group")?);
        let included = listed(line, "included", acts)?;
        for (code, _) in listed(line, "acts", acts)? {
            let entry = (unit.to_owned(), group.to_owned());
            let groups = &mut spoken.entry(code).or_default().groups;
            if !groups.contains(&entry) && !included.is_empty() {
                groups.push(entry);
            }
        }
        for (code, has_exception) in &included {
            let mut row = Row::new(layouts.of("inclusions")?, Inclusion::COLUMNS);
            let name = acts.get(code).map_or("", |act| act.name.as_str());
            let set = || -> Result<Vec<String>, String> {
                row.set_field("group", group)?;
                row.set_field("act", code)?;
                row.set(4, name)?;
                row.set_field("has_exception", if *has_exception { "1" } else { "0" })?;
                row.set(6, &edition.from)?;
                row.finish()
            };
            let row = set().map_err(|message| line.fault(message))?;
            rows.insert((group.to_owned(), code.clone()), row);
        }
    }
    Ok(rows.into_values().collect())
}

fn exclusions(
    tables: &Path,
    edition: &Edition,
    acts: &Acts,
    spoken: &mut BTreeMap<String, Spoken>,
) -> Result<[Pairs; 4], Fault> {
    let table = Table::read(tables, "exclusions.csv")?;
    let mut all: [Pairs; 4] = Default::default();
    for line in table.lines() {
        if !line.is_of(&edition.name)? {
            continue;
        }
        let unit = line.get("unit")?;
        let at = UNITS.iter().position(|known| *known == unit);
        let (at, pairs) = at
            .and_then(|at| Some((at, all.get_mut(at)?)))
            .ok_or_else(|| line.fault(format!("`{unit}` is none of day, month, together, week")))?;
        let (this, mirrored) = match line.get("survivor")? {
            "1" => ("1", "2"),
            "3" => ("3", "3"),
            other => return Err(line.fault(format!("`{other}` is no survivor (1 or 3)"))),
        };
        let exception = Some(line.get("exception")?).filter(|text| !text.is_empty());
        let exception = exception.unwrap_or("0").to_owned();
        let others = listed(line, "others", acts)?;
        for (act, _) in listed(line, "act", acts)? {
            for other in others.keys().filter(|other| **other != act) {
                let ways = [(&act, other, this), (other, &act, mirrored)];
                for (one, two, survivor) in ways {
                    let key = (one.clone(), two.clone());
                    let value = (survivor, exception.clone());
                    if pairs.insert(key, value.clone()).is_some_and(|held| held != value) {
                        return Err(line.fault(format!("{one} and {two} are said twice")));
                    }
                    spoken.entry(one.clone()).or_default().exclusions.insert(at);
                }
            }
        }
    }
    Ok(all)
}

fn exclusion_rows(
    edition: &Edition,
    layouts: &Layouts,
    acts: &Acts,
    pairs: &Pairs,
) -> Result<Rows, Fault> {
    let layout = layouts.of("exclusions")?;
    let name = |code: &str| acts.get(code).map_or("", |act| act.name.as_str());
    let row = |((one, two), (survivor, exception)): (&(String, String), &(&str, String))| {
        let mut row = Row::new(layout, Exclusion::COLUMNS);
        row.set_field("act", one)?;
        row.set(3, name(one))?;
        row.set_field("other", two)?;
        row.set(5, name(two))?;
        row.set_field("survivor", survivor)?;
        row.set_field("has_exception", exception)?;
        row.set(9, &edition.from)?;
        row.finish()
    };
    let rows = pairs.iter().map(row).collect::<Result<_, String>>();
    rows.map_err(|message| Fault::Description("exclusions.csv", message))
}

fn inpatient(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    acts: &Acts,
    spoken: &mut BTreeMap<String, Spoken>,
) -> Result<Rows, Fault> {
    let table = Table::read(tables, "inpatient.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let group = line.get("group")?;
        for (code, _) in listed(line, "acts", acts)? {
            spoken.entry(code).or_default().inpatient_group = Some(group.to_owned());
        }
        for part in line.get("additions")?.split_whitespace() {
            let split = part.split_once(':');
            let (number, code) =
                split.ok_or_else(|| line.fault(format!("`{part}` is not 加算識別:コード")))?;
            let Some(act) = acts.get(code) else { continue };
            let mut row = Row::new(layouts.of("inpatient_additions")?, InpatientAddition::COLUMNS);
            let set = || -> Result<Vec<String>, String> {
                row.set_field("group", group)?;
                row.set_field("act", &act.code)?;
                row.set(4, &act.name)?;
                row.set_field("number", number)?;
                row.set(7, &edition.from)?;
                row.finish()
            };
            rows.push(set().map_err(|message| line.fault(message))?);
        }
    }
    Ok(rows)
}

fn frequencies(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    units: &BTreeMap<String, String>,
    acts: &Acts,
    spoken: &mut BTreeMap<String, Spoken>,
) -> Result<Rows, Fault> {
    let table = Table::read(tables, "frequencies.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let code = line.get("act")?;
        let Some(act) = acts.get(code) else { continue };
        if !line.is_of(&edition.name)? {
            continue;
        }
        spoken.entry(code.to_owned()).or_default().has_frequency = true;
        for part in line.get("limits")?.split_whitespace() {
            let split = part.trim_end_matches('!').split_once(':');
            let (unit, limit) =
                split.ok_or_else(|| line.fault(format!("`{part}` is not 単位:回数")))?;
            let mut row = Row::new(layouts.of("frequencies")?, Frequency::COLUMNS);
            let set = || -> Result<Vec<String>, String> {
                let name = units.get(unit).ok_or_else(|| format!("no unit {unit}"))?;
                row.set_field("act", &act.code)?;
                row.set(3, &act.name)?;
                row.set_field("unit", unit)?;
                row.set(5, name)?;
                row.set_field("limit", limit)?;
                row.set_field("has_exception", if part.ends_with('!') { "1" } else { "0" })?;
                row.set(13, &edition.from)?;
                row.finish()
            };
            rows.push(set().map_err(|message| line.fault(message))?);
        }
    }
    Ok(rows)
}

fn auxiliary(
    edition: &Edition,
    layouts: &Layouts,
    acts: &Acts,
    spoken: &BTreeMap<String, Spoken>,
) -> Result<Rows, Fault> {
    let layout = layouts.of("auxiliary")?;
    let nothing = Spoken::default();
    let row = |act: &EditionAct| {
        let said = spoken.get(&act.code).unwrap_or(&nothing);
        let mut row = Row::new(layout, Auxiliary::COLUMNS);
        row.set_field("act", &act.code)?;
        row.set(3, &act.name)?;
        let groups: Vec<_> =
            said.groups.iter().map(|(unit, group)| format!("{unit}|{group}")).collect();
        row.set_field("inclusions", &groups.join("|"))?;
        let flags: Vec<_> =
            (0..4).map(|at| if said.exclusions.contains(&at) { "1" } else { "0" }).collect();
        row.set_field("exclusions", &flags.join("|"))?;
        if let Some(group) = &said.inpatient_group {
            row.set_field("inpatient_group", group)?;
        }
        row.set_field("has_frequency", if said.has_frequency { "1" } else { "0" })?;
        row.set(26, &edition.from)?;
        row.finish()
    };
    let rows = acts.values().map(row).collect::<Result<_, String>>();
    rows.map_err(|message| Fault::Description("01", message))
}
