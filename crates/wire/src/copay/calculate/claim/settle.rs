//! 精算: the claims of a person settled in the order of time, so that what one charges under a ledger counts elsewhere.

use super::ledger::ledgers;
use super::{Prepared, Settled, fail};
use crate::copay::calculate::Desk;
use crate::copay::calculate::shared_cap;
use crate::copay::calculate::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::Claim;
use crate::copay::statement::LedgerLine;
use chrono::Datelike;
use chrono::NaiveDate;
use santei_engine::Rounding;
use santei_engine::Yen;
use santei_engine::copay::Claim as EngineClaim;
use santei_engine::copay::Totals;
use santei_engine::copay::Visit;
use santei_engine::copay::settle;

impl Prepared<'_> {
    /// Settles the first `count` visits.
    pub(super) fn settle(
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
}

/// One visit of one claim, in the order of time.
type Event = (usize, usize);

/// Every claim of a person; what one charges under a ledger counts for the visits after it elsewhere.
pub(in crate::copay::calculate) fn settle_all(
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
