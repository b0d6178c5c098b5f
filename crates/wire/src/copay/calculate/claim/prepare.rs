//! 準備: a claim of the request resolved: its plan, its payers, its visits with their parts, and the relief.

use super::relief::relief;
use super::{Prepared, PreparedVisit, fail, service};
use crate::copay::calculate::Desk;
use crate::copay::calculate::payer::Payers;
use crate::copay::calculate::payer::setting;
use crate::copay::calculate::person::Known;
use crate::copay::calculate::subsidy::Held;
use crate::copay::calculate::treatment::Treatment;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::claim::Claim;
use crate::copay::request::claim::CounterRounding;
use crate::copay::request::claim::SameDay;
use crate::copay::request::claim::Visit as WireVisit;
use chrono::Days;
use chrono::Months;
use chrono::NaiveDate;
use santei_engine::Rounding;
use santei_engine::Yen;
use santei_engine::copay::CopayError;
use santei_engine::copay::MAX_SUBSIDIES;
use santei_engine::copay::Plan;

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
