//! 受給者証: a certificate of a public or local subsidy, in the vocabulary of the 医療費助成 (PMH) API.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 受給者証 of one subsidy.
///
/// The names of the PMH registration API are kept, in `snake_case` (`medicalSubsidyInsurerNumber` →
/// `medical_subsidy_insurer_number`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// 法別番号, two digits; may be left out when the payer number is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// 公費負担者番号, eight digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_subsidy_insurer_number: Option<String>,
    /// 受給者番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_subsidy_recipient_number: Option<String>,
    /// 証の名称.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification_name: Option<String>,
    /// 証の枝番.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification_sub_key: Option<String>,
    /// 証種別ID of the issuing body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_specific_certificate_type_id: Option<String>,
    /// 区分: the programme of a local subsidy (an id of the rule book), or its 事業内区分コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// 所得区分 of the subsidy (`低所得1`, `中間2`, `一般所得Ⅰ` …), from which the month cap follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_segment: Option<String>,
    /// 追加条件 (`重度かつ継続`, `高額かつ長期`, `人工呼吸器等`, `重症`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub additional_conditions: Vec<String>,
    /// 指定医療機関; when given, a claim of another facility makes a finding.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub designated_medical_institutions: Vec<String>,
    /// 償還払いのみ: the patient pays at the counter and is refunded by the issuer.
    #[serde(default)]
    pub is_always_reimbursement: bool,
    /// 自己負担上限月額 in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_copayment_amount: Option<i64>,
    /// First day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// Last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// 適用区分 of the insurer shown on the certificate (特定疾病給付対象療養の認定); `false` falls back to the fixed limit.
    #[serde(default = "yes")]
    pub insurer_class_shown: bool,
    /// 世帯按分: the month caps of the other patients of the household under the same subsidy, in yen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_household_caps: Vec<i64>,
    /// 上限額管理票: what this month was already charged elsewhere, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<LedgerEntry>,
}

const fn yes() -> bool {
    true
}

/// 上限額管理票の1行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// 日付.
    pub date: NaiveDate,
    /// 医療機関名.
    pub facility: String,
    /// 医療費総額 (10割), in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_yen: Option<i64>,
    /// 自己負担額, in yen.
    pub charged_yen: i64,
}
