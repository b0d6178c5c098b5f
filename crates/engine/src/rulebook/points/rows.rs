//! 各機構の行: one row type a mechanism. Every row has the number of its rule; what a field means is the mechanism's.

use super::{Condition, RuleNo, SelectorNo};
use crate::amount::{Points, Ratio, Rounding};
use crate::claim::VisitKind;
use crate::masters::code::ActCode;
use crate::points::price::{DrugTariff, MaterialTariff};

/// The span of time within which two lines meet, or lines are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Unit {
    /// 同時: one visit.
    Visit,
    /// 伴って: one group of orders that were used together.
    Group,
    /// 1日につき.
    Day,
    /// 週: Sunday through Saturday.
    Week,
    /// So many calendar months, the month itself included.
    Months(u16),
    /// So many years from day to day, the day itself included.
    Years(u16),
    /// 年度: April through March.
    FiscalYear,
    /// 患者1人につき.
    Ever,
}

/// Why a line is not billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum RefusalKind {
    /// 所定点数に含まれる.
    Included,
    /// 併せて算定できない.
    Exclusion,
    /// 算定回数.
    Frequency,
    /// 年齢.
    Age,
    /// 施設.
    Facility,
    /// Belongs to another kind of visit.
    Visit,
    /// A condition is not met.
    Condition,
    /// The code or its data cannot be billed as ordered.
    Data,
}

/// Which of two acts is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Survivor {
    /// The first.
    First,
    /// The one with more points.
    Greater,
}

/// How often a found line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Per {
    /// Once for every base line.
    Line,
    /// Once a visit.
    Visit,
    /// Once a day.
    Day,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Measure {
    /// 回数.
    Count,
    /// 数量データ (リハビリテーションの単位).
    Quantity,
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name {
            /// The rule.
            pub rule: RuleNo,
            $($(#[$field_doc])* pub $field: $type,)*
        }
    )*};
}

