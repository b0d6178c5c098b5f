//! 足りないもの: what a claim lacks for an act to be billed: 届出, a disease, a base, another act, a quantity, days.
//!
//! Nothing is decided here: a change of the claim is tried, the claim is calculated, and the change counts only when the
//! act is billed by it, or at least falls by another rule than before. So the rules decide, and only they.

use chrono::{Datelike, Days, Months, NaiveDate};
use santei_engine::claim::{ActOrder, Claim, Group, Order, PatientDisease, Visit, VisitKind};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::{ActCode, DiseaseCode};
use santei_engine::masters::disease::Disease;
use santei_engine::points::{Cause, PointsRules, Refusal, calculate};
use santei_engine::rulebook::points::{Condition, RefusalKind, RuleNo, SelectorNo};
use santei_engine::statement::points::{PointsStatement, Subject};

/// How many things may be missing at once.
const DEPTH: usize = 4;
/// How many acts are tried as a base.
const BASES: usize = 12;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// 届出 of any one of these 施設基準.
    Standard(Vec<u16>),
    /// A disease like this one.
    Disease(DiseaseCode),
    /// Another act beside it, such as this one.
    Act(ActCode),
    /// 数量データ.
    Quantity,
    /// Days: the first day on which it is billed.
    Days(NaiveDate),
}

/// A claim in which the act is billed, and what was changed for it.
pub(super) struct Remedy {
    pub(super) visit: usize,
    pub(super) statement: PointsStatement,
    pub(super) lacks: Vec<Lack>,
}

/// What became of the act at a visit.
pub(super) enum Fate {
    Billed,
    Refused(Refusal),
    Absent,
}

/// What became of `act` at `visit`.
pub(super) fn fate(statement: &PointsStatement, visit: usize, act: ActCode) -> Fate {
    let is_billed =
        statement.lines.iter().filter(|line| line.visit == visit).any(|line| match &line.subject {
            Subject::Act(code) => *code == act,
            Subject::Bundle(codes) => codes.contains(&act),
            _ => false,
        });
    if is_billed {
        return Fate::Billed;
    }
    let mut refused = statement.refused.iter().filter(|line| line.visit == visit);
    let own = refused.find(|line| match line.subject {
        Subject::Act(code) => code == act,
        Subject::Unknown(number) => number == act.number(),
        _ => false,
    });
    own.map_or(Fate::Absent, |line| Fate::Refused(line.refusal))
}

/// The claim with one more order of the act, with the least quantity if it is priced by one.
pub(super) fn with_order(masters: &Masters, claim: &Claim, visit: usize, act: ActCode) -> Claim {
    let mut next = claim.clone();
    if let Some(visit) = next.visits.get_mut(visit) {
        let row = masters.acts.find(act, visit.date);
        let order = order(row, act);
        visit.orders.push(Order::Group(Group { acts: vec![order], ..Group::default() }));
    }
    next
}

fn order(row: Option<&Act>, code: ActCode) -> ActOrder {
    let quantity = row.filter(|row| row.is_step_priced).map(|row| row.step_lower.max(1).into());
    ActOrder { code, quantity, count: 1, is_digital: false, same_field_as: None }
}

/// What the claim, in which the act is ordered and refused, lacks for it; `None` when no change tried will do.
pub(super) fn remedy(
    rules: &PointsRules<'_>,
    claim: &Claim,
    visit: usize,
    act: ActCode,
    refusal: Refusal,
) -> Option<Remedy> {
    let (mut claim, mut refusal) = (claim.clone(), refusal);
    let mut lacks = Vec::new();
    for _ in 0..DEPTH {
        if let Some(found) = later(rules, &claim, visit, act, refusal) {
            return Some(Remedy { lacks: [lacks, found.lacks].concat(), ..found });
        }
        let mut partial = None;
        let mut billed = None;
        for (lack, change) in changes(rules, &claim, visit, act, refusal) {
            let statement = calculate(rules, &change);
            match fate(&statement, visit, act) {
                Fate::Billed => {
                    billed = Some((statement, lack));
                    break;
                }
                Fate::Refused(next) if next.cause != refusal.cause && partial.is_none() => {
                    partial = Some((change, lack, next));
                }
                _ => {}
            }
        }
        if let Some((statement, lack)) = billed {
            lacks.push(lack);
            return Some(Remedy { visit, statement, lacks });
        }
        let (change, lack, next) = partial?;
        lacks.push(lack);
        (claim, refusal) = (change, next);
    }
    None
}

