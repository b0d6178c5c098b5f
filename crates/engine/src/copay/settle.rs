//! 精算: the steps in their order, visit by visit, and the sums of the month.

use super::claim::{Claim, MAX_SETS, MAX_SUBSIDIES, Part, SetKey};
use super::error::CopayError;
use super::subsidy::Moment;
use super::track::{Slot, Track, Which, advance};
use crate::amount::{Rounding, Yen};

/// Room for one claim, reused from claim to claim.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    pub(super) slots: [Slot; MAX_SETS],
    pub(super) used: usize,
    pub(super) receipt: Track,
    pub(super) counter: Track,
    visits: Vec<VisitResult>,
}

/// 受診1回の結果.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisitResult {
    /// What the visit adds to the patient's part, to the yen.
    pub patient: Yen,
    /// What the counter takes.
    pub counter: Yen,
    /// What the counter has taken under each subsidy since the beginning of the month, this visit included.
    pub charged: [Yen; MAX_SUBSIDIES],
}

/// 公費1つの結果.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SubsidyResult {
    /// What enters it.
    pub share_in: Yen,
    /// What is still owed after it.
    pub due: Yen,
    /// What the counter makes of that.
    pub counter_due: Yen,
}

/// 層1つの結果.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own of the set")]
pub struct SetResult {
    /// Who covers it.
    pub key: SetKey,
    /// 医療費.
    pub medical: Yen,
    /// 医療費 × 負担割合.
    pub share: Yen,
    /// After the first-stage limit.
    pub limited: Yen,
    /// After the subsidies, before 合算 (national) and after it (local).
    pub patient: Yen,
    /// After the national subsidies, before 合算.
    pub national: Yen,
    /// After 合算 too, before local subsidies: what a household adds.
    pub owed: Yen,
    /// 生活保護.
    pub is_livelihood: bool,
    /// A national subsidy takes part.
    pub has_national: bool,
    /// Counted in 合算.
    pub is_combined: bool,
    /// The insurance pays for it.
    pub is_insured: bool,
}

/// レセプト1件の結果. `medical = insurance + high_cost + Σ subsidies (share_in − due) + relief + patient`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 医療費.
    pub medical: Yen,
    /// 保険給付 without 高額療養費.
    pub insurance: Yen,
    /// 高額療養費.
    pub high_cost: Yen,
    /// 一部負担金相当額 after limits and 合算.
    pub uncovered: Yen,
    /// By subsidy.
    pub subsidies: [SubsidyResult; MAX_SUBSIDIES],
    /// 国保の減免.
    pub relief: Yen,
    /// 患者負担, to the yen.
    pub patient: Yen,
    /// 窓口負担.
    pub counter: Yen,
}

impl Scratch {
    /// Empty room.
    pub fn new() -> Self {
        Self::default()
    }

    /// The visits of the last claim, in its order.
    pub fn visits(&self) -> &[VisitResult] {
        &self.visits
    }

