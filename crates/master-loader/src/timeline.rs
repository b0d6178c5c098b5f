//! 履歴: the issues of one kind of file, merged so that each day finds one row for a key.
//!
//! A row speaks from its first day until the row of the same key that follows it, its own last day or the end of
//! the revision it was issued under, whichever comes first. A whole edition also ends the rows it no longer has.
//! A changed row of a difference file fills in only what changes; the rest is that of the row before it.

use crate::error::{LoadError, LoadErrorKind};
use crate::issue::{Change, IssuedRow, RowFault, cells_of};
use crate::layout::Layout;
use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::table::Row;
use santei_engine::masters::text::TextPool;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of one issue with what the merging needs to know of it.
#[derive(Debug)]
pub(crate) struct DatedIssue<'a, T> {
    pub(crate) file: &'a str,
    pub(crate) issued: NaiveDate,
    pub(crate) is_difference: bool,
    /// The end of the revision for each first day of its rows; a whole edition has one end for all.
    pub(crate) ends: BTreeMap<NaiveDate, NaiveDate>,
    pub(crate) rows: Vec<IssuedRow<'a, T>>,
}

/// The merged rows, and the changes that had nothing to change.
#[derive(Debug)]
pub(crate) struct Merged<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) unapplied: Vec<LoadError>,
    pub(crate) errors: Vec<LoadError>,
}

struct Version<'a, T> {
    through: NaiveDate,
    cap: NaiveDate,
    row: T,
    source: Source<'a>,
}

enum Source<'a> {
    Line(&'a [u8]),
    Cells(Vec<String>),
}

type Versions<'a, T> = BTreeMap<NaiveDate, Version<'a, T>>;

/// Merges the issues, older first, a whole edition before the differences of the same day.
pub(crate) fn merge<T: Row>(
    kind: TableKind,
    mut issues: Vec<DatedIssue<'_, T>>,
    texts: &mut TextPool,
) -> Merged<T> {
    issues.sort_by_key(|issue| (issue.issued, issue.is_difference));
    let mut all: BTreeMap<T::Key, Versions<'_, T>> = BTreeMap::new();
    let (mut unapplied, mut errors) = (Vec::new(), Vec::new());
    for issue in issues {
        if !issue.is_difference {
            end_missing(&mut all, &issue);
        }
        for issued in issue.rows {
            let (key, line) = (issued.row.key(), issued.line);
            let place = |found: String, kind| LoadError::of_line(issue.file, line, found, kind);
            let versions = all.entry(key).or_default();
            match apply(
                kind,
                versions,
                issued,
                issue.issued,
                issue.is_difference,
                &issue.ends,
                texts,
            ) {
                Ok(true) => {}
                Ok(false) => unapplied.push(place(format!("{key:?}"), LoadErrorKind::NoBase)),
                Err((column, found, fault)) => {
                    let name =
                        Layout::of(kind).column(column).map_or("", |layout| layout.name.as_str());
                    errors.push(place(found, fault).at(column, name));
                }
            }
        }
    }
    Merged { rows: all.into_values().flat_map(finished).collect(), unapplied, errors }
}

/// A whole edition without a key: the key ended before the edition was issued.
fn end_missing<T: Row>(all: &mut BTreeMap<T::Key, Versions<'_, T>>, issue: &DatedIssue<'_, T>) {
    let held: BTreeSet<T::Key> = issue.rows.iter().map(|issued| issued.row.key()).collect();
    let last = issue.issued.pred_opt().unwrap_or(NaiveDate::MIN);
    for (_, versions) in all.iter_mut().filter(|(key, _)| !held.contains(key)) {
        end(versions, last);
    }
}

fn end<T>(versions: &mut Versions<'_, T>, last: NaiveDate) {
    versions.retain(|from, version| {
        version.through = version.through.min(last);
        *from <= version.through
    });
}

/// Brings a row of an issue into the versions of its key; false if it changes a row that is not at hand.
fn apply<'a, T: Row>(
    kind: TableKind,
    versions: &mut Versions<'a, T>,
    issued: IssuedRow<'a, T>,
    issue_day: NaiveDate,
    is_difference: bool,
    ends: &BTreeMap<NaiveDate, NaiveDate>,
    texts: &mut TextPool,
) -> Result<bool, RowFault> {
    let cap = |from: NaiveDate| ends.get(&from).copied().unwrap_or(NaiveDate::MAX);
    match issued.change {
        Change::Erased => {
            versions.clear();
            return Ok(true);
        }
        Change::Ended if is_difference => {
            let known = !versions.is_empty();
            end(versions, issued.through.unwrap_or(issue_day));
            return Ok(known);
        }
        Change::Changed if is_difference => {
            let first = issued.from.unwrap_or(issue_day).min(issue_day);
            let reaches = |version: &Version<'_, T>| {
                version.cap.min(version.through) >= first.pred_opt().unwrap_or(first)
            };
            if let Some((base_from, base)) =
                versions.last_key_value().filter(|(_, base)| reaches(base))
            {
                let from = issued.from.unwrap_or(*base_from);
                let end_of_base = base.through;
                let cells = overlaid(kind, &base.source, issued.source);
                let text: Vec<&str> = cells.iter().map(String::as_str).collect();
                let read = T::read(&text, texts);
                let row = read.map_err(|(number, error)| {
                    let found = number.checked_sub(1).and_then(|index| text.get(index)).copied();
                    let found = found.unwrap_or_default().to_owned();
                    (number, found, LoadErrorKind::Value(error.expected))
                })?;
                let through = issued.through.unwrap_or(end_of_base);
                let version =
                    Version { through, cap: cap(from), row, source: Source::Cells(cells) };
                versions.insert(from, version);
                return Ok(true);
            }
            if !issued.is_whole {
                return Ok(false);
            }
        }
        _ => {}
    }
    let (from, through) =
        (issued.from.unwrap_or(NaiveDate::MIN), issued.through.unwrap_or(NaiveDate::MAX));
    if from <= through {
        let version = Version {
            through,
            cap: cap(from),
            row: issued.row,
            source: Source::Line(issued.source),
        };
        versions.insert(from, version);
    } else {
        end(versions, through);
    }
    Ok(true)
}

/// The cells of the row before, with those the change fills in.
fn overlaid(kind: TableKind, base: &Source<'_>, change: &[u8]) -> Vec<String> {
    let mut cells = match base {
        Source::Line(line) => cells_of(kind, line),
        Source::Cells(cells) => cells.clone(),
    };
    for (cell, new) in cells.iter_mut().zip(cells_of(kind, change)) {
        if !new.is_empty() {
            *cell = new;
        }
    }
    cells
}

fn finished<T: Row>(versions: Versions<'_, T>) -> Vec<T> {
    let starts: Vec<NaiveDate> = versions.keys().copied().collect();
    let spans = versions.into_iter().enumerate().filter_map(|(index, (from, version))| {
        let next = starts.get(index.saturating_add(1)).and_then(NaiveDate::pred_opt);
        let through = version.through.min(version.cap).min(next.unwrap_or(NaiveDate::MAX));
        let mut row = version.row;
        row.set_span(Span::new(from, through).ok()?);
        Some(row)
    });
    spans.collect()
}
