//! 行: one row of an official file, begun with what its layout leaves blank and filled in by column or by field.

use super::layout::Layout;
use santei_engine::masters::columns::Column;

/// A row of an official file.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    layout: &'a Layout,
    columns: &'static [Column],
    cells: Vec<String>,
}

impl<'a> Row<'a> {
    /// A row that says nothing; `columns` names the fields of the engine's row type.
    pub(crate) fn new(layout: &'a Layout, columns: &'static [Column]) -> Self {
        Self { layout, columns, cells: layout.blank.clone() }
    }

    /// Sets the cell with the 項番 `number`.
    pub(crate) fn set(&mut self, number: usize, text: &str) -> Result<(), String> {
        let cell = number.checked_sub(1).and_then(|index| self.cells.get_mut(index));
        text.clone_into(cell.ok_or_else(|| format!("no column {number}"))?);
        Ok(())
    }

    /// The cell with the 項番 `number`.
    pub(crate) fn get(&self, number: usize) -> &str {
        let cell = number.checked_sub(1).and_then(|index| self.cells.get(index));
        cell.map_or("", String::as_str)
    }

    /// Sets the cells of a field of the engine's row type; several cells are joined by `|`, and cells at the end
    /// that are left out are blank again.
    pub(crate) fn set_field(&mut self, field: &str, value: &str) -> Result<(), String> {
        let column = self.columns.iter().find(|column| column.field == field);
        let Column { number, width, .. } = *column.ok_or_else(|| format!("no field `{field}`"))?;
        let mut texts = value.split('|').filter(|_| !value.is_empty());
        for offset in 0..width {
            let number = number.saturating_add(offset);
            let blank = number.checked_sub(1).and_then(|index| self.layout.blank.get(index));
            let text = texts.next().or(blank.map(String::as_str)).unwrap_or_default();
            self.set(number, text)?;
        }
        match texts.next() {
            Some(more) => Err(format!("`{field}` has no place for `{more}`")),
            None => Ok(()),
        }
    }

    /// The finished cells: lengths of names are counted.
    pub(crate) fn finish(mut self) -> Result<Vec<String>, String> {
        for [length, name] in self.layout.lengths.clone() {
            let count = self.get(name).chars().count().to_string();
            self.set(length, &count)?;
        }
        Ok(self.cells)
    }
}

/// The parts of a list `field=value;field=value`.
pub(crate) fn attributes(text: &str) -> impl Iterator<Item = Result<(&str, &str), String>> {
    let parts = text.split(';').filter(|part| !part.is_empty());
    parts.map(|part| part.split_once('=').ok_or_else(|| format!("`{part}` is not field=value")))
}
