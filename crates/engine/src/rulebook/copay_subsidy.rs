//! 公費・地方単独医療費助成のルール: what a subsidy leaves to the patient.

use super::copay::{ClassIndex, Setting};
use super::copay_limit::FirstStage;
use super::copay_programme::{
    CertificateChange, Division, MealHelp, Others, Scope, UnreadColumn, Window,
};
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
    /// 事業内区分コード of an official row.
    pub division: Option<Division>,
    /// Who belongs to it.
    pub scope: Scope,
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
    /// What it pays of the standard burden of meals.
    pub meals: MealHelp,
    /// What it pays of the burden of meals in 生活療養; none = as of other meals.
    pub living_meals: Option<MealHelp>,
    /// What it pays of the standard burden of living.
    pub living: MealHelp,
    /// What holds where the case is not the plain one.
    pub options: Options,
    /// Columns of an official row that hold a value and that no step reads.
    pub unread: Vec<UnreadColumn>,
}

/// 計算の選択肢 of a programme; the default is what holds where a programme says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Options {
    /// 県外の医療機関: what happens there; none = as at home.
    pub away_facility: Option<Cover>,
    /// 県外の保険者: what happens with its members; none = as at home.
    pub away_insurer: Option<Cover>,
    /// 他の公費負担医療の自己負担: whether the programme pays what other subsidies leave.
    pub others: Others,
    /// 月途中の受給者証変更.
    pub change: CertificateChange,
    /// 入外合算: the month cap is one for inpatient and outpatient treatment at a facility.
    pub is_cap_common: bool,
    /// 院外処方: the month cap is one for the prescriber and the pharmacy.
    pub is_cap_with_pharmacy: bool,
    /// マル長: parts of a special disease are outside the programme.
    pub excludes_special_disease: bool,
    /// 限度額認定証なし: what exceeds the limit of this class is the patient's.
    pub uncertified_class: Option<ClassIndex>,
    /// 無保険者: whether it pays where no insurance does; none = the row does not say.
    pub without_insurance: Option<bool>,
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
#[expect(clippy::struct_excessive_bools, reason = "each is a condition of its own of a programme")]
pub struct Charge {
    /// 負担区分.
    pub cover: Cover,
    /// When the charge holds; the others of the row stand in `bands`.
    pub window: Window,
    /// The charges of the row for other visits, months of a stay or shares.
    pub bands: Vec<Charge>,
    /// 割合 of the 医療費.
    pub rate: Option<Ratio>,
    /// 端数処理 of the rate (円未満); none = the receipt's.
    pub rate_rounding: Option<Rounding>,
    /// 助成割合: the subsidy pays this part of the 医療費, the patient the rest of the share.
    pub pays_rate: Option<Ratio>,
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
    /// 日上限を固定額として扱う: the sum of a day takes the place of the rate.
    pub day_fixed: bool,
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
    /// 設定額を助成 of one visit.
    pub pays_visit: Option<Yen>,
    /// 設定額を助成 of one day.
    pub pays_day: Option<Yen>,
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

/// 上限額管理票の按分記載: one charge shared out over the treatments of one ledger.
#[doc(alias = "按分記載")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LedgerShareRow {
    /// The rule.
    pub rule: RuleIndex,
    /// 法別番号.
    pub acts: Vec<String>,
    /// The percentages are whole multiples of one in so many (1,000 = 0.1 %).
    pub steps: i64,
    /// 端数処理 of percentages and of yen.
    pub rounding: Rounding,
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
