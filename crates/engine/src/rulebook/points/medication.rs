//! 投薬: the rows of 処方料, 処方箋料, 調剤料 and of the numbers of drugs that change them.

use super::RuleNo;
use crate::amount::{Ratio, Rounding};
use crate::claim::Dispensing;
use crate::masters::code::ActCode;
use rust_decimal::Decimal;

/// 処方の区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum PrescriptionBand {
    /// 向精神薬多剤投与.
    ManyPsychotropics,
    /// 内服薬多剤.
    ManyKinds,
    /// その他.
    Other,
}

/// 処方料・処方箋料.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PrescriptionFee {
    /// The rule.
    pub rule: RuleNo,
    /// 院内 or 院外.
    pub dispensing: Dispensing,
    /// 区分.
    pub band: PrescriptionBand,
    /// The act.
    pub act: ActCode,
    /// 麻薬等加算 of this fee.
    pub controlled: Option<ActCode>,
}

/// 調剤料.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DispensingFee {
    /// The rule.
    pub rule: RuleNo,
    /// For 内服 and 屯服 (or else 外用).
    pub is_internal: bool,
    /// The act.
    pub act: ActCode,
    /// 麻薬等加算, once a prescription.
    pub controlled: Option<ActCode>,
}

/// 薬剤の種類数: classes whose ingredients are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct KindLimit {
    /// Names of [`DrugClass`]es.
    pub classes: Vec<u16>,
    /// From so many ingredients on it is 多剤投与.
    pub from: u16,
    /// 臨時の投薬 is left out.
    pub leaves_out_temporary: bool,
}

/// 多剤投与の規定.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PrescriptionRules {
    /// The rule.
    pub rule: RuleNo,
    /// 臨時の投薬 lasts so many days at most.
    pub temporary_days: u32,
    /// 向精神薬多剤投与.
    pub psychotropics: Vec<KindLimit>,
    /// What is left of the points of psychotropics.
    pub psychotropic_ratio: Ratio,
    /// 内服薬多剤: from so many kinds on.
    pub kinds: u16,
    /// Acts in whose company the many kinds do not count (地域包括診療加算).
    pub kinds_unless: Vec<ActCode>,
    /// 剤 up to this price a day count as one kind.
    pub one_kind_yen: Decimal,
    /// What is left of the points of oral drugs.
    pub kinds_ratio: Ratio,
    /// How both are rounded.
    pub rounding: Rounding,
}

/// 成分: the beginning of a code, and the 一般名 by which kinds are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ingredient {
    /// Beginning of 薬価基準収載医薬品コード.
    pub beginning: String,
    /// 一般名: codes of one name are one ingredient.
    pub name: String,
}

/// 薬剤の分類: ingredients by the beginning of their 薬価基準収載医薬品コード.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DrugClass {
    /// The rule.
    pub rule: RuleNo,
    /// The class's number, as [`KindLimit`] names it.
    pub number: u16,
    /// Its ingredients; one may stand under several codes (forms, salts).
    pub ingredients: Vec<Ingredient>,
}

/// 貼付剤の枚数.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PatchLimit {
    /// The rule.
    pub rule: RuleNo,
    /// 単位コード of drugs counted in sheets.
    pub unit: u16,
    /// Beginnings of 薬価基準収載医薬品コード of the drugs meant.
    pub ingredients: Vec<String>,
    /// Up to so many sheets.
    pub sheets: u32,
}
