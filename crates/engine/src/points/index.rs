//! 索引: the rule book against one set of masters: which rows speak of which act, found once at load.
//!
//! Every row of the act master has a number; a selector becomes a set of such numbers, and every act knows the
//! rows of the rule book in which it plays a part, so that a claim asks only the rules that concern it.

use crate::masters::act::Act;
use crate::masters::code::ActCode;
use crate::masters::{Absence, Masters};
use crate::rulebook::points::{PointsBook, SelectorNo};
use chrono::NaiveDate;

/// ルールブック compiled against masters.
#[derive(Debug)]
pub struct PointsRules<'m> {
    /// The masters.
    pub masters: &'m Masters,
    /// The rule book.
    pub book: &'m PointsBook,
    sets: Vec<Vec<u64>>,
    roles: Vec<Role>,
    starts: Vec<usize>,
}

/// The part an act plays in a row of a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    /// Which part of which mechanism.
    pub(crate) part: Part,
    /// The row's place in the mechanism's list.
    pub(crate) row: usize,
}

/// A part in a mechanism.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

impl<'m> PointsRules<'m> {
    /// The rule book against the masters.
    pub fn new(masters: &'m Masters, book: &'m PointsBook) -> Self {
        let acts = masters.acts.rows();
        let words = acts.len().div_ceil(64);
        let set = |selector: &crate::rulebook::points::Selector| {
            let mut bits = vec![0_u64; words];
            for (index, act) in acts.iter().enumerate() {
                if selector.names(act)
                    && let Some(word) = bits.get_mut(index >> 6)
                {
                    *word |= 1 << (index & 63);
                }
            }
            bits
        };
        let sets: Vec<_> = book.selectors.iter().map(set).collect();
        let mut rules = Self { masters, book, sets, roles: Vec::new(), starts: Vec::new() };
        let parts = parts(book);
        for index in 0..acts.len() {
            rules.starts.push(rules.roles.len());
            for (selector, role) in &parts {
                if rules.names(*selector, index) {
                    rules.roles.push(*role);
                }
            }
        }
        rules.starts.push(rules.roles.len());
        rules
    }

    /// 診療行為 on a day, with its place in the act master.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub(crate) fn act(&self, code: ActCode, day: NaiveDate) -> Result<(&'m Act, usize), Absence> {
        let found = self.masters.acts.place(code, day);
        let row = found.and_then(|row| Some((self.masters.acts.rows().get(row)?, row)));
        match row {
            Some(found) => Ok(found),
            None => self.masters.act(code, day).map(|act| (act, usize::MAX)),
        }
    }

    /// Whether the selector names the act at place `row` of the act master.
    pub(crate) fn names(&self, selector: SelectorNo, row: usize) -> bool {
        usize::try_from(selector.0)
            .ok()
            .and_then(|number| self.sets.get(number)?.get(row >> 6))
            .is_some_and(|word| word >> (row & 63) & 1 == 1)
    }

    /// The parts that the act at place `row` plays.
    pub(crate) fn roles(&self, row: usize) -> &[Role] {
        let end = row.checked_add(1).and_then(|next| self.starts.get(next));
        let range = self.starts.get(row).zip(end).map(|(start, end)| *start..*end);
        range.and_then(|range| self.roles.get(range)).unwrap_or_default()
    }

    /// The rows of one part that the act at place `row` plays.
    pub(crate) fn rows(&self, row: usize, part: Part) -> impl Iterator<Item = usize> + '_ {
        self.roles(row).iter().filter(move |role| role.part == part).map(|role| role.row)
    }
}

fn parts(book: &PointsBook) -> Vec<(SelectorNo, Role)> {
    let mut all = Vec::new();
    let mut add = |part, row, selector| all.push((selector, Role { part, row }));
    for (row, entry) in book.additions.iter().enumerate() {
        add(Part::AdditionBase, row, entry.to);
    }
    for (row, entry) in book.percents.iter().enumerate() {
        add(Part::PercentBase, row, entry.to);
    }
    for (row, entry) in book.requirements.iter().enumerate() {
        add(Part::Required, row, entry.acts);
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
