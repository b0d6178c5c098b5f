//! 行ごとの事例: for a row of the 電子点数表 a claim of the two acts (or of one act too many) in the row's unit, and what came of it.
//!
//! An act is first tried alone under several facts; a pair is only built from facts under which each of its acts is
//! billed alone, so that what falls falls by the rules of the pair.

use super::alone::{Alone, Fall, cause};
use super::facts::{act_on, order};
use chrono::{Days, NaiveDate};
use santei_engine::claim::{ActOrder, PastAct};
use santei_engine::masters::act::Act;
use santei_engine::masters::code::ActCode;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::rule_table::{Exclusion, Frequency, Inclusion};
use santei_engine::points::{Cause, PointsRules};
use santei_engine::span::Span;
use santei_engine::statement::points::{PointsStatement, Subject};

/// What came of the case of a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The row was applied: the line it names fell, or the count was cut.
    Applied,
    /// The row has 特例条件: nothing fell, and a finding says so.
    Warned,
    /// Another rule decided the two acts first.
    Elsewhere(String),
    /// No claim of an outpatient could be built of the row.
    NotBuilt(String),
    /// The row was not applied.
    Failed(String),
}

/// The unit of a row, as this check understands it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    /// One visit.
    Visit,
    /// So many days apart at most.
    Days(u64),
}

/// What is tried over and over: the rules, the facts and what is known of each act alone.
#[derive(Debug)]
pub struct Trial<'m> {
    rules: &'m PointsRules<'m>,
    alone: Alone<'m>,
}

impl<'m> Trial<'m> {
    /// A trial of these rules.
    pub fn new(rules: &'m PointsRules<'m>) -> Self {
        Self { rules, alone: Alone::new(rules) }
    }

    /// 背反: the pair of a row of one of the four tables.
    pub fn exclusion(&mut self, table: TableKind, row: &Exclusion) -> Verdict {
        let within = match table {
            TableKind::ExclusionsMonth => Within::Days(7),
            TableKind::ExclusionsWeek => Within::Days(1),
            _ => Within::Visit,
        };
        let pair = match self.pair(row.act, row.other, row.span, within) {
            Ok(pair) => pair,
            Err(verdict) => return verdict,
        };
        let (one, two) = (pair.fall(row.act), pair.fall(row.other));
        let cause = Cause::Table(table);
        if row.has_exception {
            return pair.warned(cause, row.act, &[&one, &two], self.rules);
        }
        let by_row = |fall: &Fall, by: ActCode| match fall {
            Fall::Refused(refusal) => {
                refusal.cause == cause && refusal.other.is_some_and(|other| other.act == by)
            }
            _ => false,
        };
        match (&one, &two) {
            (Fall::Billed(_), Fall::Billed(_)) => Verdict::Failed("both are billed".to_owned()),
            (Fall::Billed(_), two) if by_row(two, row.act) => {
                if row.survivor == 2 {
                    Verdict::Failed("the first stands, the row says the second".to_owned())
                } else {
                    Verdict::Applied
                }
            }
            (one, Fall::Billed(_)) if by_row(one, row.other) => {
                if row.survivor == 1 {
                    Verdict::Failed("the second stands, the row says the first".to_owned())
                } else {
                    Verdict::Applied
                }
            }
            (one, two) => self.elsewhere(one, two),
        }
    }

    /// 包括: an act of a group beside the act that includes the group.
    pub fn inclusion(&mut self, parent: ActCode, unit: u8, row: &Inclusion) -> Verdict {
        if parent == row.act {
            return Verdict::NotBuilt("the act includes itself".to_owned());
        }
        let within = match unit {
            2 => Within::Days(7),
            5 => Within::Days(1),
            _ => Within::Visit,
        };
        let pair = match self.pair(parent, row.act, row.span, within) {
            Ok(pair) => pair,
            Err(verdict) => return verdict,
        };
        let (one, two) = (pair.fall(parent), pair.fall(row.act));
        let cause = Cause::Table(TableKind::Inclusions);
        if row.has_exception {
            return pair.warned(cause, row.act, &[&one, &two], self.rules);
        }
        match (&one, &two) {
            (Fall::Billed(_), Fall::Refused(refusal))
                if refusal.cause == cause
                    && refusal.other.is_some_and(|other| other.act == parent) =>
            {
                Verdict::Applied
            }
            (Fall::Billed(_), Fall::Billed(_)) => {
                Verdict::Failed("the included act is billed beside its parent".to_owned())
            }
            (one, two) => self.elsewhere(one, two),
        }
    }

