//! 患者負担の計算結果: who pays what, in yen, with findings and reasons.

pub mod claim;
pub mod household;
pub mod text;

use super::month::Month;
use claim::ClaimStatement;
use household::HouseholdStatement;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use text::{Finding, Reason};

/// 患者負担の計算結果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopayStatement {
    /// The id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 診療年月.
    pub month: Month,
    /// One entry a person, in the order of the request.
    pub persons: Vec<PersonStatement>,
    /// One entry a household, in the order of the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub households: Vec<HouseholdStatement>,
    /// What the engine wants to be seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The chain of reasons of every yen; only when `explain` was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// 患者1人の計算結果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonStatement {
    /// The id of the person.
    pub id: String,
    /// 負担割合 used, in tenths (0 without insurance).
    pub rate_tenths: u8,
    /// 所得区分 used for the limits; none when no limit applies at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_class: Option<String>,
    /// One entry a claim, in the order of the request.
    pub claims: Vec<ClaimStatement>,
    /// 上限額管理票: the lines to write for this month, by subsidy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledgers: Vec<Ledger>,
    /// 年間上限: tracked and reported, never deducted at the counter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<YearStatement>,
}

/// 上限額管理票 of one subsidy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// 法別番号 or 公費負担者番号, as the request names it.
    pub payer: String,
    /// The lines that came in, then the new ones, by date.
    pub lines: Vec<LedgerLine>,
}

/// A line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerLine {
    /// 日付 (the last visit of the line's bill).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<chrono::NaiveDate>,
    /// 医療機関.
    pub facility: String,
    /// 医療費総額, in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_yen: Option<i64>,
    /// 自己負担額 (the counter's figure), in yen.
    pub charged_yen: i64,
    /// 累積額, in yen.
    pub total_yen: i64,
    /// 上限に達した.
    pub reached: bool,
    /// 按分記載: the charge shared out over the treatments of the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<LedgerPart>,
}

/// A treatment's part of a line of a ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerPart {
    /// 治療の名称.
    pub treatment: String,
    /// Its part of the charge, in yen.
    pub charged_yen: i64,
}

/// 年間上限 of one person (1 August to 31 July).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearStatement {
    /// 外来年間合算 with this month, in yen.
    pub outpatient_yen: i64,
    /// The outpatient year cap, if one holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outpatient_cap_yen: Option<i64>,
    /// What the insurer will refund of it so far, in yen.
    pub outpatient_refund_yen: i64,
    /// The whole co-pay of the year with this month, in yen.
    pub all_yen: i64,
    /// The year cap, if one holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all_cap_yen: Option<i64>,
    /// What the insurer will refund of it so far, in yen.
    pub all_refund_yen: i64,
}
