//! コード表: what the codes of the 地単公費マスター mean (`layouts/chitan_codes.csv`).

use super::cells::{CellFault, Row};
use crate::error::LoadErrorKind;
use std::cell::RefCell;
use std::sync::LazyLock;

struct Code {
    column: usize,
    text: String,
    meaning: String,
    doubt: String,
}

static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| {
    let mut reader =
        csv::Reader::from_reader(&include_bytes!("../../layouts/chitan_codes.csv")[..]);
    let rows = reader.records().filter_map(Result::ok);
    rows.filter_map(|row| {
        let cell = |index: usize| row.get(index).unwrap_or_default().to_owned();
        Some(Code {
            column: cell(0).parse().ok()?,
            text: cell(1),
            meaning: cell(2),
            doubt: cell(3),
        })
    })
    .collect()
});

/// The codes of one row, with the doubts of those that were used.
#[derive(Debug)]
pub(super) struct Coded<'a> {
    pub(super) row: &'a Row,
    doubts: RefCell<Vec<&'static str>>,
}

impl<'a> Coded<'a> {
    pub(super) const fn new(row: &'a Row) -> Self {
        Self { row, doubts: RefCell::new(Vec::new()) }
    }

    /// What is doubtful about the layout as a whole: the line for column 0.
    fn of_layout() -> Option<&'static str> {
        let found = CODES.iter().find(|code| code.column == 0);
        found.map(|code| code.doubt.as_str()).filter(|doubt| !doubt.is_empty())
    }

    /// The meaning of a coded cell; nothing where it is empty.
    pub(super) fn meaning(&self, column: usize) -> Result<Option<&'static str>, CellFault> {
        let text = self.row.cell(column);
        if text.is_empty() {
            return Ok(None);
        }
        let mut of_column = CODES.iter().filter(|code| code.column == column);
        let Some(found) = of_column.clone().find(|code| code.text == text) else {
            let known: Vec<&str> = of_column.by_ref().map(|code| code.text.as_str()).collect();
            return Err(CellFault { column, kind: LoadErrorKind::Code(known.join(", ")) });
        };
        if !found.doubt.is_empty() && !self.doubts.borrow().contains(&found.doubt.as_str()) {
            self.doubts.borrow_mut().push(&found.doubt);
        }
        Ok(Some(&found.meaning))
    }

    /// A flag.
    pub(super) fn flag(&self, column: usize) -> Result<Option<bool>, CellFault> {
        Ok(self.meaning(column)?.map(|meaning| meaning == "yes"))
    }

    /// Why the row is not confirmed.
    pub(super) fn doubt(&self) -> Option<String> {
        let doubts = self.doubts.borrow();
        let all: Vec<&str> = Self::of_layout().into_iter().chain(doubts.iter().copied()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn every_line_of_the_code_table_is_read() {
        let text = include_str!("../../layouts/chitan_codes.csv");
        assert_eq!(CODES.len() + 1, text.lines().count());
        assert!(CODES.iter().all(|code| (0..=94).contains(&code.column)));
    }
}
