//! 公費の負担: what one subsidy leaves of the share that enters it, window by window.

use super::claim::{Active, Visit};
use super::error::CopayError;
use super::subsidy_window::{Window, change_band, count, days_allowed, paid};
use crate::amount::{Ratio, Rounding, Yen};
use crate::rulebook::copay_subsidy::{Charge, Cover};

/// What one subsidy took so far on one set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct SubsidyLane {
    pub(super) rate_exact: Yen,
    pub(super) rate_sum: Yen,
    pub(super) portion_exact: Yen,
    pub(super) portion_sum: Yen,
    pub(super) rest_exact: Yen,
    pub(super) rest_sum: Yen,
    pub(super) step: Yen,
    /// The place of the charge in use among those of the row.
    pub(super) band: u8,
    /// What had come in when the charge in use began.
    pub(super) base: Incoming,
    /// What has come in.
    pub(super) incoming: Incoming,
    /// 限度額認定証なし: what is the patient's before the subsidy.
    beyond: Yen,
    /// What has entered it.
    pub(super) entered: Yen,
    /// What is still owed after it.
    pub(super) due: Yen,
}

/// What comes into a subsidy, since the beginning of the month.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Incoming {
    /// The share on its own track.
    entering: Yen,
    /// The share to the yen, from which parts of it are taken on both tracks.
    exact: Yen,
    /// 医療費.
    medical: Yen,
}

impl Incoming {
    fn since(self, base: Self) -> Result<Self, CopayError> {
        Ok(Self {
            entering: self.entering.minus(base.entering)?,
            exact: self.exact.minus(base.exact)?,
            medical: self.medical.minus(base.medical)?,
        })
    }
}

impl SubsidyLane {
    /// Begins another charge of the row.
    pub(super) fn restart(&mut self, band: u8, base: Incoming, step: Yen) {
        *self = Self {
            band,
            base,
            step,
            incoming: self.incoming,
            beyond: self.beyond,
            entered: self.entered,
            due: self.due,
            ..Self::default()
        };
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

    fn part(&self, whole: Yen, ratio: Ratio, own: Option<Rounding>) -> Result<Yen, CopayError> {
        let (unit, rounding) = own.map_or(self.receipt, |own| (1, own));
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
    let beyond = match active.help_limit {
        None => Yen::ZERO,
        Some(formula) => entering.minus(formula.limit(medical)?)?.max(Yen::ZERO),
    };
    let helped = entering.minus(beyond)?;
    let before = lane.due.minus(lane.beyond)?;
    lane.beyond = beyond;
    let charge = change_band(active.charge, window, lane, before, tested, moment.visit);
    lane.entered = entering;
    lane.incoming = Incoming { entering: helped, exact: tested.minus(beyond)?, medical };
    let Some(charge) = charge else {
        // No charge of the row speaks of this visit: it adds nothing.
        lane.due = before.min(helped).plus(beyond)?;
        return Ok(lane.due);
    };
    // The boundary of 償還 is tested on the share to the yen, on both tracks.
    let is_open = matches!(charge.cover, Cover::Excluded | Cover::Reimbursed)
        || charge.reimbursed_from.is_some_and(|least| tested >= least);
    let own = lane.incoming.since(lane.base)?;
    let target = if is_open { own.entering } else { target(active, charge, lane, own, moment)? };
    let increase = target.minus(lane.step)?;
    lane.step = target;
    let allowed = if is_open || increase <= Yen::ZERO {
        increase
    } else {
        capped(active, charge, elsewhere, window, increase, moment)?
    };
    // Never more than what enters, never below nothing: a fall of the share goes to the subsidy first.
    let due = before.plus(allowed)?.min(helped).max(Yen::ZERO);
    let change = due.minus(before)?;
    lane.due = due.plus(beyond)?;
    window.add(change)?;
    count(charge, window, change, moment.visit);
    Ok(lane.due)
}

/// What would be owed without caps, since the charge in use began.
fn target(
    active: &Active<'_>,
    charge: &Charge,
    lane: &mut SubsidyLane,
    own: Incoming,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    if charge.cover == Cover::Free && active.month_cap.is_none() {
        return Ok(Yen::ZERO);
    }
    let rounding = charge.rate_rounding;
    let mut target = own.entering;
    if let Some(rate) = charge.rate.filter(|_| !charge.day_fixed) {
        let exact = moment.part(own.medical, rate, rounding)?;
        target = target.min(grown(&mut lane.rate_exact, &mut lane.rate_sum, exact, moment)?);
    }
    if let Some(portion) = charge.portion {
        let exact = moment.part(own.exact, portion, rounding)?;
        target = target.min(grown(&mut lane.portion_exact, &mut lane.portion_sum, exact, moment)?);
    }
    if let Some(rate) = charge.pays_rate {
        let exact = own.exact.minus(moment.part(own.medical, rate, rounding)?)?.max(Yen::ZERO);
        target = target.min(grown(&mut lane.rest_exact, &mut lane.rest_sum, exact, moment)?);
    }
    Ok(target)
}

/// The sum of the increases of an exact amount, each rounded as its track rounds.
fn grown(
    before: &mut Yen,
    sum: &mut Yen,
    exact: Yen,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    let increase = moment.round(exact.minus(*before)?)?;
    *before = exact;
    *sum = sum.plus(increase)?;
    Ok(*sum)
}

/// `increase` after the caps of visit, day and month.
fn capped(
    active: &Active<'_>,
    charge: &Charge,
    elsewhere: Yen,
    window: &mut Window,
    increase: Yen,
    moment: &Moment<'_>,
) -> Result<Yen, CopayError> {
    let visit = moment.visit;
    if (charge.first_visit_only && !visit.initial)
        || (charge.free_without_consultation && visit.without_consultation)
        || window.is_beyond_times(charge)
    {
        return Ok(Yen::ZERO);
    }
    let days = window.days_left(charge, visit);
    let by_day = days_allowed(active.charge, charge, window, visit, days)?;
    if days == 0 || by_day.is_some_and(|(_, held)| held == 0) {
        return Ok(Yen::ZERO);
    }
    let days = by_day.map_or(days, |(_, held)| held);
    let mut left = increase;
    let room =
        |cap: Yen, used: Yen| -> Result<Yen, CopayError> { Ok(cap.minus(used)?.max(Yen::ZERO)) };
    if let Some(fixed) = charge.fixed_visit {
        left = left.min(room(fixed.times(days)?, window.visit_used)?);
    }
    if let Some((Some(cap), _)) = by_day {
        left = left.min(room(cap, window.day_used)?);
    }
    if let Some(cap) = charge.visit_cap {
        left = left.min(room(cap, window.visit_used)?);
    }
    if let Some(cap) = month_cap(active, charge, moment) {
        left = left.min(room(cap, window.month().plus(elsewhere)?)?);
    }
    left = paid(charge, window, left, days)?;
    if let Some((unit, rounding)) = charge.rounding {
        // 端数条件 of the programme (地単公費マスター 56_1, 56_2).
        left = Yen::new(rounding.to_multiple(left.count(), unit)?);
    }
    Ok(left)
}

/// The month cap that holds: the certificate's, else the programme's.
fn month_cap(active: &Active<'_>, charge: &Charge, moment: &Moment<'_>) -> Option<Yen> {
    let repeated = charge.month_cap_repeated.filter(|_| moment.repeated);
    let outside = charge.month_cap_outside.filter(|_| moment.visit.prescription_outside);
    active.month_cap.or(repeated).or(outside).or(charge.month_cap)
}
