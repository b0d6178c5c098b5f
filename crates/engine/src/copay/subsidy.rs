//! 公費の負担: what one subsidy leaves of the share that enters it, window by window.

use super::claim::{Active, Visit};
use super::error::CopayError;
use crate::amount::{Ratio, Rounding, Yen};
use crate::rulebook::copay_subsidy::{Charge, Cover};

/// What one subsidy took so far on one set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SubsidyLane {
    rate_exact: Yen,
    rate_sum: Yen,
    portion_exact: Yen,
    portion_sum: Yen,
    step: Yen,
    /// What has entered it.
    pub(super) entered: Yen,
    /// What is still owed after it.
    pub(super) due: Yen,
}

/// What one subsidy took so far in its windows of time, over all sets of the claim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    month: Yen,
    visit: Option<u32>,
    visit_used: Yen,
    visit_counted: bool,
    visits: u32,
    day: Option<i32>,
    day_used: Yen,
    days: u32,
    days_before: u32,
    paid: Yen,
}

impl Window {
    /// What was charged under it at this facility since the beginning of the month.
    pub(super) const fn month(&self) -> Yen {
        self.month
    }

    fn enter(&mut self, visit: &Visit<'_>, number: u32) {
        if self.visit != Some(number) {
            self.visit = Some(number);
            self.visit_used = Yen::ZERO;
            self.visit_counted = false;
        }
        if self.day != Some(visit.day) {
            self.day = Some(visit.day);
            self.day_used = Yen::ZERO;
            self.days_before = self.days;
        }
    }
}

/// The visit, and how its track rounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) number: u32,
    pub(super) repeated: bool,
    pub(super) receipt: (i64, Rounding),
    pub(super) track: (i64, Rounding),
}

impl Moment<'_> {
    /// The track's rounding of an increase.
    pub(super) fn round(&self, increase: Yen) -> Result<Yen, CopayError> {
        let (unit, rounding) = self.track;
        if unit == 1 {
            return Ok(increase);
        }
        // 健保法75条 (or the facility's own setting, or the service's own rule).
        Ok(Yen::new(rounding.to_multiple(increase.count(), unit)?))
    }

    fn part(&self, whole: Yen, ratio: Ratio) -> Result<Yen, CopayError> {
        let (unit, rounding) = self.receipt;
        let exact = whole.part(ratio, rounding)?;
        Ok(if unit == 1 { exact } else { Yen::new(rounding.to_multiple(exact.count(), unit)?) })
    }
}

/// What is owed of `entering` (both since the beginning of the month) after the subsidy.
#[expect(clippy::too_many_arguments, reason = "the state of one step, spelled out once")]
pub(super) fn step(
    active: &Active<'_>,
    elsewhere: Yen,
    window: &mut Window,
    lane: &mut SubsidyLane,
    entering: Yen,
    tested: Yen,
    medical: Yen,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    window.enter(moment.visit, moment.number);
    let charge = active.charge;
    // The boundary of 償還 is tested on the share to the yen, on both tracks.
    let is_open = matches!(charge.cover, Cover::Excluded | Cover::Reimbursed)
        || charge.reimbursed_from.is_some_and(|least| tested >= least);
    let target = if is_open { entering } else { target(active, lane, entering, medical, moment)? };
    let increase = target.minus(lane.step)?;
    lane.step = target;
    lane.entered = entering;
    let before = lane.due;
    let allowed = if is_open || increase <= Yen::ZERO {
        increase
    } else {
        capped(active, elsewhere, window, increase, moment)?
    };
    // Never more than what enters, never below nothing: a fall of the share goes to the subsidy first.
    lane.due = before.plus(allowed)?.min(entering).max(Yen::ZERO);
    let change = lane.due.minus(before)?;
    window.month = window.month.plus(change)?;
    window.visit_used = window.visit_used.plus(change)?;
    window.day_used = window.day_used.plus(change)?;
    count(charge, window, change, moment.visit);
    Ok(lane.due)
}

/// What would be owed without caps, since the beginning of the month.
fn target(
    active: &Active<'_>,
    lane: &mut SubsidyLane,
    entering: Yen,
    medical: Yen,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    let charge = active.charge;
    if charge.cover == Cover::Free && active.month_cap.is_none() {
        return Ok(Yen::ZERO);
    }
    let mut target = entering;
    if let Some(rate) = charge.rate {
        let exact = moment.part(medical, rate)?;
        let increase = moment.round(exact.minus(lane.rate_exact)?)?;
        lane.rate_exact = exact;
        lane.rate_sum = lane.rate_sum.plus(increase)?;
        target = target.min(lane.rate_sum);
    }
    if let Some(portion) = charge.portion {
        let exact = moment.part(entering, portion)?;
        let increase = moment.round(exact.minus(lane.portion_exact)?)?;
        lane.portion_exact = exact;
        lane.portion_sum = lane.portion_sum.plus(increase)?;
        target = target.min(lane.portion_sum);
    }
    Ok(target)
}

/// `increase` after the caps of visit, day and month.
fn capped(
    active: &Active<'_>,
    elsewhere: Yen,
    window: &mut Window,
    increase: Yen,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    let (charge, visit) = (active.charge, moment.visit);
    if (charge.first_visit_only && !visit.initial)
        || (charge.free_without_consultation && visit.without_consultation)
        || (!window.visit_counted && charge.visit_times.is_some_and(|most| window.visits >= most))
    {
        return Ok(Yen::ZERO);
    }
    let days = match charge.day_times {
        Some(most) => visit.days.min(most.saturating_sub(window.days_before)),
        None => visit.days,
    };
    if days == 0 {
        return Ok(Yen::ZERO);
    }
    let mut left = increase;
    let room =
        |cap: Yen, used: Yen| -> Result<Yen, CopayError> { Ok(cap.minus(used)?.max(Yen::ZERO)) };
    if let Some(fixed) = charge.fixed_visit {
        left = left.min(room(fixed.times(days)?, window.visit_used)?);
    }
    if let Some(cap) = charge.day_cap {
        left = left.min(room(cap.times(days)?, window.day_used)?);
    }
    if let Some(cap) = charge.visit_cap {
        left = left.min(room(cap, window.visit_used)?);
    }
    if let Some(cap) = month_cap(active, moment) {
        left = left.min(room(cap, window.month.plus(elsewhere)?)?);
    }
    if let Some(most) = charge.pays_up_to {
        let pays = left.min(room(most, window.paid)?);
        window.paid = window.paid.plus(pays)?;
        left = left.minus(pays)?;
    }
    if let Some((unit, rounding)) = charge.rounding {
        // 端数条件 of the programme (地単公費マスター 56_1, 56_2).
        left = Yen::new(rounding.to_multiple(left.count(), unit)?);
    }
    Ok(left)
}

/// The month cap that holds: the certificate's, else the programme's.
fn month_cap(active: &Active<'_>, moment: &Moment<'_>) -> Option<Yen> {
    let charge = active.charge;
    let repeated = charge.month_cap_repeated.filter(|_| moment.repeated);
    let outside = charge.month_cap_outside.filter(|_| moment.visit.prescription_outside);
    active.month_cap.or(repeated).or(outside).or(charge.month_cap)
}

fn count(charge: &Charge, window: &mut Window, change: Yen, visit: &Visit<'_>) {
    if (change > Yen::ZERO || charge.count_free_visits) && !window.visit_counted {
        window.visit_counted = true;
        window.visits = window.visits.saturating_add(1);
        if window.days == window.days_before {
            window.days = window.days.saturating_add(visit.days);
        }
    }
}
