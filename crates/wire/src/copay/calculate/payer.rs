//! 支払者の解決: who covers each set, and the subsidies of a claim in their order.

use super::Desk;
use super::finding::FindingKind;
use super::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::{Claim, PayerSet, Service, Setting as WireSetting};
use chrono::NaiveDate;
use santei_engine::copay::{Active, MAX_SUBSIDIES};
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};

/// The name by which a set names the insurance.
pub(super) const INSURANCE: &str = "insurance";

/// The subsidies of one claim, in the order in which they apply.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    /// Places in the person's certificates.
    pub(super) held: Vec<usize>,
    charges: Vec<Charge>,
}

pub(super) const fn setting(claim: &Claim) -> Setting {
    match claim.setting {
        WireSetting::Inpatient => Setting::Inpatient,
        WireSetting::Outpatient => Setting::Outpatient,
    }
}

impl Payers {
    /// The subsidies that the sets of a claim name.
    pub(super) fn new(
        desk: &mut Desk<'_>,
        claim: &Claim,
        held: &[Held<'_>],
        path: &str,
    ) -> Result<Self, CopayRequestError> {
        let mut used = Vec::new();
        for (set, path) in sets(claim, path) {
            for (number, payer) in set.payers.iter().enumerate() {
                let path = format!("{path}.payers[{number}]");
                if set.payers.iter().take(number).any(|other| other == payer) {
                    return Err(CopayRequestError::at(path, "named twice"));
                }
                if payer != INSURANCE {
                    let place = find(held, payer, &path)?;
                    if !used.contains(&place) {
                        used.push(place);
                    }
                }
            }
        }
        if used.len() > MAX_SUBSIDIES {
            let message = format!("{} subsidies; a claim has room for {MAX_SUBSIDIES}", used.len());
            return Err(CopayRequestError::at(path, message));
        }
        used.sort_by_key(|place| {
            held.get(*place).map(|one| {
                let number = one.certificate.medical_subsidy_insurer_number.as_deref();
                (one.row.priority, one.act.as_str(), number)
            })
        });
        let mut charges = Vec::new();
        for one in used.iter().filter_map(|place| held.get(*place)) {
            charges.push(charge(desk, claim, one, path));
        }
        Ok(Self { held: used, charges })
    }

    /// What the engine needs of them.
    pub(super) fn active<'b>(&'b self, claim: &Claim, held: &[Held<'_>]) -> Vec<Active<'b>> {
        self.held
            .iter()
            .filter_map(|place| held.get(*place))
            .zip(&self.charges)
            .map(|(one, charge)| Active {
                rule: one.row.rule,
                charge,
                first_stage: one.first_stage(setting(claim)),
                is_local: one.row.is_local,
                month_cap: one.month_cap,
                cap_rule: one.cap_rule,
            })
            .collect()
    }

    /// The place of a payer in the claim.
    pub(super) fn place(&self, held: &[Held<'_>], payer: &str) -> Option<usize> {
        self.held.iter().position(|place| held.get(*place).is_some_and(|one| one.is_named(payer)))
    }
}

fn find(held: &[Held<'_>], payer: &str, path: &str) -> Result<usize, CopayRequestError> {
    let mut found = held.iter().enumerate().filter(|(_, one)| one.is_named(payer));
    match (found.next(), found.next()) {
        (Some((place, _)), None) => Ok(place),
        (None, _) => Err(CopayRequestError::at(
            path,
            "the person has no certificate of this payer (expected `insurance`, a 法別番号 or a 公費負担者番号)",
        )),
        (Some(_), Some(_)) => Err(CopayRequestError::at(
            path,
            "several certificates have this 法別番号; name the payer by its 公費負担者番号",
        )),
    }
}

/// Every set of a claim, with its path.
pub(super) fn sets<'c>(claim: &'c Claim, path: &str) -> Vec<(&'c PayerSet, String)> {
    let sums = claim.sets.iter().enumerate();
    let visits = claim.visits.iter().enumerate();
    sums.map(|(number, set)| (set, format!("{path}.sets[{number}]")))
        .chain(visits.flat_map(|(visit, one)| {
            one.sets
                .iter()
                .enumerate()
                .map(move |(number, set)| (set, format!("{path}.visits[{visit}].sets[{number}]")))
        }))
        .collect()
}

/// What the subsidy leaves in this setting, with what must be said about it.
fn charge(desk: &mut Desk<'_>, claim: &Claim, held: &Held<'_>, path: &str) -> Charge {
    let row = held.row;
    let pharmacy = row.pharmacy.as_ref().filter(|_| claim.service == Service::Pharmacy);
    let own = match claim.setting {
        WireSetting::Inpatient => &row.inpatient,
        WireSetting::Outpatient => pharmacy.unwrap_or(&row.outpatient),
    };
    let certificate = held.certificate;
    let facilities = &certificate.designated_medical_institutions;
    let outside = Charge { cover: Cover::Excluded, ..Charge::default() };
    if !facilities.is_empty() && !facilities.contains(&claim.facility) {
        desk.find(&FindingKind::FacilityNotDesignated, &held.path, Some(row.rule));
        return outside;
    }
    if held.is_excluded {
        desk.find(&FindingKind::TierExcluded, &held.path, Some(held.cap_rule));
        return outside;
    }
    if certificate.is_always_reimbursement || own.cover == Cover::Reimbursed {
        desk.find(&FindingKind::Reimbursed, &held.path, Some(row.rule));
        return Charge { cover: Cover::Reimbursed, ..Charge::default() };
    }
    if own.cover == Cover::Excluded {
        desk.find(&FindingKind::SettingNotCovered, &held.path, Some(row.rule));
        return outside;
    }
    let caps = [own.visit_cap, own.day_cap, own.fixed_visit, own.month_cap, own.pays_up_to];
    let has_own = own.rate.is_some() || own.portion.is_some() || caps.iter().any(Option::is_some);
    if own.cover == Cover::Shared && !has_own && held.month_cap.is_none() {
        desk.find(&FindingKind::CapUnknown, &held.path, Some(row.rule));
    }
    let by_visit = own.first_visit_only
        || [own.visit_cap, own.day_cap, own.fixed_visit].iter().any(Option::is_some);
    if by_visit && !claim.sets.is_empty() {
        desk.find(&FindingKind::VisitsNeeded, path, Some(row.rule));
    }
    own.clone()
}

/// The first and last day of validity, against a day of treatment.
pub(super) fn holds(desk: &mut Desk<'_>, held: &Held<'_>, day: NaiveDate) -> bool {
    let holds = held.holds(day);
    if !holds {
        let kind = FindingKind::CertificateOutsideDates { day };
        let rule = Some(held.row.rule);
        if !desk
            .findings
            .iter()
            .any(|one| one.path == held.path && one.message == kind.message(desk.language))
        {
            desk.find(&kind, &held.path, rule);
        }
    }
    holds
}
