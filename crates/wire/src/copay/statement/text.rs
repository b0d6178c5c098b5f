//! 指摘・根拠: findings and reasons, by stable code, rendered on request.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 指摘: something to be seen, with its place in the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Stable code, e.g. `rule_not_enacted`.
    pub code: String,
    /// JSON path in the request, e.g. `persons[0].certificates[1]`.
    pub path: String,
    /// The rule concerned, if one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// 根拠条項.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The sentence, in the language asked for (Japanese without `explain`).
    pub message: String,
}

/// 根拠: why a payer pays a sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// JSON path of the claim, e.g. `persons[0].claims[0]`.
    pub path: String,
    /// `insurance`, `high_cost`, a subsidy or `patient`.
    pub payer: String,
    /// What the step makes of the payer's sum, in yen (negative takes away).
    pub amount_yen: i64,
    /// Stable code of the step.
    pub code: String,
    /// Rule id.
    pub rule: String,
    /// First and last day of the rule.
    pub from: chrono::NaiveDate,
    /// Last day, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<chrono::NaiveDate>,
    /// 根拠条項.
    pub article: String,
    /// The operands of the step, by name.
    pub operands: Vec<Operand>,
    /// One readable line.
    pub text: String,
}

/// 計算の項.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operand {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: i64,
}
