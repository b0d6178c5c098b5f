//! 数の事実: what a condition may hold against a figure.

use super::Scene;
use super::dates::{age, full_months, month_number};
use crate::claim::{Route, Visit};
use crate::points::prescription_facts::{drug_row, ingredient, prescriptions};
use crate::points::sheet::Line;
use crate::points::volume::millilitres;
use crate::rulebook::points::{NumberFact, SelectorNo};
use chrono::Datelike;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

impl Scene<'_, '_> {
    pub(super) fn number(&self, visit: &Visit, fact: &NumberFact) -> i64 {
        let facility = &self.sheet.claim.facility;
        let birth = self.sheet.claim.patient.birth_date;
        match fact {
            NumberFact::Age => age(birth, visit.date),
            NumberFact::AgeDays => visit.date.signed_duration_since(birth).num_days(),
            NumberFact::AgeAtMonthStart => age(birth, visit.date.with_day(1).unwrap_or(visit.date)),
            NumberFact::Beds => i64::from(facility.beds),
            NumberFact::GeneralBeds => i64::from(facility.general_beds),
            NumberFact::Quantity => {
                let quantity = self.own().and_then(|line| line.quantity);
                quantity.and_then(|quantity| quantity.trunc().to_i64()).unwrap_or_default()
            }
            NumberFact::PrescribedDays => {
                self.prescription().map_or(0, |facts| i64::from(facts.days))
            }
            NumberFact::InfusionVolume(acts) => self.infusion_volume(*acts),
            NumberFact::HistoryCount(months, acts) => {
                self.history_count(visit.date, *months, *acts)
            }
            NumberFact::CountInDays(days, acts) => self.count_in_days(visit.date, *days, *acts),
            NumberFact::DaysInWeek(acts) => self.days_in_week(visit.date, *acts),
            NumberFact::OrderedCount(acts) => {
                let names = |line: &&Line<'_>| self.sheet.rules.names(*acts, line.row);
                let lines = self.sheet.lines.iter().filter(names);
                let lines = lines.filter(|line| line.is_ordered() && line.visit == self.visit);
                lines.map(|line| i64::from(line.count)).sum()
            }
            NumberFact::ClassKinds(classes) => {
                let rules = self.sheet.rules;
                let orders = prescriptions(visit).flat_map(|entry| &entry.items);
                let codes = orders.flat_map(|item| &item.drugs).map(|order| order.code);
                let of_class = |code| ingredient(rules, visit.date, code, classes);
                let kinds: BTreeSet<&str> = codes.filter_map(of_class).collect();
                i64::try_from(kinds.len()).unwrap_or(i64::MAX)
            }
            NumberFact::GenericItems => self
                .prescription()
                .map_or(0, |facts| i64::try_from(facts.generic_named).unwrap_or(i64::MAX)),
            NumberFact::OralBrands => {
                let brands = prescriptions(visit).map(|entry| {
                    let oral = entry.items.iter().filter(|i| matches!(i.route, Route::Oral(_)));
                    let drugs = oral.flat_map(|item| &item.drugs).map(|order| order.code);
                    drugs.collect::<BTreeSet<_>>().len()
                });
                brands.max().map_or(0, |most| i64::try_from(most).unwrap_or(i64::MAX))
            }
            NumberFact::FeePoints => {
                let points = crate::points::steps::fee_points(self.sheet, self.line);
                points.map(crate::amount::Points::count).unwrap_or_default()
            }
            NumberFact::MonthsSinceFirst(acts) => self
                .first_day(*acts)
                .map_or(0, |first| month_number(visit.date).saturating_sub(month_number(first))),
            NumberFact::DaysSinceFirst(acts) => self
                .first_day(*acts)
                .map_or(0, |first| visit.date.signed_duration_since(first).num_days()),
            NumberFact::FullMonthsSinceFirst(acts) => {
                self.first_day(*acts).map_or(0, |first| full_months(first, visit.date))
            }
            NumberFact::DaysSinceDisease(beginnings) => self
                .first_start(visit.date, beginnings)
                .map_or(i64::MAX, |first| visit.date.signed_duration_since(first).num_days()),
            NumberFact::Icd10Groups(groups) => {
                let met = groups.iter().filter(|group| self.has_icd10(visit, group, false));
                i64::try_from(met.count()).unwrap_or(i64::MAX)
            }
        }
    }

    /// 注射量 of the groups of the day with one of the acts, in mL, from 注射容量 or from a quantity given in mL.
    fn infusion_volume(&self, acts: SelectorNo) -> i64 {
        let sheet = self.sheet;
        let day = sheet.day(self.visit);
        let groups = sheet.groups.iter().enumerate().filter(|(number, (visit, _))| {
            sheet.day(*visit) == day
                && sheet
                    .lines
                    .iter()
                    .any(|line| line.group == Some(*number) && sheet.rules.names(acts, line.row))
        });
        let volumes = groups.flat_map(|(_, (_, group))| &group.drugs).map(|order| {
            let Some(drug) = drug_row(sheet.rules, order.code, day) else { return Decimal::ZERO };
            let unit = sheet.rules.masters.text(drug.unit_name);
            let name = sheet.rules.masters.text(drug.name);
            let each = millilitres(unit, drug.injection_volume, name);
            each.checked_mul(order.quantity).unwrap_or_default()
        });
        let sum = volumes.fold(Decimal::ZERO, |sum, volume| sum.checked_add(volume).unwrap_or(sum));
        sum.trunc().to_i64().unwrap_or(i64::MAX)
    }
}
