//! 端数・単価・食事・選定療養のルール.

use super::copay::Service;
use super::rule::RuleIndex;
use crate::amount::{Ratio, Rounding, Yen};

/// What a rounding row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum RoundingUse {
    /// 一部負担金相当額 on the receipt track.
    Receipt,
    /// 窓口の一部負担金.
    Counter,
    /// 国保の割合減額.
    Relief,
    /// 労災・自賠責の円換算.
    UnitPrice,
    /// 薬価 → 点数 (選定療養の特別の料金).
    DrugPoints,
}

/// 端数処理.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RoundingRow {
    /// The rule.
    pub rule: RuleIndex,
    /// What is rounded.
    pub purpose: RoundingUse,
    /// Services; empty means every one.
    pub services: Vec<Service>,
    /// To multiples of this.
    pub unit: i64,
    /// How.
    pub rounding: Rounding,
}

/// 診療の基礎.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Basis {
    /// 保険診療・公費.
    Insurance,
    /// 労災.
    WorkersAccident,
    /// 労災 (非課税医療機関).
    WorkersAccidentTaxExempt,
    /// 自賠責.
    Automobile,
    /// 自費.
    SelfPay,
}

/// 1点単価, in yen a point.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnitPriceRow {
    /// The rule.
    pub rule: RuleIndex,
    /// What it is for.
    pub basis: Basis,
    /// Yen a point of techniques.
    pub technique: Ratio,
    /// Yen a point of goods.
    pub goods: Ratio,
    /// The patient pays the whole.
    pub is_patients: bool,
}

/// 食事・生活療養の基準.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum MealStandard {
    /// 入院時食事療養(Ⅰ).
    Dietary1,
    /// 入院時食事療養(Ⅱ).
    Dietary2,
    /// 入院時生活療養(Ⅰ).
    Living1,
    /// 入院時生活療養(Ⅱ).
    Living2,
}

/// 食事・生活療養の基準額.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MealCostRow {
    /// The rule.
    pub rule: RuleIndex,
    /// The standard.
    pub standard: MealStandard,
    /// 流動食のみ.
    pub liquid: bool,
    /// Cost of one meal.
    pub meal: Yen,
    /// Cost of one day of living (温度・照明・給水).
    pub living_day: Yen,
}

/// 標準負担額.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MealBurdenRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Standards.
    pub standards: Vec<MealStandard>,
    /// 区分, with its other spellings.
    pub classes: Vec<String>,
    /// One meal.
    pub meal: Yen,
    /// One day of living.
    pub living_day: Yen,
}

/// 長期収載品の選定療養.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LongListedRow {
    /// The rule.
    pub rule: RuleIndex,
    /// The part of the price difference that the patient pays.
    pub share: Ratio,
    /// Yen a point.
    pub yen_per_point: i64,
    /// Up to this price a unit earns one point.
    pub one_point_up_to: Yen,
}

/// 消費税.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TaxRow {
    /// The rule.
    pub rule: RuleIndex,
    /// The rate.
    pub rate: Ratio,
    /// 円未満の端数.
    pub rounding: Rounding,
}
