//! 1円と10円の二つの軌道: one visit taken through the steps, on one of the two tracks.

use super::claim::{Active, Claim, MAX_SUBSIDIES, Relief, SetKey};
use super::error::CopayError;
use super::plan::{Plan, SetPlan};
use super::subsidy::{Moment, SubsidyLane, step};
use super::subsidy_window::Window;
use crate::amount::Yen;

/// A layer set and what became of it so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    pub(super) key: SetKey,
    pub(super) plan: SetPlan,
    pub(super) medical: Yen,
    pub(super) share: Yen,
    /// What this visit added to `medical` and to `share`.
    pub(super) visit_medical: Yen,
    pub(super) visit_share: Yen,
    /// The first-stage limit now.
    pub(super) limit: Option<Yen>,
    /// Its place among the limits of `plan`.
    pub(super) lowest: usize,
    pub(super) is_combined: bool,
    pub(super) receipt: Lane,
    pub(super) counter: Lane,
}

/// One set on one track, since the beginning of the month.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lane {
    /// After the set's own first-stage limit.
    own: Yen,
    /// After the first-stage limit.
    pub(super) limited: Yen,
    pub(super) subsidies: [SubsidyLane; MAX_SUBSIDIES],
    /// After the national subsidies.
    pub(super) national: Yen,
    /// What 合算 takes off.
    pub(super) excess: Yen,
    /// What entered the national subsidies.
    entered_national: Yen,
    /// What entered the local subsidies.
    entered_local: Yen,
    /// After everything.
    pub(super) patient: Yen,
}

impl Lane {
    /// After the national subsidies and 合算.
    pub(super) fn owed(&self) -> Yen {
        self.national.minus(self.excess).unwrap_or_default()
    }
}

/// Which of the two lanes a track runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Receipt,
    Counter,
}

impl Slot {
    pub(super) const fn lane(&self, which: Which) -> &Lane {
        match which {
            Which::Receipt => &self.receipt,
            Which::Counter => &self.counter,
        }
    }

    const fn lane_mut(&mut self, which: Which) -> &mut Lane {
        match which {
            Which::Receipt => &mut self.receipt,
            Which::Counter => &mut self.counter,
        }
    }
}

/// What one track knows beyond its lanes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Track {
    pub(super) windows: [Window; MAX_SUBSIDIES],
    /// 合算 of the claim so far: summed 医療費, summed due, limit.
    pub(super) combination: Option<(Yen, Yen, Yen)>,
    /// What relief took off.
    pub(super) relief: Yen,
    /// The patient's part since the beginning of the month.
    pub(super) patient: Yen,
}

/// One visit on one track; gives what it adds to the patient's part.
pub(super) fn advance(
    claim: &Claim<'_>,
    slots: &mut [Slot],
    track: &mut Track,
    moment: &Moment<'_>,
    which: Which,
) -> Result<Yen, CopayError> {
    for slot in slots.iter_mut().filter(|slot| slot.visit_medical > Yen::ZERO) {
        limit(slot, moment, which)?;
    }
    if slots.len() > 1 && claim.plan.special.is_some() {
        share_special(claim.plan, slots, which)?;
    }
    for slot in slots.iter_mut() {
        let lane = slot.lane(which);
        let entering = lane.limited;
        if slot.visit_medical == Yen::ZERO && entering == lane.entered_national {
            continue;
        }
        slot.lane_mut(which).entered_national = entering;
        let key = slot.key;
        let due = chain(claim.subsidies, false, key, slot, track, moment, which, entering)?;
        slot.lane_mut(which).national = due;
    }
    if slots.len() > 1 || slots.iter().any(|slot| slot.plan.has_national) {
        combine(claim.plan, slots, track, which)?;
    }
    let mut sum = Yen::ZERO;
    for slot in slots.iter_mut() {
        let key = slot.key;
        let lane = slot.lane(which);
        let entering = lane.national.minus(lane.excess)?;
        if slot.visit_medical == Yen::ZERO && entering == lane.entered_local {
            sum = sum.plus(lane.patient)?;
            continue;
        }
        slot.lane_mut(which).entered_local = entering;
        let patient = chain(claim.subsidies, true, key, slot, track, moment, which, entering)?;
        slot.lane_mut(which).patient = patient;
        sum = sum.plus(patient)?;
    }
    track.relief = match claim.relief {
        None => Yen::ZERO,
        Some(Relief::All) => sum,
        Some(Relief::Amount(off)) => off.min(sum),
        Some(Relief::Part(ratio, rounding, _)) => sum.part(ratio, rounding)?.min(sum),
    };
    let now = sum.minus(track.relief)?;
    let added = now.minus(track.patient)?;
    track.patient = now;
    Ok(added)
}

