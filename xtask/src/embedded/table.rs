//! 表: one compact table of `masters/table`, UTF-8 with a header; lines that begin with `#` are for the reader.

use super::Fault;
use std::collections::BTreeMap;
use std::path::Path;

/// A compact table.
#[derive(Debug)]
pub(crate) struct Table {
    name: String,
    header: csv::StringRecord,
    records: Vec<csv::StringRecord>,
}

/// One line of a compact table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl Table {
    /// Reads `name` in the folder `tables`.
    pub(crate) fn read(tables: &Path, name: &str) -> Result<Self, Fault> {
        let path = tables.join(name);
        let bytes = std::fs::read(&path).map_err(|source| Fault::File { path, source })?;
        let mut reader =
            csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(bytes.as_slice());
        let fault = |error: csv::Error| Fault::Table {
            table: name.to_owned(),
            line: error.position().map_or(0, csv::Position::line),
            message: error.to_string(),
        };
        let header = reader.headers().map_err(fault)?.clone();
        let records = reader.records().collect::<Result<_, _>>().map_err(fault)?;
        Ok(Self { name: name.to_owned(), header, records })
    }

    /// The lines in their order.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.records.iter().map(move |record| Line { table: self, record })
    }

    /// A table of two columns as a map.
    pub(crate) fn pairs(&self, key: &str, value: &str) -> Result<BTreeMap<String, String>, Fault> {
        let pair = |line: Line<'_>| Ok((line.get(key)?.to_owned(), line.get(value)?.to_owned()));
        self.lines().map(pair).collect()
    }
}

impl<'a> Line<'a> {
    /// The cell of the column `name`.
    pub(crate) fn get(self, name: &str) -> Result<&'a str, Fault> {
        let index = self.table.header.iter().position(|column| column == name);
        let cell = index.and_then(|index| self.record.get(index));
        cell.ok_or_else(|| self.fault(format!("no column `{name}`")))
    }

    /// Whether the line stands in the edition: its column `edition` is empty or names it.
    pub(crate) fn is_of(self, edition: &str) -> Result<bool, Fault> {
        let named = self.get("edition")?;
        Ok(named.is_empty() || named == edition)
    }

    /// A fault of this line.
    pub(crate) fn fault(self, message: impl Into<String>) -> Fault {
        Fault::Table {
            table: self.table.name.clone(),
            line: self.record.position().map_or(0, csv::Position::line),
            message: message.into(),
        }
    }
}
