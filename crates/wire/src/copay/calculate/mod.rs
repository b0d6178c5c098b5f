//! 計算: a request taken through the engine, person by person and claim by claim.

mod change;
mod claim;
mod extra;
mod finding;
mod household;
mod meal;
mod payer;
mod person;
mod programme;
mod reason;
mod shared_cap;
mod subsidy;
mod terms;
mod treatment;
mod year;

use super::error::CopayRequestError;
use super::month::Month;
use super::request::{CopayRequest, Language};
use super::statement::text::{Finding, Reason};
use super::statement::{CopayStatement, PersonStatement};
use finding::FindingKind;
use santei_engine::copay::{MonthTable, Scratch};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::CopayBook;
use std::collections::BTreeSet;

/// What every step of one request knows.
pub(super) struct Desk<'a> {
    pub(super) book: &'a CopayBook,
    pub(super) table: MonthTable,
    pub(super) month: Month,
    pub(super) language: Language,
    pub(super) wants_reasons: bool,
    pub(super) scratch: Scratch,
    pub(super) findings: Vec<Finding>,
    pub(super) reasons: Vec<Reason>,
    doubted: BTreeSet<(String, RuleIndex)>,
}

/// The statement of a request.
///
/// # Errors
///
/// [`CopayRequestError`] with the JSON path of what is wrong.
pub fn calculate(
    book: &CopayBook,
    request: &CopayRequest,
) -> Result<CopayStatement, CopayRequestError> {
    let mut desk = Desk {
        book,
        table: MonthTable::new(book, request.month.first_day()),
        month: request.month,
        language: request.explain.unwrap_or(Language::Ja),
        wants_reasons: request.explain.is_some(),
        scratch: Scratch::new(),
        findings: Vec::new(),
        reasons: Vec::new(),
        doubted: BTreeSet::new(),
    };
    let mut ids = BTreeSet::new();
    let mut persons = Vec::new();
    let mut parts = Vec::new();
    for (number, person) in request.persons.iter().enumerate() {
        let path = format!("persons[{number}]");
        if !ids.insert(person.id.as_str()) {
            return Err(CopayRequestError::at(format!("{path}.id"), "the id is used twice"));
        }
        let (statement, counted) = person::settle(&mut desk, person, &path)?;
        persons.push(statement);
        parts.push(counted);
    }
    let mut households = Vec::new();
    for (number, household) in request.households.iter().enumerate() {
        let path = format!("households[{number}]");
        households.push(household::settle(&mut desk, household, &parts, &path)?);
    }
    year::fill(&mut desk, request, &parts, &mut persons)?;
    Ok(statement(request, desk, persons, households))
}

fn statement(
    request: &CopayRequest,
    desk: Desk<'_>,
    persons: Vec<PersonStatement>,
    households: Vec<super::statement::household::HouseholdStatement>,
) -> CopayStatement {
    CopayStatement {
        id: request.id.clone(),
        month: request.month,
        persons,
        households,
        findings: desk.findings,
        reasons: desk.reasons,
    }
}

impl Desk<'_> {
    /// Adds a finding.
    pub(super) fn find(&mut self, kind: &FindingKind, path: &str, rule: Option<RuleIndex>) {
        let rule = rule.and_then(|index| self.book.rule(index));
        self.findings.push(Finding {
            code: kind.code().to_owned(),
            path: path.to_owned(),
            rule: rule.map(|rule| rule.id.clone()),
            article: rule.map(|rule| rule.article.clone()),
            message: kind.message(self.language),
        });
    }

    /// Adds a finding unless the same one is there already.
    pub(super) fn find_once(&mut self, kind: &FindingKind, path: &str, rule: Option<RuleIndex>) {
        let message = kind.message(self.language);
        if !self.findings.iter().any(|one| one.path == path && one.message == message) {
            self.find(kind, path, rule);
        }
    }

    /// Says, once a place, that a rule in use is not confirmed law.
    pub(super) fn doubt(&mut self, rule: RuleIndex, path: &str) {
        let doubt = self.book.rule(rule).and_then(|rule| rule.doubt.clone());
        if let Some(reason) = doubt
            && self.doubted.insert((path.to_owned(), rule))
        {
            self.find(&FindingKind::RuleNotEnacted { reason }, path, Some(rule));
        }
    }
}
