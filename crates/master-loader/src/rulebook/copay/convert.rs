//! 行の変換: raw rows to typed rows, with their references looked up.

use super::Sink;
use super::charge::{or_half_up, subsidy};
use super::raw::{RawClass, RawFile};
use crate::rulebook::head::{RawRatio, date};
use santei_engine::rulebook::copay::{
    AgeGroup, AgeRow, Class, ClassIndex, CopayBook, RateRow, RemunerationRow,
};
use santei_engine::rulebook::copay_extra::{
    LongListedRow, MealBurdenRow, MealCostRow, RoundingRow, TaxRow, UnitPriceRow,
};
use santei_engine::rulebook::copay_limit::{
    CombinationRow, FixedLimitRow, Formula, HalvingRow, LimitRow, TransitionRow, UncertifiedRow,
    YearCapRow,
};
use santei_engine::rulebook::copay_subsidy::{LedgerShareRow, ProrationRow, TierRow};
use santei_engine::{Rounding, Yen};

/// A class; its names must be new for its ages.
pub(super) fn class(book: &mut CopayBook, raw: &RawClass) -> Result<(), String> {
    for name in std::iter::once(&raw.name).chain(&raw.aliases) {
        if let Some(age) = raw.ages.iter().find(|age| book.class(name, **age).is_some()) {
            return Err(format!("the class `{name}` is named twice for {age:?}"));
        }
    }
    book.classes.push(Class {
        name: raw.name.clone(),
        aliases: raw.aliases.clone(),
        ages: raw.ages.clone(),
    });
    Ok(())
}

/// Every row of a file.
pub(super) fn rows(sink: &mut Sink<'_, '_>, raw: &RawFile) {
    sink.rows(&raw.age, |book, rule, row| {
        book.ages.push(AgeRow { rule, group: row.group, years: row.years, start: row.start });
        Ok(())
    });
    sink.rows(&raw.rate, |book, rule, row| {
        let classes = classes(book, &row.classes, &row.ages)?;
        let born_through = row.born_through.as_ref().map(date).transpose()?;
        let rate = row.rate.0;
        book.rates.push(RateRow { rule, ages: row.ages.clone(), classes, born_through, rate });
        Ok(())
    });
    sink.rows(&raw.remuneration, |book, rule, row| {
        let class = one_class(book, &row.class, &row.ages)?;
        let (least, most) = (Yen::new(row.least), Yen::new(row.most.unwrap_or(i64::MAX)));
        book.remunerations.push(RemunerationRow {
            rule,
            ages: row.ages.clone(),
            least,
            most,
            class,
        });
        Ok(())
    });
    limits(sink, raw);
    sink.rows(&raw.subsidy, |book, rule, row| {
        let row = subsidy(book, rule, row)?;
        book.subsidies.push(row);
        Ok(())
    });
    sink.rows(&raw.tier, |book, rule, row| {
        book.tiers.push(TierRow {
            rule,
            acts: row.acts.clone(),
            segments: row.segments.clone(),
            condition: row.condition.clone(),
            month_cap: row.month_cap.map(yen).transpose()?,
            is_excluded: row.excluded,
        });
        Ok(())
    });
    sink.rows(&raw.proration, |book, rule, row| {
        let unit = unit(row.unit)?;
        book.prorations.push(ProrationRow {
            rule,
            acts: row.acts.clone(),
            unit,
            rounding: row.rounding,
        });
        Ok(())
    });
    sink.rows(&raw.ledger_share, |book, rule, row| {
        let steps = unit(row.steps)?;
        let acts = row.acts.clone();
        book.ledger_shares.push(LedgerShareRow { rule, acts, steps, rounding: row.rounding });
        Ok(())
    });
    extras(sink, raw);
}

