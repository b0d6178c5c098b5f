//! 計算表: the lines of a claim while the steps work on them; nothing is ever removed from it.

use super::index::{Part, PointsRules};
use super::prescription_facts::PrescriptionFacts;
use crate::amount::{Points, Ratio};
use crate::claim::{Claim, Group, Visit};
use crate::masters::Absence;
use crate::masters::act::Act;
use crate::masters::code::{ActCode, DrugCode, MaterialCode};
use crate::masters::edition::TableKind;
use crate::rulebook::points::{RefusalKind, RuleNo, SelectorNo};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::Range;

/// What a reason stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A row of the rule book.
    Rule(RuleNo),
    /// A column of the act master, by 項番.
    Column(u8),
    /// A column of another master, by 項番.
    ColumnOf(TableKind, u8),
    /// A row of a table of the 電子点数表.
    Table(TableKind),
    /// 所定点数: the base that the line needs is not billed.
    Base,
    /// The code has no row on the day.
    Absence(Absence),
    /// The line's data does not fit the act.
    Price(super::price::PriceError),
    /// The line was ordered.
    Order,
}

/// The other line a reason speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// The act.
    pub act: ActCode,
    /// Its day.
    pub date: NaiveDate,
}

/// Why a line is not billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The kind.
    pub kind: RefusalKind,
    /// What it stands on.
    pub cause: Cause,
    /// The line it collided with.
    pub other: Option<Other>,
    /// 判断料 and 採取料 are still found with the line.
    pub(crate) keeps_judgement: bool,
}

impl Refusal {
    pub(crate) const fn new(kind: RefusalKind, cause: Cause) -> Self {
        Self { kind, cause, other: None, keeps_judgement: false }
    }
}

/// 指摘: what the statement cannot decide and says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The visit, counted from 0.
    pub visit: usize,
    /// What it stands on: a row of the rule book, or a table whose row has 特例条件.
    pub cause: Cause,
    /// The acts whose billing is in doubt.
    pub acts: Vec<ActCode>,
    /// The drugs of a 剤 whose points are in doubt.
    pub drugs: Vec<DrugCode>,
}

impl Finding {
    pub(crate) const fn of_acts(visit: usize, cause: Cause, acts: Vec<ActCode>) -> Self {
        Self { visit, cause, acts, drugs: Vec::new() }
    }

    pub(crate) const fn of_drugs(visit: usize, cause: Cause, drugs: Vec<DrugCode>) -> Self {
        Self { visit, cause, acts: Vec::new(), drugs }
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Not decided.
    Open,
    /// Billed.
    Billed,
    /// Paid by the bundle with this number.
    Bundled(usize),
    /// Not billed.
    Refused(Refusal),
    /// Found, but it may not be billed; nobody asked for it, so nothing is said.
    Absent(Refusal),
}

/// One act of one visit.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    pub(crate) act: &'a Act,
    /// Place in the act master.
    pub(crate) row: usize,
    pub(crate) visit: usize,
    /// Lines of one order group share the number; found lines have none.
    pub(crate) group: Option<usize>,
    pub(crate) cause: Cause,
    pub(crate) quantity: Option<Decimal>,
    pub(crate) count: u32,
    pub(crate) is_digital: bool,
    pub(crate) same_field_as: Option<ActCode>,
    /// Points of one.
    pub(crate) points: Points,
    /// A percentage on the base.
    pub(crate) percent: Option<Ratio>,
    /// The line it is added to.
    pub(crate) base: Option<usize>,
    /// One of these must be billed (places in [`Sheet::pool`]).
    pub(crate) needs: Range<usize>,
    pub(crate) state: State,
    /// What changed the points after they were priced.
    pub(crate) changes: Vec<Cause>,
}

impl Line<'_> {
    pub(crate) const fn is_ordered(&self) -> bool {
        matches!(self.cause, Cause::Order)
    }

    /// Not decided.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(self.state, State::Open)
    }

    /// What is known to be not billed.
    pub(crate) fn is_out(&self) -> bool {
        matches!(self.state, State::Refused(_) | State::Absent(_))
    }

    pub(crate) fn is_billed(&self) -> bool {
        matches!(self.state, State::Billed | State::Bundled(_))
    }

    /// Whether the test was done and still earns its 判断料 and 採取料.
    pub(crate) fn counts_as_done(&self) -> bool {
        self.is_billed()
            || matches!(self.state, State::Refused(Refusal { keeps_judgement: true, .. }))
    }
}

/// Tests paid by their number.
#[derive(Clone, Debug)]
pub(crate) struct BundleLine {
    pub(crate) visit: usize,
    pub(crate) rule: RuleNo,
    pub(crate) members: Vec<usize>,
    pub(crate) points: Points,
}

/// Drugs or materials of one group or one 剤.
#[derive(Clone, Debug)]
pub(crate) struct UseLine {
    pub(crate) visit: usize,
    /// The order group; a prescription has none.
    pub(crate) group: Option<usize>,
    pub(crate) what: Uses,
    pub(crate) column: u16,
    pub(crate) points: Points,
    pub(crate) count: u32,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) changes: Vec<Cause>,
}

/// What a use line holds.
#[derive(Clone, Debug)]
pub(crate) enum Uses {
    Drugs(Vec<DrugCode>),
    Materials(Vec<MaterialCode>),
}

/// A line billed before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Past<'a> {
    pub(crate) date: NaiveDate,
    pub(crate) act: &'a Act,
    pub(crate) row: usize,
    pub(crate) count: u32,
}

/// A line whose code has no row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unresolved {
    pub(crate) visit: usize,
    pub(crate) code: u32,
    pub(crate) refusal: Refusal,
}

