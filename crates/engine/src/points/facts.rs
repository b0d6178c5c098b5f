//! 事実: what the claim says, asked by the conditions of the rule book; nothing here decides.

use super::prescription_facts::{PrescriptionFacts, drug_row, ingredient, prescriptions};
use super::sheet::{Line, Sheet};
use super::volume::millilitres;
use crate::claim::{PatientDisease, Route, Sex, Visit};
use crate::masters::age::birthday;
use crate::masters::disease::Disease;
use crate::masters::drug::Drug;
use crate::rulebook::points::{Condition, FirstMonth, Flag, NumberFact, SelectorNo, Unit};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

/// A visit, and a line of it if the question is about one.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'s, 'a> {
    sheet: &'s Sheet<'a>,
    visit: usize,
    line: Option<usize>,
}

impl<'s, 'a> Scene<'s, 'a> {
    pub(crate) const fn of_visit(sheet: &'s Sheet<'a>, visit: usize) -> Self {
        Self { sheet, visit, line: None }
    }

    pub(crate) fn of_line(sheet: &'s Sheet<'a>, line: usize) -> Self {
        let visit = sheet.lines.get(line).map_or(usize::MAX, |line| line.visit);
        Self { sheet, visit, line: Some(line) }
    }

    /// Whether the condition holds; a visit that does not exist meets nothing but [`Condition::Always`].
    pub(crate) fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Always => true,
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            _ => self.sheet.visit(self.visit).is_some_and(|visit| self.asks(visit, condition)),
        }
    }

    fn asks(&self, visit: &Visit, condition: &Condition) -> bool {
        let facility = &self.sheet.claim.facility;
        match condition {
            Condition::Flag(flag) => self.flag(visit, *flag),
            Condition::Number(fact, comparison, figure) => {
                comparison.holds(self.number(visit, fact), *figure)
            }
            Condition::Facility(kind) => facility.kind == *kind,
            Condition::Visit(kinds) => kinds.contains(&visit.kind),
            Condition::Band(bands) => bands.contains(&visit.time_band),
            Condition::Department(departments) => departments.contains(&visit.department),
            Condition::Standard(codes) => {
                codes.iter().any(|code| facility.standards.binary_search(code).is_ok())
            }
            Condition::Disease(codes) => {
                self.diseases(visit.date).any(|disease| codes.contains(&disease.code))
            }
            Condition::DiseaseClass(classes) => self
                .disease_rows(visit.date)
                .any(|(_, disease)| classes.contains(&disease.specific_disease)),
            Condition::Icd10(beginnings) => self.has_icd10(visit, beginnings, false),
            Condition::MainIcd10(beginnings) => self.has_icd10(visit, beginnings, true),
            Condition::OrderedDay(acts) => self
                .any_line(*acts, |line| line.is_ordered() && self.sheet.day_of(line) == visit.date),
            Condition::Intractable => {
                self.disease_rows(visit.date).any(|(_, disease)| disease.intractable != 0)
            }
            Condition::Ordered(acts) => {
                self.any_line(*acts, |line| line.is_ordered() && line.visit == self.visit)
            }
            Condition::Grouped(acts) => {
                let group = self.own().and_then(|line| line.group);
                group.is_some() && self.any_line(*acts, |line| line.group == group)
            }
            Condition::History(months, acts) => self.history_count(visit.date, *months, *acts) > 0,
            Condition::HistoryDays(days, acts) => self.is_in_days(visit.date, *days, *acts),
            Condition::GroupDrug(beginnings) => {
                self.group_drugs().any(|drug| self.is_drug(drug, beginnings))
            }
            Condition::DayDrug(beginnings) => {
                self.day_drugs().any(|drug| self.is_drug(drug, beginnings))
            }
            Condition::PrescribedDrug(beginnings) => self
                .prescription()
                .is_some_and(|facts| facts.has_drug(self.sheet.rules, beginnings)),
            Condition::Always | Condition::All(_) | Condition::Any(_) | Condition::Not(_) => false,
        }
    }

    /// A disease of the day with such an ICD-10; of the 主傷病 only, if one is marked.
    fn has_icd10(&self, visit: &Visit, beginnings: &[String], is_main_only: bool) -> bool {
        let is_marked = self.diseases(visit.date).any(|disease| disease.is_main);
        self.disease_rows(visit.date).any(|(own, disease)| {
            (!is_main_only || !is_marked || own.is_main) && self.begins_with(disease, beginnings)
        })
    }

    /// Whether one of the ICD-10 codes of the disease begins with one of these.
    fn begins_with(&self, disease: &Disease, beginnings: &[String]) -> bool {
        [disease.icd10, disease.icd10_other].into_iter().any(|code| {
            let code = self.sheet.rules.masters.text(code);
            beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
        })
    }

    /// 診療開始日 of the disease with such an ICD-10 that began first.
    fn first_start(&self, day: NaiveDate, beginnings: &[String]) -> Option<NaiveDate> {
        let rows = self.disease_rows(day).filter(|(_, row)| self.begins_with(row, beginnings));
        rows.map(|(own, _)| own.start).min()
    }

    fn own(&self) -> Option<&'s Line<'a>> {
        self.line.and_then(|line| self.sheet.lines.get(line))
    }

    fn any_line(&self, acts: SelectorNo, meets: impl Fn(&Line<'_>) -> bool) -> bool {
        let lines = &self.sheet.lines;
        lines.iter().any(|line| meets(line) && self.sheet.rules.names(acts, line.row))
    }

    fn prescription(&self) -> Option<&'s PrescriptionFacts> {
        self.sheet.prescriptions.get(self.visit)
    }

    fn flag(&self, visit: &Visit, flag: Flag) -> bool {
        let prescribed = |ask: fn(&PrescriptionFacts) -> bool| self.prescription().is_some_and(ask);
        match flag {
            Flag::Pediatrics => self.sheet.claim.facility.has_pediatrics,
            Flag::PlanExplained => visit.is_plan_explained,
            Flag::Digital => self.own().is_some_and(|line| line.is_digital),
            Flag::PrescribedInside => prescribed(|facts| facts.is_inside),
            Flag::PrescribedOutside => prescribed(|facts| facts.is_outside),
            Flag::PrescribedOutsideInMonth => {
                let visits = self.sheet.claim.visits.iter().zip(&self.sheet.prescriptions);
                let mut visits = visits.filter(|(other, _)| same_month(other.date, visit.date));
                visits.any(|(_, facts)| facts.is_outside)
            }
            Flag::SevenKinds => prescribed(|facts| facts.has_many_kinds),
            Flag::ManyPsychotropics => prescribed(|facts| facts.has_many_psychotropics),
            Flag::ControlledDrugs => prescribed(|facts| facts.has_controlled),
            Flag::ChangedDrugs => self.drugs_changed(visit),
            Flag::GenericNamed => prescribed(|facts| facts.generic_named_two > 0),
            Flag::GenericNamedAll => prescribed(|facts| {
                facts.generic_named >= 2 && facts.generic_named == facts.generic_nameable
            }),
            Flag::PatchesOverLimit => prescribed(|facts| facts.patch_rule.is_some()),
            Flag::GroupNarcotic => self.group_drugs().any(|drug| drug.control_class == 1),
            Flag::GroupBiological => self.group_drugs().any(|drug| drug.is_biological),
            Flag::GroupContrast => self.group_drugs().any(|drug| drug.contrast == 1),
            Flag::TemporaryPrescription => prescriptions(visit).any(|entry| entry.is_temporary),
            Flag::Female => self.sheet.claim.patient.sex == Sex::Female,
        }
    }

    /// Whether the drugs differ from those of the last visit of the month with a prescription; true without one.
    fn drugs_changed(&self, visit: &Visit) -> bool {
        let Some(own) = self.prescription() else { return false };
        let sheet = self.sheet;
        let mut before = sheet.claim.visits.iter().zip(&sheet.prescriptions).take(self.visit);
        let last = before.rfind(|(earlier, facts)| {
            same_month(earlier.date, visit.date) && !facts.codes.is_empty()
        });
        last.is_none_or(|(_, facts)| facts.codes != own.codes)
    }

    fn number(&self, visit: &Visit, fact: &NumberFact) -> i64 {
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

    /// Lines of the history and of earlier visits; `months` 0 = ever.
    fn history_count(&self, day: NaiveDate, months: u16, acts: SelectorNo) -> i64 {
        let unit = if months == 0 { Unit::Ever } else { Unit::Months(months) };
        let names = |row| self.sheet.rules.names(acts, row);
        let past =
            self.sheet.past.iter().filter(|past| {
                past.date <= day && names(past.row) && is_within(unit, past.date, day)
            });
        let past: i64 = past.map(|past| i64::from(past.count)).sum();
        let lines = self.sheet.lines.iter().filter(|line| {
            let date = self.sheet.day_of(line);
            line.visit < self.visit
                && line.is_ordered()
                && !line.is_out()
                && names(line.row)
                && is_within(unit, date, day)
        });
        lines.map(|line| i64::from(line.count)).sum::<i64>().saturating_add(past)
    }

    /// Whether one of the acts was billed on the day or in the days before it.
    fn is_in_days(&self, day: NaiveDate, days: u16, acts: SelectorNo) -> bool {
        let names = |row| self.sheet.rules.names(acts, row);
        let is_near = |date: NaiveDate| {
            (0..=i64::from(days)).contains(&day.signed_duration_since(date).num_days())
        };
        let earlier = self
            .sheet
            .lines
            .iter()
            .filter(|line| line.visit < self.visit && line.is_ordered() && !line.is_out());
        self.sheet.past.iter().any(|past| is_near(past.date) && names(past.row))
            || earlier.into_iter().any(|line| is_near(self.sheet.day_of(line)) && names(line.row))
    }

    /// Lines of the history and of the visits up to this one, on the day or in the days before it.
    fn count_in_days(&self, day: NaiveDate, days: u16, acts: SelectorNo) -> i64 {
        let names = |row| self.sheet.rules.names(acts, row);
        let is_near = |date: NaiveDate| {
            (0..=i64::from(days)).contains(&day.signed_duration_since(date).num_days())
        };
        let past = self.sheet.past.iter().filter(|past| is_near(past.date) && names(past.row));
        let past: i64 = past.map(|past| i64::from(past.count)).sum();
        let lines = self.done(acts).filter(|line| is_near(self.sheet.day_of(line))).count();
        i64::try_from(lines).unwrap_or(i64::MAX).saturating_add(past)
    }

    /// Days of the calendar week, up to the day, on which the acts were done.
    fn days_in_week(&self, day: NaiveDate, acts: SelectorNo) -> i64 {
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

    fn first_day(&self, acts: SelectorNo) -> Option<NaiveDate> {
        let names = |row| self.sheet.rules.names(acts, row);
        let past = self.sheet.past.iter().filter(|past| names(past.row)).map(|past| past.date);
        let lines = self
            .sheet
            .lines
            .iter()
            .filter(|line| line.is_ordered() && !line.is_out() && names(line.row));
        past.chain(lines.map(|line| self.sheet.day_of(line))).min()
    }

    fn diseases(&self, day: NaiveDate) -> impl Iterator<Item = &'s PatientDisease> {
        self.sheet.claim.diseases.iter().filter(move |disease| disease.start <= day)
    }

    fn disease_rows(
        &self,
        day: NaiveDate,
    ) -> impl Iterator<Item = (&'s PatientDisease, &'a Disease)> {
        let masters = self.sheet.rules.masters;
        // 傷病名 are no fees: when no edition speaks for the day, the last row known still says what the disease is.
        self.diseases(day).filter_map(move |disease| {
            let row = masters.disease(disease.code, day).ok();
            let row = row.or_else(|| masters.diseases.versions(disease.code).last());
            row.map(|row| (disease, row))
        })
    }

    /// Whether the price standard code of the drug begins with one of these.
    fn is_drug(&self, drug: &Drug, beginnings: &[String]) -> bool {
        let code = self.sheet.rules.masters.text(drug.price_standard_code);
        beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
    }

    /// The drugs of all groups of the day.
    fn day_drugs(&self) -> impl Iterator<Item = &'a Drug> {
        let sheet = self.sheet;
        let day = sheet.day(self.visit);
        let groups = sheet.groups.iter().filter(move |(visit, _)| sheet.day(*visit) == day);
        groups
            .flat_map(|(_, group)| &group.drugs)
            .filter_map(move |order| drug_row(sheet.rules, order.code, day))
    }

    fn group_drugs(&self) -> impl Iterator<Item = &'a Drug> {
        let sheet = self.sheet;
        let number = self.own().and_then(|line| line.group);
        let group = number.and_then(|number| sheet.groups.get(number));
        let day = sheet.day(self.visit);
        let drugs = group.map(|(_, group)| group.drugs.as_slice()).unwrap_or_default();
        drugs.iter().filter_map(move |order| drug_row(sheet.rules, order.code, day))
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

