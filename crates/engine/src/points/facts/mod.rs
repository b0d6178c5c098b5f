//! 事実: what the claim says, asked by the conditions of the rule book; nothing here decides.

mod dates;
mod first_month;
mod history;
mod numbers;

pub(crate) use dates::{is_within, same_month};
pub(crate) use first_month::is_shut_after_first;

use super::prescription_facts::{PrescriptionFacts, drug_row, prescriptions};
use super::sheet::{Line, Sheet};
use crate::claim::{PatientDisease, Sex, Visit};
use crate::masters::disease::Disease;
use crate::masters::drug::Drug;
use crate::rulebook::points::{Condition, Flag, SelectorNo};
use chrono::NaiveDate;

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
            Flag::GenericNamedAll => {
                prescribed(|facts| facts.generic_named == facts.generic_nameable)
            }
            Flag::PatchesOverLimit => prescribed(|facts| facts.patch_rule.is_some()),
            Flag::GroupNarcotic => self.group_drugs().any(|drug| drug.control_class == 1),
            Flag::GroupBiological => self.group_drugs().any(|drug| drug.is_biological),
            Flag::GroupContrast => self.group_drugs().any(|drug| drug.contrast == 1),
            Flag::TemporaryPrescription => prescriptions(visit).any(|entry| entry.is_temporary),
            Flag::Female => self.sheet.claim.patient.sex == Sex::Female,
        }
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
