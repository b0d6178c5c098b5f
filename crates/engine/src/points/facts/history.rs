//! 履歴の事実: what was billed before, in the history and at the earlier visits of the claim.

use super::Scene;
use super::dates::{is_in_days_before, is_within, same_month};
use crate::claim::Visit;
use crate::points::sheet::Line;
use crate::rulebook::points::{SelectorNo, Unit};
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl<'s> Scene<'s, '_> {
    /// Whether the drugs differ from those of the last visit of the month with a prescription; true without one.
    pub(super) fn drugs_changed(&self, visit: &Visit) -> bool {
        let Some(own) = self.prescription() else { return false };
        let sheet = self.sheet;
        let mut before = sheet.claim.visits.iter().zip(&sheet.prescriptions).take(self.visit);
        let last = before.rfind(|(earlier, facts)| {
            same_month(earlier.date, visit.date) && !facts.codes.is_empty()
        });
        last.is_none_or(|(_, facts)| facts.codes != own.codes)
    }

    /// Lines of the history and of earlier visits; `months` 0 = ever.
    pub(super) fn history_count(&self, day: NaiveDate, months: u16, acts: SelectorNo) -> i64 {
        let unit = if months == 0 { Unit::Ever } else { Unit::Months(months) };
        let names = |row| self.sheet.rules.names(acts, row);
        let past =
            self.sheet.past.iter().filter(|past| {
                past.date <= day && names(past.row) && is_within(unit, past.date, day)
            });
        let past: i64 = past.map(|past| i64::from(past.count)).sum();
        let lines = self.done(acts).filter(|line| {
            line.visit < self.visit && is_within(unit, self.sheet.day_of(line), day)
        });
        lines.map(|line| i64::from(line.count)).sum::<i64>().saturating_add(past)
    }

    /// Whether one of the acts was billed on the day or in the days before it.
    pub(super) fn is_in_days(&self, day: NaiveDate, days: u16, acts: SelectorNo) -> bool {
        let names = |row| self.sheet.rules.names(acts, row);
        let is_near = |date: NaiveDate| is_in_days_before(date, day, days);
        let mut earlier = self.done(acts).filter(|line| line.visit < self.visit);
        self.sheet.past.iter().any(|past| is_near(past.date) && names(past.row))
            || earlier.any(|line| is_near(self.sheet.day_of(line)))
    }

    /// Lines of the history and of the visits up to this one, on the day or in the days before it.
    pub(super) fn count_in_days(&self, day: NaiveDate, days: u16, acts: SelectorNo) -> i64 {
        let names = |row| self.sheet.rules.names(acts, row);
        let is_near = |date: NaiveDate| is_in_days_before(date, day, days);
        let past = self.sheet.past.iter().filter(|past| is_near(past.date) && names(past.row));
        let past: i64 = past.map(|past| i64::from(past.count)).sum();
        let lines = self.done(acts).filter(|line| is_near(self.sheet.day_of(line))).count();
        i64::try_from(lines).unwrap_or(i64::MAX).saturating_add(past)
    }

    /// Days of the calendar week, up to the day, on which the acts were done.
    pub(super) fn days_in_week(&self, day: NaiveDate, acts: SelectorNo) -> i64 {
        let past = self.sheet.past.iter().filter(|past| self.sheet.rules.names(acts, past.row));
        let days = past.map(|past| past.date);
        let days = days.chain(self.done(acts).map(|line| self.sheet.day_of(line)));
        let days = days.filter(|date| *date <= day && is_within(Unit::Week, *date, day));
        i64::try_from(days.collect::<BTreeSet<_>>().len()).unwrap_or(i64::MAX)
    }

    /// Lines of the acts at the visits up to this one, each once however often it was ordered.
    fn done(&self, acts: SelectorNo) -> impl Iterator<Item = &'s Line<'s>> {
        self.sheet.lines.iter().filter(move |line| {
            line.visit <= self.visit
                && line.is_ordered()
                && !line.is_out()
                && self.sheet.rules.names(acts, line.row)
        })
    }

    pub(super) fn first_day(&self, acts: SelectorNo) -> Option<NaiveDate> {
        let names = |row| self.sheet.rules.names(acts, row);
        let past = self.sheet.past.iter().filter(|past| names(past.row)).map(|past| past.date);
        let lines = self
            .sheet
            .lines
            .iter()
            .filter(|line| line.is_ordered() && !line.is_out() && names(line.row));
        past.chain(lines.map(|line| self.sheet.day_of(line))).min()
    }
}
