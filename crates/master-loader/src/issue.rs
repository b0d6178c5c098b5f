//! 版の読込: one official file becomes typed rows, or the list of everything wrong with it.

use crate::check::{check, decode};
use crate::error::{LoadError, LoadErrorKind};
use crate::layout::{Domain, Layout};
use crate::line::{Cells, lines};
use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::masters::cell::FromCells;
use santei_engine::masters::edition::{TableKind, UnreadCell};
use santei_engine::masters::table::Row;
use santei_engine::masters::text::TextPool;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many errors of one file are listed; the rest is counted.
pub(crate) const ERROR_LIMIT: usize = 1_000;

/// 変更区分: what happened to a row since the issue before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// 0 異動なし.
    None,
    /// 1 抹消: the row should never have been.
    Erased,
    /// 3 新規: a whole row.
    New,
    /// 2 復活, 5 変更: in a difference file only the columns that change are filled in.
    Changed,
    /// 9 廃止: the row ends.
    Ended,
}

/// A row of an issue, not yet merged with other issues.
#[derive(Clone, Debug)]
pub(crate) struct IssuedRow<'a, T> {
    pub(crate) change: Change,
    /// The first day; nothing if the row leaves it out.
    pub(crate) from: Option<NaiveDate>,
    /// The last day; nothing if the row leaves it out.
    pub(crate) through: Option<NaiveDate>,
    pub(crate) line: u64,
    /// Whether every figure is filled in.
    pub(crate) is_whole: bool,
    /// The row as it stands, with what it leaves out read as 0.
    pub(crate) row: T,
    /// The line it was read from.
    pub(crate) source: &'a [u8],
}

/// What one file said.
#[derive(Debug)]
pub(crate) struct Issue<'a, T> {
    pub(crate) is_difference: bool,
    pub(crate) rows: Vec<IssuedRow<'a, T>>,
    pub(crate) unread: Vec<UnreadCell>,
    pub(crate) errors: Vec<LoadError>,
    pub(crate) count: u32,
}

struct Reading<'a> {
    file: &'a str,
    layout: &'static Layout,
    is_difference: bool,
    errors: Vec<LoadError>,
    more: usize,
}

/// A fault of a row: the column, what was found, what was expected.
pub(crate) type RowFault = (usize, String, LoadErrorKind);

impl Reading<'_> {
    fn report(&mut self, line: u64, column: Option<usize>, found: String, kind: LoadErrorKind) {
        if self.errors.len() >= ERROR_LIMIT {
            self.more = self.more.saturating_add(1);
            return;
        }
        let error = LoadError::of_line(self.file, line, found, kind);
        let named = column.and_then(|number| self.layout.column(number));
        self.errors.push(match named {
            Some(column) => error.at(column.number, &column.name),
            None => error,
        });
    }
}

/// Reads a whole file of `kind`.
pub(crate) fn read<'a, T: Row>(
    file: &str,
    kind: TableKind,
    bytes: &'a [u8],
    code_of: impl Fn(&T) -> Option<u32>,
    texts: &mut TextPool,
) -> Issue<'a, T> {
    let layout = Layout::of(kind);
    let is_difference =
        !lines(bytes).any(|(_, line)| line.starts_with(b"\"0\"") || line.starts_with(b"0,"));
    let mut reading = Reading { file, layout, is_difference, errors: Vec::new(), more: 0 };
    let (mut rows, mut unread, mut count) = (Vec::new(), Vec::new(), 0_u32);
    let mut cells = Cells::default();
    for (line, source) in lines(bytes) {
        count = count.saturating_add(1);
        if let Err(kind) = cells.cut(source) {
            reading.report(line, None, source.len().to_string(), kind);
            continue;
        }
        if !layout.counts.contains(&cells.len()) {
            let expected = LoadErrorKind::ColumnCount(layout.counts.to_vec());
            reading.report(line, None, cells.len().to_string(), expected);
            continue;
        }
        let Some(decoded) = checked(&cells, line, &mut reading, texts) else { continue };
        let text: Vec<&str> = decoded.iter().map(Cow::as_ref).collect();
        match row::<T>(&text, &reading, texts) {
            Ok(issued) => {
                if let Some(code) = code_of(&issued.row) {
                    unread_cells(kind, code, &text, texts, &mut unread);
                }
                rows.push(IssuedRow { line, source, ..issued });
            }
            Err((column, found, kind)) => reading.report(line, Some(column), found, kind),
        }
    }
    duplicates(&rows, &mut reading);
    if count == 0 {
        reading.errors.push(LoadError::of_file(file, "", LoadErrorKind::NoRow));
    }
    if reading.more > 0 {
        reading.errors.push(LoadError::of_file(file, "", LoadErrorKind::More(reading.more)));
    }
    Issue { is_difference, rows, unread, errors: reading.errors, count }
}

/// The decoded cells of a line that was read before, padded to the newest layout.
pub(crate) fn cells_of(kind: TableKind, source: &[u8]) -> Vec<String> {
    let mut cells = Cells::default();
    if cells.cut(source).is_err() {
        return Vec::new();
    }
    let width = Layout::of(kind).columns.len();
    (0..width)
        .map(|index| decode(cells.get(index)).map(Cow::into_owned).unwrap_or_default())
        .collect()
}

