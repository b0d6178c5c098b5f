//! 組立て: raw rows → the typed rule book, gathering every fault.

use super::raw::{Day, Head, RawFile, RawIngredient, Row, Text, day};
use super::{clash, condition, selector};
use crate::rulebook::{Places, RuleFault};
use chrono::NaiveDate;
use santei_engine::claim::{Dispensing, VisitKind};
use santei_engine::masters::code::ActCode;
use santei_engine::points::price::{DrugTariff, MaterialTariff};
use santei_engine::rulebook::points as book;
use santei_engine::rulebook::points::{
    Condition, OverlayNo, PointsBook, RuleMeta, RuleNo, SelectorNo, Unit,
};
use santei_engine::{Points, Ratio, Rounding, Span};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// The rule book of the files given as (name, text), in any order.
///
/// # Errors
///
/// Every fault of every file, with its place.
pub fn points_book(files: &[(&str, &str)]) -> Result<PointsBook, Vec<RuleFault>> {
    points_book_with(files, &[])
}

/// The rule book of the supplied files, with the rows of overlays added and those they silence silenced.
///
/// # Errors
///
/// Every fault of every file, with its place.
pub fn points_book_with(
    files: &[(&str, &str)],
    overlays: &[(&str, &str)],
) -> Result<PointsBook, Vec<RuleFault>> {
    let mut builder = Builder::default();
    let mut files: Vec<_> = files.to_vec();
    files.sort_unstable();
    for (name, text) in files {
        builder.read(name, text, false);
    }
    for (name, text) in overlays {
        builder.read(name, text, true);
    }
    builder.book.holidays.sort_unstable();
    builder.book.holidays.dedup();
    builder.refuse_clashes();
    if builder.faults.is_empty() { Ok(builder.book) } else { Err(builder.faults) }
}

#[derive(Default)]
struct Builder {
    book: PointsBook,
    ids: BTreeSet<String>,
    selectors: BTreeMap<Vec<String>, SelectorNo>,
    /// Rows that no overlay can silence, because they are kept in another form.
    fixed: BTreeSet<RuleNo>,
    /// Where the id of each rule stands.
    heads: Vec<RuleFault>,
    /// The overlay whose rows are read.
    overlay: Option<OverlayNo>,
    faults: Vec<RuleFault>,
}

/// A file's places and the builder, while its rows are read.
pub(super) struct Reader<'b, 't> {
    builder: &'b mut Builder,
    places: Places<'t>,
}

impl Builder {
    fn read(&mut self, name: &str, text: &str, is_overlay: bool) {
        let places = Places::new(name, text);
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => self.file(places, &raw, is_overlay),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                self.faults.push(places.fault(at, "", error.message()));
            }
        }
    }

    fn refuse_clashes(&mut self) {
        for (rule, other) in clash::clashes(&self.book) {
            let other = self.book.meta(other).map(|meta| meta.id.clone()).unwrap_or_default();
            let head = usize::try_from(rule.0).ok().and_then(|place| self.heads.get(place));
            if let Some(head) = head.cloned() {
                let expected = format!("a row that does not speak at once with `{other}`");
                self.faults.push(RuleFault { expected, ..head });
            }
        }
    }

    fn file(&mut self, places: Places<'_>, raw: &RawFile, is_overlay: bool) {
        let mut reader = Reader { builder: self, places };
        reader.read_overlay(raw, is_overlay);
        reader.read_charges(raw);
        reader.read_rules(raw);
        reader.read_counts(raw);
        reader.read_tests(raw);
        reader.read_medication(raw);
    }
}

impl Reader<'_, '_> {
    pub(super) fn book(&mut self) -> &mut PointsBook {
        &mut self.builder.book
    }

    pub(super) fn is_fixed(&self, rule: RuleNo) -> bool {
        self.builder.fixed.contains(&rule)
    }

    pub(super) fn set_overlay(&mut self, number: Option<OverlayNo>) {
        self.builder.overlay = number;
    }

