//! 準備: a claim of the request resolved: its plan, its payers, its visits with their parts, and the relief.

use super::{Prepared, PreparedVisit, fail, service};
use crate::copay::calculate::Desk;
use crate::copay::calculate::finding::FindingKind;
use crate::copay::calculate::payer::INSURANCE;
use crate::copay::calculate::payer::Payers;
use crate::copay::calculate::payer::holds;
use crate::copay::calculate::payer::setting;
use crate::copay::calculate::person::Known;
use crate::copay::calculate::subsidy::Held;
use crate::copay::calculate::treatment::Treatment;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::Basis as WireBasis;
use crate::copay::request::claim::Claim;
use crate::copay::request::claim::CounterRounding;
use crate::copay::request::claim::PayerSet;
use crate::copay::request::claim::SameDay;
use crate::copay::request::claim::Visit as WireVisit;
use crate::copay::request::insurance::Relief as WireRelief;
use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use santei_engine::Ratio;
use santei_engine::Rounding;
use santei_engine::Yen;
use santei_engine::copay::CopayError;
use santei_engine::copay::MAX_SUBSIDIES;
use santei_engine::copay::Part as EnginePart;
use santei_engine::copay::Plan;
use santei_engine::copay::Relief;
use santei_engine::copay::SetKey;
use santei_engine::copay::selection::medical_yen;
use santei_engine::rulebook::copay_extra::Basis;
use santei_engine::rulebook::copay_extra::RoundingUse;

impl<'a> Prepared<'a> {
    pub(in crate::copay::calculate) fn new(
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
            let part = self.part(desk, set, held, known, Some(one.date), &path)?;
            visit.treatments.extend(Treatment::of(set, part));
            visit.parts.push(part);
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
                    last.treatments.extend(visit.treatments);
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
        treatments: Vec::new(),
        elsewhere: [Yen::ZERO; MAX_SUBSIDIES],
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
            desk.find(&FindingKind::Deferred, path, None);
            None
        }
    })
}
