//! 医薬品マスター (y) from `drugs.csv`.

use super::acts::{hundredths, unit_name};
use super::editions::DrugEdition;
use super::layout::Layouts;
use super::row::{Row, attributes};
use super::table::Table;
use super::{Fault, File, output};
use santei_engine::masters::columns::Columns;
use santei_engine::masters::drug::Drug;
use std::collections::BTreeMap;
use std::path::Path;

/// The drug master of one list of prices.
pub(crate) fn file(
    tables: &Path,
    edition: &DrugEdition,
    layouts: &Layouts,
    units: &BTreeMap<String, String>,
) -> Result<File, Fault> {
    let table = Table::read(tables, "drugs.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let price = line.get(&edition.prices)?;
        if price.is_empty() {
            continue;
        }
        let (code, name, unit) = (line.get("code")?, line.get("name")?, line.get("unit")?);
        let said = line.get("attributes")?;
        let changes = edition.changes.as_deref().map(|column| line.get(column)).transpose()?;
        let pairs: Vec<_> =
            attributes(said).chain(attributes(changes.unwrap_or_default())).collect();
        let mut row = Row::new(layouts.of("drugs")?, Drug::COLUMNS);
        let set = || -> Result<Vec<String>, String> {
            row.set_field("code", code)?;
            row.set_field("name", name)?;
            row.set_field("unit", unit)?;
            row.set_field("price", &hundredths(price)?)?;
            row.set(30, &edition.from)?;
            for pair in pairs {
                match pair? {
                    ("from", day) if day > edition.from.as_str() => row.set(30, day)?,
                    ("from", _) => {}
                    ("through", day) => row.set(31, day)?,
                    (field, value) => row.set_field(field, value)?,
                }
            }
            unit_name(&mut row, units)?;
            row.finish()
        };
        rows.push(set().map_err(|message| line.fault(message))?);
    }
    Ok((edition.file.clone(), output::bytes(&edition.file, &rows)?))
}
