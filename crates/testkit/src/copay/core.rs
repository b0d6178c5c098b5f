//! 計算の芯: a month of the case form straight through the engine, without JSON, for runs of a million months.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use santei_engine::amount::{Ratio, Rounding, Yen};
use santei_engine::copay::{
    Active, Claim, MonthTable, Part, Patient, Plan, Scratch, SetKey, SpecialDisease, Totals, Visit,
    settle,
};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::{AgeGroup, CopayBook, Setting};
use santei_engine::rulebook::copay_subsidy::SubsidyRow;
use santei_reference::{Age, MonthAnswer, MonthInput, PayerAnswer};

/// The engine with a rule book, and the tables of the months it has seen.
#[derive(Debug)]
pub struct Core<'a> {
    book: &'a CopayBook,
    tables: BTreeMap<NaiveDate, MonthTable>,
    scratch: Scratch,
}

impl<'a> Core<'a> {
    /// The engine by `book`.
    pub fn new(book: &'a CopayBook) -> Self {
        Self { book, tables: BTreeMap::new(), scratch: Scratch::new() }
    }

    /// What the engine says of `input`, in the words of the case form.
    ///
    /// # Errors
    ///
    /// What the engine refuses, or what the rule book does not know, as text.
    pub fn month(&mut self, input: &MonthInput) -> Result<MonthAnswer, String> {
        let (year, month) = input.month.parts();
        let day = NaiveDate::from_ymd_opt(year, month, 1).ok_or("no such month")?;
        let book = self.book;
        let table = self.tables.entry(day).or_insert_with(|| MonthTable::new(book, day));
        let setting = if input.inpatient { Setting::Inpatient } else { Setting::Outpatient };
        let patient = patient(book, input)?;
        let plan = Plan::resolve(table, &patient, setting).map_err(|error| error.to_string())?;
        let rows = subsidy_rows(book, input, day)?;
        let subsidies: Vec<Active<'_>> = rows
            .iter()
            .zip(&input.subsidies)
            .map(|(row, given)| Active {
                rule: row.rule,
                charge: if input.inpatient { &row.inpatient } else { &row.outpatient },
                first_stage: row.first_stage(setting),
                is_local: row.is_local,
                month_cap: given.month_cap.map(Yen::new),
                help_limit: None,
                cap_rule: RuleIndex::CERTIFICATE,
            })
            .collect();
        let parts = parts(input);
        let visits = [Visit {
            day: 1,
            days: 1,
            initial: false,
            without_consultation: false,
            prescription_outside: false,
            stay_days_before: 0,
            stay_month: None,
            elsewhere: [Yen::ZERO; 4],
            parts: &parts,
        }];
        let claim = Claim {
            plan: &plan,
            subsidies: &subsidies,
            visits: &visits,
            relief: None,
            receipt: (1, Rounding::HalfUp),
            counter: (10, Rounding::HalfUp),
            counter_rule: RuleIndex::CERTIFICATE,
        };
        let totals = settle(&claim, &mut self.scratch).map_err(|error| error.to_string())?;
        Ok(answer(input, &totals))
    }
}

fn patient(book: &CopayBook, input: &MonthInput) -> Result<Patient, String> {
    let age = match input.age_group {
        Age::Under70 if input.rate_tenths == 2 => AgeGroup::Preschool,
        Age::Under70 => AgeGroup::Under70,
        Age::From70 => AgeGroup::From70,
        Age::From75 => AgeGroup::From75,
    };
    let name = serde_json::to_value(input.income_class).map_err(|error| error.to_string())?;
    let class = name.as_str().and_then(|name| book.class(name, age));
    let rate = Ratio::new(input.rate_tenths, 10).map_err(|error| error.to_string())?;
    let special = input.special_disease_cap;
    Ok(Patient {
        age,
        rate: Some((rate, RuleIndex::CERTIFICATE)),
        class: Some(class.ok_or_else(|| format!("the rule book has no class {name}"))?),
        certified: true,
        repeated: input.repeated,
        repeated_specific_disease: input.repeated,
        turns_75: input.turns_75,
        special_disease: special
            .map(|yen| SpecialDisease { cap: Some(Yen::new(yen)), dialysis: false }),
    })
}

/// The row of each subsidy, in the order of the input.
fn subsidy_rows<'a>(
    book: &'a CopayBook,
    input: &MonthInput,
    day: NaiveDate,
) -> Result<Vec<&'a SubsidyRow>, String> {
    let mut rows = Vec::new();
    for given in &input.subsidies {
        let mut found = book.in_force(
            &book.subsidies,
            day,
            |row| row.rule,
            |row| !row.is_local && row.acts.contains(&given.act),
        );
        let row = found.next();
        rows.push(row.ok_or_else(|| format!("the rule book has no act {}", given.act))?);
    }
    Ok(rows)
}

fn parts(input: &MonthInput) -> Vec<Part> {
    let mut parts = Vec::new();
    for set in &input.sets {
        let mut key = SetKey::new();
        if set.payers.iter().any(|payer| payer == "insurance") {
            key = key.insured();
            if input.special_disease_cap.is_some() {
                key = key.special();
            }
        }
        for (place, subsidy) in input.subsidies.iter().enumerate() {
            if set.payers.contains(&subsidy.act) {
                key = key.with(place);
            }
        }
        parts.push(Part { key, medical: Yen::new(set.medical_yen) });
    }
    parts
}

fn answer(input: &MonthInput, totals: &Totals) -> MonthAnswer {
    let payers = input.subsidies.iter().zip(&totals.subsidies).map(|(given, result)| {
        let (share_in, due) = (result.share_in.count(), result.due.count());
        PayerAnswer { act: given.act.clone(), share_in, due, pays: share_in.saturating_sub(due) }
    });
    MonthAnswer {
        patient_total: totals.patient.count(),
        uncovered: totals.uncovered.count(),
        insurance_pays: totals.insurance.count().saturating_add(totals.high_cost.count()),
        subsidies: payers.collect(),
        sets: Vec::new(),
    }
}
