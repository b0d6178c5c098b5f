//! 表: the rows of one master, sorted by key and day, never two for one key on one day.

use crate::masters::columns::Columns;
use crate::span::Span;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::fmt::Debug;
use thiserror::Error;

/// A row with a key and the span of days for which it speaks.
pub trait Row: Columns {
    /// What a day finds at most one row for.
    type Key: Ord + Copy + Debug;

    /// The row's key.
    fn key(&self) -> Self::Key;

    /// The days for which the row speaks.
    fn span(&self) -> Span;

    /// The same row, speaking for other days.
    fn set_span(&mut self, span: Span);
}

/// All rows of one master over all editions loaded.
#[derive(Clone, Debug)]
pub struct Table<T: Row> {
    rows: Vec<T>,
    keys: Vec<T::Key>,
    /// Where the rows of each key begin; empty when every key has one row.
    starts: Vec<u32>,
    /// The last day for which the table speaks.
    last_day: NaiveDate,
}

/// Two rows speak for one key on one day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("two rows for {key} speak on one day: {first:?} and {second:?}")]
pub struct Overlap {
    /// The key, printed.
    pub key: String,
    /// Span of the first row.
    pub first: Span,
    /// Span of the second row.
    pub second: Span,
}

impl<T: Row> Table<T> {
    /// A table of `rows` in any order.
    ///
    /// # Errors
    ///
    /// [`Overlap`] if two rows speak for one key on one day.
    pub fn new(mut rows: Vec<T>) -> Result<Self, Overlap> {
        let place = |row: &T| (row.key(), row.span().from());
        if !rows.is_sorted_by_key(place) {
            rows.sort_by_key(place);
        }
        let mut keys = Vec::with_capacity(rows.len());
        let mut before: Option<(T::Key, Span)> = None;
        let mut last_day = NaiveDate::MIN;
        for row in &rows {
            let (key, span) = (row.key(), row.span());
            last_day = last_day.max(span.through());
            match before {
                Some((last, first)) if last == key => {
                    if first.through() >= span.from() {
                        return Err(Overlap { key: format!("{key:?}"), first, second: span });
                    }
                }
                _ => keys.push(key),
            }
            before = Some((key, span));
        }
        let starts = if keys.len() == rows.len() { Vec::new() } else { starts(&rows) };
        Ok(Self { rows, keys, starts, last_day })
    }

    /// The row of `key` on `day`.
    pub fn find(&self, key: T::Key, day: NaiveDate) -> Option<&T> {
        self.versions(key).iter().find(|row| row.span().contains(day))
    }

    /// The same table, which speaks through `day` at least: a file may end rows early and none may be left to show it.
    #[must_use]
    pub fn speaking_through(mut self, day: NaiveDate) -> Self {
        self.last_day = self.last_day.max(day);
        self
    }

    /// The row of `key` on `day`, or, after the last day for which the table speaks, on that last day: a table stays in
    /// use until the issue that follows is at hand. A row that ended earlier (廃止年月日) stays ended.
    pub fn carried(&self, key: T::Key, day: NaiveDate) -> Option<&T> {
        self.find(key, day.min(self.last_day))
    }

    /// The same for the key with the dense number `index`.
    pub fn carried_at(&self, index: usize, day: NaiveDate) -> Option<&T> {
        let day = day.min(self.last_day);
        self.versions_at(index).iter().find(|row| row.span().contains(day))
    }

    /// The place of the row of `key` on `day` among [`Table::rows`].
    pub fn place(&self, key: T::Key, day: NaiveDate) -> Option<usize> {
        self.place_at(self.keys.binary_search(&key).ok()?, day)
    }

    /// The same for the key with the dense number `index`.
    pub fn place_at(&self, index: usize, day: NaiveDate) -> Option<usize> {
        let inside = self.block(index, index).iter().position(|row| row.span().contains(day))?;
        self.start(index)?.checked_add(inside)
    }

    /// Every version of `key`, by day.
    pub fn versions(&self, key: T::Key) -> &[T] {
        self.keys.binary_search(&key).map(|index| self.block(index, index)).unwrap_or_default()
    }

    /// Every row whose key `order` calls equal; `order` must agree with the order of the keys.
    pub fn matching(&self, order: impl Fn(T::Key) -> Ordering) -> &[T] {
        let first = self.keys.partition_point(|key| order(*key) == Ordering::Less);
        let after = self.keys.partition_point(|key| order(*key) != Ordering::Greater);
        if first < after { self.block(first, after.saturating_sub(1)) } else { &[] }
    }

    /// The dense number of `key`, its place among the sorted keys.
    pub fn dense(&self, key: T::Key) -> Option<usize> {
        self.keys.binary_search(&key).ok()
    }

    /// Every version of the key with the dense number `index`.
    pub fn versions_at(&self, index: usize) -> &[T] {
        self.block(index, index)
    }

    /// All rows, by key and day.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// All keys, rising.
    pub fn keys(&self) -> &[T::Key] {
        &self.keys
    }

    /// The rows alone, for a snapshot.
    pub fn into_rows(self) -> Vec<T> {
        self.rows
    }

    fn block(&self, first: usize, last: usize) -> &[T] {
        let after = last.checked_add(1).and_then(|next| self.start(next));
        let end = after.unwrap_or(self.rows.len());
        self.start(first).and_then(|start| self.rows.get(start..end)).unwrap_or_default()
    }

    fn start(&self, dense: usize) -> Option<usize> {
        if self.starts.is_empty() {
            return (dense < self.rows.len()).then_some(dense);
        }
        self.starts.get(dense).and_then(|start| usize::try_from(*start).ok())
    }
}

/// Where the rows of each key begin.
fn starts<T: Row>(rows: &[T]) -> Vec<u32> {
    let mut before = None;
    let firsts = (0..).zip(rows).filter(|(_, row)| before.replace(row.key()) != Some(row.key()));
    firsts.map(|(index, _)| index).collect()
}

impl<T: Row> Default for Table<T> {
    fn default() -> Self {
        let last_day = NaiveDate::MIN;
        Self { rows: Vec::new(), keys: Vec::new(), starts: Vec::new(), last_day }
    }
}

macro_rules! keyed {
    ($($row:ty => $key:ty, |$self:ident| $value:expr;)*) => {$(
        impl Row for $row {
            type Key = $key;

            fn key(&self) -> $key {
                let $self = self;
                $value
            }

            fn span(&self) -> Span {
                self.span
            }

            fn set_span(&mut self, span: Span) {
                self.span = span;
            }
        }
    )*};
}

use super::code::{ActCode, CommentCode, DiseaseCode, DrugCode, MaterialCode, ModifierCode};
use super::text::Text;
use super::{act, comment, disease, drug, material, rule_table};

keyed! {
    act::Act => ActCode, |row| row.code;
    drug::Drug => DrugCode, |row| row.code;
    material::Material => MaterialCode, |row| row.code;
    comment::Comment => CommentCode, |row| row.code();
    comment::CommentLink => (ActCode, CommentCode, u8, u16, u8), |row| (row.act, row.comment, row.notice, row.notice_item, row.branch);
    disease::Disease => DiseaseCode, |row| row.code;
    disease::Modifier => ModifierCode, |row| row.code;
    rule_table::Auxiliary => ActCode, |row| row.act;
    rule_table::Inclusion => (Text, ActCode), |row| (row.group, row.act);
    rule_table::Exclusion => (ActCode, ActCode), |row| (row.act, row.other);
    rule_table::InpatientAddition => (u16, ActCode), |row| (row.group, row.act);
    rule_table::Frequency => (ActCode, u16), |row| (row.act, row.unit);
}
