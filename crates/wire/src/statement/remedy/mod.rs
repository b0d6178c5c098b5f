//! 足りないもの: what a claim lacks for an act to be billed: 届出, a disease, a base, another act, a prescription, a quantity, days.
//!
//! Nothing is decided here: a change of the claim is tried, the claim is calculated, and the change counts only when the
//! act is billed by it, or at least falls by another rule than before. So the rules decide, and only they.

mod changes;
mod later;
mod prescriptions;

use changes::changes;
use chrono::NaiveDate;
use later::later;
use santei_engine::claim::{ActOrder, Claim, Dispensing, Group, Order};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::{ActCode, DiseaseCode};
use santei_engine::points::{PointsRules, Refusal, calculate};
use santei_engine::statement::points::{PointsStatement, Subject};

/// How many things may be missing at once.
const DEPTH: usize = 4;

/// One thing that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// 届出 of any one of these 施設基準.
    Standard(Vec<u16>),
    /// A disease like this one.
    Disease(DiseaseCode),
    /// Another act beside it, such as this one.
    Act(ActCode),
    /// 処方, dispensed here or by a pharmacy, of so many drugs, by mouth or else for outward use.
    Prescription(Dispensing, bool, usize),
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
