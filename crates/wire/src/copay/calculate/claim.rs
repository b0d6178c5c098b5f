//! レセプト1件の準備と精算: visits in the order of time over all claims of a person.

use super::extra::extras;
use super::household::Part;
use super::meal::meals;
use super::payer::{INSURANCE, Payers, holds, setting};
use super::person::Known;
use super::subsidy::Held;
use super::{Desk, reason, shared_cap};
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::{
    Basis as WireBasis, Claim, CounterRounding, PayerSet, SameDay, Service as WireService,
    Visit as WireVisit,
};
use crate::copay::request::insurance::Relief as WireRelief;
use crate::copay::statement::claim::{
    ClaimStatement, Correction, SetStatement, SubsidyShare, VisitStatement,
};
use crate::copay::statement::{Ledger, LedgerLine};
use chrono::{Datelike, Days, Months, NaiveDate};
use santei_engine::copay::selection::medical_yen;
use santei_engine::copay::{
    Claim as EngineClaim, CopayError, MAX_SUBSIDIES, Part as EnginePart, Plan, Relief, SetKey,
    SetResult, Totals, Visit, VisitResult, settle,
};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::Service;
use santei_engine::rulebook::copay_extra::{Basis, RoundingUse};
use santei_engine::{Ratio, Rounding, Yen};

/// One visit, resolved.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own of the visit")]
pub(super) struct PreparedVisit {
    day: NaiveDate,
    is_dated: bool,
    sequence: u32,
    days: u32,
    initial: bool,
    without_consultation: bool,
    prescription_outside: bool,
    charged: Option<i64>,
    parts: Vec<EnginePart>,
    elsewhere: [Yen; MAX_SUBSIDIES],
}

/// One claim, resolved.
#[derive(Clone, Debug)]
pub(super) struct Prepared<'a> {
    claim: &'a Claim,
    path: String,
    pub(super) plan: Plan,
    payers: Payers,
    visits: Vec<PreparedVisit>,
    relief: Option<Relief>,
    counter: (i64, Rounding),
    counter_rule: RuleIndex,
    /// The patient pays the whole (自費), or an insurer outside the health insurance does (労災, 自賠責).
    whole: Option<(bool, RuleIndex)>,
}

/// All claims of a person, settled.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) claims: Vec<ClaimStatement>,
    pub(super) ledgers: Vec<Ledger>,
    pub(super) parts: Vec<Part>,
}

pub(super) fn fail(path: &str) -> impl Fn(CopayError) -> CopayRequestError + '_ {
    move |error| CopayRequestError::at(path, error.to_string())
}