/// 請求された自動算定の行為: an order of an act that the engine finds by itself; it stands if the engine finds it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claimed<'a> {
    pub(crate) act: &'a Act,
    pub(crate) row: usize,
    pub(crate) visit: usize,
    pub(crate) group: usize,
    pub(crate) count: u32,
    pub(crate) is_found: bool,
}

/// 計算表.
pub(crate) struct Sheet<'a> {
    pub(crate) rules: &'a PointsRules<'a>,
    pub(crate) claim: &'a Claim,
    /// 請求済み: the claim was rebuilt from a receipt, which does not show what 算定要件 ask for.
    pub(crate) is_receipt: bool,
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) pool: Vec<usize>,
    pub(crate) bundles: Vec<BundleLine>,
    pub(crate) uses: Vec<UseLine>,
    pub(crate) past: Vec<Past<'a>>,
    pub(crate) unresolved: Vec<Unresolved>,
    pub(crate) claimed: Vec<Claimed<'a>>,
    /// By visit.
    pub(crate) prescriptions: Vec<PrescriptionFacts>,
    /// By number, with the visit.
    pub(crate) groups: Vec<(usize, &'a Group)>,
    pub(crate) findings: Vec<Finding>,
    /// Visits at which no act lets the many kinds of drugs not count, as an earlier run has shown.
    pub(crate) unexempt: Vec<usize>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(rules: &'a PointsRules<'a>, claim: &'a Claim) -> Self {
        Self {
            rules,
            claim,
            is_receipt: false,
            lines: Vec::with_capacity(32),
            pool: Vec::with_capacity(32),
            bundles: Vec::new(),
            uses: Vec::new(),
            past: Vec::with_capacity(claim.history.len()),
            unresolved: Vec::new(),
            claimed: Vec::new(),
            prescriptions: Vec::with_capacity(claim.visits.len()),
            groups: Vec::with_capacity(16),
            findings: Vec::new(),
            unexempt: Vec::new(),
        }
    }

    pub(crate) fn visit(&self, index: usize) -> Option<&'a Visit> {
        self.claim.visits.get(index)
    }

    pub(crate) fn day(&self, visit: usize) -> NaiveDate {
        self.visit(visit).map_or(NaiveDate::MIN, |visit| visit.date)
    }

    pub(crate) fn day_of(&self, line: &Line<'_>) -> NaiveDate {
        self.day(line.visit)
    }

    pub(crate) fn speaks(&self, rule: RuleNo, visit: usize) -> bool {
        self.rules.speaks(rule, self.day(visit))
    }

    pub(crate) fn names(&self, selector: SelectorNo, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| self.rules.names(selector, line.row))
    }

    /// The rows of one part that a line plays, as places of the mechanism's list.
    pub(crate) fn rows_of(&self, line: usize, part: Part) -> impl Iterator<Item = usize> + use<'a> {
        let row = self.lines.get(line).map_or(usize::MAX, |line| line.row);
        self.rules.rows(row, part)
    }

    /// What becomes of a line that may not be billed: who ordered it is told.
    pub(crate) fn fall(&mut self, line: usize, refusal: Refusal) {
        if let Some(line) = self.lines.get_mut(line) {
            line.state =
                if line.is_ordered() { State::Refused(refusal) } else { State::Absent(refusal) };
        }
    }

    pub(crate) fn refuse(&mut self, line: usize, refusal: Refusal) {
        if let Some(line) = self.lines.get_mut(line)
            && line.is_open()
        {
            line.state = State::Refused(refusal);
        }
    }

    pub(crate) fn other(&self, line: usize) -> Option<Other> {
        self.lines.get(line).map(|line| Other { act: line.act.code, date: self.day_of(line) })
    }

    /// What would be found, and no edition at hand has: said, because the total lacks it.
    fn say_absent(&mut self, code: ActCode, visit: usize, cause: Cause, absence: Absence) {
        let finding = Finding::of_acts(visit, cause, vec![code]);
        if absence == Absence::UnknownCode && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// A found line of `code`, once priced; `None` if the masters have no such act on the day or it is there already.
    pub(crate) fn find(
        &mut self,
        code: ActCode,
        visit: usize,
        cause: Cause,
        needs: &[usize],
    ) -> Option<usize> {
        let (act, row) = match self.rules.act(code, self.day(visit)) {
            Ok(found) => found,
            Err(absence) => {
                self.say_absent(code, visit, cause, absence);
                return None;
            }
        };
        let claimed = self.claimed.iter_mut().find(|claimed| {
            !claimed.is_found && claimed.visit == visit && claimed.act.code == code
        });
        let claimed = claimed.map(|claimed| {
            claimed.is_found = true;
            *claimed
        });
        let group = claimed.map(|claimed| claimed.group);
        // It is found once, however often it is asked for; the reason says by what.
        let is_cut = claimed.is_some_and(|claimed| claimed.count > 1);
        let start = self.pool.len();
        self.pool.extend_from_slice(needs);
        let mut line = Line {
            act,
            row,
            visit,
            group,
            cause,
            quantity: None,
            count: 1,
            is_digital: false,
            same_field_as: None,
            points: Points::ZERO,
            percent: None,
            base: None,
            needs: start..self.pool.len(),
            state: State::Open,
            changes: if is_cut { vec![cause] } else { Vec::new() },
        };
        super::steps::price_line(&mut line);
        self.lines.push(line);
        self.lines.len().checked_sub(1)
    }

    /// Whether the act is ordered or found at the visit already; an order without sense (回数 0) is none.
    pub(crate) fn has(&self, code: ActCode, visit: usize) -> bool {
        let is_data =
            |state| matches!(state, State::Refused(Refusal { kind: RefusalKind::Data, .. }));
        let mut own = self.lines.iter().filter(|line| line.visit == visit);
        own.any(|line| line.act.code == code && !is_data(line.state))
    }
}
