//! 医科診療行為マスター (s) from `acts.csv`.

use super::editions::Edition;
use super::layout::Layouts;
use super::row::{Row, attributes};
use super::table::{Line, Table};
use super::{Fault, File, output};
use santei_engine::masters::act::Act;
use santei_engine::masters::columns::Columns;
use std::collections::BTreeMap;
use std::path::Path;

/// An act of one edition: what other tables need to know of it.
#[derive(Clone, Debug)]
pub(crate) struct EditionAct {
    /// 診療行為コード.
    pub(crate) code: String,
    /// 省略漢字名称.
    pub(crate) name: String,
    /// 区分番号 with its 枝番: `D005`, `D002-2`.
    pub(crate) article: String,
    /// Whole points (the fraction of a yen is cut off).
    pub(crate) points: u64,
}

/// The act master of an edition.
pub(crate) fn files(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    units: &BTreeMap<String, String>,
) -> Result<Vec<File>, Fault> {
    let table = Table::read(tables, "acts.csv")?;
    let mut rows = Vec::new();
    for (index, line) in table.lines().enumerate() {
        if line.get(&edition.amounts[0])?.is_empty() {
            continue;
        }
        let row = row(line, index, edition, layouts, units)?;
        rows.push(row.finish().map_err(|message| line.fault(message))?);
    }
    let file = edition.files.acts.clone();
    let bytes = output::bytes(&file, &rows)?;
    Ok(vec![(file, bytes)])
}

/// The acts of an edition, in the order of their codes.
pub(crate) fn of(tables: &Path, edition: &Edition) -> Result<BTreeMap<String, EditionAct>, Fault> {
    let table = Table::read(tables, "acts.csv")?;
    let mut acts = BTreeMap::new();
    for line in table.lines() {
        let amount = line.get(&edition.amounts[0])?;
        if amount.is_empty() {
            continue;
        }
        let code = line.get("code")?.to_owned();
        let (mut name, mut place) = (line.get("name")?, line.get("place")?);
        for change in changes(line, edition)? {
            match change.map_err(|message| line.fault(message))? {
                ("name", value) => name = value,
                ("place", value) => place = value,
                _ => {}
            }
        }
        let whole = amount.split('.').next().unwrap_or_default();
        let act = EditionAct {
            code: code.clone(),
            name: name.to_owned(),
            article: article(place),
            points: whole.parse().map_err(|_| line.fault(format!("`{amount}` is no amount")))?,
        };
        if acts.insert(code.clone(), act).is_some() {
            return Err(line.fault(format!("{code} stands twice")));
        }
    }
    Ok(acts)
}

/// `2.03.D002.02.001` as a clerk cites it, `D002-2`.
fn article(place: &str) -> String {
    let mut parts = place.split('.').skip(2);
    let section = parts.next().unwrap_or_default();
    match parts.next().unwrap_or_default().trim_start_matches('0') {
        "" => section.to_owned(),
        branch => format!("{section}-{branch}"),
    }
}

fn changes<'a>(
    line: Line<'a>,
    edition: &Edition,
) -> Result<impl Iterator<Item = Result<(&'a str, &'a str), String>>, Fault> {
    let text = edition.changes.as_deref().map(|column| line.get(column)).transpose()?;
    Ok(attributes(text.unwrap_or_default()))
}

fn row<'a>(
    line: Line<'_>,
    index: usize,
    edition: &Edition,
    layouts: &'a Layouts,
    units: &BTreeMap<String, String>,
) -> Result<Row<'a>, Fault> {
    let mut row = Row::new(layouts.of("acts")?, Act::COLUMNS);
    let said = said(line, index, edition, units, &mut row)?;
    said.map_err(|message| line.fault(message))?;
    Ok(row)
}

fn said(
    line: Line<'_>,
    index: usize,
    edition: &Edition,
    units: &BTreeMap<String, String>,
    row: &mut Row<'_>,
) -> Result<Result<(), String>, Fault> {
    let [now, before] = &edition.amounts;
    let amount = line.get(now)?;
    let old = line.get(before)?;
    let name = line.get("name")?;
    let full_name = Some(line.get("full_name")?).filter(|text| !text.is_empty());
    let pairs: Vec<_> =
        attributes(line.get("attributes")?).chain(changes(line, edition)?).collect();
    let is_revised = edition.changes.is_some();
    let has_changes = changes(line, edition)?.next().is_some();
    let (code, section) = (line.get("code")?, line.get("place")?);
    Ok((|| {
        row.set_field("code", code)?;
        row.set_field("name", name)?;
        row.set_field("full_name", full_name.unwrap_or(name))?;
        row.set(87, &edition.from)?;
        place(row, section)?;
        row.set(89, &format!("{:05}0000", index.saturating_add(1)))?;
        for pair in pairs {
            match pair? {
                ("from", day) => row.set(87, day)?,
                ("through", day) => row.set(88, day)?,
                ("place", value) => place(row, value)?,
                (field, value) => row.set_field(field, value)?,
            }
        }
        row.set_field("amount", &hundredths(amount)?)?;
        if is_revised {
            row.set(87, &edition.from)?;
            row.set(
                1,
                if old.is_empty() {
                    "3"
                } else if old != amount || has_changes {
                    "5"
                } else {
                    "0"
                },
            )?;
            if !old.is_empty() {
                let kind = row.get(11).to_owned();
                row.set_field("old_amount_kind", &kind)?;
                row.set_field("old_amount", &hundredths(old)?)?;
            }
        }
        unit_name(row, units)
    })())
}

/// `章.部.区分番号.枝番.項番` into コード表用番号.
fn place(row: &mut Row<'_>, text: &str) -> Result<(), String> {
    let parts: Vec<_> = text.split('.').collect();
    let [chapter, part, section, branch, item] = parts.as_slice() else {
        return Err(format!("`{text}` is not 章.部.区分番号.枝番.項番"));
    };
    let letter = section.get(..1).unwrap_or_default();
    row.set_field("section_letter", letter)?;
    row.set_field("chapter", chapter)?;
    row.set_field("part", part)?;
    row.set_field("section", section.get(1..).unwrap_or_default())?;
    row.set_field("branch", branch)?;
    row.set_field("item", item)
}

/// データ規格名 and the like: the name of the unit whose code column 8 holds.
pub(crate) fn unit_name(row: &mut Row<'_>, units: &BTreeMap<String, String>) -> Result<(), String> {
    let code = row.get(8).to_owned();
    if code == "0" {
        return Ok(());
    }
    let name = units.get(&code).ok_or_else(|| format!("units.csv has no unit {code}"))?;
    row.set(10, name)
}

/// `291` as the masters print it, `291.00`.
pub(crate) fn hundredths(text: &str) -> Result<String, String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return Err(format!("`{text}` is no amount"));
    }
    Ok(format!("{whole}.{fraction:0<2}"))
}
