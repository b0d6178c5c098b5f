//! 行と項目: a subsidy file cut into lines and checked cells.

use super::SubsidyFile;
use crate::error::{LoadError, LoadErrorKind};
use crate::layout::{Domain, Mode};
use chrono::NaiveDate;
use csv::{ByteRecord, ReaderBuilder};
use santei_engine::rulebook::copay_programme::UnreadColumn;

/// A line: its cells, and where its faults go.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) kind: SubsidyFile,
    pub(super) line: u64,
    cells: Vec<String>,
}

/// A fault of a cell: its column, and what was expected.
#[derive(Clone, Debug)]
pub(super) struct CellFault {
    pub(super) column: usize,
    pub(super) kind: LoadErrorKind,
}

impl Row {
    /// The cell of a column, counted from 1, without spaces around it; `ー` stands for nothing.
    pub(super) fn cell(&self, column: usize) -> &str {
        let cell = column.checked_sub(1).and_then(|index| self.cells.get(index));
        let text = cell.map_or("", |text| text.trim());
        if text == "ー" { "" } else { text }
    }

    /// A number, if the cell holds one.
    pub(super) fn number<T: std::str::FromStr>(
        &self,
        column: usize,
    ) -> Result<Option<T>, CellFault> {
        match self.cell(column) {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.expected(column, "a number")),
            },
        }
    }

    /// A fault: the cell is not what it should be.
    #[expect(clippy::unused_self, reason = "a fault is one of the row, beside `cell` and `number`")]
    pub(super) fn expected(&self, column: usize, what: &'static str) -> CellFault {
        CellFault { column, kind: LoadErrorKind::Value(what) }
    }

    /// The error of a fault.
    pub(super) fn error(&self, file: &str, fault: CellFault) -> LoadError {
        let found = self.cell(fault.column).to_owned();
        let error = LoadError::of_line(file, self.line, found, fault.kind);
        let index = fault.column.checked_sub(1);
        match index.and_then(|index| self.kind.columns().get(index)) {
            Some(column) => error.at(column.number, &column.name),
            None => error,
        }
    }

    /// Columns with a value that no step reads and for which no reason is given.
    pub(super) fn unread(&self, file: &str) -> Vec<UnreadColumn> {
        let columns = self.kind.columns().iter();
        columns
            .filter(|column| column.reader.is_empty() && column.reason.is_empty())
            .filter(|column| !matches!(self.cell(column.number), "" | "0"))
            .map(|column| self.unread_column(file, column.number))
            .collect()
    }

    /// A column as one whose value is not read.
    pub(super) fn unread_column(&self, file: &str, number: usize) -> UnreadColumn {
        let index = number.checked_sub(1);
        let column = index.and_then(|index| self.kind.columns().get(index));
        UnreadColumn {
            file: file.to_owned(),
            line: self.line,
            number,
            name: column.map(|column| column.name.clone()).unwrap_or_default(),
        }
    }
}

/// How many cells the first line has.
pub(super) fn first_width(bytes: &[u8]) -> Option<usize> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    reader.byte_records().next()?.ok().map(|record| record.len())
}

/// The rows of a file; what is wrong with cells goes to `errors`.
pub(super) fn rows(
    kind: SubsidyFile,
    file: &str,
    bytes: &[u8],
    errors: &mut Vec<LoadError>,
) -> Vec<Row> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1_u64, 0_usize);
    for (place, record) in reader.byte_records().enumerate() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let kind = LoadErrorKind::Conflict(error.to_string());
                errors.push(LoadError::of_file(file, "", kind));
                break;
            }
        };
        line = line.saturating_add(lines_before(bytes, &mut counted, record.position()));
        match row(kind, file, line, &record, errors) {
            Some(row) if place == 0 && is_heading(kind, &row) => {}
            Some(row) => rows.push(row),
            None => {}
        }
    }
    if rows.is_empty() && errors.is_empty() {
        errors.push(LoadError::of_file(file, "", LoadErrorKind::NoRow));
    }
    rows.retain(|row| check(file, row, errors));
    rows
}

/// Line ends between the bytes counted so far and the first byte of a record.
///
/// A reader's position is behind the CR of the record before, so a record seems to begin with its LF.
fn lines_before(bytes: &[u8], counted: &mut usize, position: Option<&csv::Position>) -> u64 {
    let start = position.and_then(|one| usize::try_from(one.byte()).ok()).unwrap_or(*counted);
    let ends = bytes.get(start..).unwrap_or_default().iter();
    let start = start.saturating_add(ends.take_while(|byte| matches!(byte, b'\r' | b'\n')).count());
    let passed = bytes.get(*counted..start).unwrap_or_default();
    *counted = start;
    passed.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// The line of headings has no number where the rows have one.
fn is_heading(kind: SubsidyFile, row: &Row) -> bool {
    let number = match kind {
        SubsidyFile::National => row.cell(1),
        SubsidyFile::Local => row.cell(8),
    };
    number.is_empty() || number.bytes().any(|byte| !byte.is_ascii_digit())
}

fn row(
    kind: SubsidyFile,
    file: &str,
    line: u64,
    record: &ByteRecord,
    errors: &mut Vec<LoadError>,
) -> Option<Row> {
    let expected = kind.columns().len();
    if record.len() != expected {
        let wrong = LoadErrorKind::ColumnCount(vec![expected]);
        errors.push(LoadError::of_line(file, line, record.len().to_string(), wrong));
        return None;
    }
    let mut cells = Vec::with_capacity(expected);
    for (column, bytes) in kind.columns().iter().zip(record) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            let found: Vec<String> =
                bytes.iter().take(12).map(|one| format!("{one:02X}")).collect();
            let error = LoadError::of_line(file, line, found.join(" "), LoadErrorKind::NotUtf8);
            errors.push(error.at(column.number, &column.name));
            return None;
        };
        cells.push(text.to_owned());
    }
    Some(Row { kind, line, cells })
}

/// Modes, lengths and dates; whether all are sound.
fn check(file: &str, row: &Row, errors: &mut Vec<LoadError>) -> bool {
    let before = errors.len();
    for column in row.kind.columns() {
        let text = row.cell(column.number);
        let fault = if text.len() > column.max_bytes {
            Some(LoadErrorKind::TooLong(column.max_bytes))
        } else if column.mode == Mode::Digits && !text.bytes().all(|byte| byte.is_ascii_digit()) {
            Some(LoadErrorKind::Mode("digits"))
        } else if column.domain == Domain::Date && !text.is_empty() && day(text).is_none() {
            Some(LoadErrorKind::Value("a date YYYYMMDD"))
        } else {
            None
        };
        if let Some(kind) = fault {
            errors.push(row.error(file, CellFault { column: column.number, kind }));
        }
    }
    errors.len() == before
}

/// A day written `YYYYMMDD` or `YYYY-MM-DD`; nines are no end.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    if matches!(text, "99999999" | "99991231" | "9999-12-31") {
        return Some(NaiveDate::MAX);
    }
    let digits: String = text.chars().filter(|letter| *letter != '-').collect();
    NaiveDate::parse_from_str(&digits, "%Y%m%d").ok().filter(|_| digits.len() == 8)
}
