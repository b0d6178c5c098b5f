//! 高額療養費算定基準額などのルール: rows of limits and of what is added together.

use super::copay::{AgeGroup, ClassIndex, Setting};
use super::rule::RuleIndex;
use crate::amount::{AmountError, Ratio, Rounding, Yen};

/// 算定基準額の式: `base + max(0, 医療費 − threshold) × ratio`.
#[doc(alias = "算定基準額")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Formula {
    /// The fixed part.
    pub base: Yen,
    /// What the 医療費 must exceed.
    pub threshold: Yen,
    /// The part of the excess; none for a fixed limit.
    pub ratio: Option<Ratio>,
    /// 端数処理 of that part.
    pub rounding: Rounding,
}

impl Formula {
    /// A fixed limit.
    pub const fn fixed(base: Yen) -> Self {
        Self { base, threshold: Yen::ZERO, ratio: None, rounding: Rounding::HalfUp }
    }

    /// The limit for a 医療費.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if it does not fit.
    pub fn limit(&self, medical: Yen) -> Result<Yen, AmountError> {
        let Some(ratio) = self.ratio else { return Ok(self.base) };
        let excess = medical.minus(self.threshold)?.max(Yen::ZERO);
        // 施行令42条1項: 五十銭未満は切り捨て、五十銭以上は一円に切り上げ; the row carries it.
        self.base.plus(excess.part(ratio, self.rounding)?)
    }

    /// The formula of a month in which only a part of it holds (75歳到達月).
    ///
    /// # Errors
    ///
    /// [`AmountError`] if it does not fit.
    pub fn scaled(&self, by: Ratio) -> Result<Self, AmountError> {
        // Every limit of 施行令42条 halves without a remainder.
        Ok(Self {
            base: self.base.part(by, Rounding::HalfUp)?,
            threshold: self.threshold.part(by, Rounding::HalfUp)?,
            ..*self
        })
    }
}

/// Which of two limits a row gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum LimitScope {
    /// 世帯 (and 入院 of one person).
    Household,
    /// 外来特例 of one person.
    Outpatient,
}

/// 所得区分ごとの算定基準額.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LimitRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// Income classes.
    pub classes: Vec<ClassIndex>,
    /// 世帯・外来.
    pub scope: LimitScope,
    /// The limit.
    pub formula: Formula,
    /// 多数回該当.
    pub repeated: Option<Yen>,
}

/// What kind of treatment a first-stage limit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FirstStage {
    /// 通常: by class, only when the class is shown.
    Ordinary,
    /// 特定給付対象療養 (41条6項).
    Specific,
    /// 特定疾病給付対象療養 (41条7項): by class.
    SpecificDisease,
    /// 生活保護 (41条8項).
    Livelihood,
    /// 公費優先: the insurance does not pay at all.
    PublicFirst,
}

/// 所得区分によらない算定基準額.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct FixedLimitRow {
    /// The rule.
    pub rule: RuleIndex,
    /// What it is for.
    pub kind: FixedLimitKind,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// Settings.
    pub settings: Vec<Setting>,
    /// Income classes; empty means every one.
    pub classes: Vec<ClassIndex>,
    /// The limit.
    pub formula: Formula,
}

/// Which limit a [`FixedLimitRow`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FixedLimitKind {
    /// 特定給付対象療養.
    Specific,
    /// 生活保護.
    Livelihood,
    /// 特定疾病 (マル長).
    SpecialDisease,
    /// 特定疾病のうち人工透析; where no row speaks, [`Self::SpecialDisease`] holds.
    SpecialDiseaseDialysis,
}

/// 認定のない者.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UncertifiedRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// The classes of which it speaks; empty means every one.
    pub classes: Vec<ClassIndex>,
    /// 負担割合 of persons whose class is not known at all.
    pub rates: Vec<Ratio>,
    /// The class as which they are treated; none = no limit at the counter.
    pub treated_as: Option<ClassIndex>,
}

/// 合算の条件.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CombinationRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// 一部負担金相当額 from which a set is added.
    pub minimum: Yen,
}

/// 75歳到達月の特例.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HalvingRow {
    /// The rule.
    pub rule: RuleIndex,
    /// The part of each limit that holds.
    pub ratio: Ratio,
}

/// 2割負担の配慮措置: `free_share + max(0, 医療費 − threshold) × ratio`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TransitionRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// Income classes.
    pub classes: Vec<ClassIndex>,
    /// Settings.
    pub settings: Vec<Setting>,
    /// The limit; it is not halved in the month of 75.
    pub formula: Formula,
}

/// 年間上限.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct YearCapRow {
    /// The rule.
    pub rule: RuleIndex,
    /// Age groups.
    pub ages: Vec<AgeGroup>,
    /// Income classes.
    pub classes: Vec<ClassIndex>,
    /// 外来・全体.
    pub scope: LimitScope,
    /// The cap of the year.
    pub cap: Yen,
}
