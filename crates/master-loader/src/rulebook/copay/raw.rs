//! 患者負担の行の形: what a `copay/*.toml` file may say.

use crate::rulebook::head::{RawRatio, raw_row};
use santei_engine::Rounding;
use santei_engine::rulebook::copay::{AgeGroup, AgeStart, Scheme, Service, Setting};
use santei_engine::rulebook::copay_extra::{Basis, MealStandard, RoundingUse};
use santei_engine::rulebook::copay_limit::{FirstStage, FixedLimitKind, LimitScope};
use santei_engine::rulebook::copay_programme::{
    AgeBound, CertificateChange, Condition, Others, Range,
};
use santei_engine::rulebook::copay_subsidy::Cover;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

/// A file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawFile {
    pub(crate) class: Vec<Spanned<RawClass>>,
    pub(crate) age: Vec<Spanned<RawAge>>,
    pub(crate) rate: Vec<Spanned<RawRate>>,
    pub(crate) remuneration: Vec<Spanned<RawRemuneration>>,
    pub(crate) limit: Vec<Spanned<RawLimit>>,
    pub(crate) fixed_limit: Vec<Spanned<RawFixedLimit>>,
    pub(crate) uncertified: Vec<Spanned<RawUncertified>>,
    pub(crate) combination: Vec<Spanned<RawCombination>>,
    pub(crate) halving: Vec<Spanned<RawHalving>>,
    pub(crate) transition: Vec<Spanned<RawTransition>>,
    pub(crate) year_cap: Vec<Spanned<RawYearCap>>,
    pub(crate) subsidy: Vec<Spanned<RawSubsidy>>,
    pub(crate) tier: Vec<Spanned<RawTier>>,
    pub(crate) proration: Vec<Spanned<RawProration>>,
    pub(crate) ledger_share: Vec<Spanned<RawLedgerShare>>,
    pub(crate) rounding: Vec<Spanned<RawRounding>>,
    pub(crate) unit_price: Vec<Spanned<RawUnitPrice>>,
    pub(crate) meal_cost: Vec<Spanned<RawMealCost>>,
    pub(crate) meal_burden: Vec<Spanned<RawMealBurden>>,
    pub(crate) long_listed: Vec<Spanned<RawLongListed>>,
    pub(crate) tax: Vec<Spanned<RawTax>>,
}

/// 所得区分: a name, without days.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClass {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) ages: Vec<AgeGroup>,
}

