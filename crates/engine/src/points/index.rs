//! 索引: the rule book against one set of masters: which rows speak of which act, found once at load.
//!
//! Every row of the act master has a number; a selector becomes a set of such numbers, and every act knows the
//! rows of the rule book in which it plays a part, so that a claim asks only the rules that concern it.

use super::finders::{Finder, finders, finders_of};
use super::sheet::Cause;
use super::table_index::TableIndex;
use super::ties::TIES;
use crate::masters::act::Act;
use crate::masters::code::ActCode;
use crate::masters::{Absence, Masters};
use crate::rulebook::points::{PointsBook, RuleNo, SelectorNo};
use crate::span::Span;
use chrono::NaiveDate;

/// ルールブック compiled against masters.
#[derive(Debug)]
pub struct PointsRules<'m> {
    /// The masters.
    pub masters: &'m Masters,
    /// The rule book.
    pub book: &'m PointsBook,
    /// Where each act stands in the tables of the 電子点数表.
    pub(crate) tables: TableIndex,
    /// The acts that the engine finds by itself, and by what.
    pub(crate) finders: Vec<Finder>,
    /// The days of every rule, side by side, and whether an overlay silences it on some of them.
    spans: Vec<(Span, bool)>,
    /// One bit an act, [`PointsRules::words`] words a selector.
    sets: Vec<u64>,
    words: usize,
    /// The rows in which each act plays a part, act by act and part by part.
    roles: Vec<u32>,
    /// Where the rows of each act and part begin.
    starts: Vec<u32>,
}

/// A part in a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A base of an addition.
    AdditionBase,
    /// A base of a percentage.
    PercentBase,
    /// An act with requirements.
    Required,
    /// An act that includes others.
    InclusionParent,
    /// One side of an exclusion.
    ExclusionFirst,
    /// The other side of an exclusion.
    ExclusionSecond,
    /// An act counted by a limit.
    Limited,
    /// An act freed from a row of table 05.
    FrequencyOff,
    /// A test that needs a specimen.
    Specimen,
    /// An act reduced the second time.
    Reduced,
    /// An act billed at a part or multiple.
    Factored,
    /// An act shut within a month of 初診.
    FirstMonth,
    /// An age addition with exceptions.
    AgeException,
    /// An act of 同一手術野.
    SameField,
    /// An act that raises an open question.
    Open,
    /// An act that the engine finds ([`PointsRules::finders`]).
    Found,
    /// An act that a column ties to others ([`TIES`]).
    Tied,
    /// An addition that the rule book ties to its bases.
    Attached,
}

/// How many parts there are.
const PARTS: usize = 18;

impl<'m> PointsRules<'m> {
    /// The rule book against the masters.
    pub fn new(masters: &'m Masters, book: &'m PointsBook) -> Self {
        let acts = masters.acts.rows();
        let words = acts.len().div_ceil(64);
        let mut sets = vec![0_u64; words.saturating_mul(book.selectors.len())];
        for (selector, bits) in book.selectors.iter().zip(sets.chunks_mut(words.max(1))) {
            for (index, act) in acts.iter().enumerate() {
                if selector.names(act)
                    && let Some(word) = bits.get_mut(index >> 6)
                {
                    *word |= 1 << (index & 63);
                }
            }
        }
        let mut rules = Self {
            masters,
            book,
            tables: TableIndex::new(masters),
            finders: finders(masters, book),
            spans: book.metas.iter().map(|meta| (meta.span, !meta.silenced.is_empty())).collect(),
            sets,
            words,
            roles: Vec::new(),
            starts: Vec::new(),
        };
        rules.cast();
        rules
    }

    /// Finds every act's parts.
    fn cast(&mut self) {
        let mut parts = parts(self.book);
        parts.sort_by_key(|(part, row, _)| (*part, *row));
        let (mut roles, mut starts) = (Vec::new(), Vec::new());
        for (index, act) in self.masters.acts.rows().iter().enumerate() {
            let mut own = parts.iter().filter(|(_, _, acts)| self.names(*acts, index)).peekable();
            for part in 0..PARTS {
                starts.push(place(roles.len()));
                while let Some((_, row, _)) = own.next_if(|(own, _, _)| own.number() == part) {
                    roles.push(place(*row));
                }
                if part == Part::Tied.number() {
                    let ties = TIES.iter().enumerate().filter(|(_, tie)| tie.asks(act));
                    roles.extend(ties.map(|(row, _)| place(row)));
                }
                if part == Part::Found.number() {
                    roles.extend(finders_of(&self.finders, act.code).map(place));
                }
            }
        }
        starts.push(place(roles.len()));
        (self.roles, self.starts) = (roles, starts);
    }