/// 傷病名関連区分 (項番25) against the patient's diseases.
pub(crate) fn has_related_disease(sheet: &Sheet<'_>, visit: usize, relation: u8) -> bool {
    let day = sheet.day(visit);
    Scene::of_visit(sheet, visit).disease_rows(day).any(|(own, disease)| match relation {
        // 5: 特定疾患 as 主病; 9: 難病外来, as 主病 too; the others by 特定疾患等対象区分.
        5 => disease.specific_disease == relation && own.is_main,
        9 => disease.intractable == relation && own.is_main,
        relation => disease.specific_disease == relation,
    })
}

/// Full months from `first` to `day`; a day that the month lacks is the first of the next.
fn full_months(first: NaiveDate, day: NaiveDate) -> i64 {
    let months = month_number(day).saturating_sub(month_number(first));
    if day.day() < first.day() { months.saturating_sub(1) } else { months }
}

/// 年齢 in whole years.
pub(crate) fn age(birth: NaiveDate, day: NaiveDate) -> i64 {
    let years = i64::from(day.year()).saturating_sub(i64::from(birth.year()));
    let reached = u8::try_from(years.max(0)).is_ok_and(|years| birthday(birth, years) <= day);
    if reached { years } else { years.saturating_sub(1) }
}

/// 暦月 as a number that grows by one a month.
pub(crate) fn month_number(day: NaiveDate) -> i64 {
    i64::from(day.year()).saturating_mul(12).saturating_add(i64::from(day.month0()))
}

