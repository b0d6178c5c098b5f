//! 特定器材マスター (t) from `materials.csv`.

use super::acts::{hundredths, unit_name};
use super::editions::Edition;
use super::layout::Layouts;
use super::row::{Row, attributes};
use super::table::Table;
use super::{Fault, File, output};
use santei_engine::masters::columns::Columns;
use santei_engine::masters::material::Material;
use std::collections::BTreeMap;
use std::path::Path;

/// The material master of an edition; none while its prices are not known.
pub(crate) fn files(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    units: &BTreeMap<String, String>,
) -> Result<Vec<File>, Fault> {
    let Some([prices, file]) = &edition.files.materials else { return Ok(Vec::new()) };
    let table = Table::read(tables, "materials.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let price = line.get(prices)?;
        if price.is_empty() {
            continue;
        }
        let (code, name, unit) = (line.get("code")?, line.get("name")?, line.get("unit")?);
        let full_name = Some(line.get("full_name")?).filter(|text| !text.is_empty());
        let said = line.get("attributes")?;
        let mut row = Row::new(layouts.of("materials")?, Material::COLUMNS);
        let set = || -> Result<Vec<String>, String> {
            row.set_field("code", code)?;
            row.set_field("name", name)?;
            row.set(37, full_name.unwrap_or(name))?;
            row.set_field("unit", unit)?;
            row.set_field("price", &hundredths(price)?)?;
            row.set(28, &edition.from)?;
            for pair in attributes(said) {
                let (field, value) = pair?;
                row.set_field(field, value)?;
            }
            unit_name(&mut row, units)?;
            row.finish()
        };
        rows.push(set().map_err(|message| line.fault(message))?);
    }
    Ok(vec![(file.clone(), output::bytes(file, &rows)?)])
}
