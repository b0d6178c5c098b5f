//! 公費・地方単独医療費助成のルール: what a subsidy leaves to the patient.

use super::copay::Setting;
use super::copay_limit::FirstStage;
use super::rule::RuleIndex;
use crate::amount::{Ratio, Rounding, Yen};

/// 公費または地方単独事業.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SubsidyRow {
    /// The rule.
    pub rule: RuleIndex,
    /// 制度名.
    pub name: String,
    /// 法別番号.
    pub acts: Vec<String>,
    /// 実施機関番号 (digits 5 to 7 of the 公費負担者番号); empty means every one.
    pub issuers: Vec<String>,
    /// 都道府県番号 of a local programme.
    pub prefecture: Option<String>,
    /// 市区町村 or payer numbers of a local programme (prefixes of the 公費負担者番号); empty means every one.
    pub payer_prefixes: Vec<String>,
    /// The name by which a certificate picks the programme (`segment`).
    pub segment: Option<String>,
    /// Order of application; smaller first.
    pub priority: u32,
    /// Comes after the national ones and after 合算 (地方単独).
    pub is_local: bool,
    /// First-stage limit for inpatient treatment.
    pub first_stage_inpatient: FirstStage,
    /// First-stage limit for outpatient treatment.
    pub first_stage_outpatient: FirstStage,
    /// What it leaves to an inpatient.
    pub inpatient: Charge,
    /// What it leaves to an outpatient.
    pub outpatient: Charge,
    /// What it leaves at a pharmacy, when that differs from other outpatient services.
    pub pharmacy: Option<Charge>,
    /// 上限額管理票.
    pub has_ledger: bool,
    /// The part of the standard burden of meals it pays.
    pub meals: Ratio,
    /// The part of the standard burden of living it pays.
    pub living: Ratio,
}

impl SubsidyRow {
    /// The first-stage limit of a setting.
    pub const fn first_stage(&self, setting: Setting) -> FirstStage {
        match setting {
            Setting::Inpatient => self.first_stage_inpatient,
            Setting::Outpatient => self.first_stage_outpatient,
        }
    }
}

/// What happens at the counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Cover {
    /// 対象外: the subsidy does not pay for this setting.
    Excluded,
    /// 負担なし, or a cap where a certificate gives one.
    #[default]
    Free,
    /// 負担あり: as the mechanisms of the charge say.
    Shared,
    /// 償還払い: the patient pays and is refunded.
    Reimbursed,
}

/// 一部負担の仕組み: each mechanism that is present lowers what the patient owes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Charge {
    /// 負担区分.
    pub cover: Cover,
    /// 割合 of the 医療費.
    pub rate: Option<Ratio>,
    /// 分数 of what is left (e.g. half of it).
    pub portion: Option<Ratio>,
    /// 固定額 a visit (a day, for an inpatient).
    pub fixed_visit: Option<Yen>,
    /// 1回の上限額.
    pub visit_cap: Option<Yen>,
    /// 1回上限の月回数, after which nothing is owed.
    pub visit_times: Option<u32>,
    /// 1日の上限額.
    pub day_cap: Option<Yen>,
    /// 1日上限の月日数, after which nothing is owed.
    pub day_times: Option<u32>,
    /// 月額上限; a certificate's own cap comes before it.
    pub month_cap: Option<Yen>,
    /// 月額上限 when a prescription is filled outside.
    pub month_cap_outside: Option<Yen>,
    /// 多数回該当の月額上限.
    pub month_cap_repeated: Option<Yen>,
    /// 初診時のみ: nothing is owed at other visits.
    pub first_visit_only: bool,
    /// 診察料のない受診は負担なし.
    pub free_without_consultation: bool,
    /// Visits on which nothing was owed count as times too.
    pub count_free_visits: bool,
    /// 設定額を助成: the subsidy pays up to this sum a month, the patient the rest.
    pub pays_up_to: Option<Yen>,
    /// From this share of a claim on, the patient pays at the counter and is refunded.
    pub reimbursed_from: Option<Yen>,
    /// 端数条件: unit and method of what is owed.
    pub rounding: Option<(i64, Rounding)>,
}

/// 月額上限の階層.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TierRow {
    /// The rule.
    pub rule: RuleIndex,
    /// 法別番号.
    pub acts: Vec<String>,
    /// 所得区分 of the subsidy, with its other spellings.
    pub segments: Vec<String>,
    /// 追加条件; none for the plain row.
    pub condition: Option<String>,
    /// The cap a month; none = the limit of the insurance.
    pub month_cap: Option<Yen>,
    /// 対象外 at this tier.
    pub is_excluded: bool,
}

/// 世帯按分: `cap = 世帯の最高額 × own cap / sum of caps`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ProrationRow {
    /// The rule.
    pub rule: RuleIndex,
    /// 法別番号.
    pub acts: Vec<String>,
    /// 端数処理: unit.
    pub unit: i64,
    /// 端数処理: method.
    pub rounding: Rounding,
}