    pub(super) fn line(&self, span: &std::ops::Range<usize>) -> u32 {
        u32::try_from(self.places.fault_of(span, "").line).unwrap_or(u32::MAX)
    }

    pub(super) fn file_name(&self) -> String {
        self.places.fault(0, "", "").file
    }

    pub(super) fn fault(&mut self, span: &std::ops::Range<usize>, expected: &str) {
        self.builder.faults.push(self.places.fault_of(span, expected));
    }

    /// The rule's number; `None` if it is not enacted or its head is at fault.
    fn rule(&mut self, row: &impl Row) -> Option<RuleNo> {
        let Head { id, article, from, through, is_enacted, reason } = row.head();
        if !self.builder.ids.insert(id.get_ref().clone()) || id.get_ref().is_empty() {
            self.fault(&id.span(), "an id that no other row has");
            return None;
        }
        if article.get_ref().is_empty() {
            self.fault(&article.span(), "the article the row stands on");
        }
        let first = self.day(from)?;
        let last = match through {
            Some(through) => self.day(through)?,
            None => NaiveDate::MAX,
        };
        let Ok(span) = Span::new(first, last) else {
            self.fault(&from.span(), "a first day not after the last");
            return None;
        };
        if !is_enacted {
            if reason.is_empty() {
                self.fault(&id.span(), "`reason`, because the row is not enacted");
            }
            return None;
        }
        let number = u32::try_from(self.builder.book.metas.len()).ok()?;
        self.builder.heads.push(self.places.fault_of(&id.span(), ""));
        self.builder.book.metas.push(RuleMeta {
            id: id.get_ref().clone(),
            article: article.get_ref().clone(),
            span,
            overlay: self.builder.overlay,
            silenced: Vec::new(),
        });
        Some(RuleNo(number))
    }

    pub(super) fn day(&mut self, value: &Day) -> Option<NaiveDate> {
        let found = day(value.get_ref());
        if found.is_none() {
            self.fault(&value.span(), "a day");
        }
        found
    }

    pub(super) fn act(&mut self, text: &Text) -> Option<ActCode> {
        let found = text.get_ref().parse().ok();
        if found.is_none() {
            self.fault(&text.span(), "診療行為コード of nine digits");
        }
        found
    }

    /// The act, if there is one; the fault is noted.
    fn optional_act(&mut self, text: Option<&Text>) -> Option<ActCode> {
        text.and_then(|text| self.act(text))
    }

    fn selector(&mut self, texts: &[Text]) -> Option<SelectorNo> {
        let words: Vec<&str> = texts.iter().map(|text| text.get_ref().as_str()).collect();
        match select(self.builder, &words) {
            Ok(number) => Some(number),
            Err(expected) => {
                let span = texts.iter().find(|text| {
                    let word = text.get_ref().trim_start_matches('!');
                    selector::selector(&[word]).is_err()
                });
                let span = span.or(texts.first()).map_or(0..0, Spanned::span);
                self.fault(&span, &expected);
                None
            }
        }
    }

    fn condition(&mut self, text: Option<&Text>) -> Option<Condition> {
        let Some(text) = text else { return Some(Condition::Always) };
        let builder = &mut *self.builder;
        let parsed = condition::parse(text.get_ref(), &mut |texts| select(builder, texts));
        match parsed {
            Ok(condition) => Some(condition),
            Err(fault) => {
                let at = self.places.inside(text.span().start, fault.at);
                let fault = self.places.fault(at, &fault.found, &fault.expected);
                self.builder.faults.push(fault);
                None
            }
        }
    }

