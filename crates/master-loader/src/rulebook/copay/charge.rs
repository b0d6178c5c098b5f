//! 負担の仕組みの変換: charges and subsidies.

use super::raw::{RawCharge, RawSubsidy};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::{AgeGroup, CopayBook};
use santei_engine::rulebook::copay_limit::FirstStage;
use santei_engine::rulebook::copay_programme::{MealHelp, Scope, Window};
use santei_engine::rulebook::copay_subsidy::{Charge, Cover, Options, SubsidyRow};
use santei_engine::{Ratio, Rounding, Yen};

/// A charge, checked.
fn charge(raw: &RawCharge) -> Result<Charge, String> {
    let amounts = [
        raw.fixed_visit,
        raw.visit_cap,
        raw.day_cap,
        raw.month_cap,
        raw.month_cap_outside,
        raw.month_cap_repeated,
        raw.pays_up_to,
        raw.pays_visit,
        raw.pays_day,
        raw.reimbursed_from,
        raw.share_from,
        raw.share_below,
    ];
    if amounts.iter().flatten().any(|amount| *amount < 0) {
        return Err("an amount is not negative".to_owned());
    }
    if raw.visit_times.is_some() && raw.visit_cap.is_none() && raw.fixed_visit.is_none() {
        return Err("`visit_times` needs `visit_cap` or `fixed_visit`".to_owned());
    }
    if raw.day_times.is_some() && raw.day_cap.is_none() {
        return Err("`day_times` needs `day_cap`".to_owned());
    }
    let has_mechanism = amounts.iter().take(9).any(Option::is_some)
        || [raw.rate, raw.portion, raw.pays_rate].iter().any(Option::is_some);
    if matches!(raw.cover, Cover::Excluded | Cover::Reimbursed) && has_mechanism {
        return Err("a setting that is not covered at the counter has no charge".to_owned());
    }
    if raw.day_fixed && raw.day_cap.is_none() {
        return Err("`day_fixed` needs `day_cap`".to_owned());
    }
    if raw.bands.iter().any(|band| !band.bands.is_empty()) {
        return Err("a band has no bands of its own".to_owned());
    }
    for range in [raw.visits, raw.stay_days, raw.stay_months] {
        if range.from.zip(range.through).is_some_and(|(from, through)| from > through) {
            return Err("a range ends before it begins".to_owned());
        }
    }
    let rounding = match (raw.rounding_unit, raw.rounding) {
        (None, None) => None,
        (Some(unit), Some(rounding)) if unit > 0 => Some((unit, rounding)),
        _ => return Err("`rounding_unit` and `rounding` go together".to_owned()),
    };
    Ok(Charge {
        cover: raw.cover,
        window: Window {
            visits: raw.visits,
            stay_days: raw.stay_days,
            stay_months: raw.stay_months,
            share_from: raw.share_from.map(Yen::new),
            share_below: raw.share_below.map(Yen::new),
        },
        bands: raw.bands.iter().map(charge).collect::<Result<_, _>>()?,
        rate: raw.rate.map(|ratio| ratio.0),
        rate_rounding: raw.rate_rounding,
        pays_rate: raw.pays_rate.map(|ratio| ratio.0),
        portion: raw.portion.map(|ratio| ratio.0),
        fixed_visit: raw.fixed_visit.map(Yen::new),
        visit_cap: raw.visit_cap.map(Yen::new),
        visit_times: raw.visit_times,
        day_cap: raw.day_cap.map(Yen::new),
        day_times: raw.day_times,
        day_fixed: raw.day_fixed,
        month_cap: raw.month_cap.map(Yen::new),
        month_cap_outside: raw.month_cap_outside.map(Yen::new),
        month_cap_repeated: raw.month_cap_repeated.map(Yen::new),
        first_visit_only: raw.first_visit_only,
        free_without_consultation: raw.free_without_consultation,
        count_free_visits: raw.count_free_visits,
        pays_up_to: raw.pays_up_to.map(Yen::new),
        pays_visit: raw.pays_visit.map(Yen::new),
        pays_day: raw.pays_day.map(Yen::new),
        reimbursed_from: raw.reimbursed_from.map(Yen::new),
        rounding,
    })
}

/// A subsidy, checked.
pub(super) fn subsidy(
    book: &CopayBook,
    rule: RuleIndex,
    raw: &RawSubsidy,
) -> Result<SubsidyRow, String> {
    for (digits, texts) in [(2, &raw.acts), (3, &raw.issuers)] {
        if let Some(text) = texts.iter().find(|text| !is_number(text, digits)) {
            return Err(format!("expected {digits} digits, found `{text}`"));
        }
    }
    if raw.acts.is_empty() {
        return Err("`acts` must name a 法別番号".to_owned());
    }
    let stage = |own: Option<FirstStage>| {
        own.or(raw.first_stage).or(raw.local.then_some(FirstStage::Ordinary))
    };
    let (Some(first_stage_inpatient), Some(first_stage_outpatient)) =
        (stage(raw.first_stage_inpatient), stage(raw.first_stage_outpatient))
    else {
        return Err("`first_stage` is missing".to_owned());
    };
    let none = Ratio::new(0, 1).map_err(|error| error.to_string())?;
    Ok(SubsidyRow {
        rule,
        name: raw.name.clone(),
        acts: raw.acts.clone(),
        issuers: raw.issuers.clone(),
        prefecture: raw.prefecture.clone(),
        payer_prefixes: raw.payer_prefixes.clone(),
        segment: raw.segment.clone(),
        division: None,
        scope: Scope {
            from_age: raw.from_age,
            below_age: raw.below_age,
            schemes: raw.schemes.clone(),
            conditions: raw.conditions.clone(),
            is_any_condition: raw.any_condition,
        },
        priority: raw.priority,
        is_local: raw.local,
        first_stage_inpatient,
        first_stage_outpatient,
        inpatient: charge(&raw.inpatient)?,
        outpatient: charge(&raw.outpatient)?,
        pharmacy: raw.pharmacy.as_ref().map(charge).transpose()?,
        has_ledger: raw.ledger,
        meals: MealHelp {
            part: raw.meals.map_or(none, |ratio| ratio.0),
            day_cap: raw.meals_day_cap.map(Yen::new),
            month_cap: raw.meals_month_cap.map(Yen::new),
        },
        living_meals: None,
        living: MealHelp {
            part: raw.living.map_or(none, |ratio| ratio.0),
            day_cap: raw.living_day_cap.map(Yen::new),
            month_cap: raw.living_month_cap.map(Yen::new),
        },
        options: options(book, raw)?,
        unread: Vec::new(),
    })
}

fn options(book: &CopayBook, raw: &RawSubsidy) -> Result<Options, String> {
    let class_of = |name: &String| {
        let found = AgeGroup::ALL.iter().find_map(|age| book.class(name, *age));
        found.ok_or_else(|| format!("the class `{name}` is not known"))
    };
    Ok(Options {
        away_facility: raw.away_facility,
        away_insurer: raw.away_insurer,
        others: raw.others.clone(),
        change: raw.change,
        is_cap_common: raw.cap_common,
        is_cap_with_pharmacy: raw.cap_with_pharmacy,
        excludes_special_disease: raw.excludes_special_disease,
        uncertified_class: raw.uncertified_class.as_ref().map(class_of).transpose()?,
        without_insurance: raw.without_insurance,
    })
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 四捨五入 where a row does not say otherwise.
pub(super) fn or_half_up(rounding: Option<Rounding>) -> Rounding {
    rounding.unwrap_or(Rounding::HalfUp)
}
