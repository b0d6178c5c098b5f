//! 負担の内訳: the points of the visits, month by month, handed to the co-pay calculation.

use super::Line;
use crate::copay::request::claim::{Basis, Claim, PayerSet, Service, Setting, Visit};
use crate::copay::request::{CopayRequest, Language, Person};
use crate::copay::{CopayStatement, Month, calculate};
use crate::request::{Coverage, Request, RequestError};
use santei_engine::claim::VisitKind;
use santei_engine::rulebook::copay::CopayBook;
use std::collections::BTreeMap;

/// The co-pay of every month of the request; nothing without coverage.
pub(super) fn shares(
    book: &CopayBook,
    request: &Request,
    lines: &[Line],
    explain: Option<Language>,
) -> Result<Vec<CopayStatement>, RequestError> {
    let Some(coverage) = &request.coverage else {
        return Ok(Vec::new());
    };
    let mut months: BTreeMap<Month, Vec<Visit>> = BTreeMap::new();
    for (number, visit) in request.visits.iter().enumerate() {
        let own = lines.iter().filter(|line| line.visit == number);
        let points = own.clone().map(|line| line.points.saturating_mul(i64::from(line.count)));
        let points = points.fold(0, i64::saturating_add);
        let visits = months.entry(Month::of(visit.date)).or_default();
        let same_day = visits.iter().filter(|earlier| earlier.date == visit.date).count();
        visits.push(Visit {
            date: visit.date,
            sequence: u32::try_from(same_day).unwrap_or(u32::MAX).saturating_add(1),
            initial: matches!(visit.visit, VisitKind::Initial | VisitKind::SecondDepartmentInitial),
            without_consultation: visit.visit == VisitKind::None,
            days: 1,
            prescription_outside: visit
                .orders
                .iter()
                .any(|order| order.prescribe == Some(santei_engine::claim::Dispensing::Outside)),
            sets: vec![PayerSet {
                payers: payers(coverage)?,
                points: Some(points),
                medical_yen: None,
                goods_points: None,
                treatment: None,
                special_disease: None,
            }],
            charged_yen: None,
        });
    }
    let wrong = |error: crate::copay::CopayRequestError| {
        RequestError::new("coverage".to_owned(), format!("`{}`", error.path), error.message)
    };
    let settle = |(month, visits)| {
        calculate(book, &month_request(request, coverage, month, visits, explain)).map_err(wrong)
    };
    months.into_iter().map(settle).collect()
}

/// Who covers the lines: the insurance and every certificate.
fn payers(coverage: &Coverage) -> Result<Vec<String>, RequestError> {
    let mut payers = Vec::new();
    if coverage.insurance.is_some() {
        payers.push("insurance".to_owned());
    }
    for (number, certificate) in coverage.certificates.iter().enumerate() {
        let named =
            certificate.medical_subsidy_insurer_number.as_ref().or(certificate.act.as_ref());
        let path = || format!("coverage.certificates[{number}]");
        let expected = "`act` or `medical_subsidy_insurer_number`";
        payers.push(named.cloned().ok_or_else(|| RequestError::new(path(), "", expected))?);
    }
    Ok(payers)
}

fn month_request(
    request: &Request,
    coverage: &Coverage,
    month: Month,
    visits: Vec<Visit>,
    explain: Option<Language>,
) -> CopayRequest {
    let claim = Claim {
        facility: "facility".to_owned(),
        service: Service::Medical,
        setting: Setting::Outpatient,
        prescriber: None,
        basis: Basis::Insurance,
        prefecture: coverage.prefecture.clone(),
        stay_days_before: 0,
        stay_month: None,
        sets: Vec::new(),
        visits,
        counter: coverage.counter,
        meals: Vec::new(),
        extras: Vec::new(),
    };
    let person = Person {
        id: "patient".to_owned(),
        birth_date: Some(request.patient.birth_date),
        age_group: None,
        insurance: coverage.insurance.clone(),
        certificates: coverage.certificates.clone(),
        claims: vec![claim],
        year_to_date: None,
    };
    CopayRequest {
        id: request.id.clone(),
        month,
        explain,
        persons: vec![person],
        households: Vec::new(),
    }
}
