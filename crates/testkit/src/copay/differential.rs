//! 差分試験: random months through an engine and through the reference.

use santei_reference::wire::{claim, household};
use santei_reference::{MonthAnswer, MonthInput, month};
use santei_wire::copay::{CopayRequest, CopayStatement};

use super::compare::{claim_difference, difference, household_difference};
use super::domain::random_month;
use super::households::random_household;
use super::minimise::minimise;
use super::random::Random;
use super::requests::random_request;

/// How a run ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Months compared.
    pub compared: u64,
    /// Months that the reference refuses, and so no comparison.
    pub refused: u64,
    /// Months that differ.
    pub differing: u64,
    /// The first differing months of each kind, made small, with what differs.
    pub first: Vec<(MonthInput, String)>,
}

/// `cases` random months of `seed`; the first `keep` differing ones of different kinds are kept and made small.
pub fn run(
    cases: u64,
    seed: u64,
    keep: usize,
    engine: &mut impl FnMut(&MonthInput) -> Result<MonthAnswer, String>,
) -> Tally {
    let mut random = Random::new(seed);
    let mut tally = Tally::default();
    for _ in 0..cases {
        let input = random_month(&mut random);
        if month(&input).is_err() {
            tally.refused = tally.refused.saturating_add(1);
            continue;
        }
        tally.compared = tally.compared.saturating_add(1);
        if compare(&input, engine).is_some() {
            tally.differing = tally.differing.saturating_add(1);
            if tally.first.len() < keep {
                let small = minimise(&input, |one| compare(one, engine).is_some());
                let what = compare(&small, engine).unwrap_or_default();
                if tally.first.iter().all(|(_, seen)| shape(seen) != shape(&what)) {
                    tally.first.push((small, what));
                }
            }
        }
    }
    tally
}

/// A difference without its figures, by which differences of one kind are printed once.
fn shape(what: &str) -> String {
    what.split_once(": engine").map_or(what, |(kind, _)| kind).to_owned()
}

/// What differs for one month; nothing where the reference refuses.
pub fn compare(
    input: &MonthInput,
    engine: &mut impl FnMut(&MonthInput) -> Result<MonthAnswer, String>,
) -> Option<String> {
    let answer = month(input).ok()?;
    match engine(input) {
        Ok(found) => difference(&found, &answer),
        Err(error) => Some(format!("the engine refuses: {error}")),
    }
}

/// How a run over requests ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestTally {
    /// Requests compared.
    pub compared: u64,
    /// Requests that the reference refuses, and so no comparison.
    pub refused: u64,
    /// Requests that differ.
    pub differing: u64,
    /// The first differing requests of each kind as JSON, with what differs.
    pub first: Vec<(String, String)>,
}

/// `cases` random requests of `seed`, visit by visit; the first `keep` differing ones of different kinds are kept.
///
/// # Errors
///
/// The text of a JSON error, should a generated request not be one.
pub fn run_requests(
    cases: u64,
    seed: u64,
    keep: usize,
    engine: &impl Fn(&CopayRequest) -> Result<CopayStatement, String>,
) -> Result<RequestTally, String> {
    let answer = |request: &CopayRequest| claim(request, 0, 0).ok();
    run_all((cases, seed, keep), random_request, answer, claim_difference, engine)
}

/// `cases` random households of `seed`; the first `keep` differing ones of different kinds are kept.
///
/// # Errors
///
/// The text of a JSON error, should a generated request not be one.
pub fn run_households(
    cases: u64,
    seed: u64,
    keep: usize,
    engine: &impl Fn(&CopayRequest) -> Result<CopayStatement, String>,
) -> Result<RequestTally, String> {
    let answer = |request: &CopayRequest| household(request, 0).ok();
    run_all((cases, seed, keep), random_household, answer, household_difference, engine)
}

/// Generates, answers by the reference and by the engine, and compares.
fn run_all<A>(
    (cases, seed, keep): (u64, u64, usize),
    make: impl Fn(&mut Random) -> Result<CopayRequest, String>,
    reference: impl Fn(&CopayRequest) -> Option<A>,
    difference: impl Fn(&CopayStatement, &A) -> Option<String>,
    engine: &impl Fn(&CopayRequest) -> Result<CopayStatement, String>,
) -> Result<RequestTally, String> {
    let mut random = Random::new(seed);
    let mut tally = RequestTally::default();
    for _ in 0..cases {
        let request = make(&mut random)?;
        let Some(answer) = reference(&request) else {
            tally.refused = tally.refused.saturating_add(1);
            continue;
        };
        let what = match engine(&request) {
            Ok(statement) => difference(&statement, &answer),
            Err(error) => Some(format!("the engine refuses: {error}")),
        };
        tally.count(&request, what, keep)?;
    }
    Ok(tally)
}

impl RequestTally {
    fn count(
        &mut self,
        request: &CopayRequest,
        difference: Option<String>,
        keep: usize,
    ) -> Result<(), String> {
        self.compared = self.compared.saturating_add(1);
        if let Some(what) = difference {
            self.differing = self.differing.saturating_add(1);
            let seen = self.first.iter().any(|(_, other)| shape(other) == shape(&what));
            if self.first.len() < keep && !seen {
                let text = serde_json::to_string(request).map_err(|error| error.to_string())?;
                self.first.push((text, what));
            }
        }
        Ok(())
    }
}
