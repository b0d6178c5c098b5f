//! 単独の算定: under which facts an act is billed when it is ordered alone, or on a base if it is an addition.
//!
//! Sets of facts are tried one by one and only until one will do, because there are hundreds of them and tens of
//! thousands of rows.

use super::facts::{FactBook, act_on, order};
use chrono::NaiveDate;
use santei_engine::claim::{ActOrder, PastAct};
use santei_engine::masters::act::Act;
use santei_engine::masters::code::ActCode;
use santei_engine::points::{Cause, PointsRules, Refusal, calculate};
use santei_engine::rulebook::points::SelectorNo;
use santei_engine::statement::points::{PointsStatement, Subject};
use std::collections::BTreeMap;

/// How many bases an addition is tried on.
const BASES: usize = 6;

/// What became of an act.
#[derive(Clone, Debug)]
pub(super) enum Fall {
    Billed(u32),
    Refused(Refusal),
    Lost,
}

/// What is known of every act tried.
#[derive(Debug)]
pub(super) struct Alone<'m> {
    rules: &'m PointsRules<'m>,
    facts: FactBook,
    bases: BTreeMap<u16, Vec<ActCode>>,
    known: BTreeMap<(ActCode, NaiveDate), Known>,
}

/// What is known of an act on a day.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The base an addition is tried on.
    base: Option<ActCode>,
    /// Whether it is billed under each set of facts, as far as that was tried.
    billed: BTreeMap<usize, bool>,
    /// The first set under which it is billed.
    first: Option<usize>,
    /// Why it is not, under the first set.
    reason: String,
}

impl<'m> Alone<'m> {
    pub(super) fn new(rules: &'m PointsRules<'m>) -> Self {
        let mut bases: BTreeMap<u16, Vec<ActCode>> = BTreeMap::new();
        for act in rules.masters.acts.rows() {
            if act.addition_group != 0 && act.addition_number == '0' && act.care_setting != 1 {
                let all = bases.entry(act.addition_group).or_default();
                if !all.contains(&act.code) {
                    all.push(act.code);
                }
            }
        }
        let facts = FactBook::new(rules.masters, rules.book);
        Self { rules, facts, bases, known: BTreeMap::new() }
    }

    /// The first set of facts under which each of the acts is billed alone, or why there is none.
    pub(super) fn facts_for(&mut self, acts: &[(&Act, NaiveDate)]) -> Result<usize, String> {
        let mut start = 0;
        for (act, day) in acts {
            let known = self.known(act, *day);
            start = start.max(known.first.ok_or_else(|| known.reason.clone())?);
        }
        let mut sets = start..self.facts.sets.len();
        sets.find(|set| acts.iter().all(|(act, day)| self.is_billed(act, *day, *set)))
            .ok_or_else(|| "no facts let both acts pass".to_owned())
    }

    /// The order of the base on which the act is billed, if it needs one.
    pub(super) fn base_order(&mut self, act: &Act, day: NaiveDate) -> Option<ActOrder> {
        let base = self.known(act, day).base?;
        act_on(self.rules.masters, base, day).map(|act| order(act, 1))
    }

    /// The statement of the visits under a set of facts.
    pub(super) fn calculate(
        &self,
        set: usize,
        visits: &[(NaiveDate, Vec<ActOrder>)],
        history: Vec<PastAct>,
    ) -> Option<PointsStatement> {
        let claim = self.facts.claim(set, visits, history)?;
        Some(calculate(self.rules, &claim))
    }

    fn known(&mut self, act: &Act, day: NaiveDate) -> &mut Known {
        let key = (act.code, day);
        if !self.known.contains_key(&key) {
            let known = self.learn(act, day);
            self.known.insert(key, known);
        }
        self.known.entry(key).or_default()
    }

    /// Tries bases and facts until the act is billed.
    fn learn(&self, act: &Act, day: NaiveDate) -> Known {
        let mut reason = String::new();
        for base in self.candidates(act, day) {
            let mut billed = BTreeMap::new();
            for set in 0..self.facts.sets.len() {
                let fall = self.fall(act, day, base, set);
                let is_billed = matches!(fall, Fall::Billed(_));
                billed.insert(set, is_billed);
                if is_billed {
                    return Known { base, billed, first: Some(set), reason };
                }
                if reason.is_empty() {
                    reason = format!("alone: {}", fall.words(self.rules));
                }
            }
        }
        Known { reason, ..Known::default() }
    }

