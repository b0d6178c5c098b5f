//! 処方の事実: what a visit's prescriptions come to: kinds of oral drugs, psychotropics, days, generic names, patches.
//!
//! 通知 Ｆ１００(3)・Ｆ２００(6)・Ｆ４００(12) say how drugs are counted; the figures stand in the rule book.

use super::index::PointsRules;
use crate::claim::{Dispensing, DrugOrder, Item, Order, Prescription, Route, Visit};
use crate::masters::code::DrugCode;
use crate::masters::drug::Drug;
use crate::rulebook::points::{PrescriptionRules, RuleNo};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// 処方の事実 of one visit.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact that a condition asks for")]
pub(crate) struct PrescriptionFacts {
    pub(crate) is_inside: bool,
    pub(crate) is_outside: bool,
    /// 内服・屯服 and 外用 are dispensed inside.
    pub(crate) has_internal: bool,
    pub(crate) has_external: bool,
    /// The longest 投与日数.
    pub(crate) days: u32,
    pub(crate) has_many_kinds: bool,
    /// An act of the visit lets the many kinds not count.
    pub(crate) is_exempt: bool,
    pub(crate) has_many_psychotropics: bool,
    pub(crate) has_controlled: bool,
    pub(crate) generic_named: usize,
    /// Of these, what counts for 一般名処方加算２ too (医薬品マスター項番39: 2).
    pub(crate) generic_named_two: usize,
    pub(crate) generic_nameable: usize,
    pub(crate) patch_rule: Option<RuleNo>,
    /// The drugs prescribed.
    pub(crate) codes: BTreeSet<DrugCode>,
}

/// 医薬品 on a day; when no edition speaks for it, the last row known still says what the drug is (not what it costs).
pub(crate) fn drug_row<'m>(
    rules: &PointsRules<'m>,
    code: DrugCode,
    day: NaiveDate,
) -> Option<&'m Drug> {
    let row = rules.masters.drug(code, day).ok();
    row.or_else(|| rules.masters.drugs.versions(code).last())
}

impl PrescriptionFacts {
    pub(crate) fn of(visit: &Visit, rules: &PointsRules<'_>) -> Self {
        let mut facts = Self::default();
        let book = rules.book;
        let row = book.prescription_rules.iter().find(|row| rules.speaks(row.rule, visit.date));
        let all: Vec<&Prescription> = prescriptions(visit).collect();
        let mut sheets = Decimal::ZERO;
        for prescription in &all {
            match prescription.dispensing {
                Dispensing::Inside => facts.is_inside = true,
                Dispensing::Outside => facts.is_outside = true,
            }
            for item in &prescription.items {
                facts.note_item(rules, visit.date, prescription.dispensing, item);
                facts.note_patches(rules, visit.date, item, &mut sheets);
            }
        }
        facts.count_generic_names(rules, visit.date, &all);
        if let Some(row) = row {
            facts.has_many_kinds = kinds(rules, visit.date, row, &all) >= usize::from(row.kinds);
            facts.has_many_psychotropics = many_psychotropics(rules, visit.date, row, &all);
        }
        facts
    }

    fn note_item(
        &mut self,
        rules: &PointsRules<'_>,
        day: NaiveDate,
        dispensing: Dispensing,
        item: &Item,
    ) {
        match item.route {
            Route::Oral(days) => {
                self.days = self.days.max(days);
                self.has_internal |= dispensing == Dispensing::Inside;
            }
            Route::AsNeeded(_) => self.has_internal |= dispensing == Dispensing::Inside,
            Route::External => self.has_external |= dispensing == Dispensing::Inside,
        }
        for order in &item.drugs {
            self.codes.insert(order.code);
            let Some(drug) = drug_row(rules, order.code, day) else { continue };
            // 麻薬, 毒薬, 覚醒剤原料, 向精神薬.
            self.has_controlled |= drug.control_class != 0;
        }
    }

