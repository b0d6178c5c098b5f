//! 性質: what must hold of the statement of every claim.

use super::again::{LookedAt, billed_again, kept_again};
use super::claims::{acts_of, random_claim};
use super::pools::Pools;
use crate::copay::random::Random;
use santei_engine::claim::{Claim, Order};
use santei_engine::masters::code::ActCode;
use santei_engine::points::{PointsRules, calculate};
use santei_engine::statement::points::{PointsStatement, Subject};
use std::collections::BTreeMap;

/// A claim for which a property does not hold.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The seed of the claim.
    pub seed: u64,
    /// The property and what differs.
    pub what: String,
}

/// Checks so many random claims from a seed on.
pub fn check_claims(
    rules: &PointsRules<'_>,
    pools: &Pools,
    claims: u64,
    first_seed: u64,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    let looked_at = LookedAt::new(rules);
    for seed in (0..claims).map(|number| first_seed.saturating_add(number)) {
        let mut random = Random::new(seed);
        let claim = random_claim(pools, &mut random);
        let broken = check(rules, &looked_at, &claim, &mut random);
        violations.extend(broken.map(|what| Violation { seed, what }));
    }
    violations
}

/// The first property that does not hold.
fn check(
    rules: &PointsRules<'_>,
    looked_at: &LookedAt,
    claim: &Claim,
    random: &mut Random,
) -> Option<String> {
    let statement = calculate(rules, claim);
    total(&statement)
        .or_else(|| nothing_lost(claim, &statement))
        .or_else(|| order_free(rules, claim, &statement, random))
        .or_else(|| kept_again(rules, claim, &statement, looked_at))
        .or_else(|| billed_again(rules, claim, &statement, looked_at))
}

/// 合計点数 is the sum of the lines.
fn total(statement: &PointsStatement) -> Option<String> {
    let products = statement
        .lines
        .iter()
        .map(|line| i128::from(line.points.count()).saturating_mul(i128::from(line.count)));
    let sum: i128 = products.sum();
    let said = statement.total.map(|total| i128::from(total.count()));
    // A sum that does not fit is said to be none.
    (said != i64::try_from(sum).ok().map(i128::from) && said.is_some())
        .then(|| format!("total: {said:?}, the lines make {sum}"))
}

/// Every ordered act, and every drug and material used or dispensed, is billed or refused.
fn nothing_lost(claim: &Claim, statement: &PointsStatement) -> Option<String> {
    let mut places: BTreeMap<(usize, ActCode), i64> = BTreeMap::new();
    let mut add = |visit, code, number: i64| {
        let place = places.entry((visit, code)).or_default();
        *place = place.saturating_add(number);
    };
    for (number, visit) in claim.visits.iter().enumerate() {
        acts_of(visit).for_each(|code| add(number, code, 1));
    }
    let lines = statement.lines.iter().map(|line| (line.visit, &line.subject));
    let refused = statement.refused.iter().map(|line| (line.visit, &line.subject));
    let mut uses: BTreeMap<usize, i64> = BTreeMap::new();
    for (visit, subject) in lines.chain(refused) {
        match subject {
            Subject::Act(code) => add(visit, *code, -1),
            Subject::Bundle(codes) => codes.iter().for_each(|code| add(visit, *code, -1)),
            Subject::Unknown(number) => {
                if let Some(code) = ActCode::from_number(*number) {
                    add(visit, code, -1);
                }
            }
            Subject::Drugs(codes) => {
                let place = uses.entry(visit).or_default();
                *place = place.saturating_sub(i64::try_from(codes.len()).unwrap_or(i64::MAX));
            }
            Subject::Materials(codes) => {
                let place = uses.entry(visit).or_default();
                *place = place.saturating_sub(i64::try_from(codes.len()).unwrap_or(i64::MAX));
            }
        }
    }
    if let Some(((visit, code), _)) = places.iter().find(|(_, left)| **left > 0) {
        return Some(format!("lost: act {code} of visit {visit} is neither billed nor refused"));
    }
    for (number, visit) in claim.visits.iter().enumerate() {
        let used: usize = visit.orders.iter().map(used_things).sum();
        let place = uses.entry(number).or_default();
        *place = place.saturating_add(i64::try_from(used).unwrap_or(i64::MAX));
        if *place > 0 {
            return Some(format!("lost: {place} drugs or materials of visit {number}"));
        }
    }
    None
}

