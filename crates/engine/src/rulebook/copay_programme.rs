//! 事業の対象と選択肢: who belongs to a programme, when a charge holds, and what its rows leave to choose.

use super::copay::Scheme;
use crate::amount::{Ratio, Yen};

/// 事業内区分コード: which of the programmes of one 公費負担者番号 a row is of.
#[doc(alias = "事業内区分コード")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Division {
    /// The code.
    pub code: String,
    /// The number has other programmes too, so that a certificate must name the code.
    pub is_required: bool,
}

/// 対象範囲: who belongs to a programme.
#[doc(alias = "対象範囲")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Scope {
    /// 年齢（以上）.
    pub from_age: Option<AgeBound>,
    /// 年齢（未満）.
    pub below_age: Option<AgeBound>,
    /// 保険種別; empty means every one.
    pub schemes: Vec<Scheme>,
    /// 対象範囲(2): conditions that the certificate shows.
    pub conditions: Vec<Condition>,
    /// One of the conditions is enough (OR); else every one holds (AND).
    pub is_any_condition: bool,
}

/// A condition that a certificate shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Condition {
    /// 所得区分, in any of these spellings.
    Income(Vec<String>),
    /// 追加条件.
    Additional(String),
}

/// 対象年齢: an age and the day on which it takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AgeBound {
    /// Years.
    pub years: i32,
    /// 年齢基準.
    pub basis: AgeBasis,
}

/// 年齢基準.
#[doc(alias = "年齢基準")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum AgeBasis {
    /// The birthday.
    Birthday,
    /// The first day of the month of the birthday.
    MonthOfBirthday,
    /// The first day of the month after the age is reached.
    NextMonth,
    /// The 1 April after the age is reached.
    SchoolYear,
}

/// 適用の範囲 of one charge; `None` means without bound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Window {
    /// 複数回受診条件: visits of the month at the facility, counted from 1.
    pub visits: Range,
    /// 入院日数条件: days of the stay, counted from 1.
    pub stay_days: Range,
    /// 連続入院条件: months of the stay, counted from 1.
    pub stay_months: Range,
    /// 一部負担金: from the first sum through the last.
    pub share_from: Option<Yen>,
    /// Below this sum.
    pub share_below: Option<Yen>,
}

/// A range of numbers, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
pub struct Range {
    /// The first.
    pub from: Option<u32>,
    /// The last.
    pub through: Option<u32>,
}

impl Range {
    /// Whether `number` lies in it.
    pub fn holds(self, number: u32) -> bool {
        self.from.is_none_or(|from| from <= number)
            && self.through.is_none_or(|last| number <= last)
    }

    /// Whether it has no bound.
    pub const fn is_open(self) -> bool {
        self.from.is_none() && self.through.is_none()
    }

    /// How many of the `count` numbers after `before` lie in it.
    pub fn overlap(self, before: u32, count: u32) -> u32 {
        let first = before.saturating_add(1).max(self.from.unwrap_or(0));
        let last = before.saturating_add(count).min(self.through.unwrap_or(u32::MAX));
        last.saturating_add(1).saturating_sub(first)
    }
}

/// 他の公費負担医療の自己負担 after other subsidies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Others {
    /// 助成する.
    #[default]
    Paid,
    /// 助成しない.
    NotPaid,
    /// Only what these acts leave (他事業の指定).
    Only(Vec<String>),
}

/// 月途中の受給者証変更: what a later certificate of the month does with the cap.
#[doc(alias = "月途中の受給者証変更")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum CertificateChange {
    /// 別計算: each certificate has its own cap.
    #[default]
    Separate,
    /// 通算: what was charged under the earlier one counts against the cap of the later.
    Carried,
    /// 通算, 高い上限額: both count against the higher cap.
    Higher,
    /// 通算, 低い上限額: both count against the lower cap.
    Lower,
    /// 通算, 変更前の上限額: both count against the earlier cap.
    Earlier,
}

/// 食事・生活療養の助成 of a standard burden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MealHelp {
    /// The part of the burden it pays.
    pub part: Ratio,
    /// 1日当たりの自己負担上限額.
    pub day_cap: Option<Yen>,
    /// 1月当たりの自己負担上限額.
    pub month_cap: Option<Yen>,
}

impl MealHelp {
    /// A part, without caps.
    pub const fn part(part: Ratio) -> Self {
        Self { part, day_cap: None, month_cap: None }
    }
}

/// 未読項目: a column that holds a value and that no step reads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnreadColumn {
    /// The file.
    pub file: String,
    /// The line of the row.
    pub line: u64,
    /// 列: the number of the column.
    pub number: usize,
    /// 項目名.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_counts_the_numbers_it_holds() {
        let range = Range { from: Some(3), through: Some(5) };
        assert!(!range.holds(2) && range.holds(3) && range.holds(5) && !range.holds(6));
        for (before, count, expected) in [(0, 2, 0), (0, 3, 1), (2, 3, 3), (4, 10, 1), (5, 3, 0)] {
            assert_eq!(range.overlap(before, count), expected, "{before} {count}");
        }
        assert_eq!(Range::default().overlap(7, 4), 4);
    }
}