    fn is_billed(&mut self, act: &Act, day: NaiveDate, set: usize) -> bool {
        let known = self.known(act, day);
        let base = known.base;
        if let Some(is_billed) = known.billed.get(&set) {
            return *is_billed;
        }
        let is_billed = matches!(self.fall(act, day, base, set), Fall::Billed(_));
        self.known(act, day).billed.insert(set, is_billed);
        is_billed
    }

    fn fall(&self, act: &Act, day: NaiveDate, base: Option<ActCode>, set: usize) -> Fall {
        let base = base.and_then(|base| act_on(self.rules.masters, base, day));
        let orders = std::iter::once(act).chain(base).map(|act| order(act, 1)).collect();
        let statement = self.calculate(set, &[(day, orders)], Vec::new());
        statement.map_or(Fall::Lost, |statement| Fall::of(&statement, act.code))
    }

    /// The bases of an addition, by 注加算コード and by the rows that find it; nothing, for an act that stands alone.
    fn candidates(&self, act: &Act, day: NaiveDate) -> Vec<Option<ActCode>> {
        let is_addition = act.addition_group != 0 && act.addition_number != '0';
        let bases = self.bases.get(&act.addition_group).filter(|_| is_addition);
        let on_day = |base: &ActCode| act_on(self.rules.masters, *base, day).is_some();
        let own = bases.into_iter().flatten().copied().filter(on_day);
        let mut all: Vec<Option<ActCode>> = own.take(BASES).map(Some).collect();
        for selector in self.selectors(act.code) {
            let number = usize::try_from(selector.0).ok();
            let selector = number.and_then(|number| self.rules.book.selectors.get(number));
            let rows = self.rules.masters.acts.rows().iter().filter(|row| {
                row.span.contains(day)
                    && row.care_setting != 1
                    && selector.is_some_and(|selector| selector.names(row))
            });
            all.extend(rows.take(BASES).map(|row| Some(row.code)));
        }
        if all.is_empty() || !is_addition {
            all.insert(0, None);
        }
        all
    }

    /// What the rows that find the act find it with.
    fn selectors(&self, act: ActCode) -> Vec<SelectorNo> {
        let book = self.rules.book;
        let additions = book.additions.iter().filter(|row| row.act == act).map(|row| row.to);
        let percents = book.percents.iter().filter(|row| row.act == act).map(|row| row.to);
        let specimens = book.specimens.iter().filter(|row| row.act == act).map(|row| row.tests);
        additions.chain(percents).chain(specimens).collect()
    }
}

impl Fall {
    /// What became of the act in a statement.
    pub(super) fn of(statement: &PointsStatement, code: ActCode) -> Self {
        let billed = statement.lines.iter().filter_map(|line| match &line.subject {
            Subject::Act(act) if *act == code => Some(line.count),
            Subject::Bundle(acts) if acts.contains(&code) => Some(1),
            _ => None,
        });
        let count = billed.fold(0, u32::saturating_add);
        if count > 0 {
            return Self::Billed(count);
        }
        let mut refused = statement.refused.iter();
        let refused = refused.find(|line| line.subject == Subject::Act(code));
        refused.map_or(Self::Lost, |line| Self::Refused(line.refusal))
    }

    pub(super) fn words(&self, rules: &PointsRules<'_>) -> String {
        match self {
            Self::Billed(count) => format!("billed {count} times"),
            Self::Lost => "neither billed nor refused".to_owned(),
            Self::Refused(refusal) => format!("{:?} by {}", refusal.kind, cause(rules, *refusal)),
        }
    }
}

pub(super) fn cause(rules: &PointsRules<'_>, refusal: Refusal) -> String {
    match refusal.cause {
        Cause::Rule(rule) => {
            let id = rules.book.meta(rule).map(|meta| meta.id.clone()).unwrap_or_default();
            format!("rule {id}")
        }
        Cause::Table(table) => format!("table {table}"),
        Cause::Column(column) => format!("column {column}"),
        Cause::ColumnOf(table, column) => format!("column {column} of {table}"),
        Cause::Base => "a missing base".to_owned(),
        other => format!("{other:?}"),
    }
}