    fn word<T>(&mut self, text: &Text, known: &[(&str, T)]) -> Option<T>
    where
        T: Copy,
    {
        let found = known.iter().find(|(word, _)| word == text.get_ref()).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<String> = known.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.fault(&text.span(), &words.join(", "));
        }
        found
    }

    fn rounding(&mut self, text: &Text) -> Option<Rounding> {
        let known = [
            ("half_up", Rounding::HalfUp),
            ("half_down", Rounding::HalfDown),
            ("down", Rounding::Down),
            ("up", Rounding::Up),
        ];
        self.word(text, &known)
    }

    fn ratio(&mut self, pair: &Spanned<(i64, i64)>) -> Option<Ratio> {
        let (numerator, denominator) = *pair.get_ref();
        let ratio = Ratio::new(numerator, denominator).ok().filter(|_| numerator > 0);
        if ratio.is_none() {
            self.fault(&pair.span(), "two numbers above zero");
        }
        ratio
    }

    /// `visit`, `day`, `week`, `month`, `months:3`, `fiscal_year`, `ever`.
    fn unit(&mut self, text: &Text) -> Option<Unit> {
        let word = text.get_ref().as_str();
        let unit = match word {
            "visit" => Some(Unit::Visit),
            "day" => Some(Unit::Day),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Months(1)),
            "fiscal_year" => Some(Unit::FiscalYear),
            "ever" => Some(Unit::Ever),
            _ => {
                let counted =
                    |name: &str| word.strip_prefix(name).and_then(|count| count.parse().ok());
                counted("months:").map(Unit::Months).or_else(|| counted("years:").map(Unit::Years))
            }
        };
        if unit.is_none() {
            self.fault(
                &text.span(),
                "`visit`, `day`, `week`, `month`, `months:N`, `years:N`, `fiscal_year` or `ever`",
            );
        }
        unit
    }

    fn ingredients(&mut self, raw: &[RawIngredient]) -> Vec<String> {
        let mut all = Vec::new();
        for ingredient in raw {
            let code = ingredient.code.get_ref();
            if (4..=12).contains(&code.len())
                && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            {
                all.push(code.clone());
            } else {
                self.fault(
                    &ingredient.code.span(),
                    "the first 4 to 12 characters of a 薬価基準収載医薬品コード",
                );
            }
        }
        all
    }

    fn read_charges(&mut self, raw: &RawFile) {
        for row in &raw.basic_fee {
            let made = (|| {
                let visit = self.word(&row.visit, &VISITS)?;
                let (when, act) = (self.condition(row.when.as_ref())?, self.act(&row.act)?);
                let repeat = self.optional_act(row.repeat.as_ref());
                Some(book::BasicFee { rule: self.rule(row)?, visit, when, act, repeat })
            })();
            self.builder.book.basic_fees.extend(made);
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
            self.builder.book.additions.extend(made);
        }
        for row in &raw.percent {
            let made = (|| {
                let (act, to) = (self.act(&row.act)?, self.selector(&row.to)?);
                let when = self.condition(row.when.as_ref())?;
                let is_ordered = row.ordered.unwrap_or_default();
                Some(book::Percent { rule: self.rule(row)?, is_ordered, act, to, when })
            })();
            self.builder.book.percents.extend(made);
        }
        for row in &raw.factor {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(row.when.as_ref())?);
                let (ratio, rounding) = (self.ratio(&row.ratio)?, self.rounding(&row.rounding)?);
                Some(book::Factor { rule: self.rule(row)?, acts, when, ratio, rounding })
            })();
            self.builder.book.factors.extend(made);
        }
        for row in &raw.age_exception {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(Some(&row.when))?);
                Some(book::AgeException { rule: self.rule(row)?, acts, when })
            })();
            self.builder.book.age_exceptions.extend(made);
        }
        for row in &raw.same_field {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                Some(book::SameField { rule: self.rule(row)?, acts })
            })();
            self.builder.book.same_fields.extend(made);
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
            self.builder.book.drug_tariffs.extend(made);
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
            self.builder.book.material_tariffs.extend(made);
        }
        for row in &raw.holidays {
            let days: Vec<_> = row.days.iter().filter_map(|value| self.day(value)).collect();
            if let Some(rule) = self.rule(row) {
                self.builder.fixed.insert(rule);
                self.builder.book.holidays.extend(days);
            }
        }
    }

    fn read_rules(&mut self, raw: &RawFile) {
        for row in &raw.requirement {
            let made = (|| {
                let (acts, needs) = (self.selector(&row.acts)?, self.condition(Some(&row.needs))?);
                let refuse = self.word(&row.refuse, &REFUSALS)?;
                Some(book::Requirement { rule: self.rule(row)?, acts, needs, refuse })
            })();
            self.builder.book.requirements.extend(made);
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
            self.builder.book.inclusions.extend(made);
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
            self.builder.book.exclusions.extend(made);
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
            self.builder.book.limits.extend(made);
        }
        for row in &raw.frequency_off {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                Some(book::FrequencyOff { rule: self.rule(row)?, acts, unit_code: row.unit_code })
            })();
            self.builder.book.frequency_offs.extend(made);
        }
    }

    fn read_counts(&mut self, raw: &RawFile) {
        for row in &raw.open {
            let made = (|| {
                let (acts, when) = (self.selector(&row.acts)?, self.condition(row.when.as_ref())?);
                let about = row.about.iter().flatten().filter_map(|text| self.act(text)).collect();
                Some(book::Open { rule: self.rule(row)?, acts, when, about })
            })();
            self.builder.book.opens.extend(made);
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
            self.builder.book.first_months.extend(made);
        }
    }

    fn read_tests(&mut self, raw: &RawFile) {
        for row in &raw.judgement {
            let made = (|| {
                let (when, act) = (self.condition(row.when.as_ref())?, self.act(&row.act)?);
                Some(book::Judgement { rule: self.rule(row)?, group: row.group, when, act })
            })();
            self.builder.book.judgements.extend(made);
        }
        for row in &raw.specimen {
            let made = (|| {
                let (act, tests) = (self.act(&row.act)?, self.selector(&row.tests)?);
                Some(book::Specimen { rule: self.rule(row)?, act, tests })
            })();
            self.builder.book.specimens.extend(made);
        }
        for row in &raw.unfiled_standard {
            let standard = row.standard;
            let made = self.rule(row).map(|rule| book::UnfiledStandard { rule, standard });
            self.builder.book.unfiled_standards.extend(made);
        }
        for row in &raw.bundle {
            let steps: Vec<_> = row
                .steps
                .get_ref()
                .iter()
                .map(|(from, points)| (*from, Points::new(*points)))
                .collect();
            if !steps.is_sorted_by_key(|(from, _)| *from) || steps.is_empty() {
                self.fault(&row.steps.span(), "steps with rising numbers of items");
            }
            let made = self.rule(row).map(|rule| book::Bundle { rule, group: row.group, steps });
            self.builder.book.bundles.extend(made);
        }
        for row in &raw.reduction {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                let (ratio, rounding) = (self.ratio(&row.ratio)?, self.rounding(&row.rounding)?);
                let is_together = row.together.unwrap_or_default();
                Some(book::Reduction {
                    rule: self.rule(row)?,
                    acts,
                    ratio,
                    rounding,
                    is_together,
                    has_additions: row.with_additions.unwrap_or_default(),
                })
            })();
            self.builder.book.reductions.extend(made);
        }
    }

    fn read_medication(&mut self, raw: &RawFile) {
        for row in &raw.prescription_fee {
            let made = (|| {
                let known = [("inside", Dispensing::Inside), ("outside", Dispensing::Outside)];
                let dispensing = self.word(&row.dispensing, &known)?;
                let known = [
                    ("many_psychotropics", book::PrescriptionBand::ManyPsychotropics),
                    ("many_kinds", book::PrescriptionBand::ManyKinds),
                    ("other", book::PrescriptionBand::Other),
                ];
                let band = self.word(&row.band, &known)?;
                let (act, controlled) =
                    (self.act(&row.act)?, self.optional_act(row.controlled.as_ref()));
                Some(book::PrescriptionFee {
                    rule: self.rule(row)?,
                    dispensing,
                    band,
                    act,
                    controlled,
                })
            })();
            self.builder.book.prescription_fees.extend(made);
        }
        for row in &raw.dispensing_fee {
            let made = (|| {
                let (act, controlled) =
                    (self.act(&row.act)?, self.optional_act(row.controlled.as_ref()));
                Some(book::DispensingFee {
                    rule: self.rule(row)?,
                    is_internal: row.internal,
                    act,
                    controlled,
                })
            })();
            self.builder.book.dispensing_fees.extend(made);
        }
        for row in &raw.prescription_rules {
            let made = (|| {
                let psychotropics = row.psychotropics.iter().map(|limit| book::KindLimit {
                    classes: limit.classes.clone(),
                    from: limit.from,
                    leaves_out_temporary: limit.leaves_out_temporary,
                });
                let psychotropics = psychotropics.collect();
                let psychotropic_ratio = self.ratio(&row.psychotropic_ratio)?;
                let (kinds_ratio, rounding) =
                    (self.ratio(&row.kinds_ratio)?, self.rounding(&row.rounding)?);
                let unless = row.kinds_unless.iter().flatten();
                let kinds_unless = unless.filter_map(|text| self.act(text)).collect();
                Some(book::PrescriptionRules {
                    rule: self.rule(row)?,
                    temporary_days: row.temporary_days,
                    psychotropics,
                    psychotropic_ratio,
                    kinds: row.kinds,
                    kinds_unless,
                    one_kind_yen: row.one_kind_yen,
                    kinds_ratio,
                    rounding,
                })
            })();
            self.builder.book.prescription_rules.extend(made);
        }
        for row in &raw.drug_class {
            let ingredients = self.ingredients(&row.ingredients);
            if row.name.get_ref().is_empty() {
                self.fault(&row.name.span(), "the class's name");
            }
            let made = self.rule(row).map(|rule| book::DrugClass {
                rule,
                number: row.number,
                ingredients,
            });
            self.builder.book.drug_classes.extend(made);
        }
        for row in &raw.patch_limit {
            let ingredients = self.ingredients(&row.ingredients);
            let made = self.rule(row).map(|rule| book::PatchLimit {
                rule,
                unit: row.unit,
                ingredients,
                sheets: row.sheets,
            });
            self.builder.book.patch_limits.extend(made);
        }
    }
}

