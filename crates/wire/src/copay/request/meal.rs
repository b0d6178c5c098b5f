//! 入院時食事療養・入院時生活療養: meals and days of living, in request.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 食事・生活療養 of one stretch of days under one standard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meals {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub through: NaiveDate,
    /// What is served under.
    pub standard: MealStandard,
    /// 食数 (at most three a day).
    pub meals: u32,
    /// 流動食のみ.
    #[serde(default)]
    pub liquid: bool,
    /// 居住費の日数 (生活療養).
    #[serde(default)]
    pub living_days: u32,
    /// 標準負担額の区分, a name of the rule book (`一般`, `難病・小慢`, `非課税`, `非課税長期`, `低所得Ⅰ` …).
    pub burden_class: String,
    /// 公費 that covers the standard burden, by 法別番号.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<String>,
}

/// 食事・生活療養の基準.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MealStandard {
    /// 入院時食事療養(Ⅰ).
    #[serde(rename = "dietary_1")]
    Dietary1,
    /// 入院時食事療養(Ⅱ).
    #[serde(rename = "dietary_2")]
    Dietary2,
    /// 入院時生活療養(Ⅰ).
    #[serde(rename = "living_1")]
    Living1,
    /// 入院時生活療養(Ⅱ).
    #[serde(rename = "living_2")]
    Living2,
}
