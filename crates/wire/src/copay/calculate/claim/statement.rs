//! 計算結果: what a settled claim says, set by set and visit by visit.

use super::Prepared;
use crate::copay::calculate::Desk;
use crate::copay::calculate::extra::extras;
use crate::copay::calculate::household::Part;
use crate::copay::calculate::meal::meals;
use crate::copay::calculate::payer::INSURANCE;
use crate::copay::calculate::payer::setting;
use crate::copay::calculate::reason;
use crate::copay::calculate::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::Service as WireService;
use crate::copay::statement::LedgerLine;
use crate::copay::statement::claim::ClaimStatement;
use crate::copay::statement::claim::Correction;
use crate::copay::statement::claim::SetStatement;
use crate::copay::statement::claim::SubsidyShare;
use crate::copay::statement::claim::VisitStatement;
use chrono::NaiveDate;
use santei_engine::Yen;
use santei_engine::copay::SetKey;
use santei_engine::copay::SetResult;
use santei_engine::copay::Totals;
use santei_engine::copay::VisitResult;

impl Prepared<'_> {
    pub(super) fn statement(
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
            self.ledger_lines(desk, &visits, held, lines)?;
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
