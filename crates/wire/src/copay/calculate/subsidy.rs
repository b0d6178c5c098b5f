//! 受給者証の読取り: a certificate's programme, its month cap and what is already charged.

use super::finding::FindingKind;
use super::person::Known;
use super::programme::{self, Holder};
use super::{Desk, change};
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::certificate::Certificate;
use chrono::NaiveDate;
use santei_engine::Yen;
use santei_engine::copay::tier;
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_limit::FirstStage;
use santei_engine::rulebook::copay_subsidy::SubsidyRow;

/// A certificate with its programme.
#[derive(Clone, Debug)]
pub(super) struct Held<'a> {
    pub(super) certificate: &'a Certificate,
    pub(super) row: &'a SubsidyRow,
    /// The payer's name when a set names it by act.
    pub(super) act: String,
    pub(super) month_cap: Option<Yen>,
    pub(super) cap_rule: RuleIndex,
    pub(super) is_excluded: bool,
    /// The holder belongs to none of the programme's rows.
    pub(super) is_out_of_scope: bool,
    /// Ledger lines of the month, by day.
    pub(super) ledger: Vec<(NaiveDate, Yen)>,
    pub(super) path: String,
}

impl<'a> Held<'a> {
    /// The certificates of a person.
    pub(super) fn all<'b: 'a>(
        desk: &mut Desk<'b>,
        person: &'a Person,
        known: &Known,
        path: &str,
    ) -> Result<Vec<Self>, CopayRequestError> {
        let mut held = Vec::new();
        for (number, certificate) in person.certificates.iter().enumerate() {
            let path = format!("{path}.certificates[{number}]");
            held.push(Self::new(desk, person, known, certificate, path)?);
        }
        change::share_caps(&mut held);
        Ok(held)
    }

    fn new<'b: 'a>(
        desk: &mut Desk<'b>,
        person: &Person,
        known: &Known,
        certificate: &'a Certificate,
        path: String,
    ) -> Result<Self, CopayRequestError> {
        let act = act_of(certificate, &path)?;
        if let (Some(from), Some(to)) = (certificate.valid_from, certificate.valid_to)
            && from > to
        {
            let path = format!("{path}.valid_to");
            return Err(CopayRequestError::at(path, "ends before `valid_from`"));
        }
        let holder = Holder { person, known, certificate, act: &act };
        let (row, is_in_scope) = programme::choose(desk, holder, &path)?;
        desk.doubt(row.rule, &path);
        if !is_in_scope {
            desk.find(&FindingKind::OutOfScope, &path, Some(row.rule));
        }
        let (month_cap, cap_rule, is_excluded) = month_cap(desk, certificate, row, &act, &path)?;
        let ledger = ledger(desk, certificate, &path)?;
        Ok(Self {
            certificate,
            row,
            act,
            month_cap,
            cap_rule,
            is_excluded,
            is_out_of_scope: !is_in_scope,
            ledger,
            path,
        })
    }

    /// Whether a set's payer means this certificate.
    pub(super) fn is_named(&self, payer: &str) -> bool {
        payer == self.act
            || self.certificate.medical_subsidy_insurer_number.as_deref() == Some(payer)
    }

    /// Whether the certificate holds on `day`.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.certificate.valid_from.is_none_or(|from| from <= day)
            && self.certificate.valid_to.is_none_or(|to| day <= to)
    }

    /// What the ledger shows as charged up to `day`.
    pub(super) fn charged_before(&self, day: NaiveDate) -> Result<Yen, santei_engine::AmountError> {
        Yen::sum(self.ledger.iter().filter(|(date, _)| *date <= day).map(|(_, yen)| *yen))
    }

    /// The first-stage limit of its sets; 特定疾病給付 needs the insurer's class on the certificate (規則98条の2).
    pub(super) fn first_stage(&self, setting: Setting) -> FirstStage {
        match self.row.first_stage(setting) {
            FirstStage::SpecificDisease if !self.certificate.insurer_class_shown => {
                FirstStage::Specific
            }
            stage => stage,
        }
    }

    /// The name under which statements speak of it.
    pub(super) fn name(&self) -> &str {
        &self.act
    }
}

