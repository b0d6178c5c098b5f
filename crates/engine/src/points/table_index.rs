//! 電子点数表の索引: where the rows of each act stand in the tables of pairs and of counts, found once at load.
//!
//! A claim of twenty lines has two hundred pairs and four tables; few acts stand in a table at all, and of those
//! few with many others, so the search for a pair begins among the rows of its first act.

use crate::masters::Masters;
use crate::masters::code::ActCode;
use crate::masters::rule_table::{Exclusion, Frequency};
use crate::masters::table::{Row, Table};
use chrono::NaiveDate;
use std::ops::Range;

/// By the act's place in the act master.
#[derive(Debug)]
pub(crate) struct TableIndex {
    /// Where the keys of the act master with one beginning begin ([`beginning`]).
    beginnings: Vec<u32>,
    exclusions: [PairIndex; 4],
    frequencies: Vec<Range<u32>>,
}

/// One table of 背反.
#[derive(Debug)]
struct PairIndex {
    /// The keys with the act first.
    firsts: Vec<Range<u32>>,
    /// Whether the act stands second in any row.
    is_second: Vec<bool>,
}

impl TableIndex {
    pub(crate) fn new(masters: &Masters) -> Self {
        Self {
            beginnings: beginnings(masters.acts.keys()),
            exclusions: masters.exclusions.each_ref().map(|table| PairIndex::new(masters, table)),
            frequencies: ranges(masters, &masters.frequencies, |key| key.0),
        }
    }

    /// The place of the act's row on `day` in the act master.
    pub(crate) fn act(&self, masters: &Masters, code: ActCode, day: NaiveDate) -> Option<usize> {
        let own = beginning(code);
        let first = usize::try_from(*self.beginnings.get(own)?).ok()?;
        let last = usize::try_from(*self.beginnings.get(own.checked_add(1)?)?).ok()?;
        let inside = masters.acts.keys().get(first..last)?.binary_search(&code).ok()?;
        masters.acts.place_at(first.checked_add(inside)?, day)
    }

    /// The row of the pair in the table with this place (0 a day, 1 a month, 2 at the same time, 3 a week).
    pub(crate) fn pair<'m>(
        &self,
        masters: &'m Masters,
        table: usize,
        first: (usize, ActCode),
        second: (usize, ActCode),
        day: NaiveDate,
    ) -> Option<&'m Exclusion> {
        let index = self.exclusions.get(table)?;
        let own = index.firsts.get(first.0).filter(|own| !own.is_empty())?;
        if !index.is_second.get(second.0).copied()? {
            return None;
        }
        let table = masters.exclusions.get(table)?;
        let keys = table.keys().get(wide(own)?)?;
        let inside = keys.binary_search(&(first.1, second.1)).ok()?;
        table.carried_at(usize::try_from(own.start).ok()?.checked_add(inside)?, day)
    }

    /// Whether the act at place `row` stands first in the table with this place.
    pub(crate) fn is_first(&self, table: usize, row: usize) -> bool {
        let own = self.exclusions.get(table).and_then(|index| index.firsts.get(row));
        own.is_some_and(|own| !own.is_empty())
    }

    /// Whether the act at place `row` stands second in the table with this place.
    pub(crate) fn is_second(&self, table: usize, row: usize) -> bool {
        let own = self.exclusions.get(table).and_then(|index| index.is_second.get(row));
        own.copied().unwrap_or_default()
    }

    /// The limits of the act at place `row`, one a unit.
    pub(crate) fn frequencies<'m>(
        &self,
        masters: &'m Masters,
        row: usize,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'m Frequency> + use<'m> {
        let own = self.frequencies.get(row).and_then(wide).unwrap_or_default();
        own.filter_map(move |dense| masters.frequencies.carried_at(dense, day))
    }
}

impl PairIndex {
    fn new(masters: &Masters, table: &Table<Exclusion>) -> Self {
        let mut seconds: Vec<ActCode> = table.keys().iter().map(|key| key.1).collect();
        seconds.sort_unstable();
        seconds.dedup();
        let acts = masters.acts.rows().iter();
        Self {
            firsts: ranges(masters, table, |key| key.0),
            is_second: acts.map(|act| seconds.binary_search(&act.code).is_ok()).collect(),
        }
    }
}

/// Codes that share all but their last 13 bits, some eight thousand, lie in a block of a few dozen acts.
fn beginning(code: ActCode) -> usize {
    usize::try_from(code.number() >> 13).unwrap_or(usize::MAX)
}

fn beginnings(keys: &[ActCode]) -> Vec<u32> {
    let most = keys.last().map_or(0, |code| beginning(*code));
    let mut starts = Vec::with_capacity(most.saturating_add(2));
    let mut start = 0;
    for number in 0..=most.saturating_add(1) {
        let own = keys.get(start..).unwrap_or_default();
        start =
            own.iter().take_while(|code| beginning(**code) < number).count().saturating_add(start);
        starts.push(u32::try_from(start).unwrap_or(u32::MAX));
    }
    starts
}

/// For every row of the act master the dense numbers of the keys of its act.
fn ranges<T: Row>(
    masters: &Masters,
    table: &Table<T>,
    act: impl Fn(&T::Key) -> ActCode,
) -> Vec<Range<u32>> {
    let keys = table.keys();
    let place = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let rows = masters.acts.rows().iter().map(|row| {
        let first = keys.partition_point(|key| act(key) < row.code);
        let own = keys.get(first..).unwrap_or_default();
        let many = own.partition_point(|key| act(key) == row.code);
        place(first)..place(first.saturating_add(many))
    });
    rows.collect()
}

fn wide(range: &Range<u32>) -> Option<Range<usize>> {
    Some(usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?)
}
