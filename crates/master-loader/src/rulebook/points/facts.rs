//! 条件式の事実: the facts that a condition may ask for, each with the arguments it takes.

use super::condition::{Reader, Unknown};
use super::words::{flag, time_band, visit_kind};
use santei_engine::masters::code::DiseaseCode;
use santei_engine::rulebook::points::{Condition, NumberFact};

impl Reader<'_, '_, '_> {
    /// What the fact means.
    pub(super) fn meaning(&mut self) -> Result<Condition, Unknown> {
        let name = self.fact.name;
        if let Some(flag) = flag(name) {
            return Ok(flag);
        }
        match name {
            "visit" => Ok(Condition::Visit(self.words(visit_kind)?)),
            "band" => Ok(Condition::Band(self.words(time_band)?)),
            "department" => {
                let numbers = self.numbers_in()?;
                let departments = numbers.iter().map(|(number, _)| u8::try_from(*number).ok());
                departments
                    .collect::<Option<_>>()
                    .map(Condition::Department)
                    .ok_or_else(|| self.fault("診療科コード"))
            }
            "standard" => {
                let codes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(number, _)| u16::try_from(*number).ok())
                    .collect::<Option<Vec<_>>>();
                codes
                    .filter(|codes| !codes.is_empty())
                    .map(Condition::Standard)
                    .ok_or_else(|| self.fault("施設基準コード"))
            }
            "disease" => {
                let codes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(_, digits)| digits.parse::<DiseaseCode>().ok())
                    .collect::<Option<Vec<_>>>();
                codes
                    .map(Condition::Disease)
                    .ok_or_else(|| self.fault("傷病名コード of seven digits"))
            }
            "disease_class" => {
                let classes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(number, _)| u8::try_from(*number).ok())
                    .collect::<Option<Vec<_>>>();
                classes.map(Condition::DiseaseClass).ok_or_else(|| self.fault("特定疾患等対象区分"))
            }
            "icd10" => Ok(Condition::Icd10(self.texts()?)),
            "main_icd10" => Ok(Condition::MainIcd10(self.texts()?)),
            "ordered_day" => Ok(Condition::OrderedDay(self.selector()?.0)),
            "group_drug" => Ok(Condition::GroupDrug(self.texts()?)),
            "day_drug" => Ok(Condition::DayDrug(self.texts()?)),
            "prescribed_drug" => Ok(Condition::PrescribedDrug(self.texts()?)),
            "ordered" => Ok(Condition::Ordered(self.selector()?.0)),
            "grouped" => Ok(Condition::Grouped(self.selector()?.0)),
            "history" => {
                let (acts, months) = self.selector()?;
                Ok(Condition::History(
                    months.ok_or_else(|| self.fault("months and a selector"))?,
                    acts,
                ))
            }
            "history_days" => {
                let (acts, days) = self.selector()?;
                Ok(Condition::HistoryDays(
                    days.ok_or_else(|| self.fault("days and a selector"))?,
                    acts,
                ))
            }
            _ => self.number(name),
        }
    }

    fn number(&mut self, name: &str) -> Result<Condition, Unknown> {
        let fact = match name {
            "age" => NumberFact::Age,
            "age_days" => NumberFact::AgeDays,
            "age_at_month_start" => NumberFact::AgeAtMonthStart,
            "beds" => NumberFact::Beds,
            "general_beds" => NumberFact::GeneralBeds,
            "quantity" => NumberFact::Quantity,
            "prescribed_days" => NumberFact::PrescribedDays,
            "infusion_volume" => NumberFact::InfusionVolume(self.selector()?.0),
            "ordered_count" => NumberFact::OrderedCount(self.selector()?.0),
            "class_kinds" => {
                let classes = self.arguments()?.1;
                let classes = classes.iter().map(|(class, _)| u16::try_from(*class));
                let classes: Result<Vec<u16>, _> = classes.collect();
                let known = classes.ok().filter(|classes| !classes.is_empty());
                NumberFact::ClassKinds(known.ok_or_else(|| self.fault("numbers of drug classes"))?)
            }
            "oral_brands" => NumberFact::OralBrands,
            "generic_items" => NumberFact::GenericItems,
            "history_count" => {
                let (acts, months) = self.selector()?;
                NumberFact::HistoryCount(
                    months.ok_or_else(|| self.fault("months and a selector"))?,
                    acts,
                )
            }
            "count_in_days" => {
                let (acts, days) = self.selector()?;
                NumberFact::CountInDays(
                    days.ok_or_else(|| self.fault("days and a selector"))?,
                    acts,
                )
            }
            "days_in_week" => NumberFact::DaysInWeek(self.selector()?.0),
            "icd10_groups" => {
                let groups = self.texts()?;
                let words = |group: &String| group.split(' ').map(str::to_owned).collect();
                NumberFact::Icd10Groups(groups.iter().map(words).collect())
            }
            "fee_points" => NumberFact::FeePoints,
            "months_since_first" => NumberFact::MonthsSinceFirst(self.selector()?.0),
            "full_months_since_first" => NumberFact::FullMonthsSinceFirst(self.selector()?.0),
            "days_since_first" => NumberFact::DaysSinceFirst(self.selector()?.0),
            "days_since_disease" => NumberFact::DaysSinceDisease(self.texts()?),
            _ => {
                return Err(
                    self.fault("a fact that the rule book knows (docs/decisions/0004-points.md)")
                );
            }
        };
        let (comparison, figure) = self.comparison()?;
        Ok(Condition::Number(fact, comparison, figure))
    }
}