fn limits(sink: &mut Sink<'_, '_>, raw: &RawFile) {
    sink.rows(&raw.limit, |book, rule, row| {
        let classes = classes(book, &row.classes, &row.ages)?;
        book.limits.push(LimitRow {
            rule,
            ages: row.ages.clone(),
            classes,
            scope: row.scope,
            formula: formula(row.base, row.threshold, row.ratio, row.rounding)?,
            repeated: row.repeated.map(yen).transpose()?,
        });
        Ok(())
    });
    sink.rows(&raw.fixed_limit, |book, rule, row| {
        let classes = classes(book, &row.classes, &row.ages)?;
        book.fixed_limits.push(FixedLimitRow {
            rule,
            kind: row.kind,
            ages: row.ages.clone(),
            settings: row.settings.clone(),
            classes,
            formula: formula(row.base, row.threshold, row.ratio, row.rounding)?,
        });
        Ok(())
    });
    sink.rows(&raw.uncertified, |book, rule, row| {
        let treated_as =
            row.treated_as.as_ref().map(|name| one_class(book, name, &row.ages)).transpose()?;
        let classes = classes(book, &row.classes, &row.ages)?;
        let rates = row.rates.iter().map(|ratio| ratio.0).collect();
        book.uncertified.push(UncertifiedRow {
            rule,
            ages: row.ages.clone(),
            classes,
            rates,
            treated_as,
        });
        Ok(())
    });
    sink.rows(&raw.combination, |book, rule, row| {
        let minimum = yen(row.minimum)?;
        book.combinations.push(CombinationRow { rule, ages: row.ages.clone(), minimum });
        Ok(())
    });
    sink.rows(&raw.halving, |book, rule, row| {
        book.halvings.push(HalvingRow { rule, ratio: row.ratio.0 });
        Ok(())
    });
    sink.rows(&raw.transition, |book, rule, row| {
        let classes = classes(book, &row.classes, &row.ages)?;
        book.transitions.push(TransitionRow {
            rule,
            ages: row.ages.clone(),
            classes,
            settings: row.settings.clone(),
            formula: formula(row.base, Some(row.threshold), Some(row.ratio), Some(row.rounding))?,
        });
        Ok(())
    });
    sink.rows(&raw.year_cap, |book, rule, row| {
        let classes = classes(book, &row.classes, &row.ages)?;
        let cap = yen(row.cap)?;
        book.year_caps.push(YearCapRow {
            rule,
            ages: row.ages.clone(),
            classes,
            scope: row.scope,
            cap,
        });
        Ok(())
    });
}

fn extras(sink: &mut Sink<'_, '_>, raw: &RawFile) {
    sink.rows(&raw.rounding, |book, rule, row| {
        book.roundings.push(RoundingRow {
            rule,
            purpose: row.purpose,
            services: row.services.clone(),
            unit: unit(row.unit)?,
            rounding: row.rounding,
        });
        Ok(())
    });
    sink.rows(&raw.unit_price, |book, rule, row| {
        let (technique, goods) = (row.technique.0, row.goods.0);
        book.unit_prices.push(UnitPriceRow {
            rule,
            basis: row.basis,
            technique,
            goods,
            is_patients: row.patients,
        });
        Ok(())
    });
    sink.rows(&raw.meal_cost, |book, rule, row| {
        let (meal, living_day) = (yen(row.meal)?, yen(row.living_day)?);
        let (standard, liquid) = (row.standard, row.liquid);
        book.meal_costs.push(MealCostRow { rule, standard, liquid, meal, living_day });
        Ok(())
    });
    sink.rows(&raw.meal_burden, |book, rule, row| {
        book.meal_burdens.push(MealBurdenRow {
            rule,
            standards: row.standards.clone(),
            classes: row.classes.clone(),
            meal: yen(row.meal)?,
            living_day: yen(row.living_day)?,
        });
        Ok(())
    });
    sink.rows(&raw.long_listed, |book, rule, row| {
        book.long_listed.push(LongListedRow {
            rule,
            share: row.share.0,
            yen_per_point: unit(row.yen_per_point)?,
            one_point_up_to: yen(row.one_point_up_to)?,
        });
        Ok(())
    });
    sink.rows(&raw.tax, |book, rule, row| {
        book.taxes.push(TaxRow { rule, rate: row.rate.0, rounding: row.rounding });
        Ok(())
    });
}

fn formula(
    base: i64,
    threshold: Option<i64>,
    ratio: Option<RawRatio>,
    rounding: Option<Rounding>,
) -> Result<Formula, String> {
    if threshold.is_some() != ratio.is_some() {
        return Err("`threshold` and `ratio` go together".to_owned());
    }
    Ok(Formula {
        base: yen(base)?,
        threshold: yen(threshold.unwrap_or(0))?,
        ratio: ratio.map(|ratio| ratio.0),
        rounding: or_half_up(rounding),
    })
}

fn yen(amount: i64) -> Result<Yen, String> {
    if amount < 0 {
        Err(format!("an amount is not negative, found {amount}"))
    } else {
        Ok(Yen::new(amount))
    }
}

fn unit(unit: i64) -> Result<i64, String> {
    if unit > 0 { Ok(unit) } else { Err(format!("a unit is positive, found {unit}")) }
}

fn classes(
    book: &CopayBook,
    names: &[String],
    ages: &[AgeGroup],
) -> Result<Vec<ClassIndex>, String> {
    let mut found: Vec<ClassIndex> = Vec::new();
    for name in names {
        let known: Vec<_> = ages.iter().filter_map(|age| book.class(name, *age)).collect();
        if known.is_empty() {
            return Err(format!("no class `{name}` for these ages"));
        }
        found.extend(known);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn one_class(book: &CopayBook, name: &str, ages: &[AgeGroup]) -> Result<ClassIndex, String> {
    let found = ages.iter().find_map(|age| book.class(name, *age));
    found.ok_or_else(|| format!("no class `{name}` for these ages"))
}
