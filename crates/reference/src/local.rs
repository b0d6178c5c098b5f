//! 地方単独事業の写し: one local programme over the visits of a month, written again from copay.md §3 and §5.1.
//!
//! 一部負担金 is a plain share of the 医療費 (no limit of the insurance); what the programme leaves of it is counted
//! visit by visit, once to the yen and once as the counter rounds.

use crate::Refusal;
use crate::number::{Rounding, rounded_hundredths};

/// 事業: the mechanisms of §5.1 that are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programme {
    /// 割合: per cent of the 医療費.
    pub rate: Option<i64>,
    /// 分数: half of what is owed (1/2), if set.
    pub half: bool,
    /// 固定額 a visit.
    pub fixed: Option<i64>,
    /// 1回の上限.
    pub visit_cap: Option<i64>,
    /// 1回の上限 holds so often a month; then nothing is owed.
    pub visit_times: Option<usize>,
    /// 1日の上限.
    pub day_cap: Option<i64>,
    /// Days a month with a charge.
    pub day_times: Option<usize>,
    /// 月上限.
    pub month_cap: Option<i64>,
    /// 初診時のみ.
    pub first_only: bool,
    /// 設定額を助成 of a month.
    pub pays_month: Option<i64>,
    /// 設定額を助成 of a visit.
    pub pays_visit: Option<i64>,
}

/// 受診.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The day of the month.
    pub day: u32,
    /// 医療費 in yen.
    pub medical: i64,
    /// 初診.
    pub initial: bool,
}

/// What each visit adds to what the patient pays: to the yen, and at the counter.
///
/// # Errors
///
/// [`Refusal`] for a 医療費 that is no multiple of ten yen.
pub fn local(
    programme: &Programme,
    rate_tenths: i64,
    visits: &[Visit],
) -> Result<Vec<(i64, i64)>, Refusal> {
    let mut receipt = Track::default();
    let mut counter = Track::default();
    let mut answer = Vec::new();
    for place in 0..visits.len() {
        let sums: Vec<i64> = visits.iter().take(place + 1).map(|visit| visit.medical).collect();
        let Some(visit) = visits.get(place) else { continue };
        let share = |rounding| rounded_hundredths(&sums, rate_tenths * 10, rounding);
        let by_rate = |rounding| match programme.rate {
            None => Ok(i64::MAX),
            Some(rate) => rounded_hundredths(&sums, rate, rounding),
        };
        let exact = share(Rounding::Receipt)?;
        let one = receipt.visit(programme, visit, exact, by_rate(Rounding::Receipt)?, exact, 1);
        let (entering, rate) =
            (share(Rounding::HalfUp)?, by_rate_at_counter(programme, visits, place)?);
        let ten = counter.visit(programme, visit, entering, rate, exact, 10);
        answer.push((one, ten));
    }
    Ok(answer)
}

/// The rate at the counter: the increase of each visit, to the yen over the month, rounded to ten yen.
fn by_rate_at_counter(
    programme: &Programme,
    visits: &[Visit],
    place: usize,
) -> Result<i64, Refusal> {
    let Some(rate) = programme.rate else { return Ok(i64::MAX) };
    let (mut before, mut sum) = (0, 0);
    for last in 0..=place {
        let sums: Vec<i64> = visits.iter().take(last + 1).map(|visit| visit.medical).collect();
        let now = rounded_hundredths(&sums, rate, Rounding::Receipt)?;
        sum += to_unit(now - before, 10);
        before = now;
    }
    Ok(sum)
}

/// What one track has counted.
#[derive(Debug, Default)]
struct Track {
    /// What would be owed without caps.
    uncapped: i64,
    half_exact: i64,
    half_sum: i64,
    month: i64,
    day: Option<u32>,
    day_used: i64,
    charged_days: Vec<u32>,
    charged_visits: usize,
    paid: i64,
}

impl Track {
    /// What a visit adds; `entering`, `by_rate` and `exact` are sums since the beginning of the month.
    fn visit(
        &mut self,
        programme: &Programme,
        visit: &Visit,
        entering: i64,
        by_rate: i64,
        exact: i64,
        unit: i64,
    ) -> i64 {
        if self.day != Some(visit.day) {
            self.day = Some(visit.day);
            self.day_used = 0;
        }
        let mut target = entering.min(by_rate);
        if programme.half {
            // 1円未満四捨五入 over the month; the counter rounds each increase.
            let half = (exact + 1).div_euclid(2);
            self.half_sum += to_unit(half - self.half_exact, unit);
            self.half_exact = half;
            target = target.min(self.half_sum);
        }
        let increase = target - self.uncapped;
        self.uncapped = target;
        let owed = self.capped(programme, visit, increase.max(0)).min(entering - self.month).max(0);
        self.month += owed;
        self.day_used += owed;
        if owed > 0 {
            self.charged_visits += 1;
            if !self.charged_days.contains(&visit.day) {
                self.charged_days.push(visit.day);
            }
        }
        owed
    }

    fn capped(&mut self, programme: &Programme, visit: &Visit, mut owed: i64) -> i64 {
        let times = programme.visit_times.is_some_and(|most| self.charged_visits >= most);
        let is_new_day = !self.charged_days.contains(&visit.day);
        let days =
            programme.day_times.is_some_and(|most| is_new_day && self.charged_days.len() >= most);
        if times || days || (programme.first_only && !visit.initial) {
            return 0;
        }
        for cap in [programme.fixed, programme.visit_cap].into_iter().flatten() {
            owed = owed.min(cap);
        }
        if let Some(cap) = programme.day_cap {
            owed = owed.min((cap - self.day_used).max(0));
        }
        if let Some(cap) = programme.month_cap {
            owed = owed.min((cap - self.month).max(0));
        }
        let month = programme.pays_month.map(|most| (most - self.paid).max(0));
        let pays = match (month, programme.pays_visit) {
            (None, None) => 0,
            (Some(one), Some(two)) => owed.min(one).min(two),
            (Some(one), None) | (None, Some(one)) => owed.min(one),
        };
        self.paid += pays;
        owed - pays
    }
}

/// To a multiple of `unit`, a half upwards.
fn to_unit(yen: i64, unit: i64) -> i64 {
    (yen * 2 + unit).div_euclid(unit * 2) * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_visits_of_82_points_under_a_cap_of_500_a_day() {
        // SEQ-1 of cases/examples.md: to the yen 246, 246, 8; at the counter 250, 250, 0.
        let programme = Programme { day_cap: Some(500), ..Programme::default() };
        let visit = Visit { day: 1, medical: 820, initial: false };
        assert_eq!(local(&programme, 3, &[visit; 3]), Ok(vec![(246, 250), (246, 250), (8, 0)]));
    }
}