/// The changes worth trying against a refusal.
fn changes(
    rules: &PointsRules<'_>,
    claim: &Claim,
    visit: usize,
    act: ActCode,
    refusal: Refusal,
) -> Vec<(Lack, Claim)> {
    let masters = rules.masters;
    let Some(day) = claim.visits.get(visit).map(|visit| visit.date) else { return Vec::new() };
    let Some(row) = masters.acts.find(act, day) else { return Vec::new() };
    let tried = Tried { masters, claim, visit, day };
    match refusal.cause {
        Cause::Column(72) => tried.standards_of(row).into_iter().collect(),
        Cause::Column(25) => {
            let rows = masters.diseases.rows().iter();
            let relation = row.disease_relation;
            let fits = |one: &&Disease| {
                one.specific_disease == relation || relation == 9 && one.intractable == relation
            };
            rows.filter(fits)
                .find(|one| one.span.contains(day))
                .map(|one| tried.disease(one))
                .into_iter()
                .collect()
        }
        Cause::Rule(rule) => {
            let leaves = leaves_of(rules, rule);
            let asked = leaves.into_iter().flat_map(|leaf| tried.leaf(rules, leaf));
            asked.chain(tried.tests(rules, rule)).chain(tried.attached(rules, rule)).collect()
        }
        Cause::Base | Cause::Column(_) if refusal.kind == RefusalKind::Condition => {
            tried.bases(rules, row)
        }
        _ => Vec::new(),
    }
}

/// A claim and the visit at which the act is tried.
struct Tried<'t> {
    masters: &'t Masters,
    claim: &'t Claim,
    visit: usize,
    day: NaiveDate,
}

impl Tried<'_> {
    /// ①–⑥ any one, and ⑦–⑨ any one, and ⑩ (項番72–81): the first of every group that is not filed.
    fn standards_of(&self, row: &Act) -> Option<(Lack, Claim)> {
        let mut claim = self.claim.clone();
        let filed = &mut claim.facility.standards;
        let mut lacking = Vec::new();
        for range in [0..6, 6..9, 9..10] {
            let group = row.standards.get(range).unwrap_or_default();
            let group: Vec<u16> = group.iter().copied().filter(|code| *code != 0).collect();
            if !group.iter().any(|code| filed.contains(code)) {
                filed.extend(group.first());
                lacking.extend(group);
            }
        }
        filed.sort_unstable();
        (!lacking.is_empty()).then_some((Lack::Standard(lacking), claim))
    }

    fn standard(&self, codes: &[u16]) -> Option<(Lack, Claim)> {
        let mut claim = self.claim.clone();
        claim.facility.standards.push(*codes.first()?);
        claim.facility.standards.sort_unstable();
        Some((Lack::Standard(codes.to_vec()), claim))
    }

    fn disease(&self, row: &Disease) -> (Lack, Claim) {
        let mut claim = self.claim.clone();
        for own in &mut claim.diseases {
            own.is_main = false;
        }
        let start = self.day;
        claim.diseases.push(PatientDisease { code: row.code, start, is_main: true });
        (Lack::Disease(row.code), claim)
    }

    fn act(&self, row: &Act) -> (Lack, Claim) {
        (Lack::Act(row.code), with_order(self.masters, self.claim, self.visit, row.code))
    }

    /// A fact that a condition asks for and that somebody could supply.
    fn leaf(&self, rules: &PointsRules<'_>, leaf: &Condition) -> Vec<(Lack, Claim)> {
        let diseases = self.masters.diseases.rows().iter();
        let mut diseases = diseases.filter(|row| row.span.contains(self.day));
        let found = match leaf {
            Condition::Standard(codes) => return self.standard(codes).into_iter().collect(),
            Condition::Disease(codes) => diseases.find(|row| codes.contains(&row.code)),
            Condition::DiseaseClass(classes) => {
                diseases.find(|row| classes.contains(&row.specific_disease))
            }
            Condition::Intractable => diseases.find(|row| row.intractable != 0),
            Condition::Icd10(beginnings) | Condition::MainIcd10(beginnings) => {
                diseases.find(|row| {
                    let code = self.masters.text(row.icd10);
                    beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
                })
            }
            Condition::Ordered(acts) | Condition::OrderedDay(acts) => {
                return self.named(rules, *acts);
            }
            _ => None,
        };
        found.map(|row| self.disease(row)).into_iter().collect()
    }

    fn named(&self, rules: &PointsRules<'_>, acts: SelectorNo) -> Vec<(Lack, Claim)> {
        let number = usize::try_from(acts.0).ok();
        let selector = number.and_then(|number| rules.book.selectors.get(number));
        let rows = self.masters.acts.rows().iter().filter(|row| {
            row.span.contains(self.day)
                && row.care_setting != 1
                && selector.is_some_and(|selector| selector.names(row))
        });
        rows.take(BASES).map(|row| self.act(row)).collect()
    }

    /// Tests that a 判断料 or a 採取料 follows.
    fn tests(&self, rules: &PointsRules<'_>, rule: RuleNo) -> Vec<(Lack, Claim)> {
        let groups = rules.book.judgements.iter().filter(|row| row.rule == rule);
        let groups: Vec<u8> = groups.map(|row| row.group).collect();
        let tests = self.masters.acts.rows().iter().filter(|row| {
            row.judgement_kind == 1
                && groups.contains(&row.judgement_group)
                && row.span.contains(self.day)
        });
        let mut all: Vec<_> = tests.take(BASES).map(|row| self.act(row)).collect();
        let specimens = rules.book.specimens.iter().filter(|row| row.rule == rule);
        all.extend(specimens.flat_map(|row| self.named(rules, row.tests)));
        all
    }

    /// Bases that an addition is tied to by the rule.
    fn attached(&self, rules: &PointsRules<'_>, rule: RuleNo) -> Vec<(Lack, Claim)> {
        let rows = rules.book.attachments.iter().filter(|row| row.rule == rule);
        rows.flat_map(|row| self.named(rules, row.to)).collect()
    }

    /// Bases by 注加算コード, or by the rows of the rule book that find the act.
    fn bases(&self, rules: &PointsRules<'_>, row: &Act) -> Vec<(Lack, Claim)> {
        let rows = self.masters.acts.rows().iter().filter(|base| {
            row.addition_group != 0
                && base.addition_group == row.addition_group
                && base.addition_number == '0'
                && base.span.contains(self.day)
        });
        let mut all: Vec<_> = rows.take(BASES).map(|base| self.act(base)).collect();
        let book = rules.book;
        let additions = book.additions.iter().filter(|entry| entry.act == row.code);
        let percents = book.percents.iter().filter(|entry| entry.act == row.code);
        let found = additions.map(|entry| entry.to).chain(percents.map(|entry| entry.to));
        all.extend(found.flat_map(|acts| self.named(rules, acts)));
        all
    }
}

