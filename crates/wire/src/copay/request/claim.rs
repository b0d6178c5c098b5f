//! 診療: what one facility did for one person in the month, by layer set or visit by visit.

use super::extra::Extra;
use super::meal::Meals;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 一の医療機関・入外・医科歯科別: the unit of account (施行令43条9項・10項).
///
/// Give either `sets` (the sums of the month) or `visits` (each with its own sets), not both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The caller's own name of the facility.
    pub facility: String,
    /// 医科・歯科・調剤・訪問看護.
    #[serde(default)]
    pub service: Service,
    /// 入院・外来.
    pub setting: Setting,
    /// The facility whose prescription a pharmacy filled: its share is added there when a household is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescriber: Option<String>,
    /// 保険診療・労災・自賠責・自費.
    #[serde(default)]
    pub basis: Basis,
    /// 都道府県番号 of the facility (two digits), which local programmes ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<String>,
    /// 入院日数 of the stay before this month (limits by the days of a stay).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub stay_days_before: u32,
    /// 入院月数: the month of the stay, counted from 1 (programmes with 連続入院条件).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_month: Option<u32>,
    /// 異点数の内訳: the month's sums by who covers them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<PayerSet>,
    /// 診療のつど: visits in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visits: Vec<Visit>,
    /// 会計の設定 of the facility.
    #[serde(default)]
    pub counter: Counter,
    /// 食事療養・生活療養.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meals: Vec<Meals>,
    /// Charges outside the insured share: 選定療養, 自費.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extras: Vec<Extra>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// 点数表の別.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Service {
    /// 医科.
    #[default]
    Medical,
    /// 歯科.
    Dental,
    /// 調剤.
    Pharmacy,
    /// 訪問看護ステーション.
    VisitingNurse,
}

/// 入院・外来.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// 入院.
    Inpatient,
    /// 外来 (調剤・訪問看護 too).
    Outpatient,
}

/// 何に基づく診療か.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 保険診療・公費.
    #[default]
    Insurance,
    /// 労災, a facility that pays tax on income (12 yen a point).
    WorkersAccident,
    /// 労災, a tax-exempt facility (11.5 yen a point).
    WorkersAccidentTaxExempt,
    /// 自賠責, 日医基準: goods and techniques have their own unit.
    Automobile,
    /// 自費: the patient pays the whole.
    SelfPay,
}

/// 層: a sum of the month (or of a visit) that the same payers cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PayerSet {
    /// `insurance` and the certificates by 法別番号 or 公費負担者番号, e.g. `["insurance", "54"]`.
    pub payers: Vec<String>,
    /// 点数 (one of `points` and `medical_yen`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i64>,
    /// 医療費 (10割) in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical_yen: Option<i64>,
    /// The part of `points` that is goods (自賠責: 薬剤・材料), else 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods_points: Option<i64>,
    /// 治療の名称, where a ledger shares one charge out over several treatments (肝炎治療の按分記載).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub treatment: Option<String>,
    /// 特定疾病に係る療養 (マル長); by default yes when the person holds the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_disease: Option<bool>,
}

/// 1回の受診・会計.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// 診療日; an inpatient bill takes the last day it covers.
    pub date: NaiveDate,
    /// The order of visits of one day (1, 2 …).
    #[serde(default = "one")]
    pub sequence: u32,
    /// 初診料を算定した.
    #[serde(default)]
    pub initial: bool,
    /// 診察料を算定しない受診 (some local programmes charge nothing then).
    #[serde(default)]
    pub without_consultation: bool,
    /// 入院日数 that the bill covers (day caps of local programmes); 1 for a visit.
    #[serde(default = "one")]
    pub days: u32,
    /// 院外処方箋を交付した.
    #[serde(default)]
    pub prescription_outside: bool,
    /// Who covers what.
    pub sets: Vec<PayerSet>,
    /// What the counter took for this visit, if it was settled before: a difference comes back as a correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged_yen: Option<i64>,
}

const fn one() -> u32 {
    1
}

/// 会計の設定.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// 10円未満の端数.
    #[serde(default)]
    pub rounding: CounterRounding,
    /// 会計単位 of two visits on one day.
    #[serde(default)]
    pub same_day: SameDay,
}

/// 10円未満端数 at the counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CounterRounding {
    /// As the law says for this service (健保法75条: 四捨五入).
    #[default]
    Law,
    /// 四捨五入.
    HalfUp,
    /// 切捨て.
    Down,
    /// 切上げ.
    Up,
    /// なし: to the yen.
    None,
}

/// 同日の受診.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SameDay {
    /// Each visit is a payment.
    #[default]
    EachVisit,
    /// The visits of a day are one payment.
    OnePayment,
}