    /// 第５部通則５: the patches of one 処方 are counted together, whatever their kinds and however many 剤 they are in.
    fn note_patches(
        &mut self,
        rules: &PointsRules<'_>,
        day: NaiveDate,
        item: &Item,
        sheets: &mut Decimal,
    ) {
        for order in &item.drugs {
            let drug = drug_row(rules, order.code, day);
            let limit = drug.and_then(|drug| patch_limit(rules, day, drug));
            let Some(limit) = limit else { continue };
            // A quantity that is not positive is refused on its own and takes nothing off the sum.
            let quantity = order.quantity.max(Decimal::ZERO);
            *sheets = sheets.checked_add(quantity).unwrap_or(Decimal::MAX);
            if *sheets > Decimal::from(limit.sheets) {
                self.patch_rule = self.patch_rule.or(Some(limit.rule));
            }
        }
    }

    fn count_generic_names(
        &mut self,
        rules: &PointsRules<'_>,
        day: NaiveDate,
        all: &[&Prescription],
    ) {
        let (mut named, mut two, mut nameable) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let outside = all.iter().filter(|entry| entry.dispensing == Dispensing::Outside);
        for item in outside.flat_map(|entry| &entry.items) {
            let route = match item.route {
                Route::Oral(_) | Route::AsNeeded(_) => 0,
                Route::External => 1,
            };
            for order in &item.drugs {
                let Some(drug) = drug_row(rules, order.code, day) else { continue };
                let code = rules.masters.text(drug.price_standard_code);
                // 品目数 by 一般的名称 and route: the first seven characters name the ingredient and the route.
                let place = (code.get(..7).unwrap_or(code).to_owned(), route);
                // Ｆ４００(12): only drugs that have a 後発医薬品 count, named or not.
                if drug.is_generic || drug.generic_name_addition != 0 {
                    if order.is_by_generic_name {
                        if drug.generic_name_addition != FIRST_ONLY {
                            two.insert(place.clone());
                        }
                        named.insert(place.clone());
                    }
                    nameable.insert(place);
                }
            }
        }
        (self.generic_named, self.generic_nameable) = (named.len(), nameable.len());
        self.generic_named_two = two.len();
    }

    pub(crate) fn has_drug(&self, rules: &PointsRules<'_>, beginnings: &[String]) -> bool {
        self.codes.iter().any(|code| {
            let drug = rules.masters.drugs.versions(*code).last();
            let code = drug.map_or("", |drug| rules.masters.text(drug.price_standard_code));
            beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
        })
    }
}

/// 一般名処方加算対象区分: 一般名処方加算１ alone.
const FIRST_ONLY: u8 = 1;

pub(crate) fn prescriptions(visit: &Visit) -> impl Iterator<Item = &Prescription> {
    visit.orders.iter().filter_map(|order| match order {
        Order::Prescription(prescription) => Some(prescription),
        Order::Group(_) => None,
    })
}

/// 貼付剤 of the row, if the drug is one.
pub(crate) fn patch_limit<'m>(
    rules: &PointsRules<'m>,
    day: NaiveDate,
    drug: &Drug,
) -> Option<&'m crate::rulebook::points::PatchLimit> {
    let code = rules.masters.text(drug.price_standard_code);
    rules.book.patch_limits.iter().find(|limit| {
        limit.unit == drug.unit
            && limit.ingredients.iter().any(|beginning| code.starts_with(beginning.as_str()))
            && rules.speaks(limit.rule, day)
    })
}

/// Whether the prescription is 臨時 and short enough to be left out.
fn is_temporary(row: &PrescriptionRules, prescription: &Prescription, item: &Item) -> bool {
    let length = match item.route {
        Route::Oral(days) => days,
        Route::AsNeeded(times) => times,
        Route::External => 0,
    };
    prescription.is_temporary && length <= row.temporary_days
}