fn used_things(order: &Order) -> usize {
    match order {
        Order::Group(group) => group.drugs.len().saturating_add(group.materials.len()),
        Order::Prescription(prescription) => match prescription.dispensing {
            santei_engine::claim::Dispensing::Inside => {
                prescription.items.iter().map(|item| item.drugs.len()).sum()
            }
            santei_engine::claim::Dispensing::Outside => 0,
        },
    }
}

/// The order of what came in plays no part.
fn order_free(
    rules: &PointsRules<'_>,
    claim: &Claim,
    statement: &PointsStatement,
    random: &mut Random,
) -> Option<String> {
    let mut turned = claim.clone();
    shuffle(&mut turned.history, random);
    shuffle(&mut turned.diseases, random);
    for visit in &mut turned.visits {
        shuffle(&mut visit.orders, random);
        for order in &mut visit.orders {
            match order {
                Order::Group(group) => {
                    shuffle(&mut group.acts, random);
                    shuffle(&mut group.drugs, random);
                    shuffle(&mut group.materials, random);
                }
                Order::Prescription(prescription) => {
                    shuffle(&mut prescription.items, random);
                    for item in &mut prescription.items {
                        shuffle(&mut item.drugs, random);
                    }
                }
            }
        }
    }
    let again = calculate(rules, &turned);
    difference(statement, &again).map(|what| format!("order: {what}"))
}

fn shuffle<T>(list: &mut [T], random: &mut Random) {
    for place in (1..list.len()).rev() {
        let most = i64::try_from(place).unwrap_or_default();
        let other = usize::try_from(random.between(0, most)).unwrap_or_default();
        list.swap(place, other);
    }
}

fn difference(one: &PointsStatement, two: &PointsStatement) -> Option<String> {
    if one == two {
        return None;
    }
    let all = |statement: &PointsStatement| {
        let refused = statement.refused.iter().map(|line| {
            format!("refused {} {} {:?}", line.visit, subject(&line.subject), line.refusal)
        });
        lines(statement).into_iter().chain(refused).collect::<Vec<_>>()
    };
    first_difference(&all(one), &all(two))
}

pub(super) fn first_difference(one: &[String], two: &[String]) -> Option<String> {
    let mut counts: BTreeMap<&String, i64> = BTreeMap::new();
    for line in one {
        let place = counts.entry(line).or_default();
        *place = place.saturating_add(1);
    }
    for line in two {
        let place = counts.entry(line).or_default();
        *place = place.saturating_sub(1);
    }
    let differing: Vec<String> = counts
        .iter()
        .filter(|(_, count)| **count != 0)
        .map(|(line, count)| {
            format!("{} {line}", if *count > 0 { "only before:" } else { "only after:" })
        })
        .collect();
    (!differing.is_empty()).then(|| differing.join("; "))
}

/// The billed lines as texts.
pub(super) fn lines(statement: &PointsStatement) -> Vec<String> {
    let text = |line: &santei_engine::statement::points::BilledLine| {
        format!("{} {} {}×{}", line.visit, subject(&line.subject), line.points.count(), line.count)
    };
    statement.lines.iter().map(text).collect()
}

fn subject(subject: &Subject) -> String {
    let joined = |mut texts: Vec<String>| {
        texts.sort();
        texts.join("+")
    };
    match subject {
        Subject::Act(code) => code.to_string(),
        Subject::Unknown(number) => number.to_string(),
        Subject::Bundle(codes) => joined(codes.iter().map(ToString::to_string).collect()),
        Subject::Drugs(codes) => joined(codes.iter().map(ToString::to_string).collect()),
        Subject::Materials(codes) => joined(codes.iter().map(ToString::to_string).collect()),
    }
}
