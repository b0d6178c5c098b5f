//! レセプト1件の準備と精算: visits in the order of time over all claims of a person.

mod ledger;
mod part;
mod prepare;
mod relief;
mod settle;
mod statement;

pub(super) use settle::settle_all;

use super::household::Part;
use super::payer::Payers;
use super::treatment::Treatment;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::{Claim, Service as WireService};
use crate::copay::statement::Ledger;
use crate::copay::statement::claim::ClaimStatement;
use chrono::NaiveDate;
use santei_engine::copay::{CopayError, MAX_SUBSIDIES, Part as EnginePart, Plan, Relief};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::Service;
use santei_engine::{Rounding, Yen};

/// One visit, resolved.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own of the visit")]
pub(super) struct PreparedVisit {
    day: NaiveDate,
    is_dated: bool,
    sequence: u32,
    days: u32,
    initial: bool,
    without_consultation: bool,
    prescription_outside: bool,
    charged: Option<i64>,
    parts: Vec<EnginePart>,
    treatments: Vec<Treatment>,
    elsewhere: [Yen; MAX_SUBSIDIES],
}

/// One claim, resolved.
#[derive(Clone, Debug)]
pub(super) struct Prepared<'a> {
    claim: &'a Claim,
    path: String,
    pub(super) plan: Plan,
    payers: Payers,
    visits: Vec<PreparedVisit>,
    relief: Option<Relief>,
    counter: (i64, Rounding),
    counter_rule: RuleIndex,
    /// The patient pays the whole (自費), or an insurer outside the health insurance does (労災, 自賠責).
    whole: Option<(bool, RuleIndex)>,
}

/// All claims of a person, settled.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) claims: Vec<ClaimStatement>,
    pub(super) ledgers: Vec<Ledger>,
    pub(super) parts: Vec<Part>,
}

pub(super) fn fail(path: &str) -> impl Fn(CopayError) -> CopayRequestError + '_ {
    move |error| CopayRequestError::at(path, error.to_string())
}
pub(super) const fn service(claim: &Claim) -> Service {
    match claim.service {
        WireService::Medical => Service::Medical,
        WireService::Dental => Service::Dental,
        WireService::Pharmacy => Service::Pharmacy,
        WireService::VisitingNurse => Service::VisitingNurse,
    }
}