raw_row!(RawAge { group: AgeGroup, years: i32, start: AgeStart });
raw_row!(RawRate {
    #[serde(default)]
    ages: Vec<AgeGroup>,
    #[serde(default)]
    classes: Vec<String>,
    born_through: Option<Datetime>,
    rate: RawRatio,
});
raw_row!(RawRemuneration { ages: Vec<AgeGroup>, least: i64, most: Option<i64>, class: String, });
raw_row!(RawLimit {
    ages: Vec<AgeGroup>,
    classes: Vec<String>,
    scope: LimitScope,
    base: i64,
    threshold: Option<i64>,
    ratio: Option<RawRatio>,
    rounding: Option<Rounding>,
    repeated: Option<i64>,
});
raw_row!(RawFixedLimit {
    kind: FixedLimitKind,
    ages: Vec<AgeGroup>,
    settings: Vec<Setting>,
    #[serde(default)]
    classes: Vec<String>,
    base: i64,
    threshold: Option<i64>,
    ratio: Option<RawRatio>,
    rounding: Option<Rounding>,
});
raw_row!(RawUncertified {
    ages: Vec<AgeGroup>,
    #[serde(default)]
    classes: Vec<String>,
    #[serde(default)]
    rates: Vec<RawRatio>,
    treated_as: Option<String>,
});
raw_row!(RawCombination { ages: Vec<AgeGroup>, minimum: i64, });
raw_row!(RawHalving { ratio: RawRatio });
raw_row!(RawTransition {
    ages: Vec<AgeGroup>,
    classes: Vec<String>,
    settings: Vec<Setting>,
    base: i64,
    threshold: i64,
    ratio: RawRatio,
    rounding: Rounding,
});
raw_row!(RawYearCap { ages: Vec<AgeGroup>, classes: Vec<String>, scope: LimitScope, cap: i64, });
raw_row!(RawSubsidy {
    name: String,
    acts: Vec<String>,
    #[serde(default)]
    issuers: Vec<String>,
    prefecture: Option<String>,
    #[serde(default)]
    payer_prefixes: Vec<String>,
    segment: Option<String>,
    priority: u32,
    #[serde(default)]
    local: bool,
    first_stage: Option<FirstStage>,
    first_stage_inpatient: Option<FirstStage>,
    first_stage_outpatient: Option<FirstStage>,
    inpatient: RawCharge,
    outpatient: RawCharge,
    pharmacy: Option<RawCharge>,
    #[serde(default)]
    ledger: bool,
    meals: Option<RawRatio>,
    meals_day_cap: Option<i64>,
    meals_month_cap: Option<i64>,
    living: Option<RawRatio>,
    living_day_cap: Option<i64>,
    living_month_cap: Option<i64>,
    from_age: Option<AgeBound>,
    below_age: Option<AgeBound>,
    #[serde(default)]
    schemes: Vec<Scheme>,
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default)]
    any_condition: bool,
    away_facility: Option<Cover>,
    away_insurer: Option<Cover>,
    #[serde(default)]
    others: Others,
    #[serde(default)]
    change: CertificateChange,
    #[serde(default)]
    cap_common: bool,
    #[serde(default)]
    cap_with_pharmacy: bool,
    #[serde(default)]
    excludes_special_disease: bool,
    uncertified_class: Option<String>,
    without_insurance: Option<bool>,
});
raw_row!(RawTier {
    acts: Vec<String>,
    segments: Vec<String>,
    condition: Option<String>,
    month_cap: Option<i64>,
    #[serde(default)]
    excluded: bool,
});
raw_row!(RawProration { acts: Vec<String>, unit: i64, rounding: Rounding, });
raw_row!(RawLedgerShare { acts: Vec<String>, steps: i64, rounding: Rounding, });
raw_row!(RawRounding {
    purpose: RoundingUse,
    #[serde(default)]
    services: Vec<Service>,
    unit: i64,
    rounding: Rounding,
});
raw_row!(RawUnitPrice {
    basis: Basis,
    technique: RawRatio,
    goods: RawRatio,
    #[serde(default)]
    patients: bool,
});
raw_row!(RawMealCost {
    standard: MealStandard,
    #[serde(default)]
    liquid: bool,
    meal: i64,
    #[serde(default)]
    living_day: i64,
});
raw_row!(RawMealBurden {
    standards: Vec<MealStandard>,
    classes: Vec<String>,
    meal: i64,
    #[serde(default)]
    living_day: i64,
});
raw_row!(RawLongListed { share: RawRatio, yen_per_point: i64, one_point_up_to: i64 });
raw_row!(RawTax { rate: RawRatio, rounding: Rounding });

/// 負担の仕組み of one setting.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a condition of its own of a programme")]
pub(crate) struct RawCharge {
    pub(crate) cover: Cover,
    pub(crate) visits: Range,
    pub(crate) stay_days: Range,
    pub(crate) stay_months: Range,
    pub(crate) share_from: Option<i64>,
    pub(crate) share_below: Option<i64>,
    pub(crate) bands: Vec<RawCharge>,
    pub(crate) rate: Option<RawRatio>,
    pub(crate) rate_rounding: Option<Rounding>,
    pub(crate) pays_rate: Option<RawRatio>,
    pub(crate) portion: Option<RawRatio>,
    pub(crate) fixed_visit: Option<i64>,
    pub(crate) visit_cap: Option<i64>,
    pub(crate) visit_times: Option<u32>,
    pub(crate) day_cap: Option<i64>,
    pub(crate) day_times: Option<u32>,
    pub(crate) day_fixed: bool,
    pub(crate) month_cap: Option<i64>,
    pub(crate) month_cap_outside: Option<i64>,
    pub(crate) month_cap_repeated: Option<i64>,
    pub(crate) first_visit_only: bool,
    pub(crate) free_without_consultation: bool,
    pub(crate) count_free_visits: bool,
    pub(crate) pays_up_to: Option<i64>,
    pub(crate) pays_visit: Option<i64>,
    pub(crate) pays_day: Option<i64>,
    pub(crate) reimbursed_from: Option<i64>,
    pub(crate) rounding_unit: Option<i64>,
    pub(crate) rounding: Option<Rounding>,
}