/// The decoded cells of a line, padded to the newest layout; `None` if any is at fault.
fn checked<'a>(
    cells: &'a Cells,
    line: u64,
    reading: &mut Reading<'_>,
    texts: &mut TextPool,
) -> Option<Vec<Cow<'a, str>>> {
    let mut decoded = Vec::with_capacity(reading.layout.columns.len());
    let mut faults = Vec::new();
    for (index, column) in reading.layout.columns.iter().enumerate() {
        if index >= cells.len() {
            decoded.push(Cow::Borrowed(""));
            continue;
        }
        let bytes = cells.get(index);
        let left_out = reading.is_difference && bytes.is_empty();
        let checked = decode(bytes).and_then(|text| {
            if left_out { Ok(text) } else { check(column, &text, bytes, texts).map(|()| text) }
        });
        match checked {
            Ok(text) => decoded.push(text),
            Err((found, kind)) => faults.push((column.number, found, kind)),
        }
    }
    let sound = faults.is_empty();
    for (column, found, kind) in faults {
        reading.report(line, Some(column), found, kind);
    }
    sound.then_some(decoded)
}

fn row<'a, T: Row>(
    text: &[&str],
    reading: &Reading<'_>,
    texts: &mut TextPool,
) -> Result<IssuedRow<'a, T>, RowFault> {
    let layout = reading.layout;
    let cell = |number: usize| cell(text, number);
    let value =
        |column: usize, expected| (column, cell(column).to_owned(), LoadErrorKind::Value(expected));
    let change = match cell(1) {
        "0" => Change::None,
        "1" => Change::Erased,
        "2" | "5" => Change::Changed,
        "3" => Change::New,
        "9" => Change::Ended,
        _ => return Err(value(1, "one of 0, 1, 2, 3, 5, 9")),
    };
    let left_out = |column: &&crate::layout::ColumnLayout| {
        column.domain == Domain::Decimal && cell(column.number).is_empty()
    };
    let missing = layout.columns.iter().find(left_out);
    if let Some(column) = missing.filter(|_| !reading.is_difference || change == Change::New) {
        return Err(value(column.number, "digits with at most two decimals (`291.00`)"));
    }
    let (from, through) = days(text, layout, texts)?;
    let from = from.or(layout.is_timeless.then_some(NaiveDate::MIN));
    let needs_first_day = !reading.is_difference || change == Change::New;
    if from.is_none() && needs_first_day {
        return Err(value(layout.from.0, "the first day YYYYMMDD"));
    }
    let ends_early = from.zip(through).is_some_and(|(first, last)| last < first);
    if ends_early && !matches!(change, Change::Erased | Change::Ended) {
        return Err(value(layout.through, "a day not before the first day of the row"));
    }
    let row = T::read(text, texts).map_err(|(number, error)| value(number, error.expected))?;
    Ok(IssuedRow { change, from, through, line: 0, is_whole: missing.is_none(), row, source: &[] })
}

/// The first and last day as the row writes them; nothing where it leaves them out.
pub(crate) fn days(
    text: &[&str],
    layout: &Layout,
    texts: &mut TextPool,
) -> Result<(Option<NaiveDate>, Option<NaiveDate>), RowFault> {
    let mut date = |number: usize| {
        let found = cell(text, number);
        let read = <Option<NaiveDate>>::from_cells(&[found], texts);
        read.map_err(|error| (number, found.to_owned(), LoadErrorKind::Value(error.expected)))
    };
    let (first, second) = layout.from;
    let from = match date(first)? {
        Some(day) => Some(day),
        None => date(second)?,
    };
    let open = (!cell(text, layout.through).is_empty()).then_some(NaiveDate::MAX);
    Ok((from, date(layout.through)?.or(open)))
}

fn cell<'a>(text: &[&'a str], number: usize) -> &'a str {
    number.checked_sub(1).and_then(|index| text.get(index)).copied().unwrap_or_default()
}

/// Two rows for one key and day within a file.
fn duplicates<T: Row>(rows: &[IssuedRow<'_, T>], reading: &mut Reading<'_>) {
    let mut seen: BTreeMap<T::Key, Vec<(Span, u64)>> = BTreeMap::new();
    for issued in rows {
        let Some(from) = issued.from else { continue };
        let Ok(span) = Span::new(from, issued.through.unwrap_or(NaiveDate::MAX)) else { continue };
        let others = seen.entry(issued.row.key()).or_default();
        if let Some((_, line)) = others.iter().find(|(other, _)| other.overlaps(span)) {
            let key = format!("{:?}", issued.row.key());
            reading.report(issued.line, None, key, LoadErrorKind::Duplicate(*line));
        }
        others.push((span, issued.line));
    }
}

/// The values of a row in columns that no step reads and for which no reason is given.
fn unread_cells(
    kind: TableKind,
    code: u32,
    text: &[&str],
    texts: &mut TextPool,
    unread: &mut Vec<UnreadCell>,
) {
    for (column, cell) in Layout::of(kind).columns.iter().zip(text) {
        let blank = cell.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        if !blank && column.reader.is_empty() && column.reason.is_empty() {
            let number = u16::try_from(column.number);
            if let (Ok(column), Ok(value)) = (number, texts.intern(cell)) {
                unread.push(UnreadCell { table: kind, code, column, value });
            }
        }
    }
}
