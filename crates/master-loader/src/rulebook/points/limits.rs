//! 算定要件・包括・背反・算定回数の行: what may not be billed, and how often.

use super::raw::RawFile;
use super::reader::Reader;
use santei_engine::rulebook::points as book;

const REFUSALS: [(&str, book::RefusalKind); 7] = [
    ("included", book::RefusalKind::Included),
    ("exclusion", book::RefusalKind::Exclusion),
    ("frequency", book::RefusalKind::Frequency),
    ("age", book::RefusalKind::Age),
    ("facility", book::RefusalKind::Facility),
    ("visit", book::RefusalKind::Visit),
    ("condition", book::RefusalKind::Condition),
];

impl Reader<'_, '_> {
    pub(super) fn read_rules(&mut self, raw: &RawFile) {
        for row in &raw.requirement {
            let made = (|| {
                let (acts, needs) = (self.selector(&row.acts)?, self.condition(Some(&row.needs))?);
                let refuse = self.word(&row.refuse, &REFUSALS)?;
                Some(book::Requirement { rule: self.rule(row)?, acts, needs, refuse })
            })();
            self.book().requirements.extend(made);
        }
        for row in &raw.attachment {
            let made = (|| {
                let (acts, to) = (self.selector(&row.acts)?, self.selector(&row.to)?);
                let unit = self.unit(&row.unit)?;
                Some(book::Attachment { rule: self.rule(row)?, acts, to, unit })
            })();
            self.book().attachments.extend(made);
        }
        for row in &raw.inclusion {
            let made = (|| {
                let (parent, included) =
                    (self.selector(&row.parent)?, self.selector(&row.included)?);
                let (unit, when) = (self.unit(&row.unit)?, self.condition(row.when.as_ref())?);
                let rule = self.rule(row)?;
                let keeps_judgement = row.keeps_judgement.unwrap_or_default();
                let even_if_refused = row.even_if_refused.unwrap_or_default();
                let covers_drugs = row.drugs.unwrap_or_default();
                let own_drugs = row.own_drugs.iter().flatten();
                Some(book::Inclusion {
                    rule,
                    parent,
                    included,
                    unit,
                    when,
                    keeps_judgement,
                    even_if_refused,
                    covers_drugs,
                    covers_materials: row.materials.unwrap_or_default(),
                    own_drugs: own_drugs.map(|text| text.get_ref().clone()).collect(),
                })
            })();
            self.book().inclusions.extend(made);
        }
        for row in &raw.exclusion {
            let made = (|| {
                let first = self.selector(&row.first)?;
                let second =
                    row.second.as_ref().map_or(Some(first), |texts| self.selector(texts))?;
                let (unit, when) = (self.unit(&row.unit)?, self.condition(row.when.as_ref())?);
                let known =
                    [("first", book::Survivor::First), ("greater", book::Survivor::Greater)];
                let survivor = self.word(&row.survivor, &known)?;
                Some(book::Exclusion { rule: self.rule(row)?, first, second, unit, survivor, when })
            })();
            self.book().exclusions.extend(made);
        }
        // One rule for many small sets: within each of them one act stands.
        for row in &raw.exclusion_groups {
            let made = (|| {
                let known =
                    [("first", book::Survivor::First), ("greater", book::Survivor::Greater)];
                let (unit, survivor) = (self.unit(&row.unit)?, self.word(&row.survivor, &known)?);
                let rule = self.rule(row)?;
                let rows = row.groups.iter().filter_map(|texts| {
                    let (first, when) = (self.selector(texts)?, self.condition(row.when.as_ref())?);
                    Some(book::Exclusion { rule, first, second: first, unit, survivor, when })
                });
                Some(rows.collect::<Vec<_>>())
            })();
            self.book().exclusions.extend(made.unwrap_or_default());
        }
        for row in &raw.limit {
            let made = (|| {
                let (acts, unit) = (self.selector(&row.acts)?, self.unit(&row.unit)?);
                let known =
                    [("count", book::Measure::Count), ("quantity", book::Measure::Quantity)];
                let measure = row
                    .measure
                    .as_ref()
                    .map_or(Some(book::Measure::Count), |text| self.word(text, &known))?;
                let when = self.condition(row.when.as_ref())?;
                let (limit, is_each) = (row.limit, row.each.unwrap_or_default());
                Some(book::Limit {
                    rule: self.rule(row)?,
                    acts,
                    unit,
                    limit,
                    measure,
                    is_each,
                    when,
                })
            })();
            self.book().limits.extend(made);
        }
        for row in &raw.frequency_off {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                Some(book::FrequencyOff { rule: self.rule(row)?, acts, unit_code: row.unit_code })
            })();
            self.book().frequency_offs.extend(made);
        }
    }

    pub(super) fn read_counts(&mut self, raw: &RawFile) {
        for row in &raw.open {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(row.when.as_ref())?);
                let about = row.about.iter().flatten().filter_map(|text| self.act(text)).collect();
                Some(book::Open { rule: self.rule(row)?, acts, when, about })
            })();
            self.book().opens.extend(made);
        }
        for row in &raw.first_month {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                let is_calendar_month = row.calendar_month.unwrap_or_default();
                let also = row.also_first.iter().flatten();
                let also_first = also.filter_map(|text| self.act(text)).collect();
                Some(book::FirstMonth {
                    rule: self.rule(row)?,
                    acts,
                    is_advanced: row.advanced,
                    is_calendar_month,
                    also_first,
                })
            })();
            self.book().first_months.extend(made);
        }
    }
}
