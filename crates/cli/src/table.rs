//! 表: columns of text that stand under each other, also with letters two cells wide.

use crate::failure::Failure;
use crate::output::Output;
use unicode_width::UnicodeWidthStr;

/// Rows of cells below a row of heads.
#[derive(Debug)]
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
}

impl Table {
    /// A table with these heads.
    pub(crate) fn new(heads: &[&str]) -> Self {
        if heads.is_empty() {
            return Self { rows: Vec::new(), right: Vec::new() };
        }
        Self {
            rows: vec![heads.iter().map(|head| (*head).to_owned()).collect()],
            right: Vec::new(),
        }
    }

    /// The same table, with the columns at these places set to the right.
    pub(crate) fn right(self, columns: &[usize]) -> Self {
        Self { right: columns.to_vec(), ..self }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Prints the table, two spaces between columns.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it cannot be written.
    pub(crate) fn print(&self, output: &mut Output) -> Result<(), Failure> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..count).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for ((column, cell), width) in row.iter().enumerate().zip(&widths) {
                let blank = " ".repeat(width.saturating_sub(cell.width()));
                let between = if column > 0 { "  " } else { "" };
                let (before, after) = if self.right.contains(&column) {
                    (blank.as_str(), "")
                } else {
                    ("", blank.as_str())
                };
                line.extend([between, before, cell, after]);
            }
            output.line(line.trim_end())?;
        }
        Ok(())
    }
}