impl<'a> Prepared<'a> {
    pub(super) fn new(
        desk: &mut Desk<'_>,
        claim: &'a Claim,
        known: &Known,
        person: &Person,
        held: &[Held<'_>],
        path: &str,
    ) -> Result<Self, CopayRequestError> {
        let is_empty = claim.sets.is_empty() && claim.visits.is_empty();
        if !claim.sets.is_empty() && !claim.visits.is_empty() {
            return Err(CopayRequestError::at(
                path,
                "expected either `sets` or `visits`, found both",
            ));
        }
        if is_empty && claim.meals.is_empty() && claim.extras.is_empty() {
            return Err(CopayRequestError::at(path, "expected `sets` or `visits`"));
        }
        let plan =
            Plan::resolve(&desk.table, &known.patient, setting(claim)).map_err(fail(path))?;
        if let Some(rule) = plan.uncertified_rule {
            desk.doubt(rule, path);
        }
        let payers = Payers::new(desk, claim, (person, known), held, path)?;
        let counter = desk
            .table
            .counter(service(claim))
            .ok_or(CopayError::NoRule("端数処理 of the counter"))
            .map_err(fail(path))?;
        let (unit, counter_rule) = (counter.unit, counter.rule);
        let counter = match claim.counter.rounding {
            CounterRounding::Law => (unit, counter.rounding),
            CounterRounding::HalfUp => (unit, Rounding::HalfUp),
            CounterRounding::Down => (unit, Rounding::Down),
            CounterRounding::Up => (unit, Rounding::Up),
            CounterRounding::None => (1, Rounding::HalfUp),
        };
        desk.doubt(counter_rule, path);
        let mut prepared = Self {
            claim,
            path: path.to_owned(),
            plan,
            payers,
            visits: Vec::new(),
            relief: relief(desk, person, path)?,
            counter,
            counter_rule,
            whole: None,
        };
        prepared.fill(desk, held, known)?;
        Ok(prepared)
    }

    fn fill(
        &mut self,
        desk: &mut Desk<'_>,
        held: &[Held<'_>],
        known: &Known,
    ) -> Result<(), CopayRequestError> {
        let (claim, path) = (self.claim, self.path.clone());
        if !claim.sets.is_empty() {
            let first = desk.month.first_day();
            let last = first
                .checked_add_months(Months::new(1))
                .and_then(|day| day.checked_sub_days(Days::new(1)))
                .unwrap_or(first);
            let mut visit = blank(last);
            for (number, set) in claim.sets.iter().enumerate() {
                let path = format!("{path}.sets[{number}]");
                visit.parts.push(self.part(desk, set, held, known, None, &path)?);
            }
            self.visits.push(visit);
        }
        for (number, one) in claim.visits.iter().enumerate() {
            let path = format!("{path}.visits[{number}]");
            let visit = self.visit(desk, one, held, known, &path)?;
            self.visits.push(visit);
        }
        // The order of the request means nothing: the same day and sequence are put in order by what was done.
        self.visits.sort_by(|one, two| {
            let key = |visit: &PreparedVisit| {
                let parts: Vec<_> =
                    visit.parts.iter().map(|part| (part.key, part.medical)).collect();
                (visit.day, visit.sequence, !visit.initial, parts)
            };
            key(one).cmp(&key(two))
        });
        if claim.counter.same_day == SameDay::OnePayment {
            self.merge_days();
        }
        Ok(())
    }

    fn visit(
        &mut self,
        desk: &mut Desk<'_>,
        one: &WireVisit,
        held: &[Held<'_>],
        known: &Known,
        path: &str,
    ) -> Result<PreparedVisit, CopayRequestError> {
        if !desk.month.contains(one.date) {
            return Err(CopayRequestError::at(format!("{path}.date"), "expected a day of `month`"));
        }
        if one.days == 0 || one.days > 31 {
            return Err(CopayRequestError::at(format!("{path}.days"), "expected 1 to 31 days"));
        }
        let mut visit = PreparedVisit {
            is_dated: true,
            sequence: one.sequence,
            days: one.days,
            initial: one.initial,
            without_consultation: one.without_consultation,
            prescription_outside: one.prescription_outside,
            charged: one.charged_yen,
            ..blank(one.date)
        };
        for (number, set) in one.sets.iter().enumerate() {
            let path = format!("{path}.sets[{number}]");
            visit.parts.push(self.part(desk, set, held, known, Some(one.date), &path)?);
        }
        visit.parts.sort_by_key(|part| (part.key, part.medical));
        Ok(visit)
    }

    fn merge_days(&mut self) {
        let mut merged: Vec<PreparedVisit> = Vec::new();
        for visit in self.visits.drain(..) {
            match merged.last_mut().filter(|last| last.day == visit.day) {
                Some(last) => {
                    last.parts.extend(visit.parts);
                    last.initial |= visit.initial;
                    last.without_consultation &= visit.without_consultation;
                    last.prescription_outside |= visit.prescription_outside;
                    last.charged = match (last.charged, visit.charged) {
                        (Some(one), Some(two)) => one.checked_add(two),
                        (one, two) => one.or(two),
                    };
                }
                None => merged.push(visit),
            }
        }
        self.visits = merged;
    }

    fn part(
        &mut self,
        desk: &mut Desk<'_>,
        set: &PayerSet,
        held: &[Held<'_>],
        known: &Known,
        day: Option<NaiveDate>,
        path: &str,
    ) -> Result<EnginePart, CopayRequestError> {
        let first = desk.month.first_day();
        let medical = self.medical(desk, set, day.unwrap_or(first), path)?;
        let mut key = SetKey::new();
        if set.payers.iter().any(|payer| payer == INSURANCE) {
            if known.patient.rate.is_none() {
                let error = CopayError::NotInsured.to_string();
                return Err(CopayRequestError::at(format!("{path}.payers"), error));
            }
            key = key.insured();
        }
        let special = set.special_disease.unwrap_or(known.patient.special_disease.is_some())
            && known.patient.special_disease.is_some()
            && key.is_insured();
        let payers = self.payers.clone();
        for place in payers.places(desk, held, set, (day, special), path)? {
            let one = self.payers.held.get(place).and_then(|place| held.get(*place));
            // The sums of a month hold if the certificate holds on some day of it.
            let is_valid = one.is_some_and(|one| {
                let from = one.certificate.valid_from.unwrap_or(first).max(first);
                let some_day = if desk.month.contains(from) { from } else { first };
                holds(desk, one, day.unwrap_or(some_day))
            });
            if is_valid {
                key = key.with(place);
            }
        }
        if special {
            key = key.special();
        }
        Ok(EnginePart { key, medical })
    }

    fn medical(
        &mut self,
        desk: &mut Desk<'_>,
        set: &PayerSet,
        day: NaiveDate,
        path: &str,
    ) -> Result<Yen, CopayRequestError> {
        let basis = match self.claim.basis {
            WireBasis::Insurance => Basis::Insurance,
            WireBasis::WorkersAccident => Basis::WorkersAccident,
            WireBasis::WorkersAccidentTaxExempt => Basis::WorkersAccidentTaxExempt,
            WireBasis::Automobile => Basis::Automobile,
            WireBasis::SelfPay => Basis::SelfPay,
        };
        let negative = |field: &str| {
            CopayRequestError::at(
                format!("{path}.{field}"),
                "expected a number that is not negative",
            )
        };
        let (yen, rule, is_patients) = match (set.points, set.medical_yen) {
            (Some(points), None) if points < 0 => return Err(negative("points")),
            (None, Some(yen)) if yen < 0 => return Err(negative("medical_yen")),
            (Some(points), None) => {
                let goods = set.goods_points.unwrap_or(0);
                if goods < 0 || goods > points {
                    return Err(negative("goods_points"));
                }
                let path = format!("{path}.points");
                medical_yen(desk.book, day, basis, points, goods).map_err(fail(&path))?
            }
            (None, Some(yen)) => {
                let (_, rule, is_patients) =
                    medical_yen(desk.book, day, basis, 0, 0).map_err(fail(path))?;
                (Yen::new(yen), rule, is_patients)
            }
            _ => {
                return Err(CopayRequestError::at(
                    path,
                    "expected one of `points` and `medical_yen`",
                ));
            }
        };
        if basis != Basis::Insurance {
            desk.doubt(rule, path);
            self.whole = Some((is_patients, rule));
            if !set.payers.is_empty() {
                let path = format!("{path}.payers");
                return Err(CopayRequestError::at(path, "expected none: the basis says who pays"));
            }
        }
        Ok(yen)
    }

    /// Settles the first `count` visits.
    fn settle(
        &self,
        desk: &mut Desk<'_>,
        held: &[Held<'_>],
        count: usize,
    ) -> Result<(Totals, Vec<santei_engine::copay::Reason>), CopayRequestError> {
        let active = self.payers.active(self.claim, held);
        let visits: Vec<_> = self
            .visits
            .iter()
            .take(count)
            .map(|visit| Visit {
                day: visit.day.num_days_from_ce(),
                days: visit.days,
                initial: visit.initial,
                without_consultation: visit.without_consultation,
                prescription_outside: visit.prescription_outside,
                stay_days_before: self.claim.stay_days_before,
                stay_month: self.claim.stay_month,
                elsewhere: visit.elsewhere,
                parts: &visit.parts,
            })
            .collect();
        let receipt =
            desk.table.receipt().map_or((1, Rounding::HalfUp), |row| (row.unit, row.rounding));
        let claim = EngineClaim {
            plan: &self.plan,
            subsidies: &active,
            visits: &visits,
            relief: self.relief,
            receipt,
            counter: self.counter,
            counter_rule: self.counter_rule,
        };
        let totals = settle(&claim, &mut desk.scratch).map_err(fail(&self.path))?;
        let mut reasons = Vec::new();
        santei_engine::copay::reason::explain(&claim, &desk.scratch, &mut reasons)
            .map_err(fail(&self.path))?;
        Ok((totals, reasons))
    }

    /// The names of the payers of a set.
    fn names(&self, key: SetKey, held: &[Held<'_>]) -> Vec<String> {
        let insurance = key.is_insured().then(|| INSURANCE.to_owned());
        let subsidies = self.payers.held.iter().enumerate().filter(|(place, _)| key.has(*place));
        insurance
            .into_iter()
            .chain(
                subsidies
                    .filter_map(|(_, place)| held.get(*place))
                    .map(|one| one.name().to_owned()),
            )
            .collect()
    }
}

fn blank(day: NaiveDate) -> PreparedVisit {
    PreparedVisit {
        day,
        is_dated: false,
        sequence: 1,
        days: 1,
        initial: false,
        without_consultation: false,
        prescription_outside: false,
        charged: None,
        parts: Vec::new(),
        elsewhere: [Yen::ZERO; MAX_SUBSIDIES],
    }
}

pub(super) const fn service(claim: &Claim) -> Service {
    match claim.service {
        WireService::Medical => Service::Medical,
        WireService::Dental => Service::Dental,
        WireService::Pharmacy => Service::Pharmacy,
        WireService::VisitingNurse => Service::VisitingNurse,
    }
}

fn relief(
    desk: &mut Desk<'_>,
    person: &Person,
    path: &str,
) -> Result<Option<Relief>, CopayRequestError> {
    let Some(relief) = person.insurance.as_ref().and_then(|one| one.relief) else {
        return Ok(None);
    };
    let bad = || CopayRequestError::at(path, "`insurance.relief` is out of range");
    Ok(match relief {
        WireRelief::Amount { yen } if yen >= 0 => Some(Relief::Amount(Yen::new(yen))),
        WireRelief::Percent { percent } if (0..=100).contains(&percent) => {
            let day = desk.month.first_day();
            let row = desk
                .book
                .in_force(
                    &desk.book.roundings,
                    day,
                    |row| row.rule,
                    |row| row.purpose == RoundingUse::Relief,
                )
                .next()
                .ok_or_else(bad)?;
            let ratio = Ratio::new(percent, 100).map_err(|_| bad())?;
            desk.doubt(row.rule, path);
            Some(Relief::Part(ratio, row.rounding, row.rule))
        }
        WireRelief::Amount { .. } | WireRelief::Percent { .. } => return Err(bad()),
        WireRelief::Exemption => Some(Relief::All),
        WireRelief::Deferral => {
            desk.find(&super::finding::FindingKind::Deferred, path, None);
            None
        }
    })
}

/// One visit of one claim, in the order of time.
type Event = (usize, usize);

/// Every claim of a person; what one charges under a ledger counts for the visits after it elsewhere.
pub(super) fn settle_all(
    desk: &mut Desk<'_>,
    prepared: &mut [Prepared<'_>],
    held: &[Held<'_>],
) -> Result<Settled, CopayRequestError> {
    let mut events: Vec<Event> = prepared
        .iter()
        .enumerate()
        .flat_map(|(claim, one)| (0..one.visits.len()).map(move |visit| (claim, visit)))
        .collect();
    events.sort_by_key(|(claim, visit)| {
        let one = prepared.get(*claim);
        let at = one.and_then(|one| one.visits.get(*visit));
        let name =
            one.map(|one| (one.claim.service, one.claim.facility.clone(), one.claim.setting));
        (at.map(|at| (at.day, at.sequence)), name, *claim, *visit)
    });
    let claims: Vec<&Claim> = prepared.iter().map(|one| one.claim).collect();
    let users =
        |place: usize| prepared.iter().filter(|one| one.payers.held.contains(&place)).count();
    let shares_caps = (0..held.len()).any(|place| shared_cap::is_shared(held, place, users(place)));
    // charged[certificate][claim]: what the counter has taken under it so far.
    let mut charged = vec![vec![Yen::ZERO; prepared.len()]; held.len()];
    for (claim, visit) in &events {
        let Some(one) = prepared.get_mut(*claim) else { continue };
        let places = one.payers.held.clone();
        let path = one.path.clone();
        let day = one.visits.get(*visit).map(|visit| visit.day).unwrap_or_default();
        for (slot, place) in places.iter().enumerate() {
            let Some(certificate) = held.get(*place) else { continue };
            let sum = certificate
                .charged_before(day)
                .and_then(|sum| {
                    sum.plus(shared_cap::used(held, *place, &charged, &claims, *claim)?)
                })
                .map_err(|error| CopayRequestError::at(&path, error.to_string()))?;
            if let Some(used) =
                one.visits.get_mut(*visit).and_then(|visit| visit.elsewhere.get_mut(slot))
            {
                *used = sum;
            }
        }
        if shares_caps && one.whole.is_none() {
            one.settle(desk, held, visit.saturating_add(1))?;
            if let Some(last) = desk.scratch.visits().last().copied() {
                for (place, yen) in places.iter().zip(last.charged) {
                    if let Some(cell) = charged.get_mut(*place).and_then(|row| row.get_mut(*claim))
                    {
                        *cell = yen;
                    }
                }
            }
        }
    }
    let mut settled = Settled::default();
    let mut lines: Vec<Vec<(NaiveDate, u32, LedgerLine)>> = vec![Vec::new(); held.len()];
    for one in prepared.iter() {
        let statement = one.statement(desk, held, &mut settled.parts, &mut lines)?;
        settled.claims.push(statement);
    }
    settled.ledgers = ledgers(held, lines)?;
    Ok(settled)
}

fn ledgers(
    held: &[Held<'_>],
    lines: Vec<Vec<(NaiveDate, u32, LedgerLine)>>,
) -> Result<Vec<Ledger>, CopayRequestError> {
    let mut ledgers = Vec::new();
    for (one, new) in held.iter().zip(lines) {
        if !one.row.has_ledger || (new.is_empty() && one.ledger.is_empty()) {
            continue;
        }
        let mut all: Vec<(NaiveDate, u32, LedgerLine)> = Vec::new();
        let old = one
            .certificate
            .ledger
            .iter()
            .filter(|line| one.ledger.iter().any(|(day, _)| *day == line.date));
        for line in old {
            let entry = LedgerLine {
                date: Some(line.date),
                facility: line.facility.clone(),
                medical_yen: line.medical_yen,
                charged_yen: line.charged_yen,
                total_yen: 0,
                reached: false,
            };
            all.push((line.date, 0, entry));
        }
        all.extend(new);
        all.sort_by_key(|(day, sequence, _)| (*day, *sequence));
        let mut total = Yen::ZERO;
        let mut out = Vec::new();
        for (_, _, mut line) in all {
            total = total
                .plus(Yen::new(line.charged_yen))
                .map_err(|error| CopayRequestError::at(&one.path, error.to_string()))?;
            line.total_yen = total.count();
            line.reached = one.month_cap.is_some_and(|cap| total >= cap);
            out.push(line);
        }
        ledgers.push(Ledger { payer: one.name().to_owned(), lines: out });
    }
    // The order in which certificates are written means nothing.
    ledgers.sort_by(|one, other| one.payer.cmp(&other.payer));
    Ok(ledgers)
}

impl Prepared<'_> {
    fn statement(
        &self,
        desk: &mut Desk<'_>,
        held: &[Held<'_>],
        parts: &mut Vec<Part>,
        lines: &mut [Vec<(NaiveDate, u32, LedgerLine)>],
    ) -> Result<ClaimStatement, CopayRequestError> {
        let (totals, reasons) = self.settle(desk, held, self.visits.len())?;
        let sets: Vec<_> = desk.scratch.sets().collect();
        let visits: Vec<_> = desk.scratch.visits().to_vec();
        let totals = match self.whole {
            None | Some((true, _)) => totals,
            // 労災・自賠責: the insurer of the accident pays the whole.
            Some((false, _)) => {
                Totals { medical: totals.medical, insurance: totals.medical, ..Totals::default() }
            }
        };
        if self.whole.is_none() {
            reason::render(desk, &reasons, &self.path, |place| {
                let held =
                    self.payers.held.get(usize::from(place)).and_then(|place| held.get(*place));
                held.map(|one| one.name().to_owned()).unwrap_or_default()
            });
            self.household_parts(&sets, held, parts);
            self.ledger_lines(&visits, held, lines)?;
        }
        let accident = matches!(self.whole, Some((false, _)));
        let visits = self.visit_statements(&visits, accident);
        let meals = meals(desk, self.claim, held, &self.path)?;
        let extras = extras(desk, self.claim, &self.path)?;
        let mut total = totals.counter;
        for yen in
            meals.iter().map(|one| one.patient_yen).chain(extras.iter().map(|one| one.patient_yen))
        {
            total = total
                .plus(Yen::new(yen))
                .map_err(|error| CopayRequestError::at(&self.path, error.to_string()))?;
        }
        Ok(ClaimStatement {
            facility: self.claim.facility.clone(),
            medical_yen: totals.medical.count(),
            insurance_yen: totals.insurance.count(),
            high_cost_yen: totals.high_cost.count(),
            uncovered_yen: totals.uncovered.count(),
            subsidies: self.shares(&totals, held),
            relief_yen: totals.relief.count(),
            patient_yen: totals.patient.count(),
            counter_yen: totals.counter.count(),
            sets: sets.iter().map(|set| self.set(set, held, accident)).collect(),
            corrections: self.corrections(&visits),
            visits,
            meals,
            extras,
            total_counter_yen: total.count(),
        })
    }

    fn set(&self, set: &SetResult, held: &[Held<'_>], accident: bool) -> SetStatement {
        let after = if accident { 0 } else { set.patient.count() };
        let has_local = self.payers.held.iter().enumerate().any(|(place, one)| {
            set.key.has(place) && held.get(*one).is_some_and(|one| one.row.is_local)
        });
        let patient = if has_local || accident { after } else { set.national.count() };
        SetStatement {
            payers: self.names(set.key, held),
            medical_yen: set.medical.count(),
            share_yen: set.share.count(),
            limited_yen: set.limited.count(),
            patient_yen: patient,
            combined: set.is_combined,
        }
    }

    fn shares(&self, totals: &Totals, held: &[Held<'_>]) -> Vec<SubsidyShare> {
        self.payers
            .held
            .iter()
            .filter_map(|place| held.get(*place))
            .zip(&totals.subsidies)
            .map(|(one, share)| SubsidyShare {
                payer: one.name().to_owned(),
                share_in_yen: share.share_in.count(),
                due_yen: share.due.count(),
                pays_yen: share.share_in.count().saturating_sub(share.due.count()),
                counter_due_yen: share.counter_due.count(),
            })
            .collect()
    }

    fn visit_statements(&self, results: &[VisitResult], accident: bool) -> Vec<VisitStatement> {
        self.visits
            .iter()
            .zip(results)
            .filter(|(visit, _)| visit.is_dated)
            .map(|(visit, result)| VisitStatement {
                date: visit.day,
                sequence: visit.sequence,
                patient_yen: if accident { 0 } else { result.patient.count() },
                counter_yen: if accident { 0 } else { result.counter.count() },
            })
            .collect()
    }

    fn corrections(&self, visits: &[VisitStatement]) -> Vec<Correction> {
        self.visits
            .iter()
            .filter(|visit| visit.is_dated)
            .zip(visits)
            .filter_map(|(visit, now)| visit.charged.map(|charged| (now, charged)))
            .filter(|(now, charged)| now.counter_yen != *charged)
            .map(|(now, charged)| Correction {
                date: now.date,
                sequence: now.sequence,
                charged_yen: charged,
                due_yen: now.counter_yen,
                difference_yen: now.counter_yen.saturating_sub(charged),
            })
            .collect()
    }

    fn household_parts(&self, sets: &[SetResult], held: &[Held<'_>], parts: &mut Vec<Part>) {
        for set in sets.iter().filter(|set| set.is_insured) {
            let facility = self
                .claim
                .prescriber
                .clone()
                .filter(|_| self.claim.service == WireService::Pharmacy);
            parts.push(Part {
                facility: facility.unwrap_or_else(|| self.claim.facility.clone()),
                service: self.claim.service,
                setting: setting(self.claim),
                payers: self.names(set.key, held),
                medical: set.medical,
                share: set.share,
                owed: set.owed,
                is_livelihood: set.is_livelihood,
                has_national: set.has_national,
                is_special: set.key.is_special(),
            });
        }
    }

    fn ledger_lines(
        &self,
        results: &[VisitResult],
        held: &[Held<'_>],
        lines: &mut [Vec<(NaiveDate, u32, LedgerLine)>],
    ) -> Result<(), CopayRequestError> {
        for (slot, place) in self.payers.held.iter().enumerate() {
            let (Some(one), Some(lines)) = (held.get(*place), lines.get_mut(*place)) else {
                continue;
            };
            if !one.row.has_ledger {
                continue;
            }
            let mut before = Yen::ZERO;
            for (visit, result) in self.visits.iter().zip(results) {
                let now = result.charged.get(slot).copied().unwrap_or_default();
                let medical =
                    visit.parts.iter().filter(|part| part.key.has(slot)).map(|part| part.medical);
                let overflow = |error: santei_engine::AmountError| {
                    CopayRequestError::at(&self.path, error.to_string())
                };
                let medical = Yen::sum(medical).map_err(overflow)?;
                let change = now.minus(before).map_err(overflow)?;
                before = now;
                if medical > Yen::ZERO {
                    let line = LedgerLine {
                        date: Some(visit.day).filter(|_| visit.is_dated),
                        facility: self.claim.facility.clone(),
                        medical_yen: Some(medical.count()),
                        charged_yen: change.count(),
                        total_yen: 0,
                        reached: false,
                    };
                    lines.push((visit.day, visit.sequence, line));
                }
            }
        }
        Ok(())
    }
}