/// Whether two days lie in one calendar month.
pub(crate) fn same_month(one: NaiveDate, two: NaiveDate) -> bool {
    month_number(one) == month_number(two)
}

/// Whether `earlier` lies in the window of `unit` that ends with `day` (a week and a month also reach past it).
pub(crate) fn is_within(unit: Unit, earlier: NaiveDate, day: NaiveDate) -> bool {
    match unit {
        Unit::Visit | Unit::Day => earlier == day,
        // Nothing of another visit belongs to a group.
        Unit::Group => false,
        Unit::Week => earlier.week(Weekday::Sun).first_day() == day.week(Weekday::Sun).first_day(),
        Unit::Months(months) => {
            let apart = month_number(day).saturating_sub(month_number(earlier)).abs();
            apart < i64::from(months)
        }
        Unit::Years(years) => {
            let months = u32::from(years).saturating_mul(12);
            earlier.checked_add_months(Months::new(months)).is_none_or(|last| day <= last)
        }
        Unit::FiscalYear => {
            let year =
                |day: NaiveDate| day.checked_sub_months(Months::new(3)).map(|day| day.year());
            year(earlier) == year(day)
        }
        Unit::Ever => true,
    }
}

/// 初診から1月: whether the day is still shut for the acts of the row.
pub(crate) fn is_shut_after_first(sheet: &Sheet<'_>, visit: usize, row: &FirstMonth) -> bool {
    let day = sheet.day(visit);
    let Some(first) = first_visit(sheet, day, row) else { return false };
    if row.is_calendar_month {
        return same_month(first, day);
    }
    // chrono stops at the last day of a month that has no such day; the law goes on to 翌々月の１日.
    let later = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
    let passes_month = later.day() < first.day();
    if !row.is_advanced {
        return if passes_month { day <= later } else { day < later };
    }
    // 通知Ｂ０００(3)(4): the last day of the month will do for 翌々月の１日, and the last day before a 休日 for a 休日; no other day before the month is over.
    let is_early = if passes_month { day <= later } else { day < later };
    let mut instead = later;
    while is_holiday(sheet, instead) && instead > first {
        instead = instead.checked_sub_days(Days::new(1)).unwrap_or(first);
    }
    is_early && day != instead
}

fn is_holiday(sheet: &Sheet<'_>, day: NaiveDate) -> bool {
    day.weekday() == Weekday::Sun || sheet.rules.book.holidays.binary_search(&day).is_ok()
}

/// The last 初診 on or before the day, of the history or of the claim.
fn first_visit(sheet: &Sheet<'_>, day: NaiveDate, row: &FirstMonth) -> Option<NaiveDate> {
    let is_billed =
        sheet.past.iter().any(|past| past.date < day && sheet.rules.names(row.acts, past.row));
    // 実日数 2・日数回数 1: 初診料.
    let is_first = |act: &crate::masters::act::Act| {
        act.day_relation == 2 && act.day_count == 1
            || !is_billed && row.also_first.contains(&act.code)
    };
    let past = sheet.past.iter().filter(|past| past.date <= day && is_first(past.act));
    let lines = sheet.lines.iter().filter(|line| is_first(line.act) && !line.is_out());
    let lines = lines.map(|line| sheet.day_of(line));
    past.map(|past| past.date).chain(lines.filter(|date| *date <= day)).max()
}