/// The number of a selector; equal texts share one.
fn select(builder: &mut Builder, texts: &[&str]) -> Result<SelectorNo, String> {
    let key: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    if let Some(known) = builder.selectors.get(&key) {
        return Ok(*known);
    }
    let made = selector::selector(texts)?;
    let number =
        u32::try_from(builder.book.selectors.len()).map_err(|_| "fewer selectors".to_owned())?;
    builder.book.selectors.push(made);
    builder.selectors.insert(key, SelectorNo(number));
    Ok(SelectorNo(number))
}

const VISITS: [(&str, VisitKind); 6] = [
    ("initial", VisitKind::Initial),
    ("revisit", VisitKind::Revisit),
    ("phone_revisit", VisitKind::PhoneRevisit),
    ("second_department_initial", VisitKind::SecondDepartmentInitial),
    ("second_department_revisit", VisitKind::SecondDepartmentRevisit),
    ("none", VisitKind::None),
];

const REFUSALS: [(&str, book::RefusalKind); 7] = [
    ("included", book::RefusalKind::Included),
    ("exclusion", book::RefusalKind::Exclusion),
    ("frequency", book::RefusalKind::Frequency),
    ("age", book::RefusalKind::Age),
    ("facility", book::RefusalKind::Facility),
    ("visit", book::RefusalKind::Visit),
    ("condition", book::RefusalKind::Condition),
];
