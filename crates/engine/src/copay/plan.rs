//! その患者の限度額: the limits of one patient in one setting, resolved once before any visit.

use super::claim::{Active, Patient, SetKey};
use super::error::CopayError;
use super::table::{ClassLimits, Limit, MonthTable};
use crate::amount::{Ratio, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{ClassIndex, Setting};
use crate::rulebook::copay_limit::{FirstStage, Formula};

/// A limit as it holds for the patient: repeated and halved where that is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The formula.
    pub formula: Formula,
    /// Where it comes from.
    pub rule: RuleIndex,
    /// 多数回該当.
    pub repeated: bool,
    /// 75歳到達月.
    pub halved: bool,
}

/// その患者・入外の限度額.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// 入院・外来.
    pub setting: Setting,
    /// 負担割合 and its rule.
    pub rate: Option<(Ratio, RuleIndex)>,
    /// 多数回該当 (month caps of local programmes ask for it).
    pub repeated: bool,
    /// The class whose limit holds at the counter; none when none does.
    pub class: Option<ClassIndex>,
    /// The rule by which a person without 認定 is treated so.
    pub uncertified_rule: Option<RuleIndex>,
    pub(super) ordinary: Option<Applied>,
    /// 41条3項 after 5項: the household's limit over what 外来特例 leaves.
    pub(super) beyond_outpatient: Option<Applied>,
    transition: Option<Applied>,
    specific: Option<Applied>,
    specific_disease: Option<Applied>,
    livelihood: Option<Applied>,
    pub(super) special: Option<Applied>,
    pub(super) minimum: Option<(Yen, RuleIndex)>,
}

/// What stands on a set before the subsidies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SetPlan {
    /// The insurance pays for it.
    pub(super) is_insured: bool,
    /// 生活保護: never added.
    pub(super) is_livelihood: bool,
    /// A national subsidy takes part.
    pub(super) has_national: bool,
    /// The limits, of which the lower holds.
    pub(super) limits: [Option<Applied>; 3],
}

impl Plan {
    /// The limits of `patient` in `setting` in the month of `table`.
    ///
    /// # Errors
    ///
    /// [`CopayError`] if a halved limit leaves the range of amounts.
    pub fn resolve(
        table: &MonthTable,
        patient: &Patient,
        setting: Setting,
    ) -> Result<Self, CopayError> {
        let halving = if patient.turns_75 { table.halving() } else { None };
        let apply = |limit: Option<Limit>, repeated: bool| -> Result<Option<Applied>, CopayError> {
            limit.map(|limit| applied(limit, repeated, halving)).transpose()
        };
        let own = patient.class.and_then(|class| table.class(patient.age, class));
        let (class, uncertified_rule) = shown_class(table, patient, own);
        let shown = class.and_then(|class| table.class(patient.age, class));
        let by_class = |limits: &ClassLimits| match setting {
            Setting::Inpatient => limits.household,
            Setting::Outpatient => limits.outpatient.or(limits.household),
        };
        let special = match patient.special_disease {
            None => None,
            Some(special) => {
                let row = own.and_then(|limits| limits.special(setting, special.dialysis));
                match (special.cap, row) {
                    (Some(cap), row) => Some(Limit {
                        formula: Formula::fixed(cap),
                        repeated: None,
                        rule: row.map(|limit| limit.rule).unwrap_or_default(),
                    }),
                    (None, row) => {
                        Some(row.ok_or(CopayError::NoRule("the special disease limit"))?)
                    }
                }
            }
        };
        let inpatient = setting == Setting::Inpatient;
        let minimum = match (table.minimum(patient.age), halving) {
            (Some((least, rule)), Some((ratio, _))) => {
                // 施行令41条2項: 21,000 halves to 10,500 exactly.
                Some((least.part(ratio, crate::amount::Rounding::HalfUp)?, rule))
            }
            (minimum, _) => minimum,
        };
        Ok(Self {
            setting,
            rate: patient.rate,
            repeated: patient.repeated,
            class,
            uncertified_rule,
            ordinary: apply(shown.and_then(by_class), patient.repeated)?,
            beyond_outpatient: match (setting, shown) {
                (Setting::Outpatient, Some(limits)) if limits.outpatient.is_some() => {
                    apply(limits.household, patient.repeated)?
                }
                _ => None,
            },
            transition: shown.and_then(|limits| limits.transition(setting)).map(|limit| Applied {
                formula: limit.formula,
                rule: limit.rule,
                repeated: false,
                halved: false,
            }),
            specific: apply(table.specific(patient.age, setting), false)?,
            specific_disease: apply(
                own.and_then(by_class),
                inpatient && patient.repeated_specific_disease,
            )?,
            livelihood: apply(table.livelihood(patient.age, setting), false)?,
            special: apply(special, false)?,
            minimum,
        })
    }

