//! 依頼から: the co-pay request of the product, as far as the reference answers it.
//!
//! National subsidies only, one claim at a time; local programmes, meals, reliefs and extras are refused.

mod age;
mod certificate;
mod facts;
mod household;

use santei_wire::copay::CopayRequest;
use santei_wire::copay::request::claim::{Claim, CounterRounding};

pub use household::{HouseholdAnswer, household};

use crate::claim::{Settled, settle};
use crate::facts::Facts;
use crate::month::PayerAnswer;
use crate::number::{Refusal, Rounding};

/// One claim on both tracks, in yen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAnswer {
    /// 負担割合 in tenths.
    pub rate_tenths: i64,
    /// The receipt's track, to the yen.
    pub receipt: TrackAnswer,
    /// The counter's track, to ten yen.
    pub counter: TrackAnswer,
    /// What each visit makes of the month, in order of time: on the receipt, at the counter.
    pub visits: Vec<(i64, i64)>,
}

/// One track, in yen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackAnswer {
    /// What the patient pays over the month.
    pub patient: i64,
    /// 医療費 under the insurance.
    pub insured_medical: i64,
    /// 一部負担金 before any limit.
    pub statutory: i64,
    /// 一部負担金相当額 after the limits and 合算.
    pub uncovered: i64,
    /// The subsidies in order of payment.
    pub subsidies: Vec<PayerAnswer>,
}

/// The claim at `claim` of the person at `person`.
///
/// # Errors
///
/// [`Refusal`] for what the reference does not answer, or input without meaning.
pub fn claim(request: &CopayRequest, person: usize, claim: usize) -> Result<ClaimAnswer, Refusal> {
    let who = request.persons.get(person);
    let who = who.ok_or_else(|| Refusal::Meaningless(format!("no person {person}")))?;
    let what = who.claims.get(claim);
    let what = what.ok_or_else(|| Refusal::Meaningless(format!("no claim {claim}")))?;
    if who.claims.len() > 1 && !who.certificates.is_empty() {
        return Err(Refusal::NoText("several claims under one certificate".to_owned()));
    }
    let facts = facts::facts(request.month, who, what)?;
    let all = facts.visits.len();
    let at_counter = counter_rounding(what);
    let mut visits = Vec::new();
    let mut before = (0, 0);
    for seen in 1..=all {
        let receipt = settle(&facts, seen, Rounding::Receipt)?.patient();
        let counter = settle(&facts, seen, at_counter)?.patient();
        visits.push((receipt - before.0, counter - before.1));
        before = (receipt, counter);
    }
    Ok(ClaimAnswer {
        rate_tenths: facts.rate_tenths,
        receipt: track(&facts, Rounding::Receipt)?,
        counter: track(&facts, at_counter)?,
        visits,
    })
}

fn track(facts: &Facts, rounding: Rounding) -> Result<TrackAnswer, Refusal> {
    let settled: Settled = settle(facts, facts.visits.len(), rounding)?;
    let payers = settled.ledger.lines.iter().map(|line| PayerAnswer {
        act: line.name().to_owned(),
        share_in: line.share_in,
        due: line.due,
        pays: line.share_in - line.due,
    });
    Ok(TrackAnswer {
        patient: settled.patient(),
        insured_medical: settled.insured_medical(),
        statutory: settled.statutory(),
        uncovered: settled.uncovered(),
        subsidies: payers.collect(),
    })
}

fn counter_rounding(claim: &Claim) -> Rounding {
    match claim.counter.rounding {
        CounterRounding::Law | CounterRounding::HalfUp => Rounding::HalfUp,
        CounterRounding::Down => Rounding::Down,
        CounterRounding::Up => Rounding::Up,
        CounterRounding::None => Rounding::Receipt,
    }
}
