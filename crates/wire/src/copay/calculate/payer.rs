//! 支払者の解決: who covers each set, and the subsidies of a claim in their order.

use super::finding::FindingKind;
use super::person::Known;
use super::subsidy::Held;
use super::{Desk, claim::fail};
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::{Claim, PayerSet, Service, Setting as WireSetting};
use chrono::NaiveDate;
use santei_engine::copay::{Active, MAX_SUBSIDIES, class_limit};
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_limit::{FirstStage, Formula};
use santei_engine::rulebook::copay_programme::Others;
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};

/// The name by which a set names the insurance.
pub(super) const INSURANCE: &str = "insurance";

/// The subsidies of one claim, in the order in which they apply.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    /// Places in the person's certificates.
    pub(super) held: Vec<usize>,
    terms: Vec<Terms>,
}

/// What a subsidy does on a claim.
#[derive(Clone, Debug)]
struct Terms {
    charge: Charge,
    help_limit: Option<Formula>,
    /// It has no part in the claim.
    is_left_out: bool,
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
        (person, known): (&Person, &Known),
        held: &[Held<'_>],
        path: &str,
    ) -> Result<Self, CopayRequestError> {
        let mut used = Vec::new();
        for (set, day, path) in sets(claim, path) {
            for (number, payer) in set.payers.iter().enumerate() {
                let path = format!("{path}.payers[{number}]");
                if set.payers.iter().take(number).any(|other| other == payer) {
                    return Err(CopayRequestError::at(path, "named twice"));
                }
                if payer != INSURANCE {
                    let place = find(held, payer, day, &path)?;
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
        let mut terms = Vec::new();
        for one in used.iter().filter_map(|place| held.get(*place)) {
            let charge = charge(desk, claim, person, one, path);
            let help_limit = match one.row.options.uncertified_class {
                Some(class) if !known.shows_class => {
                    class_limit(&desk.table, &known.patient, setting(claim), class)
                        .map_err(fail(path))?
                }
                _ => None,
            };
            let is_left_out = charge.cover == Cover::Excluded;
            unread(desk, one);
            terms.push(Terms { charge, help_limit, is_left_out });
        }
        Ok(Self { held: used, terms })
    }

    /// What the engine needs of them.
    pub(super) fn active<'b>(&'b self, claim: &Claim, held: &[Held<'_>]) -> Vec<Active<'b>> {
        self.held
            .iter()
            .filter_map(|place| held.get(*place))
            .zip(&self.terms)
            .map(|(one, terms)| Active {
                rule: one.row.rule,
                charge: &terms.charge,
                first_stage: one.first_stage(setting(claim)),
                is_local: one.row.is_local,
                month_cap: one.month_cap,
                help_limit: terms.help_limit,
                cap_rule: one.cap_rule,
            })
            .collect()
    }

    /// The places of the payers of a set that have a part in it on `day`, with what must be said of the others.
    pub(super) fn places(
        &self,
        desk: &mut Desk<'_>,
        held: &[Held<'_>],
        set: &PayerSet,
        (day, is_special): (Option<NaiveDate>, bool),
        path: &str,
    ) -> Result<Vec<usize>, CopayRequestError> {
        let mut named = Vec::new();
        for payer in set.payers.iter().filter(|payer| *payer != INSURANCE) {
            let place = find(held, payer, day, path)?;
            named.extend(held.get(place).map(|one| (place, one)));
        }
        let is_insured = set.payers.iter().any(|payer| payer == INSURANCE);
        let on_livelihood =
            held.iter().any(|one| matches!(one.row.first_stage_outpatient, FirstStage::Livelihood));
        let mut places = Vec::new();
        for (place, one) in &named {
            let slot = self.held.iter().position(|other| other == place);
            let terms = slot.and_then(|slot| self.terms.get(slot));
            let (Some(slot), Some(terms)) = (slot, terms) else { continue };
            if terms.is_left_out {
                continue;
            }
            let options = &one.row.options;
            let others = named.iter().filter(|(_, other)| !other.row.is_local);
            let is_paid = match &options.others {
                Others::Paid => true,
                Others::NotPaid => others.count() == 0,
                Others::Only(acts) => {
                    others.into_iter().all(|(_, other)| acts.contains(&other.act))
                }
            };
            let why = if options.excludes_special_disease && is_special {
                Some(FindingKind::SpecialDiseaseNotCovered)
            } else if !is_paid {
                Some(FindingKind::OtherSubsidyNotCovered)
            } else if !is_insured && !on_livelihood && options.without_insurance == Some(false) {
                Some(FindingKind::NotWithoutInsurance)
            } else {
                None
            };
            match why {
                Some(kind) => desk.find(&kind, path, Some(one.row.rule)),
                None => places.push(slot),
            }
        }
        Ok(places)
    }
}

/// The certificate of a payer; of several (月途中の変更), the one that holds on the day.
fn find(
    held: &[Held<'_>],
    payer: &str,
    day: Option<NaiveDate>,
    path: &str,
) -> Result<usize, CopayRequestError> {
    let named = || held.iter().enumerate().filter(|(_, one)| one.is_named(payer));
    let mut on_day = named().filter(|(_, one)| day.is_some_and(|day| one.holds(day)));
    if let (Some((place, _)), None) = (on_day.next(), on_day.next()) {
        return Ok(place);
    }
    let mut found = named();
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
fn sets<'c>(claim: &'c Claim, path: &str) -> Vec<(&'c PayerSet, Option<NaiveDate>, String)> {
    let sums = claim.sets.iter().enumerate();
    let visits = claim.visits.iter().enumerate();
    sums.map(|(number, set)| (set, None, format!("{path}.sets[{number}]")))
        .chain(visits.flat_map(|(visit, one)| {
            one.sets.iter().enumerate().map(move |(number, set)| {
                (set, Some(one.date), format!("{path}.visits[{visit}].sets[{number}]"))
            })
        }))
        .collect()
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
