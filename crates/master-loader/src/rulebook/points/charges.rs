//! 所定点数・加算・材料料の行: what is found with a fee, and what it comes to.

use super::raw::RawFile;
use super::reader::Reader;
use santei_engine::Points;
use santei_engine::claim::VisitKind;
use santei_engine::points::price::{DrugTariff, MaterialTariff};
use santei_engine::rulebook::points as book;

const VISITS: [(&str, VisitKind); 6] = [
    ("initial", VisitKind::Initial),
    ("revisit", VisitKind::Revisit),
    ("phone_revisit", VisitKind::PhoneRevisit),
    ("second_department_initial", VisitKind::SecondDepartmentInitial),
    ("second_department_revisit", VisitKind::SecondDepartmentRevisit),
    ("none", VisitKind::None),
];

impl Reader<'_, '_> {
    pub(super) fn read_charges(&mut self, raw: &RawFile) {
        for row in &raw.basic_fee {
            let made = (|| {
                let visit = self.word(&row.visit, &VISITS)?;
                let (when, act) = (self.condition(row.when.as_ref())?, self.act(&row.act)?);
                let repeat = self.optional_act(row.repeat.as_ref());
                Some(book::BasicFee { rule: self.rule(row)?, visit, when, act, repeat })
            })();
            self.book().basic_fees.extend(made);
        }
        for row in &raw.addition {
            let made = (|| {
                let (act, to) = (self.act(&row.act)?, self.selector(&row.to)?);
                let when = self.condition(row.when.as_ref())?;
                let provided = self.condition(row.provided.as_ref())?;
                let known = [
                    ("line", book::Per::Line),
                    ("visit", book::Per::Visit),
                    ("day", book::Per::Day),
                ];
                let per = row
                    .per
                    .as_ref()
                    .map_or(Some(book::Per::Visit), |per| self.word(per, &known))?;
                Some(book::Addition { rule: self.rule(row)?, act, to, when, provided, per })
            })();
            self.book().additions.extend(made);
        }
        for row in &raw.percent {
            let made = (|| {
                let (act, to) = (self.act(&row.act)?, self.selector(&row.to)?);
                let when = self.condition(row.when.as_ref())?;
                let is_ordered = row.ordered.unwrap_or_default();
                Some(book::Percent { rule: self.rule(row)?, is_ordered, act, to, when })
            })();
            self.book().percents.extend(made);
        }
        self.read_percent_bases(raw);
        for row in &raw.factor {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(row.when.as_ref())?);
                let (ratio, rounding) = (self.ratio(&row.ratio)?, self.rounding(&row.rounding)?);
                Some(book::Factor { rule: self.rule(row)?, acts, when, ratio, rounding })
            })();
            self.book().factors.extend(made);
        }
        for row in &raw.age_exception {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(Some(&row.when))?);
                Some(book::AgeException { rule: self.rule(row)?, acts, when })
            })();
            self.book().age_exceptions.extend(made);
        }
        for row in &raw.same_field {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                Some(book::SameField { rule: self.rule(row)?, acts })
            })();
            self.book().same_fields.extend(made);
        }
        for row in &raw.drug_tariff {
            let tariff = DrugTariff {
                floor_yen: row.floor_yen,
                floor_points: row.floor_points.map(Points::new),
                base_points: Points::new(row.base_points),
                step_yen: row.step_yen,
            };
            let made = self.rule(row).map(|rule| book::DrugTariffRow {
                rule,
                sections: row.sections.clone(),
                tariff,
            });
            self.book().drug_tariffs.extend(made);
        }
        for row in &raw.material_tariff {
            let made = (|| {
                let rounding = self.rounding(&row.rounding)?;
                let yen_rounding = match &row.yen_rounding {
                    Some(text) => Some(self.rounding(text)?),
                    None => None,
                };
                let tariff = MaterialTariff {
                    kind: row.kind,
                    yen_per_point: row.yen_per_point,
                    rounding,
                    yen_rounding,
                };
                Some(book::MaterialTariffRow { rule: self.rule(row)?, tariff })
            })();
            self.book().material_tariffs.extend(made);
        }
        for row in &raw.holidays {
            let days: Vec<_> = row.days.iter().filter_map(|value| self.day(value)).collect();
            if let Some(rule) = self.rule(row) {
                self.fix(rule);
                self.book().holidays.extend(days);
            }
        }
    }

    fn read_percent_bases(&mut self, raw: &RawFile) {
        for row in &raw.percent_base {
            let made = (|| {
                let (acts, notes) = (self.selector(&row.acts)?, self.selector(&row.notes)?);
                Some(book::PercentBase { rule: self.rule(row)?, acts, notes })
            })();
            self.book().percent_bases.extend(made);
        }
    }
}