rows! {
    /// 基本診療料: the fee of a kind of visit.
    BasicFee {
        /// 受診の種別.
        visit: VisitKind,
        /// When the row is the one.
        when: Condition,
        /// The act.
        act: ActCode,
        /// The act for a further visit of this kind on one day.
        repeat: Option<ActCode>,
    }
    /// 加算: an act found with a base.
    Addition {
        /// The act found.
        act: ActCode,
        /// The bases.
        to: SelectorNo,
        /// When it is found at all.
        when: Condition,
        /// What is missing makes it a refused line rather than no line.
        provided: Condition,
        /// How often.
        per: Per,
    }
    /// ％加算: a percentage act found with each base line; the base is the line and its 注加算.
    Percent {
        /// The act must be ordered; the row only says what its base is.
        is_ordered: bool,
        /// The act found.
        act: ActCode,
        /// The bases.
        to: SelectorNo,
        /// When it is found.
        when: Condition,
    }
    /// 算定要件: what an ordered act needs.
    Requirement {
        /// The acts.
        acts: SelectorNo,
        /// What must hold.
        needs: Condition,
        /// Why the line is refused otherwise.
        refuse: RefusalKind,
    }
    /// 加算の相手: an addition that no column ties to its bases is billed only beside one of them.
    Attachment {
        /// The additions.
        acts: SelectorNo,
        /// The bases.
        to: SelectorNo,
        /// Within what span.
        unit: Unit,
    }
    /// 包括: acts included in another.
    Inclusion {
        /// The act that includes.
        parent: SelectorNo,
        /// The acts included.
        included: SelectorNo,
        /// Within what span.
        unit: Unit,
        /// When the row applies, seen from the parent's visit.
        when: Condition,
        /// 判断料 and 採血料 are still found with an included test.
        keeps_judgement: bool,
        /// The parent includes even when it is itself refused.
        even_if_refused: bool,
        /// Drugs and materials of the same visit are included too.
        covers_drugs: bool,
        /// Materials used with the line that the parent is added to are included (films of 電子画像管理加算).
        covers_materials: bool,
        /// Drugs used with the parent that are included: beginnings of 薬価基準コード (透析液 … of 人工腎臓).
        own_drugs: Vec<String>,
    }
    /// 背反: acts that are not billed together.
    Exclusion {
        /// One side.
        first: SelectorNo,
        /// The other side; the same selector = two different acts of it.
        second: SelectorNo,
        /// Within what span.
        unit: Unit,
        /// Which is billed.
        survivor: Survivor,
        /// When the row applies, seen from the refused line's visit.
        when: Condition,
    }
    /// 算定回数: how often acts are billed, counted together.
    Limit {
        /// The acts.
        acts: SelectorNo,
        /// Within what span.
        unit: Unit,
        /// How often.
        limit: u32,
        /// What is counted.
        measure: Measure,
        /// Whether every act has a count of its own.
        is_each: bool,
        /// When the row applies.
        when: Condition,
    }
    /// 算定回数テーブルの行を用いない: rows of table 05 that no longer hold.
    FrequencyOff {
        /// The acts.
        acts: SelectorNo,
        /// 算定単位コード.
        unit_code: u16,
    }
    /// 届出によらない基準: a 施設基準 that is kept and not filed, so that a list of 届出 without it says nothing.
    UnfiledStandard {
        /// 施設基準コード (項番45).
        standard: u16,
    }
    /// 判断料: the judgement fee of a group of tests.
    Judgement {
        /// 検査等実施判断グループ区分.
        group: u8,
        /// When the row is the one.
        when: Condition,
        /// The act.
        act: ActCode,
    }
    /// 採取料: found once a visit when a specimen of this kind is tested.
    Specimen {
        /// The act.
        act: ActCode,
        /// The tests that need it.
        tests: SelectorNo,
    }
    /// 項目数包括: points by the number of tests done together.
    Bundle {
        /// 包括対象検査.
        group: u8,
        /// From so many items on, so many points; rising.
        steps: Vec<(u16, Points)>,
    }
    /// 逓減: a second time in the month.
    Reduction {
        /// The acts; those with one 包括逓減区分 are counted together.
        acts: SelectorNo,
        /// What is left.
        ratio: Ratio,
        /// How it is rounded.
        rounding: Rounding,
        /// All acts of the row are counted together, whatever their 包括逓減区分.
        is_together: bool,
        /// 所定点数 is that of the act and of its 注加算, so these are reduced with it.
        has_additions: bool,
    }
    /// 所定点数の割合: acts billed at a part or a multiple.
    Factor {
        /// The acts.
        acts: SelectorNo,
        /// When.
        when: Condition,
        /// The ratio.
        ratio: Ratio,
        /// How it is rounded.
        rounding: Rounding,
    }
    /// 初診から1月: not within a month of 初診.
    FirstMonth {
        /// The acts.
        acts: SelectorNo,
        /// When the day falls on a 休日, the last day before it that is none will do.
        is_advanced: bool,
        /// Only the calendar month of 初診 is shut, not a month from the day.
        is_calendar_month: bool,
        /// Acts that count as 初診 as well (２つ目の診療科) for the first time that one of the acts is billed.
        also_first: Vec<ActCode>,
    }
    /// 割合の所定点数: percentages whose 所定点数 is the fee and no 注加算 but the named ones.
    PercentBase {
        /// The percentages.
        acts: SelectorNo,
        /// The 注加算 that belong to the 所定点数.
        notes: SelectorNo,
    }
    /// 年齢加算の例外: age additions of the master that are not found.
    AgeException {
        /// The additions.
        acts: SelectorNo,
        /// When they are not found.
        when: Condition,
    }
    /// 同一手術野: of acts said to be done in one field only the dearest is billed.
    SameField {
        /// The acts.
        acts: SelectorNo,
    }
    /// 未決: what the law leaves open; said in a finding, never guessed in silence.
    Open {
        /// The acts that raise the question.
        acts: SelectorNo,
        /// When it is raised, seen from such an act.
        when: Condition,
        /// The acts whose billing is in doubt; empty = those that raise it.
        about: Vec<ActCode>,
    }
    /// 薬剤料の算定方法 of sections.
    DrugTariffRow {
        /// The letters of the sections.
        sections: Vec<char>,
        /// The figures.
        tariff: DrugTariff,
    }
    /// 特定器材種別 and its figures.
    MaterialTariffRow {
        /// The figures.
        tariff: MaterialTariff,
    }
}