    /// 診療行為 on a day, with its place in the act master.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub(crate) fn act(&self, code: ActCode, day: NaiveDate) -> Result<(&'m Act, usize), Absence> {
        let found = self.tables.act(self.masters, code, day);
        let row = found.and_then(|row| Some((self.masters.acts.rows().get(row)?, row)));
        match row {
            Some(found) => Ok(found),
            None => self.masters.act(code, day).map(|act| (act, usize::MAX)),
        }
    }

    /// Whether the selector names the act at place `row` of the act master.
    pub(crate) fn names(&self, selector: SelectorNo, row: usize) -> bool {
        let word = row >> 6;
        usize::try_from(selector.0)
            .ok()
            .filter(|_| word < self.words)
            .and_then(|number| self.sets.get(number.checked_mul(self.words)?.checked_add(word)?))
            .is_some_and(|word| word >> (row & 63) & 1 == 1)
    }

    /// Whether a rule speaks for `day`.
    pub(crate) fn speaks(&self, rule: RuleNo, day: NaiveDate) -> bool {
        let span = usize::try_from(rule.0).ok().and_then(|number| self.spans.get(number));
        span.is_some_and(|(span, is_silenced)| {
            span.contains(day) && (!is_silenced || self.book.speaks(rule, day))
        })
    }

    /// What finds the act at place `row` on a day by itself.
    pub(crate) fn finders_on(
        &self,
        row: usize,
        day: NaiveDate,
    ) -> impl Iterator<Item = &Finder> + use<'_> {
        let all = self.rows(row, Part::Found).filter_map(|place| self.finders.get(place));
        all.filter(move |finder| match finder.cause {
            Cause::Rule(rule) => self.speaks(rule, day),
            _ => true,
        })
    }

    /// The rows of one part that the act at place `row` plays, as places of the mechanism's list.
    pub(crate) fn rows(&self, row: usize, part: Part) -> impl Iterator<Item = usize> + use<'_> {
        let own = || {
            let first = row.checked_mul(PARTS)?.checked_add(part.number())?;
            let start = self.starts.get(first)?;
            let end = self.starts.get(first.checked_add(1)?)?;
            self.roles.get(usize::try_from(*start).ok()?..usize::try_from(*end).ok()?)
        };
        let rows = own().unwrap_or_default().iter();
        rows.filter_map(|row| usize::try_from(*row).ok())
    }
}

impl Part {
    /// The part's place among all parts.
    const fn number(self) -> usize {
        match self {
            Self::AdditionBase => 0,
            Self::PercentBase => 1,
            Self::Required => 2,
            Self::InclusionParent => 3,
            Self::ExclusionFirst => 4,
            Self::ExclusionSecond => 5,
            Self::Limited => 6,
            Self::FrequencyOff => 7,
            Self::Specimen => 8,
            Self::Reduced => 9,
            Self::Factored => 10,
            Self::FirstMonth => 11,
            Self::AgeException => 12,
            Self::SameField => 13,
            Self::Open => 14,
            Self::Found => 15,
            Self::Tied => 16,
            Self::Attached => 17,
        }
    }
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn parts(book: &PointsBook) -> Vec<(Part, usize, SelectorNo)> {
    let mut all = Vec::new();
    let mut add = |part, row, selector| all.push((part, row, selector));
    for (row, entry) in book.additions.iter().enumerate() {
        add(Part::AdditionBase, row, entry.to);
    }
    for (row, entry) in book.percents.iter().enumerate() {
        add(Part::PercentBase, row, entry.to);
    }
    for (row, entry) in book.requirements.iter().enumerate() {
        add(Part::Required, row, entry.acts);
    }
    for (row, entry) in book.attachments.iter().enumerate() {
        add(Part::Attached, row, entry.acts);
    }
    for (row, entry) in book.inclusions.iter().enumerate() {
        add(Part::InclusionParent, row, entry.parent);
    }
    for (row, entry) in book.exclusions.iter().enumerate() {
        add(Part::ExclusionFirst, row, entry.first);
        add(Part::ExclusionSecond, row, entry.second);
    }
    for (row, entry) in book.limits.iter().enumerate() {
        add(Part::Limited, row, entry.acts);
    }
    for (row, entry) in book.frequency_offs.iter().enumerate() {
        add(Part::FrequencyOff, row, entry.acts);
    }
    for (row, entry) in book.specimens.iter().enumerate() {
        add(Part::Specimen, row, entry.tests);
    }
    for (row, entry) in book.reductions.iter().enumerate() {
        add(Part::Reduced, row, entry.acts);
    }
    for (row, entry) in book.factors.iter().enumerate() {
        add(Part::Factored, row, entry.acts);
    }
    for (row, entry) in book.first_months.iter().enumerate() {
        add(Part::FirstMonth, row, entry.acts);
    }
    for (row, entry) in book.opens.iter().enumerate() {
        add(Part::Open, row, entry.acts);
    }
    for (row, entry) in book.same_fields.iter().enumerate() {
        add(Part::SameField, row, entry.acts);
    }
    for (row, entry) in book.age_exceptions.iter().enumerate() {
        add(Part::AgeException, row, entry.acts);
    }
    all
}
