//! 公費の条件: what one subsidy does on one claim: its charge in the setting, or why it has no part.

use super::Desk;
use super::claim::fail;
use super::finding::FindingKind;
use super::payer::setting;
use super::person::Known;
use super::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::{Claim, Service, Setting as WireSetting};
use santei_engine::copay::class_limit;
use santei_engine::rulebook::copay_limit::Formula;
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};

/// What a subsidy does on a claim.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    pub(super) charge: Charge,
    /// 限度額認定証なし: what exceeds this limit is the patient's.
    pub(super) help_limit: Option<Formula>,
    /// It has no part in the claim.
    pub(super) is_left_out: bool,
}

impl Terms {
    /// What the subsidy of a certificate does on a claim, with what must be said about it.
    pub(super) fn new(
        desk: &mut Desk<'_>,
        claim: &Claim,
        (person, known): (&Person, &Known),
        held: &Held<'_>,
        path: &str,
    ) -> Result<Self, CopayRequestError> {
        let charge = charge(desk, claim, person, held, path);
        let help_limit = match held.row.options.uncertified_class {
            Some(class) if !known.shows_class => {
                class_limit(&desk.table, &known.patient, setting(claim), class)
                    .map_err(fail(path))?
            }
            _ => None,
        };
        let is_left_out = charge.cover == Cover::Excluded;
        unread(desk, held);
        Ok(Self { charge, help_limit, is_left_out })
    }
}

/// Says which columns of an official row no step has read.
fn unread(desk: &mut Desk<'_>, held: &Held<'_>) {
    for column in &held.row.unread {
        let kind = FindingKind::ColumnUnread(column.clone());
        desk.find_once(&kind, &held.path, Some(held.row.rule));
    }
}

/// What the prefecture of the facility or of the insurer changes; nothing where the case is the plain one.
fn away(claim: &Claim, person: &Person, held: &Held<'_>) -> Option<Cover> {
    let home = held.row.prefecture.as_deref()?;
    let insurer = person.insurance.as_ref().and_then(|one| one.prefecture.as_deref());
    let is_away = |place: Option<&str>| place.is_some_and(|one| one != home);
    let options = &held.row.options;
    let facility = options.away_facility.filter(|_| is_away(claim.prefecture.as_deref()));
    facility.or(options.away_insurer.filter(|_| is_away(insurer)))
}

/// What the subsidy leaves in this setting, with what must be said about it.
fn charge(
    desk: &mut Desk<'_>,
    claim: &Claim,
    person: &Person,
    held: &Held<'_>,
    path: &str,
) -> Charge {
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
    if held.is_out_of_scope {
        return outside;
    }
    let away = away(claim, person, held);
    if let Some(cover) = away {
        desk.find(&FindingKind::OutsidePrefecture, &held.path, Some(row.rule));
        if cover == Cover::Excluded {
            return outside;
        }
    }
    if certificate.is_always_reimbursement
        || own.cover == Cover::Reimbursed
        || away == Some(Cover::Reimbursed)
    {
        desk.find(&FindingKind::Reimbursed, &held.path, Some(row.rule));
        return Charge { cover: Cover::Reimbursed, ..Charge::default() };
    }
    if own.cover == Cover::Excluded {
        desk.find(&FindingKind::SettingNotCovered, &held.path, Some(row.rule));
        return outside;
    }
    let caps = [
        own.visit_cap,
        own.day_cap,
        own.fixed_visit,
        own.month_cap,
        own.pays_up_to,
        own.pays_visit,
        own.pays_day,
    ];
    let rates = [own.rate, own.portion, own.pays_rate];
    let has_own = rates.iter().any(Option::is_some)
        || caps.iter().any(Option::is_some)
        || own.reimbursed_from.is_some()
        || !own.bands.is_empty();
    if own.cover == Cover::Shared && !has_own && held.month_cap.is_none() {
        desk.find(&FindingKind::CapUnknown, &held.path, Some(row.rule));
    }
    let by_visit = own.first_visit_only
        || [own.visit_cap, own.day_cap, own.fixed_visit, own.pays_visit, own.pays_day]
            .iter()
            .any(Option::is_some);
    if by_visit && !claim.sets.is_empty() {
        desk.find(&FindingKind::VisitsNeeded, path, Some(row.rule));
    }
    let mut bands = std::iter::once(own).chain(&own.bands);
    if bands.any(|one| !one.window.stay_months.is_open()) && claim.stay_month.is_none() {
        desk.find(&FindingKind::StayMonthNeeded, path, Some(row.rule));
    }
    own.clone()
}
