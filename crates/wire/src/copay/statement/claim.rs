//! レセプト1件の計算結果: shares by payer, by layer set and by visit.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One facility, setting and service.
///
/// `medical_yen = insurance_yen + high_cost_yen + Σ subsidies[].pays_yen + relief_yen + patient_yen`, always.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimStatement {
    /// The facility.
    pub facility: String,
    /// 医療費 (10割), in yen.
    pub medical_yen: i64,
    /// 保険給付 without 高額療養費 (or 労災・自賠責), in yen.
    pub insurance_yen: i64,
    /// 高額療養費 現物給付 (first stage, 合算 and 配慮措置), in yen.
    pub high_cost_yen: i64,
    /// 一部負担金相当額 after first-stage limits and 合算, over all insured sets: `medical − insurance − high cost`, in yen.
    pub uncovered_yen: i64,
    /// What each subsidy takes, in the order in which they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subsidies: Vec<SubsidyShare>,
    /// 国保の減免, in yen.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub relief_yen: i64,
    /// The patient's part of the month to the yen (receipt track).
    pub patient_yen: i64,
    /// What the counter takes over the month (10-yen track), without meals and extras.
    pub counter_yen: i64,
    /// By layer set, merged and in canonical order.
    pub sets: Vec<SetStatement>,
    /// By visit, in order of date and sequence; empty when the request gave sums of the month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<VisitStatement>,
    /// Differences to what was charged before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// 食事・生活療養.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meals: Vec<MealStatement>,
    /// 選定療養・自費.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<ExtraStatement>,
    /// Everything the patient pays at the counter: `counter_yen` + meals + extras.
    pub total_counter_yen: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
const fn is_zero(amount: &i64) -> bool {
    *amount == 0
}

/// 公費1つの負担.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubsidyShare {
    /// The payer as the request names it.
    pub payer: String,
    /// 一部負担金相当額 that enters the subsidy, in yen.
    pub share_in_yen: i64,
    /// What is still owed after it, before 合算, in yen.
    pub due_yen: i64,
    /// What the subsidy pays: `share_in − due`.
    pub pays_yen: i64,
    /// The counter's figure of what is still owed (what a ledger gets), in yen.
    pub counter_due_yen: i64,
}

/// 層1つの計算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetStatement {
    /// Who covers the set, insurance first, subsidies in the order in which they apply.
    pub payers: Vec<String>,
    /// 医療費, in yen.
    pub medical_yen: i64,
    /// 医療費 × 負担割合, in yen.
    pub share_yen: i64,
    /// After the first-stage limit (一部負担金相当額), in yen.
    pub limited_yen: i64,
    /// What the patient owes after the subsidies, before 合算, in yen.
    pub patient_yen: i64,
    /// Counted in 合算.
    pub combined: bool,
}

/// 受診1回の計算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitStatement {
    /// The day.
    pub date: NaiveDate,
    /// The order of the day.
    pub sequence: u32,
    /// The difference this visit makes to the patient's part of the month, to the yen; negative when a limit falls.
    pub patient_yen: i64,
    /// What the counter takes at this visit; negative is handed back.
    pub counter_yen: i64,
}

/// 前回会計との差.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The day of the visit.
    pub date: NaiveDate,
    /// The order of the day.
    pub sequence: u32,
    /// What was charged, in yen.
    pub charged_yen: i64,
    /// What is right now, in yen.
    pub due_yen: i64,
    /// `due − charged`; negative is handed back.
    pub difference_yen: i64,
}

/// 食事・生活療養の計算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MealStatement {
    /// The cost of meals and living (基準額), in yen.
    pub cost_yen: i64,
    /// 標準負担額 of the meals, in yen.
    pub meal_burden_yen: i64,
    /// 標準負担額 of living (居住費), in yen.
    pub living_burden_yen: i64,
    /// What the insurer pays: cost − burden.
    pub insurance_yen: i64,
    /// What subsidies pay of the burden, in yen.
    pub subsidy_yen: i64,
    /// What the patient pays, in yen.
    pub patient_yen: i64,
}

/// 選定療養・自費の計算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraStatement {
    /// What it is for.
    pub name: String,
    /// Before tax, in yen.
    pub amount_yen: i64,
    /// 消費税, in yen.
    pub tax_yen: i64,
    /// With tax, in yen.
    pub patient_yen: i64,
}