/// 第一段: the share of the set under its own limit.
fn limit(slot: &mut Slot, moment: &Moment<'_>, which: Which) -> Result<(), CopayError> {
    let lane = slot.lane(which);
    let limited = match (which, slot.limit) {
        (Which::Receipt, None) => slot.share,
        (Which::Receipt, Some(limit)) => slot.share.min(limit),
        (Which::Counter, limit) => {
            let asked = if slot.plan.is_insured {
                moment.round(slot.visit_share)?
            } else {
                slot.visit_share
            };
            match limit {
                None => lane.own.plus(asked)?,
                // The cap minus what was already charged, not the rounded remainder.
                Some(limit) => {
                    let room = limit.minus(lane.own)?.max(Yen::ZERO);
                    lane.own.plus(asked.min(room))?
                }
            }
        }
    };
    let lane = slot.lane_mut(which);
    lane.own = limited;
    lane.limited = limited;
    Ok(())
}

/// 41条9項: the special disease has one limit at a facility, and the sets with a subsidy use it first.
fn share_special(plan: &Plan, slots: &mut [Slot], which: Which) -> Result<(), CopayError> {
    let Some(limit) = plan.special else { return Ok(()) };
    let mut room = limit.formula.base;
    for with_subsidy in [true, false] {
        for slot in slots.iter_mut() {
            if slot.plan.is_insured
                && slot.key.is_special()
                && slot.plan.has_national == with_subsidy
            {
                let lane = slot.lane_mut(which);
                lane.limited = lane.own.min(room);
                room = room.minus(lane.limited)?;
            }
        }
    }
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "the state of one step, spelled out once")]
fn chain(
    subsidies: &[Active<'_>],
    local: bool,
    key: SetKey,
    slot: &mut Slot,
    track: &mut Track,
    moment: &Moment<'_>,
    which: Which,
    entering: Yen,
) -> Result<Yen, CopayError> {
    let medical = slot.medical;
    let entered = slot.receipt.subsidies.map(|lane| lane.entered);
    let lanes = slot.lane_mut(which).subsidies.iter_mut();
    let mut due = entering;
    let elsewhere = moment.visit.elsewhere;
    let states = subsidies.iter().zip(track.windows.iter_mut()).zip(lanes);
    for (place, (((active, window), lane), (used, receipt))) in
        states.zip(elsewhere.into_iter().zip(entered)).enumerate()
    {
        if active.is_local == local && key.has(place) {
            let tested = if which == Which::Receipt { due } else { receipt };
            due = step(active, used, window, lane, due, tested, medical, moment)?;
        }
    }
    Ok(due)
}

/// 第二段 (合算 within the claim): what the counted sets owe beyond one limit on their summed 医療費.
fn combine(
    plan: &Plan,
    slots: &mut [Slot],
    track: &mut Track,
    which: Which,
) -> Result<(), CopayError> {
    let (mut medical, mut owed) = (Yen::ZERO, Yen::ZERO);
    for slot in slots.iter_mut() {
        if which == Which::Receipt {
            // 41条1項1号イ: the minimum is tested on the 一部負担金 itself.
            slot.is_combined = plan.ordinary.is_some()
                && slot.plan.is_insured
                && !slot.plan.is_livelihood
                && plan.minimum.is_none_or(|(least, _)| slot.share >= least);
        }
        if slot.is_combined {
            medical = medical.plus(slot.medical)?;
            owed = owed.plus(slot.lane(which).national)?;
        }
        slot.lane_mut(which).excess = Yen::ZERO;
    }
    track.combination = None;
    let mut excess = Yen::ZERO;
    if let Some(limit) = plan.ordinary.filter(|_| slots.iter().any(|slot| slot.is_combined)) {
        let mut limit = limit.formula.limit(medical)?;
        if let Some(household) = plan.beyond_outpatient {
            limit = limit.min(household.formula.limit(medical)?);
        }
        excess = owed.minus(limit)?.max(Yen::ZERO);
        track.combination = Some((medical, owed, limit));
    }
    // Booked on the sets that the insurance alone covers first.
    for alone in [true, false] {
        for slot in slots.iter_mut() {
            if slot.plan.is_insured && slot.plan.has_national != alone {
                let taken = excess.min(slot.lane(which).national);
                slot.lane_mut(which).excess = taken;
                excess = excess.minus(taken)?;
            }
        }
    }
    Ok(())
}
