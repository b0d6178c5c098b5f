//! 世帯合算の計算: the parts of all members, pharmacies with their prescribers.

use super::Desk;
use super::claim::fail;
use super::finding::FindingKind;
use super::person::Counted;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Household;
use crate::copay::request::claim::Service;
use crate::copay::statement::household::{HouseholdPart, HouseholdStatement};
use santei_engine::copay::household::{self, Amount, HouseholdResult};
use santei_engine::rulebook::copay::Setting;
use santei_engine::{AmountError, Yen};

/// What one set of one claim brings.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) facility: String,
    pub(super) service: Service,
    pub(super) setting: Setting,
    pub(super) payers: Vec<String>,
    pub(super) medical: Yen,
    pub(super) share: Yen,
    pub(super) owed: Yen,
    pub(super) is_livelihood: bool,
    pub(super) has_national: bool,
    pub(super) is_special: bool,
}

pub(super) fn settle(
    desk: &mut Desk<'_>,
    request: &Household,
    persons: &[Counted],
    path: &str,
) -> Result<HouseholdStatement, CopayRequestError> {
    let mut members = Vec::new();
    for (number, id) in request.members.iter().enumerate() {
        let path = format!("{path}.members[{number}]");
        let found = persons.iter().find(|person| person.id == *id);
        let found = found.ok_or_else(|| CopayRequestError::at(&path, "no person of this id"))?;
        if request.members.iter().take(number).any(|other| other == id) {
            return Err(CopayRequestError::at(path, "named twice"));
        }
        members.push(found);
    }
    // The order of the request means nothing.
    members.sort_by(|one, two| one.id.cmp(&two.id));
    check(desk, &members, path);
    let mut parts: Vec<(usize, Part)> = Vec::new();
    for (person, member) in members.iter().enumerate() {
        for part in &member.parts {
            merge(&mut parts, person, part, &member.parts)
                .map_err(|error| CopayRequestError::at(path, error.to_string()))?;
        }
    }
    parts.sort_by(|(one, first), (two, second)| {
        let key = |part: &Part| (part.facility.clone(), part.service, part.payers.clone());
        (one, first.setting, key(first)).cmp(&(two, second.setting, key(second)))
    });
    let amounts: Vec<_> = parts
        .iter()
        .enumerate()
        .map(|(account, (person, part))| Amount {
            person: *person,
            account,
            setting: part.setting,
            medical: part.medical,
            share: part.share,
            owed: part.owed,
            is_excluded: part.is_livelihood,
            is_ordinary: !part.has_national && !part.is_special,
        })
        .collect();
    let patients: Vec<_> = members.iter().map(|member| member.known.patient).collect();
    let result = household::settle(&desk.table, &patients, &amounts).map_err(fail(path))?;
    for rule in &result.rules {
        desk.doubt(*rule, path);
    }
    statement(request, &members, &parts, &result, path)
}

/// A pharmacy's part joins the prescriber's part of the same payers.
fn merge(
    parts: &mut Vec<(usize, Part)>,
    person: usize,
    part: &Part,
    all: &[Part],
) -> Result<(), AmountError> {
    let mut part = part.clone();
    if part.service == Service::Pharmacy {
        let prescriber = all.iter().find(|other| {
            other.service != Service::Pharmacy
                && other.facility == part.facility
                && other.setting == Setting::Outpatient
        });
        part.service = prescriber.map_or(part.service, |other| other.service);
    }
    let same = parts.iter_mut().find(|(one, other)| {
        *one == person
            && other.facility == part.facility
            && other.service == part.service
            && other.setting == part.setting
            && other.payers == part.payers
            && other.is_special == part.is_special
    });
    match same {
        Some((_, other)) => {
            other.medical = other.medical.plus(part.medical)?;
            other.share = other.share.plus(part.share)?;
            other.owed = other.owed.plus(part.owed)?;
        }
        None => parts.push((person, part)),
    }
    Ok(())
}

/// One insurer, one class for each side of 70.
fn check(desk: &mut Desk<'_>, members: &[&Counted], path: &str) {
    let mixed = |pair: &[&Counted]| match pair {
        [one, two] => {
            let same_side =
                one.known.patient.age.is_70_or_over() == two.known.patient.age.is_70_or_over();
            one.known.is_late_elderly != two.known.is_late_elderly
                || (same_side && one.known.patient.class != two.known.patient.class)
        }
        _ => false,
    };
    if members.windows(2).any(mixed) {
        desk.find(&FindingKind::HouseholdMixed, path, None);
    }
}

fn statement(
    request: &Household,
    members: &[&Counted],
    parts: &[(usize, Part)],
    result: &HouseholdResult,
    path: &str,
) -> Result<HouseholdStatement, CopayRequestError> {
    let overflow = |error: AmountError| CopayRequestError::at(path, error.to_string());
    let paid = Yen::sum(parts.iter().map(|(_, part)| part.owed)).map_err(overflow)?;
    let refund = result.refund().map_err(fail(path))?;
    let parts = parts
        .iter()
        .zip(&result.counted)
        .map(|((person, part), counted)| HouseholdPart {
            person: members.get(*person).map(|one| one.id.clone()).unwrap_or_default(),
            facility: part.facility.clone(),
            share_yen: part.share.count(),
            patient_yen: part.owed.count(),
            counted: *counted,
        })
        .collect();
    Ok(HouseholdStatement {
        members: request.members.clone(),
        paid_yen: paid.count(),
        refund_turning_75_yen: result.turning_75.count(),
        refund_outpatient_yen: result.outpatient.count(),
        refund_over_70_yen: result.over_70.count(),
        refund_household_yen: result.household.count(),
        refund_transition_yen: result.transition.count(),
        refund_yen: refund.count(),
        burden_yen: paid.minus(refund).map_err(overflow)?.count(),
        parts,
    })
}