fn act_of(certificate: &Certificate, path: &str) -> Result<String, CopayRequestError> {
    let number = certificate.medical_subsidy_insurer_number.as_deref();
    if number.is_some_and(|number| !is_number(number, 8)) {
        let path = format!("{path}.medical_subsidy_insurer_number");
        return Err(CopayRequestError::at(path, "expected eight digits"));
    }
    let of_number = number.and_then(|number| number.get(..2));
    match (certificate.act.as_deref(), of_number) {
        (Some(act), _) if !is_number(act, 2) => {
            Err(CopayRequestError::at(format!("{path}.act"), "expected two digits (法別番号)"))
        }
        (Some(act), Some(other)) if act != other => Err(CopayRequestError::at(
            format!("{path}.act"),
            "differs from the first two digits of `medical_subsidy_insurer_number`",
        )),
        (Some(act), _) | (None, Some(act)) => Ok(act.to_owned()),
        (None, None) => {
            Err(CopayRequestError::at(path, "expected `act` or `medical_subsidy_insurer_number`"))
        }
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month_cap(
    desk: &mut Desk<'_>,
    certificate: &Certificate,
    row: &SubsidyRow,
    act: &str,
    path: &str,
) -> Result<(Option<Yen>, RuleIndex, bool), CopayRequestError> {
    let book = desk.book;
    let mut cap = None;
    let mut rule = row.rule;
    let mut is_excluded = false;
    if let Some(yen) = certificate.max_copayment_amount {
        if yen < 0 {
            let path = format!("{path}.max_copayment_amount");
            return Err(CopayRequestError::at(path, "expected an amount that is not negative"));
        }
        cap = Some(Yen::new(yen));
    } else if let Some(segment) = certificate.income_segment.as_deref() {
        let conditions: Vec<_> =
            certificate.additional_conditions.iter().map(String::as_str).collect();
        let found = tier::tier(book, desk.month.first_day(), act, segment, &conditions);
        let has_tiers = book.tiers.iter().any(|tier| tier.acts.iter().any(|one| one == act));
        match found {
            Some(tier) => {
                (cap, rule, is_excluded) = (tier.month_cap, tier.rule, tier.is_excluded);
                desk.doubt(rule, path);
            }
            None if has_tiers => {
                let known = tier::segments(book, desk.month.first_day(), act).join(", ");
                let path = format!("{path}.income_segment");
                return Err(CopayRequestError::at(path, format!("expected one of {known}")));
            }
            None => {}
        }
    }
    if let Some(own) = cap
        && !certificate.other_household_caps.is_empty()
    {
        if certificate.other_household_caps.iter().any(|yen| *yen < 0) {
            let path = format!("{path}.other_household_caps");
            return Err(CopayRequestError::at(path, "expected amounts that are not negative"));
        }
        let others: Vec<_> =
            certificate.other_household_caps.iter().copied().map(Yen::new).collect();
        let found = tier::prorated(book, desk.month.first_day(), act, own, &others)
            .map_err(|error| CopayRequestError::at(path, error.to_string()))?;
        let (shared, proration) = found.ok_or_else(|| {
            CopayRequestError::at(
                format!("{path}.other_household_caps"),
                "this subsidy does not share a cap in the household",
            )
        })?;
        desk.doubt(proration, path);
        (cap, rule) = (Some(shared), proration);
    }
    Ok((cap, rule, is_excluded))
}

fn ledger(
    desk: &mut Desk<'_>,
    certificate: &Certificate,
    path: &str,
) -> Result<Vec<(NaiveDate, Yen)>, CopayRequestError> {
    let mut lines = Vec::new();
    for (number, line) in certificate.ledger.iter().enumerate() {
        let path = format!("{path}.ledger[{number}]");
        if line.charged_yen < 0 {
            let path = format!("{path}.charged_yen");
            return Err(CopayRequestError::at(path, "expected an amount that is not negative"));
        }
        if desk.month.contains(line.date) {
            lines.push((line.date, Yen::new(line.charged_yen)));
        } else {
            desk.find(&FindingKind::LedgerOutsideMonth { day: line.date }, &path, None);
        }
    }
    Ok(lines)
}
