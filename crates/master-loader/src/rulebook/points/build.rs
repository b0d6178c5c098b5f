//! 組立て: raw rows → the typed rule book, gathering every fault.

use super::raw::RawFile;
use super::reader::Reader;
use super::{clash, selector};
use crate::rulebook::{Places, RuleFault};
use santei_engine::rulebook::points::{OverlayNo, PointsBook, RuleNo, SelectorNo};
use std::collections::{BTreeMap, BTreeSet};

/// The rule book of the files given as (name, text), in any order.
///
/// # Errors
///
/// Every fault of every file, with its place.
pub fn points_book(files: &[(&str, &str)]) -> Result<PointsBook, Vec<RuleFault>> {
    points_book_with(files, &[])
}

/// The rule book of the supplied files, with the rows of overlays added and those they silence silenced.
///
/// # Errors
///
/// Every fault of every file, with its place.
pub fn points_book_with(
    files: &[(&str, &str)],
    overlays: &[(&str, &str)],
) -> Result<PointsBook, Vec<RuleFault>> {
    let mut builder = Builder::default();
    let mut files: Vec<_> = files.to_vec();
    files.sort_unstable();
    for (name, text) in files {
        builder.read(name, text, false);
    }
    for (name, text) in overlays {
        builder.read(name, text, true);
    }
    builder.book.holidays.sort_unstable();
    builder.book.holidays.dedup();
    builder.refuse_clashes();
    if builder.faults.is_empty() { Ok(builder.book) } else { Err(builder.faults) }
}

#[derive(Default)]
pub(super) struct Builder {
    pub(super) book: PointsBook,
    pub(super) ids: BTreeSet<String>,
    pub(super) selectors: BTreeMap<Vec<String>, SelectorNo>,
    /// Rows that no overlay can silence, because they are kept in another form.
    pub(super) fixed: BTreeSet<RuleNo>,
    /// Where the id of each rule stands.
    pub(super) heads: Vec<RuleFault>,
    /// The overlay whose rows are read.
    pub(super) overlay: Option<OverlayNo>,
    pub(super) faults: Vec<RuleFault>,
}

impl Builder {
    fn read(&mut self, name: &str, text: &str, is_overlay: bool) {
        let places = Places::new(name, text);
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => self.file(places, &raw, is_overlay),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.faults.push(places.fault(at, "", error.message()));
            }
        }
    }

    fn refuse_clashes(&mut self) {
        for (rule, other) in clash::clashes(&self.book) {
            let other = self.book.meta(other).map(|meta| meta.id.clone()).unwrap_or_default();
            let head = usize::try_from(rule.0).ok().and_then(|place| self.heads.get(place));
            if let Some(head) = head.cloned() {
                let expected = format!("a row that does not speak at once with `{other}`");
                self.faults.push(RuleFault { expected, ..head });
            }
        }
    }

    fn file(&mut self, places: Places<'_>, raw: &RawFile, is_overlay: bool) {
        let mut reader = Reader { builder: self, places };
        reader.read_overlay(raw, is_overlay);
        reader.read_charges(raw);
        reader.read_rules(raw);
        reader.read_counts(raw);
        reader.read_tests(raw);
        reader.read_medication(raw);
    }
}

/// The number of a selector; equal texts share one.
pub(super) fn select(builder: &mut Builder, texts: &[&str]) -> Result<SelectorNo, String> {
    let key: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    if let Some(known) = builder.selectors.get(&key) {
        return Ok(*known);
    }
    let made = selector::selector(texts)?;
    let number =
        u32::try_from(builder.book.selectors.len()).map_err(|_| "fewer selectors".to_owned())?;
    builder.book.selectors.push(made);
    builder.selectors.insert(key, SelectorNo(number));
    Ok(SelectorNo(number))
}
