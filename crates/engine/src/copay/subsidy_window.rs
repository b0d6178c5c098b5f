//! 公費の期間: what one subsidy took of a visit, a day, a month and a stay, and which of its charges holds.

use super::claim::Visit;
use super::error::CopayError;
use super::subsidy::{Incoming, SubsidyLane};
use crate::amount::{AmountError, Yen};
use crate::rulebook::copay_programme;
use crate::rulebook::copay_subsidy::Charge;

/// What one subsidy took so far in its windows of time, over all sets of the claim.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Window {
    month: Yen,
    visit: Option<u32>,
    pub(super) visit_used: Yen,
    pub(super) visit_paid: Yen,
    visit_counted: bool,
    visits: u32,
    /// 受診回数: the visits on which the subsidy was used, this one included.
    seen: u32,
    day: Option<i32>,
    pub(super) day_used: Yen,
    pub(super) day_paid: Yen,
    days: u32,
    days_before: u32,
    /// 入院日数 of the bills before this one, and of this one.
    stay_days: u32,
    bill_days: u32,
    pub(super) paid: Yen,
}

impl Window {
    /// What was charged under it at this facility since the beginning of the month.
    pub(super) const fn month(&self) -> Yen {
        self.month
    }

    pub(super) fn enter(&mut self, visit: &Visit<'_>, number: u32) {
        if self.visit != Some(number) {
            self.visit = Some(number);
            self.visit_used = Yen::ZERO;
            self.visit_paid = Yen::ZERO;
            self.visit_counted = false;
            self.seen = self.seen.saturating_add(1);
            self.stay_days = self.stay_days.saturating_add(self.bill_days);
            self.bill_days = visit.days;
        }
        if self.day != Some(visit.day) {
            self.day = Some(visit.day);
            self.day_used = Yen::ZERO;
            self.day_paid = Yen::ZERO;
            self.days_before = self.days;
        }
    }

    /// Adds to what was charged.
    pub(super) fn add(&mut self, change: Yen) -> Result<(), AmountError> {
        self.month = self.month.plus(change)?;
        self.visit_used = self.visit_used.plus(change)?;
        self.day_used = self.day_used.plus(change)?;
        Ok(())
    }

    /// Adds to what the subsidy paid of set sums.
    pub(super) fn pay(&mut self, pays: Yen) -> Result<(), AmountError> {
        self.paid = self.paid.plus(pays)?;
        self.visit_paid = self.visit_paid.plus(pays)?;
        self.day_paid = self.day_paid.plus(pays)?;
        Ok(())
    }

    /// Whether the visits with a charge are used up.
    pub(super) fn is_beyond_times(&self, charge: &Charge) -> bool {
        !self.visit_counted && charge.visit_times.is_some_and(|most| self.visits >= most)
    }

    /// The days of the visit that may be charged.
    pub(super) fn days_left(&self, charge: &Charge, visit: &Visit<'_>) -> u32 {
        match charge.day_times {
            Some(most) => visit.days.min(most.saturating_sub(self.days_before)),
            None => visit.days,
        }
    }
}

/// The cap of the visit's days with the number of days under it; nothing if no cap is by day.
///
/// The bands of a stay (入院日数条件) each give the days that lie in them.
pub(super) fn days_allowed(
    row: &Charge,
    charge: &Charge,
    window: &Window,
    visit: &Visit<'_>,
    days: u32,
) -> Result<Option<(Option<Yen>, u32)>, CopayError> {
    if charge.window.stay_days.is_open() {
        let cap = charge.day_cap.map(|cap| cap.times(days)).transpose()?;
        return Ok(cap.map(|cap| (Some(cap), days)));
    }
    let before = visit.stay_days_before.saturating_add(window.stay_days);
    let (mut cap, mut held, mut is_capped) = (Yen::ZERO, 0_u32, false);
    for band in std::iter::once(row).chain(&row.bands) {
        let overlap = band.window.stay_days.overlap(before, days);
        held = held.saturating_add(overlap);
        if let Some(day) = band.day_cap {
            is_capped = true;
            cap = cap.plus(day.times(overlap)?)?;
        }
    }
    Ok(Some((is_capped.then_some(cap), held)))
}

/// The charge of the row that holds for the visit, the lane set to it; nothing if none does.
pub(super) fn change_band<'a>(
    row: &'a Charge,
    window: &Window,
    lane: &mut SubsidyLane,
    before: Yen,
    tested: Yen,
    visit: &Visit<'_>,
) -> Option<&'a Charge> {
    if row.bands.is_empty() && row.window == copay_programme::Window::default() {
        return Some(row);
    }
    let all = || (0_u8..).zip(std::iter::once(row).chain(&row.bands));
    let holds = |charge: &Charge| {
        let own = charge.window;
        own.visits.holds(window.seen)
            && own.stay_months.holds(visit.stay_month.unwrap_or(1))
            && own.share_from.is_none_or(|least| tested >= least)
            && own.share_below.is_none_or(|most| tested < most)
    };
    let found = all().find(|(_, charge)| holds(charge));
    let (place, charge) = found.map_or((u8::MAX, None), |(place, charge)| (place, Some(charge)));
    if place != lane.band {
        let share = |one: Option<&Charge>| {
            one.map(|charge| (charge.window.share_from, charge.window.share_below))
        };
        let old = all().find(|(old, _)| *old == lane.band).map(|(_, charge)| charge);
        // A switch by the share is one of the whole month; a switch by visits or months is one from here on.
        let is_whole = share(old) != share(charge);
        let base = if is_whole { Incoming::default() } else { lane.incoming };
        let step = if is_whole { before } else { Yen::ZERO };
        lane.restart(place, base, step);
    }
    charge
}

/// Counts the visit and its days as times.
pub(super) fn count(charge: &Charge, window: &mut Window, change: Yen, visit: &Visit<'_>) {
    if (change > Yen::ZERO || charge.count_free_visits) && !window.visit_counted {
        window.visit_counted = true;
        window.visits = window.visits.saturating_add(1);
        if window.days == window.days_before {
            window.days = window.days.saturating_add(visit.days);
        }
    }
}

/// 設定額を助成: what is left after the sums that the subsidy pays of a visit, a day and a month.
pub(super) fn paid(
    charge: &Charge,
    window: &mut Window,
    mut left: Yen,
    days: u32,
) -> Result<Yen, CopayError> {
    let by_day = charge.pays_day.map(|yen| yen.times(days)).transpose()?;
    let mut most: Option<Yen> = None;
    let sums = [
        (charge.pays_visit, window.visit_paid),
        (by_day, window.day_paid),
        (charge.pays_up_to, window.paid),
    ];
    for (cap, used) in sums {
        if let Some(cap) = cap {
            let room = cap.minus(used)?.max(Yen::ZERO);
            most = Some(most.map_or(room, |other| other.min(room)));
        }
    }
    if let Some(most) = most {
        let pays = left.min(most);
        window.pay(pays)?;
        left = left.minus(pays)?;
    }
    Ok(left)
}