    /// 算定回数: one more than the row allows in its unit.
    pub fn frequency(&mut self, row: &Frequency) -> Verdict {
        let Some(is_long) = is_longer_than_a_day(row.unit) else {
            return Verdict::NotBuilt(format!("unit {} counts what no claim shows", row.unit));
        };
        let mut days = days(row.span).into_iter();
        let day = days.find(|day| act_on(self.rules.masters, row.act, *day).is_some());
        let Some(day) = day else {
            return Verdict::NotBuilt("no day with the act in the master".to_owned());
        };
        let Some(act) = act_on(self.rules.masters, row.act, day) else {
            return Verdict::NotBuilt("no day with the act in the master".to_owned());
        };
        if let Some(reason) = impossible(act) {
            return Verdict::NotBuilt(reason.to_owned());
        }
        let set = match self.alone.facts_for(&[(act, day)]) {
            Ok(set) => set,
            Err(reason) => return Verdict::NotBuilt(reason),
        };
        let limit = u32::from(row.limit);
        let before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
        let (count, history) = if is_long {
            (1, vec![PastAct { date: before, act: row.act, count: limit }])
        } else {
            (limit.saturating_add(1), Vec::new())
        };
        let mut orders = vec![order(act, count)];
        orders.extend(self.alone.base_order(act, day));
        let Some(statement) = self.alone.calculate(set, &[(day, orders)], history) else {
            return Verdict::NotBuilt("no claim".to_owned());
        };
        let pair = Pair { statement };
        let fall = pair.fall(row.act);
        let cause = Cause::Table(TableKind::Frequencies);
        if row.has_exception {
            let verdict = pair.warned(cause, row.act, &[&fall], self.rules);
            let is_cut = pair.causes(row.act).iter().any(|cause| self.is_limit(*cause));
            return match verdict {
                Verdict::Failed(_) if is_cut => Verdict::Elsewhere("a stricter count".to_owned()),
                verdict => verdict,
            };
        }
        let allowed = if is_long { 0 } else { limit };
        let is_cut = pair.causes(row.act).contains(&cause);
        match fall {
            Fall::Billed(count) if count > allowed => self.taken_back(act, row.unit, day, count),
            Fall::Billed(count) if count == allowed && is_cut => Verdict::Applied,
            Fall::Billed(_) => Verdict::Elsewhere("a stricter count".to_owned()),
            Fall::Refused(refusal) if refusal.cause == cause => Verdict::Applied,
            other => self.elsewhere(&other, &Fall::Billed(1)),
        }
    }

    /// Whether a limit of the rule book is what changed a line.
    fn is_limit(&self, cause: Cause) -> bool {
        let mut limits = self.rules.book.limits.iter();
        matches!(cause, Cause::Rule(rule) if limits.any(|row| row.rule == rule))
    }

    /// A row of the rule book may take a row of table 05 back.
    fn taken_back(&self, act: &Act, unit: u16, day: NaiveDate, count: u32) -> Verdict {
        let book = self.rules.book;
        let off = book.frequency_offs.iter().find(|off| {
            let selector = usize::try_from(off.acts.0).ok();
            off.unit_code == unit
                && book.speaks(off.rule, day)
                && selector
                    .and_then(|number| book.selectors.get(number))
                    .is_some_and(|selector| selector.names(act))
        });
        match off.and_then(|off| book.meta(off.rule)) {
            Some(meta) => Verdict::Elsewhere(format!("rule {}", meta.id)),
            None => Verdict::Failed(format!("billed {count} times")),
        }
    }

    /// Two acts in the unit, under facts that let each pass alone.
    fn pair(
        &mut self,
        one: ActCode,
        two: ActCode,
        span: Span,
        within: Within,
    ) -> Result<Pair, Verdict> {
        let missing = || Verdict::NotBuilt("no day with both acts in the master".to_owned());
        let masters = self.rules.masters;
        let later = |day: NaiveDate| match within {
            Within::Visit => Some(day),
            Within::Days(days) => day.checked_add_days(Days::new(days)),
        };
        let found = days(span).into_iter().find_map(|day| {
            let other_day = later(day)?;
            let first = act_on(masters, one, day)?;
            let second = act_on(masters, two, other_day)?;
            Some((day, first, other_day, second))
        });
        let (day, first, other_day, second) = found.ok_or_else(missing)?;
        for act in [first, second] {
            if let Some(reason) = impossible(act) {
                return Err(Verdict::NotBuilt(reason.to_owned()));
            }
        }
        let set = self.alone.facts_for(&[(first, day), (second, other_day)]);
        let set = set.map_err(Verdict::NotBuilt)?;
        let bases = [self.alone.base_order(first, day), self.alone.base_order(second, other_day)];
        let [mine, theirs] = bases;
        let visits = if within == Within::Visit {
            let mut acts = vec![order(first, 1), order(second, 1)];
            for base in [mine, theirs].into_iter().flatten() {
                if acts.iter().all(|act| act.code != base.code) {
                    acts.push(base);
                }
            }
            vec![(day, acts)]
        } else {
            let with = |act, base: Option<ActOrder>, day| {
                (day, std::iter::once(order(act, 1)).chain(base).collect())
            };
            vec![with(first, mine, day), with(second, theirs, other_day)]
        };
        let statement = self.alone.calculate(set, &visits, Vec::new());
        statement.map(|statement| Pair { statement }).ok_or_else(missing)
    }