    /// What stands on the sets of `key`.
    pub(super) fn set(&self, key: SetKey, subsidies: &[Active<'_>]) -> Result<SetPlan, CopayError> {
        let national = || {
            subsidies
                .iter()
                .enumerate()
                .filter(|(place, active)| key.has(*place) && !active.is_local)
                .map(|(_, active)| active.first_stage)
        };
        let has_national = national().next().is_some();
        if !key.is_insured() || national().any(|stage| stage == FirstStage::PublicFirst) {
            return Ok(SetPlan { has_national, ..SetPlan::default() });
        }
        if self.rate.is_none() {
            return Err(CopayError::NotInsured);
        }
        // 41条6項は7項の療養を除く.
        let by_disease = national().find(|stage| *stage == FirstStage::SpecificDisease);
        let stage = by_disease
            .or_else(|| national().find(|stage| *stage != FirstStage::Ordinary))
            .unwrap_or(FirstStage::Ordinary);
        let specific = || self.specific.ok_or(CopayError::NoRule("limits of 特定給付対象療養"));
        // 41条6項・7項は9項の療養を除き, 8項は特定給付対象療養 (9項の療養を含む) を除く.
        let is_ninth = key.is_special() && self.special.is_some();
        let limit = match stage {
            FirstStage::Ordinary | FirstStage::PublicFirst => self.ordinary,
            _ if is_ninth => None,
            FirstStage::Specific => Some(specific()?),
            // 認定のない者は41条6項による.
            FirstStage::SpecificDisease => Some(self.specific_disease.map_or_else(specific, Ok)?),
            FirstStage::Livelihood => {
                Some(self.livelihood.ok_or(CopayError::NoRule("limits of 生活保護"))?)
            }
        };
        let other = if key.is_special() {
            self.special
        } else if has_national {
            None
        } else {
            self.transition
        };
        Ok(SetPlan {
            is_insured: true,
            is_livelihood: stage == FirstStage::Livelihood && !is_ninth,
            has_national,
            limits: [
                limit,
                self.beyond_outpatient.filter(|_| stage == FirstStage::Ordinary),
                other,
            ],
        })
    }
}

/// The limit of a class in a setting for a patient who shows none (限度額認定証なし).
///
/// # Errors
///
/// [`CopayError`] if a halved limit leaves the range of amounts.
pub fn class_limit(
    table: &MonthTable,
    patient: &Patient,
    setting: Setting,
    class: ClassIndex,
) -> Result<Option<Formula>, CopayError> {
    let halving = if patient.turns_75 { table.halving() } else { None };
    let limit = table.class(patient.age, class).and_then(|limits| match setting {
        Setting::Inpatient => limits.household,
        Setting::Outpatient => limits.outpatient.or(limits.household),
    });
    Ok(limit.map(|one| applied(one, patient.repeated, halving)).transpose()?.map(|one| one.formula))
}

fn shown_class(
    table: &MonthTable,
    patient: &Patient,
    own: Option<&ClassLimits>,
) -> (Option<ClassIndex>, Option<RuleIndex>) {
    if patient.certified && patient.class.is_some() {
        return (patient.class, None);
    }
    let treated = own.and_then(|limits| limits.uncertified);
    let assumed = patient.rate.and_then(|(rate, _)| table.assumed(patient.age, rate));
    match treated.or(assumed) {
        Some((class, rule)) => (class, Some(rule)),
        None => (None, None),
    }
}

fn applied(
    limit: Limit,
    repeated: bool,
    halving: Option<(Ratio, RuleIndex)>,
) -> Result<Applied, CopayError> {
    let lower = limit.repeated.filter(|_| repeated);
    let formula = lower.map_or(limit.formula, Formula::fixed);
    let formula = match halving {
        Some((ratio, _)) => formula.scaled(ratio)?,
        None => formula,
    };
    Ok(Applied { formula, rule: limit.rule, repeated: lower.is_some(), halved: halving.is_some() })
}
