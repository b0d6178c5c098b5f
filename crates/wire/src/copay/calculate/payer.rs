//! 支払者の解決: who covers each set, and the subsidies of a claim in their order.

use super::Desk;
use super::finding::FindingKind;
use super::person::Known;
use super::subsidy::Held;
use super::terms::Terms;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::{Claim, PayerSet, Setting as WireSetting};
use chrono::NaiveDate;
use santei_engine::copay::{Active, MAX_SUBSIDIES};
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_limit::FirstStage;
use santei_engine::rulebook::copay_programme::Others;

/// The name by which a set names the insurance.
pub(super) const INSURANCE: &str = "insurance";

/// The subsidies of one claim, in the order in which they apply.
#[derive(Clone, Debug, Default)]
pub(super) struct Payers {
    /// Places in the person's certificates.
    pub(super) held: Vec<usize>,
    terms: Vec<Terms>,
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
            terms.push(Terms::new(desk, claim, (person, known), one, path)?);
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