    fn elsewhere(&self, one: &Fall, two: &Fall) -> Verdict {
        let fall = if matches!(one, Fall::Billed(_)) { two } else { one };
        match fall {
            Fall::Lost => {
                Verdict::Failed("an ordered act is neither billed nor refused".to_owned())
            }
            fall => Verdict::Elsewhere(fall.words(self.rules)),
        }
    }
}

struct Pair {
    statement: PointsStatement,
}

impl Pair {
    fn fall(&self, code: ActCode) -> Fall {
        Fall::of(&self.statement, code)
    }

    fn causes(&self, code: ActCode) -> Vec<Cause> {
        let lines = self.statement.lines.iter();
        let own = lines.filter(|line| line.subject == Subject::Act(code));
        own.flat_map(|line| line.causes.clone()).collect()
    }

    /// A row with 特例条件: it may not strike, and a finding must name the act.
    fn warned(
        &self,
        cause: Cause,
        act: ActCode,
        falls: &[&Fall],
        rules: &PointsRules<'_>,
    ) -> Verdict {
        for fall in falls {
            match fall {
                Fall::Refused(refusal) if refusal.cause == cause => {
                    return Verdict::Elsewhere(format!(
                        "another row of {}",
                        self::cause(rules, *refusal)
                    ));
                }
                Fall::Refused(refusal) => {
                    return Verdict::Elsewhere(format!(
                        "{:?} by {}",
                        refusal.kind,
                        self::cause(rules, *refusal)
                    ));
                }
                Fall::Lost => return Verdict::Failed("an ordered act is lost".to_owned()),
                Fall::Billed(_) => {}
            }
        }
        let mut findings = self.statement.findings.iter();
        if findings.any(|finding| finding.cause == cause && finding.acts.contains(&act)) {
            Verdict::Warned
        } else {
            Verdict::Failed("特例条件 and no finding".to_owned())
        }
    }
}

/// Acts of which no outpatient claim can be built, by a column alone.
fn impossible(act: &Act) -> Option<&'static str> {
    if act.care_setting == 1 {
        Some("inpatient only (項番13)")
    } else if act.facility_kind == 4 {
        Some("短期滞在手術等基本料３ (項番19)")
    } else {
        None
    }
}

/// 付表１ 算定単位コード: whether the unit reaches past a day; `None` = it counts places, courses, stays or patients' parts.
const fn is_longer_than_a_day(unit: u16) -> Option<bool> {
    match unit {
        // 日, 初診時.
        121 | 159 => Some(false),
        // 月, 週, 初回, 患者当り, 2, 3, 4, 6, 12, 24 月, 5年, 年度.
        131 | 138 | 135 | 53 | 143..=148 | 161 | 162 => Some(true),
        _ => None,
    }
}

/// Days on which a row is tried: Wednesdays in the middle of a month, then the row's own first day.
fn days(span: Span) -> Vec<NaiveDate> {
    let fixed = [
        (2025, 11, 12),
        (2024, 6, 12),
        (2025, 4, 16),
        (2024, 11, 13),
        (2026, 5, 13),
        (2026, 6, 10),
        (2026, 9, 16),
    ];
    let fixed = fixed
        .into_iter()
        .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
    fixed.chain([span.from()]).filter(|day| span.contains(*day)).collect()
}

/// The rows of a table, each with its kind.
pub fn exclusion_tables() -> [(usize, TableKind); 4] {
    [
        (0, TableKind::ExclusionsDay),
        (1, TableKind::ExclusionsMonth),
        (2, TableKind::ExclusionsTogether),
        (3, TableKind::ExclusionsWeek),
    ]
}