    /// The sets of the last claim, in canonical order.
    pub fn sets(&self) -> impl Iterator<Item = SetResult> + '_ {
        self.slots.iter().take(self.used).map(|slot| SetResult {
            key: slot.key,
            medical: slot.medical,
            share: slot.share,
            limited: slot.receipt.limited,
            patient: slot.receipt.patient,
            national: slot.receipt.national,
            owed: slot.receipt.owed(),
            is_livelihood: slot.plan.is_livelihood,
            has_national: slot.plan.has_national,
            is_combined: slot.is_combined,
            is_insured: slot.plan.is_insured,
        })
    }

    fn reset(&mut self, claim: &Claim<'_>) -> Result<(), CopayError> {
        if claim.subsidies.len() > MAX_SUBSIDIES {
            return Err(CopayError::TooManySubsidies);
        }
        self.used = 0;
        self.visits.clear();
        self.receipt = Track::default();
        self.counter = Track::default();
        Ok(())
    }

    /// The place of the set, made in canonical order if it is new.
    fn slot(&mut self, key: SetKey, claim: &Claim<'_>) -> Result<&mut Slot, CopayError> {
        let found = self.slots.iter().take(self.used).position(|slot| slot.key >= key);
        let place = found.unwrap_or(self.used);
        let is_there = self.slots.get(place).is_some_and(|slot| found.is_some() && slot.key == key);
        if !is_there {
            let plan = claim.plan.set(key, claim.subsidies)?;
            let tail = self.slots.get_mut(place..=self.used).ok_or(CopayError::TooManySets)?;
            tail.rotate_right(1);
            if let Some(first) = tail.first_mut() {
                *first = Slot { key, plan, ..Slot::default() };
            }
            self.used = self.used.saturating_add(1);
        }
        self.slots.get_mut(place).ok_or(CopayError::TooManySets)
    }

    fn take(&mut self, claim: &Claim<'_>, parts: &[Part]) -> Result<(), CopayError> {
        for slot in self.slots.iter_mut().take(self.used) {
            slot.visit_medical = Yen::ZERO;
        }
        for part in parts {
            if part.medical < Yen::ZERO {
                return Err(CopayError::Negative);
            }
            let slot = self.slot(part.key, claim)?;
            slot.visit_medical = slot.visit_medical.plus(part.medical)?;
        }
        let (unit, rounding) = claim.receipt;
        for slot in self.slots.iter_mut().take(self.used) {
            if slot.visit_medical == Yen::ZERO {
                continue;
            }
            slot.medical = slot.medical.plus(slot.visit_medical)?;
            let share = match claim.plan.rate {
                Some((rate, _)) if slot.plan.is_insured => {
                    let exact = slot.medical.part(rate, rounding)?;
                    if unit == 1 {
                        exact
                    } else {
                        Yen::new(rounding.to_multiple(exact.count(), unit)?)
                    }
                }
                _ => slot.medical,
            };
            slot.visit_share = share.minus(slot.share)?;
            slot.share = share;
            slot.limit = None;
            for (place, limit) in slot.plan.limits.iter().enumerate() {
                let Some(limit) = limit else { continue };
                let yen = limit.formula.limit(slot.medical)?;
                if slot.limit.is_none_or(|lowest| yen < lowest) {
                    (slot.limit, slot.lowest) = (Some(yen), place);
                }
            }
        }
        Ok(())
    }

    fn totals(&self, claim: &Claim<'_>) -> Result<Totals, CopayError> {
        let mut totals = Totals {
            relief: self.receipt.relief,
            patient: self.receipt.patient,
            counter: self.counter.patient,
            ..Totals::default()
        };
        for slot in self.slots.iter().take(self.used) {
            totals.medical = totals.medical.plus(slot.medical)?;
            if slot.plan.is_insured {
                let lane = &slot.receipt;
                totals.insurance = totals.insurance.plus(slot.medical.minus(slot.share)?)?;
                let high = slot.share.minus(lane.limited)?.plus(lane.excess)?;
                totals.high_cost = totals.high_cost.plus(high)?;
                totals.uncovered = totals.uncovered.plus(slot.share.minus(high)?)?;
            }
            for (place, result) in
                totals.subsidies.iter_mut().enumerate().take(claim.subsidies.len())
            {
                if let (Some(receipt), Some(counter)) =
                    (slot.receipt.subsidies.get(place), slot.counter.subsidies.get(place))
                {
                    result.share_in = result.share_in.plus(receipt.entered)?;
                    result.due = result.due.plus(receipt.due)?;
                    result.counter_due = result.counter_due.plus(counter.due)?;
                }
            }
        }
        Ok(totals)
    }
}

/// One claim: what everyone pays. The visits and sets stay in `scratch` until the next claim.
///
/// # Errors
///
/// [`CopayError`] for input without meaning: negative or overflowing amounts, too many sets or subsidies, an
/// insured set without insurance.
pub fn settle(claim: &Claim<'_>, scratch: &mut Scratch) -> Result<Totals, CopayError> {
    scratch.reset(claim)?;
    for (number, visit) in (0_u32..).zip(claim.visits) {
        scratch.take(claim, visit.parts)?;
        let moment = Moment {
            visit,
            number,
            repeated: claim.plan.repeated,
            receipt: claim.receipt,
            track: (1, Rounding::HalfUp),
        };
        let used = scratch.used;
        let Some(slots) = scratch.slots.get_mut(..used) else {
            return Err(CopayError::TooManySets);
        };
        let patient = advance(claim, slots, &mut scratch.receipt, &moment, Which::Receipt)?;
        let moment = Moment { track: claim.counter, ..moment };
        let counter = advance(claim, slots, &mut scratch.counter, &moment, Which::Counter)?;
        let charged = scratch.counter.windows.map(|window| window.month());
        scratch.visits.push(VisitResult { patient, counter, charged });
    }
    scratch.totals(claim)
}