/// Ｆ２００(6)ア: the kinds of oral drugs given as a rule.
fn kinds(
    rules: &PointsRules<'_>,
    day: NaiveDate,
    row: &PrescriptionRules,
    all: &[&Prescription],
) -> usize {
    let mut count = 0_usize;
    for prescription in all {
        for item in &prescription.items {
            let is_oral = matches!(item.route, Route::Oral(_));
            if !is_oral || is_temporary(row, prescription, item) {
                continue;
            }
            let drugs: BTreeSet<DrugCode> = item.drugs.iter().map(|order| order.code).collect();
            let is_within = |yen: Option<Decimal>| yen.is_some_and(|yen| yen <= row.one_kind_yen);
            let is_named = prescription.dispensing == Dispensing::Outside
                && item.drugs.iter().any(|order| order.is_by_generic_name);
            let is_cheap = is_within(item_yen(rules, day, &item.drugs, false))
                || is_named && is_within(item_yen(rules, day, &item.drugs, true));
            count = count.saturating_add(if is_cheap { 1 } else { drugs.len() });
        }
    }
    count
}

/// The price of a 剤 for a day or a time; of drugs named generically the cheapest of the name counts (Ｆ４００(12)) where asked.
fn item_yen(
    rules: &PointsRules<'_>,
    day: NaiveDate,
    drugs: &[DrugOrder],
    takes_cheapest: bool,
) -> Option<Decimal> {
    drugs.iter().try_fold(Decimal::ZERO, |sum, order| {
        let drug = drug_row(rules, order.code, day)?;
        let own = drug.price.decimal();
        let is_named = takes_cheapest && order.is_by_generic_name;
        let price = if is_named { cheapest(rules, day, drug).unwrap_or(own) } else { own };
        sum.checked_add(price.checked_mul(order.quantity)?)
    })
}

/// The lowest price among drugs of the same ingredient, form and strength: the first nine characters of 薬価基準収載医薬品コード.
fn cheapest(rules: &PointsRules<'_>, day: NaiveDate, drug: &Drug) -> Option<Decimal> {
    let name = rules.masters.text(drug.price_standard_code).get(..9)?;
    let rows = rules.masters.drugs.rows().iter();
    // Where no edition speaks for the day, the drug is the last known one, and so are those of its name.
    let day = if drug.span.contains(day) { day } else { drug.span.through() };
    let same = rows.filter(|row| {
        row.span.contains(day)
            && row.unit == drug.unit
            && rules.masters.text(row.price_standard_code).starts_with(name)
    });
    same.map(|row| row.price.decimal()).filter(|price| *price > Decimal::ZERO).min()
}

/// Ｆ１００(3): psychotropics counted by ingredient.
fn many_psychotropics(
    rules: &PointsRules<'_>,
    day: NaiveDate,
    row: &PrescriptionRules,
    all: &[&Prescription],
) -> bool {
    row.psychotropics.iter().any(|limit| {
        let mut found = BTreeSet::new();
        for prescription in all {
            for item in &prescription.items {
                if limit.leaves_out_temporary && is_temporary(row, prescription, item) {
                    continue;
                }
                for order in &item.drugs {
                    found.extend(ingredient(rules, day, order.code, &limit.classes));
                }
            }
        }
        found.len() >= usize::from(limit.from)
    })
}

/// The 一般名 of a drug of one of the classes.
pub(crate) fn ingredient<'m>(
    rules: &PointsRules<'m>,
    day: NaiveDate,
    code: DrugCode,
    classes: &[u16],
) -> Option<&'m str> {
    let drug = drug_row(rules, code, day)?;
    let code = rules.masters.text(drug.price_standard_code);
    let in_classes = rules
        .book
        .drug_classes
        .iter()
        .filter(|class| classes.contains(&class.number) && rules.speaks(class.rule, day));
    in_classes
        .flat_map(|class| &class.ingredients)
        .find(|one| code.starts_with(one.beginning.as_str()))
        .map(|one| one.name.as_str())
}
