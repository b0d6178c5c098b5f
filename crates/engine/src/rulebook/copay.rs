//! 患者負担のルールブック: the rows of co-pay, and the words in which they speak of age, class and setting.

use super::copay_extra::{
    LongListedRow, MealBurdenRow, MealCostRow, RoundingRow, TaxRow, UnitPriceRow,
};
use super::copay_limit::{
    CombinationRow, FixedLimitRow, HalvingRow, LimitRow, TransitionRow, UncertifiedRow, YearCapRow,
};
use super::copay_subsidy::{LedgerShareRow, ProrationRow, SubsidyRow, TierRow};
use super::rule::{Rule, RuleIndex};
use crate::amount::{Ratio, Yen};
use chrono::NaiveDate;

/// 年齢区分.
#[doc(alias = "年齢区分")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AgeGroup {
    /// 義務教育就学前.
    Preschool,
    /// 就学後から70歳未満.
    Under70,
    /// 70歳以上75歳未満.
    From70,
    /// 後期高齢者.
    From75,
}

impl AgeGroup {
    /// All groups, youngest first.
    pub const ALL: [Self; 4] = [Self::Preschool, Self::Under70, Self::From70, Self::From75];

    /// The place of the group in [`Self::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Self::Preschool => 0,
            Self::Under70 => 1,
            Self::From70 => 2,
            Self::From75 => 3,
        }
    }

    /// 70歳以上.
    pub const fn is_70_or_over(self) -> bool {
        matches!(self, Self::From70 | Self::From75)
    }
}

/// 入院・外来.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Setting {
    /// 入院.
    Inpatient,
    /// 外来.
    Outpatient,
}

/// 保険制度.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Scheme {
    /// 被用者保険.
    Employee,
    /// 国民健康保険.
    National,
    /// 後期高齢者医療.
    LateElderly,
}

/// 点数表の別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Service {
    /// 医科.
    Medical,
    /// 歯科.
    Dental,
    /// 調剤.
    Pharmacy,
    /// 訪問看護.
    VisitingNurse,
}

/// 所得区分, by its place in [`CopayBook::classes`].
#[doc(alias = "所得区分")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ClassIndex(pub u16);

/// 所得区分: a name that rows refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Class {
    /// The name, as certificates print it.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The groups it belongs to.
    pub ages: Vec<AgeGroup>,
}

/// 年齢の切替: when a group begins.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AgeRow {
    /// The rule.
    pub rule: RuleIndex,
    /// The group that begins.
    pub group: AgeGroup,
    /// The age, in years.
    pub years: i32,
    /// The day on which it begins.
    pub start: AgeStart,
}

/// The day on which an age takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AgeStart {
    /// The birthday itself (資格取得日).
    Birthday,
    /// The first day of the month after the one in which the age is reached, the day before the birthday.
    NextMonth,
    /// The 1 April that follows the day before the birthday (最初の3月31日の翌日).
    SchoolYear,
}

/// 負担割合.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RateRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups; empty means every one.
    pub ages: Vec<AgeGroup>,
    /// Income classes; empty means every one.
    pub classes: Vec<ClassIndex>,
    /// Only persons born on or before this day (a stronger row than one without).
    pub born_through: Option<NaiveDate>,
    /// The patient's share.
    pub rate: Ratio,
}

/// 標準報酬月額 → 所得区分.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RemunerationRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// Least remuneration.
    pub least: Yen,
    /// Greatest remuneration.
    pub most: Yen,
    /// The class.
    pub class: ClassIndex,
}

/// 患者負担のルールブック.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CopayBook {
    /// The heads of all rows.
    pub rules: Vec<Rule>,
    /// 所得区分.
    pub classes: Vec<Class>,
    /// 年齢の切替.
    pub ages: Vec<AgeRow>,
    /// 負担割合.
    pub rates: Vec<RateRow>,
    /// 標準報酬月額.
    pub remunerations: Vec<RemunerationRow>,
    /// 高額療養費算定基準額.
    pub limits: Vec<LimitRow>,
    /// 公費・特定疾病・生活保護の算定基準額.
    pub fixed_limits: Vec<FixedLimitRow>,
    /// 認定のない者の扱い.
    pub uncertified: Vec<UncertifiedRow>,
    /// 合算.
    pub combinations: Vec<CombinationRow>,
    /// 75歳到達月.
    pub halvings: Vec<HalvingRow>,
    /// 配慮措置.
    pub transitions: Vec<TransitionRow>,
    /// 年間上限.
    pub year_caps: Vec<YearCapRow>,
    /// 公費・地方単独事業.
    pub subsidies: Vec<SubsidyRow>,
    /// 公費の月額上限の階層.
    pub tiers: Vec<TierRow>,
    /// 世帯按分.
    pub prorations: Vec<ProrationRow>,
    /// 上限額管理票の按分記載.
    pub ledger_shares: Vec<LedgerShareRow>,
    /// 端数処理.
    pub roundings: Vec<RoundingRow>,
    /// 1点単価.
    pub unit_prices: Vec<UnitPriceRow>,
    /// 食事・生活療養の基準額.
    pub meal_costs: Vec<MealCostRow>,
    /// 標準負担額.
    pub meal_burdens: Vec<MealBurdenRow>,
    /// 長期収載品.
    pub long_listed: Vec<LongListedRow>,
    /// 消費税.
    pub taxes: Vec<TaxRow>,
}

impl CopayBook {
    /// The head of a row.
    pub fn rule(&self, index: RuleIndex) -> Option<&Rule> {
        usize::try_from(index.0).ok().and_then(|place| self.rules.get(place))
    }

    /// The class of this name (or alias) for an age group.
    pub fn class(&self, name: &str, age: AgeGroup) -> Option<ClassIndex> {
        self.classes
            .iter()
            .position(|class| {
                class.ages.contains(&age)
                    && (class.name == name || class.aliases.iter().any(|alias| alias == name))
            })
            .and_then(|place| u16::try_from(place).ok())
            .map(ClassIndex)
    }

    /// The name of a class.
    pub fn class_name(&self, index: ClassIndex) -> Option<&str> {
        self.classes.get(usize::from(index.0)).map(|class| class.name.as_str())
    }

    /// The rows that hold on `day`: the enacted ones, or, when none is, those that are not (yet) law.
    pub fn in_force<'a, T>(
        &'a self,
        rows: &'a [T],
        day: NaiveDate,
        rule_of: impl Fn(&T) -> RuleIndex + Copy,
        matches: impl Fn(&T) -> bool + Copy,
    ) -> impl Iterator<Item = &'a T> {
        let holds = move |row: &&T| {
            self.rule(rule_of(row)).is_some_and(|rule| rule.span.contains(day)) && matches(row)
        };
        let is_enacted = move |row: &&T| self.rule(rule_of(row)).is_some_and(Rule::is_enacted);
        let any_enacted = rows.iter().filter(holds).any(|row| is_enacted(&row));
        rows.iter().filter(holds).filter(move |row| !any_enacted || is_enacted(row))
    }
}
