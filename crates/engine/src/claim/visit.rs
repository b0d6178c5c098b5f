//! 受診: one visit: its day, its kind and the time band, as the facility states them.

use super::order::Order;
use crate::masters::code::CommentCode;
use chrono::NaiveDate;

/// 受診: one visit and what was ordered at it.
#[doc(alias = "受診")]
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// 診療年月日.
    pub date: NaiveDate,
    /// 診療科コード.
    pub department: u8,
    /// Which fee for seeing the doctor the visit calls for.
    pub kind: VisitKind,
    /// 時間区分.
    pub time_band: TimeBand,
    /// 計画的な医学管理: the conditions of 外来管理加算 are met.
    pub is_plan_explained: bool,
    /// コメント that the facility gives for the visit.
    pub comments: Vec<VisitComment>,
    /// オーダー.
    pub orders: Vec<Order>,
}

/// コメント given for a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitComment {
    /// コメントコード.
    pub code: CommentCode,
    /// 文字データ, empty if there is none.
    pub text: String,
}

/// 受診の種別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum VisitKind {
    /// 初診.
    Initial,
    /// 再診.
    Revisit,
    /// 電話等再診.
    PhoneRevisit,
    /// 同一日２つ目の診療科の初診.
    SecondDepartmentInitial,
    /// 同一日２つ目の診療科の再診.
    SecondDepartmentRevisit,
    /// No fee for seeing the doctor (訪問診療, a later test, …).
    None,
}

/// 時間区分, as the facility states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum TimeBand {
    /// 診療時間内.
    Regular,
    /// 時間外.
    AfterHours,
    /// 休日.
    Holiday,
    /// 深夜.
    LateNight,
    /// 時間外特例.
    SpecialAfterHours,
    /// 夜間・早朝等.
    EveningEarly,
}
