//! 傷病名マスター (b) and 修飾語マスター (z) from `diseases.csv` and `modifiers.csv`.

use super::editions::DiseaseEdition;
use super::layout::Layouts;
use super::row::{Row, attributes};
use super::table::Table;
use super::{Fault, File, output};
use santei_engine::masters::columns::Columns;
use santei_engine::masters::disease::{Disease, Modifier};
use std::path::Path;

/// The longest 傷病名省略名称, in characters.
const SHORT: usize = 20;

/// The disease master and the modifiers.
pub(crate) fn files(
    tables: &Path,
    edition: &DiseaseEdition,
    layouts: &Layouts,
) -> Result<Vec<File>, Fault> {
    Ok(vec![diseases(tables, edition, layouts)?, modifiers(tables, edition, layouts)?])
}

fn diseases(tables: &Path, edition: &DiseaseEdition, layouts: &Layouts) -> Result<File, Fault> {
    let table = Table::read(tables, "diseases.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let (code, name, said) = (line.get("code")?, line.get("name")?, line.get("attributes")?);
        let icd10 = line.get("icd10")?;
        let mut row = Row::new(layouts.of("diseases")?, Disease::COLUMNS);
        let set = || -> Result<Vec<String>, String> {
            row.set_field("code", code)?;
            row.set_field("name", name)?;
            row.set(8, &name.chars().take(SHORT).collect::<String>())?;
            row.set_field("successor", code)?;
            row.set_field("icd10", icd10)?;
            row.set(22, &edition.from)?;
            for pair in attributes(said) {
                let (field, value) = pair?;
                row.set_field(field, value)?;
            }
            row.finish()
        };
        rows.push(set().map_err(|message| line.fault(message))?);
    }
    Ok((edition.diseases.clone(), output::bytes(&edition.diseases, &rows)?))
}

fn modifiers(tables: &Path, edition: &DiseaseEdition, layouts: &Layouts) -> Result<File, Fault> {
    let table = Table::read(tables, "modifiers.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let (code, name, kind) = (line.get("code")?, line.get("name")?, line.get("kind")?);
        let mut row = Row::new(layouts.of("modifiers")?, Modifier::COLUMNS);
        let set = || -> Result<Vec<String>, String> {
            row.set_field("code", code)?;
            row.set_field("name", name)?;
            row.set_field("kind", kind)?;
            row.set(14, &edition.from)?;
            row.finish()
        };
        rows.push(set().map_err(|message| line.fault(message))?);
    }
    Ok((edition.modifiers.clone(), output::bytes(&edition.modifiers, &rows)?))
}
