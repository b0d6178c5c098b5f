//! 診療行為の集合: which acts a row speaks of: codes, sections of the 点数表, values of columns.

use crate::masters::act::Act;
use crate::masters::code::ActCode;

/// The number of a selector in the rule book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SelectorNo(pub u32);

/// Acts that meet one of `any` and none of `except`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Selector {
    /// At least one holds.
    pub any: Vec<Pattern>,
    /// None holds.
    pub except: Vec<Pattern>,
}

/// Atoms that all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Pattern(pub Vec<Atom>);

/// One property of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Atom {
    /// 診療行為コード.
    Code(ActCode),
    /// 区分番号: letter, first and last number, 枝番 (`None` = any), first and last 項番 (`None` = any).
    Section {
        /// A–O.
        letter: char,
        /// 区分番号, both ends included; `None` = the whole letter.
        numbers: Option<(u16, u16)>,
        /// 枝番; 0 = none.
        branch: Option<u8>,
        /// 項番, both ends included.
        items: Option<(u16, u16)>,
    },
    /// A value of a column.
    Column(Column, u32),
}

/// A column of the act master that selectors may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Column {
    /// 検査等実施判断区分 (項番50).
    JudgementKind,
    /// 検査等実施判断グループ区分 (項番51).
    JudgementGroup,
    /// 包括対象検査 (項番16).
    TestBundle,
    /// 包括逓減区分 (項番63).
    ReductionGroup,
    /// 逓減対象区分 (項番52).
    Reduction,
    /// 外来管理加算区分 (項番56).
    OutpatientManagement,
    /// 通則年齢 (項番40).
    GeneralAge,
    /// 時間加算区分 (項番43).
    TimeAddition,
    /// 処置乳幼児加算区分 (項番46).
    InfantProcedure,
    /// 極低出生体重児加算区分 (項番47).
    LowBirthWeight,
    /// 耳鼻咽喉科乳幼児処置加算 (項番125).
    EntInfant,
    /// 告示等識別区分（１） (項番68).
    NoticeKind,
    /// 外来感染対策向上加算等 (項番124).
    InfectionControl,
    /// 外来・在宅ベースアップ評価料（１） (項番129).
    BaseUp,
    /// 注加算コード (項番38).
    AdditionGroup,
    /// 実日数 (項番27).
    DayRelation,
    /// 日数・回数 (項番28).
    DayCount,
    /// 傷病名関連区分 (項番25).
    DiseaseRelation,
    /// 新又は現点数, in whole points: at least this many.
    PointsAtLeast,
}

impl Selector {
    /// Whether the selector names `act`.
    pub fn names(&self, act: &Act) -> bool {
        self.any.iter().any(|pattern| pattern.holds(act))
            && !self.except.iter().any(|pattern| pattern.holds(act))
    }
}

impl Pattern {
    fn holds(&self, act: &Act) -> bool {
        self.0.iter().all(|atom| atom.holds(act))
    }
}

impl Atom {
    fn holds(self, act: &Act) -> bool {
        match self {
            Self::Code(code) => act.code == code,
            Self::Section { letter, numbers, branch, items } => {
                let within = |range: Option<(u16, u16)>, value: u16| {
                    range.is_none_or(|(first, last)| first <= value && value <= last)
                };
                act.section_letter == letter
                    && within(numbers, act.section)
                    && branch.is_none_or(|branch| branch == act.branch)
                    && within(items, act.item)
            }
            Self::Column(Column::PointsAtLeast, points) => {
                act.amount.count() >= i64::from(points).saturating_mul(100)
            }
            Self::Column(column, value) => column.value(act) == value,
        }
    }
}

impl Column {
    fn value(self, act: &Act) -> u32 {
        let letter = |letter: char| letter.to_digit(36).unwrap_or_default();
        match self {
            Self::JudgementKind => u32::from(act.judgement_kind),
            Self::JudgementGroup => u32::from(act.judgement_group),
            Self::TestBundle => u32::from(act.test_bundle),
            Self::ReductionGroup => u32::from(act.reduction_group),
            Self::Reduction => u32::from(act.reduction),
            Self::OutpatientManagement => u32::from(act.outpatient_management),
            Self::GeneralAge => u32::from(act.general_age),
            Self::TimeAddition => u32::from(act.time_addition),
            Self::InfantProcedure => u32::from(act.infant_procedure),
            Self::LowBirthWeight => u32::from(act.low_birth_weight),
            Self::EntInfant => u32::from(act.ent_infant),
            Self::NoticeKind => letter(act.notice_kind),
            Self::InfectionControl => letter(act.infection_control),
            Self::BaseUp => letter(act.base_up_1),
            Self::AdditionGroup => u32::from(act.addition_group),
            Self::DayRelation => u32::from(act.day_relation),
            Self::DayCount => u32::from(act.day_count),
            Self::DiseaseRelation => u32::from(act.disease_relation),
            Self::PointsAtLeast => 0,
        }
    }
}
