//! 患者負担計算の依頼: what a caller says about one month of one or several persons.

pub mod certificate;
pub mod claim;
pub mod extra;
pub mod insurance;
pub mod meal;

use super::month::Month;
use certificate::Certificate;
use chrono::NaiveDate;
use claim::Claim;
use insurance::Insurance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 患者負担計算の依頼: one calendar month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CopayRequest {
    /// The caller's own name of this request; comes back in the statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 診療年月.
    pub month: Month,
    /// The language in which reasons are rendered; without it none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain: Option<Language>,
    /// The persons treated in the month.
    pub persons: Vec<Person>,
    /// 世帯合算: the households to settle over several persons and facilities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub households: Vec<Household>,
}

/// The language of rendered reasons and findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// 患者: one person, with what covers them and what was done for them in the month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The caller's own name of the person, unique in the request.
    pub id: String,
    /// 生年月日; gives the age group, the rate and the month of the 75th birthday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    /// The age group, when the birth date is not given (one of the two must be).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_group: Option<AgeGroup>,
    /// 医療保険; none for a person whom public subsidies alone cover, or who pays alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance: Option<Insurance>,
    /// 受給者証: the subsidies the person holds, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    /// What was done, one entry a facility, setting (入院・外来) and service (医科・歯科・調剤・訪問看護).
    pub claims: Vec<Claim>,
    /// 年間上限: what counted before this month in the current year (August to July).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year_to_date: Option<YearToDate>,
}

/// 年齢区分.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub enum AgeGroup {
    /// 義務教育就学前.
    #[serde(rename = "preschool")]
    Preschool,
    /// 70歳未満.
    #[serde(rename = "under70")]
    Under70,
    /// 70歳以上75歳未満.
    #[serde(rename = "70-74")]
    From70To74,
    /// 後期高齢者.
    #[serde(rename = "75+")]
    From75,
}

/// 世帯合算: which persons of the request stand together under one insurer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Household {
    /// The ids of the persons; every one with the same insurer.
    pub members: Vec<String>,
}

/// 年間上限: sums of the current year (from 1 August) before this month, in yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct YearToDate {
    /// 外来年間合算: the person's outpatient co-pay so far.
    #[serde(default)]
    pub outpatient_yen: i64,
    /// 年間上限: the person's whole co-pay so far.
    #[serde(default)]
    pub all_yen: i64,
}