/// The questions that the rows of a rule ask.
fn leaves_of<'b>(rules: &PointsRules<'b>, rule: RuleNo) -> Vec<&'b Condition> {
    let book = rules.book;
    let mut found = Vec::new();
    let mut ask = |own: RuleNo, condition: &'b Condition| {
        if own == rule {
            found.extend(condition.leaves(false));
        }
    };
    book.basic_fees.iter().for_each(|row| ask(row.rule, &row.when));
    book.requirements.iter().for_each(|row| ask(row.rule, &row.needs));
    book.percents.iter().for_each(|row| ask(row.rule, &row.when));
    book.judgements.iter().for_each(|row| ask(row.rule, &row.when));
    for row in &book.additions {
        ask(row.rule, &row.when);
        ask(row.rule, &row.provided);
    }
    found
}

/// The first later day on which the same visit would bill the act, if a count or the month after 初診 holds it now.
fn later(
    rules: &PointsRules<'_>,
    claim: &Claim,
    visit: usize,
    act: ActCode,
    refusal: Refusal,
) -> Option<Remedy> {
    let is_first_month = rules.book.first_months.iter().any(|row| match refusal.cause {
        Cause::Rule(rule) => row.rule == rule,
        _ => false,
    });
    if refusal.kind != RefusalKind::Frequency && !is_first_month {
        return None;
    }
    let own = claim.visits.get(visit)?;
    let mut next = claim.clone();
    next.visits.truncate(visit.checked_add(1)?);
    // Who was seen for the first time comes again.
    let kind = if own.kind == VisitKind::Initial { VisitKind::Revisit } else { own.kind };
    next.visits.push(Visit { kind, ..own.clone() });
    let place = visit.checked_add(1)?;
    candidates(own.date).into_iter().find_map(|day| {
        next.visits.get_mut(place)?.date = day;
        let statement = calculate(rules, &next);
        matches!(fate(&statement, place, act), Fate::Billed).then(|| Remedy {
            visit: place,
            statement,
            lacks: vec![Lack::Days(day)],
        })
    })
}

/// The days of the next two months, then the first of every month for five years.
fn candidates(day: NaiveDate) -> Vec<NaiveDate> {
    let days = (1..=62).filter_map(|number| day.checked_add_days(Days::new(number)));
    let first = day.with_day(1).unwrap_or(day);
    let months = (3..=61).filter_map(|number| first.checked_add_months(Months::new(number)));
    days.chain(months).collect()
}
