//! 事例形式 `month`: one patient, one facility, one month, in the order of the law.

use crate::claim::{Row, Settled, settle};
use crate::facts::{Covered, Facts, Share};
use crate::input::{MonthInput, Set};
use crate::law::Person;
use crate::limit::MOST;
use crate::number::{Refusal, Rounding};

/// The answer to a `month` case, in yen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthAnswer {
    /// What the patient pays.
    pub patient_total: i64,
    /// 一部負担金相当額 after the first-stage limits and 合算.
    pub uncovered: i64,
    /// What the insurer pays, 高額療養費 included.
    pub insurance_pays: i64,
    /// The subsidies, in the order of the input.
    pub subsidies: Vec<PayerAnswer>,
    /// The parts, those with the same payers made one, in the order of the input.
    pub sets: Vec<SetAnswer>,
}

/// One subsidy of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerAnswer {
    /// 法別番号.
    pub act: String,
    /// 一部負担金相当額 that enters.
    pub share_in: i64,
    /// What the patient owes under it before 合算.
    pub due: i64,
    /// What it pays.
    pub pays: i64,
}

/// One part of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAnswer {
    /// 一部負担金相当額: the statutory share, at most the limit of the part.
    pub share: i64,
    /// What the patient owes of it after the subsidies, before 合算.
    pub due: i64,
}

/// The month of `input`.
///
/// # Errors
///
/// [`Refusal`] where no text covers the month or the class, or the input has no meaning.
pub fn month(input: &MonthInput) -> Result<MonthAnswer, Refusal> {
    check(input)?;
    let settled = settle(&facts(input), 1, Rounding::Receipt)?;
    Ok(answer(&settled))
}

/// The case as a claim of one visit; its class is certified.
fn facts(input: &MonthInput) -> Facts {
    let person = Person {
        age: input.age_group,
        class: Some(input.income_class),
        remuneration: None,
        repeated: input.repeated,
        turns_75: input.turns_75,
    };
    let covered = input.subsidies.iter().map(|one| Covered {
        name: one.act.clone(),
        act: one.act.clone(),
        month_cap: one.month_cap,
        charged_before: 0,
        class_shown: true,
    });
    let special = input.special_disease_cap.is_some();
    Facts {
        month: input.month,
        age: input.age_group,
        inpatient: input.inpatient,
        rate_tenths: input.rate_tenths,
        class: Some(input.income_class),
        general: Some(person),
        specific_disease: person,
        special_disease_cap: input.special_disease_cap,
        subsidies: covered.collect(),
        visits: vec![input.sets.iter().map(|set| share(set, special)).collect()],
    }
}

fn share(set: &Set, special: bool) -> Share {
    let insured = set.payers.first().is_some_and(|payer| payer == "insurance");
    let subsidies = set.payers.iter().skip(usize::from(insured)).cloned().collect();
    Share { medical: set.medical_yen, insured, subsidies, special: special && insured }
}

/// The figures that a case book prints.
fn answer(settled: &Settled) -> MonthAnswer {
    let payers = settled.ledger.lines.iter().map(|line| PayerAnswer {
        act: line.name().to_owned(),
        share_in: line.share_in,
        due: line.due,
        pays: line.share_in - line.due,
    });
    let sets = settled.rows.iter().map(|row: &Row| SetAnswer { share: row.limited, due: row.due });
    MonthAnswer {
        patient_total: settled.patient(),
        uncovered: settled.uncovered(),
        insurance_pays: settled.insured_medical() - settled.uncovered(),
        subsidies: payers.collect(),
        sets: sets.collect(),
    }
}

/// What the form demands of the input.
fn check(input: &MonthInput) -> Result<(), Refusal> {
    let wrong = |what: &str| Err(Refusal::Meaningless(what.to_owned()));
    if !(0..=10).contains(&input.rate_tenths) {
        return wrong("rate_tenths");
    }
    if input.special_disease_cap.is_some_and(|cap| !(0..=MOST).contains(&cap)) {
        return wrong("special_disease_cap");
    }
    if input.subsidies.iter().any(|one| one.month_cap.is_some_and(|cap| !(0..=MOST).contains(&cap)))
    {
        return wrong("month_cap");
    }
    if input.sets.iter().any(|set| !(0..=MOST).contains(&set.medical_yen)) {
        return wrong("medical_yen");
    }
    Ok(())
}
