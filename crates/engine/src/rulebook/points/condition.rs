//! 条件式: what a row asks of the facts. Written as text in the rule book, parsed and checked once at load.

use super::SelectorNo;
use crate::claim::{FacilityKind, TimeBand, VisitKind};
use crate::masters::code::DiseaseCode;

/// 条件式, compiled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Condition {
    /// Nothing is asked.
    #[default]
    Always,
    /// Every part holds.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// A yes-or-no fact.
    Flag(Flag),
    /// A number compared with a figure.
    Number(NumberFact, Comparison, i64),
    /// 病院・診療所の別.
    Facility(FacilityKind),
    /// 受診の種別 is one of these.
    Visit(Vec<VisitKind>),
    /// 時間区分 is one of these.
    Band(Vec<TimeBand>),
    /// 診療科 is one of these.
    Department(Vec<u8>),
    /// One of these 施設基準 is notified.
    Standard(Vec<u16>),
    /// The patient has one of these diseases on the day.
    Disease(Vec<DiseaseCode>),
    /// The patient has a disease of one of these 特定疾患等対象区分.
    DiseaseClass(Vec<u8>),
    /// The patient has a disease whose ICD-10 begins with one of these.
    Icd10(Vec<String>),
    /// The patient has a disease of 難病外来対象区分.
    Intractable,
    /// One of the acts is ordered at the same visit.
    Ordered(SelectorNo),
    /// The 主傷病 (any disease where none is marked) has an ICD-10 that begins with one of these.
    MainIcd10(Vec<String>),
    /// One of the acts is ordered on the same day, at any visit.
    OrderedDay(SelectorNo),
    /// One of the acts is ordered in the same group.
    Grouped(SelectorNo),
    /// One of the acts was billed in the last so many calendar months, this one included; 0 = ever.
    History(u16, SelectorNo),
    /// One of the acts was billed on the day or at most so many days before it, at an earlier visit or in the history.
    HistoryDays(u16, SelectorNo),
    /// A drug of the group has a price standard code that begins with one of these.
    GroupDrug(Vec<String>),
    /// A drug given with acts on the same day has a price standard code that begins with one of these.
    DayDrug(Vec<String>),
    /// A drug prescribed at the visit has a price standard code that begins with one of these.
    PrescribedDrug(Vec<String>),
}

/// A yes-or-no fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Flag {
    /// 小児科標榜.
    Pediatrics,
    /// 計画的な医学管理.
    PlanExplained,
    /// 電子画像管理.
    Digital,
    /// 院内処方 at the visit.
    PrescribedInside,
    /// 院外処方 at the visit.
    PrescribedOutside,
    /// 院外処方 at one of the visits of the month.
    PrescribedOutsideInMonth,
    /// 内服 7 種類以上.
    SevenKinds,
    /// 向精神薬多剤投与.
    ManyPsychotropics,
    /// The prescription holds narcotics, psychotropics, stimulant materials or poisons.
    ControlledDrugs,
    /// The prescription names drugs that the last prescription of the month did not.
    ChangedDrugs,
    /// A drug with generics is prescribed by its generic name.
    GenericNamed,
    /// Every drug with generics is prescribed by its generic name.
    GenericNamedAll,
    /// The prescription passes the limit of patches.
    PatchesOverLimit,
    /// The group uses a narcotic.
    GroupNarcotic,
    /// The group uses a biological preparation.
    GroupBiological,
    /// The group uses a contrast medium.
    GroupContrast,
    /// A prescription of the visit is 臨時.
    TemporaryPrescription,
    /// 女.
    Female,
}

/// A number of the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum NumberFact {
    /// 年齢 in whole years.
    Age,
    /// Days since birth.
    AgeDays,
    /// 年齢 in whole years on the first day of the month.
    AgeAtMonthStart,
    /// 許可病床数.
    Beds,
    /// 一般病床数.
    GeneralBeds,
    /// 数量データ of the line, cut to a whole number.
    Quantity,
    /// The longest 投与日数 of oral drugs prescribed at the visit.
    PrescribedDays,
    /// 注射量 in mL of the groups of the day with one of the acts.
    InfusionVolume(SelectorNo),
    /// How often the acts were billed in the last so many calendar months, this one included; 0 = ever.
    HistoryCount(u16, SelectorNo),
    /// How often the acts were done on the day, this visit included, or in so many days before it.
    CountInDays(u16, SelectorNo),
    /// On how many days of the week (日曜日から土曜日まで) the acts were done up to the day, this visit included.
    DaysInWeek(SelectorNo),
    /// Of groups of beginnings of ICD-10 codes, how many the patient has a disease of.
    Icd10Groups(Vec<Vec<String>>),
    /// How many lines of the acts were ordered at the visit.
    OrderedCount(SelectorNo),
    /// How many ingredients of drug classes (`drug_class`) are prescribed at the visit, 臨時 included, the classes taken together.
    ClassKinds(Vec<u16>),
    /// How many oral drugs, by 銘柄, the fullest prescription of the visit holds.
    OralBrands,
    /// 品目数 prescribed by 一般名 outside, of drugs that have a 後発医薬品.
    GenericItems,
    /// Calendar months since the month in which the acts were first billed; 0 without history.
    MonthsSinceFirst(SelectorNo),
    /// Days from the first time one of the acts was billed or ordered; 0 on that day.
    DaysSinceFirst(SelectorNo),
    /// Full months since then, the day itself counted (初日算入): 0 on that day, 1 from the same day of the next month on.
    FullMonthsSinceFirst(SelectorNo),
    /// Days from the first start of a disease whose ICD-10 begins with one of these; beyond every figure without one.
    DaysSinceDisease(Vec<String>),
    /// 所定点数 of the act with its 注加算, whole points.
    FeePoints,
}

impl Condition {
    /// The questions of the condition, one each; those it must not meet only if `denied_too`.
    pub fn leaves(&self, denied_too: bool) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                parts.iter().flat_map(|part| part.leaves(denied_too)).collect()
            }
            Self::Not(part) if denied_too => part.leaves(denied_too),
            Self::Not(_) => Vec::new(),
            leaf => vec![leaf],
        }
    }
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Comparison {
    /// Whether `left` stands to `right` as the comparison says.
    pub const fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::More => left > right,
        }
    }
}
