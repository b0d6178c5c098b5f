//! 計算結果: every line billed, every line not billed and why, as JSON.

mod calculate;
mod comments;
mod explain;
mod reason;
mod remedy;
mod shares;

pub use calculate::calculate;
pub use comments::{CommentChoice, CommentFault, CommentNeed};
pub use explain::{Answer, Explanation, Lacking, LackingKind, explain};
pub(crate) use reason::word;
pub use reason::{Reason, ReasonKind};

use crate::copay::CopayStatement;
use crate::overlay::OverlayUse;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 計算結果.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The lines billed.
    pub lines: Vec<Line>,
    /// The lines not billed.
    pub not_billed: Vec<Refused>,
    /// 指摘: what the law, a doubtful row of a table or the facts leave open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// コメント that the table asks for beside what is billed, and that no visit gives: one entry a row of the table and month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments_missing: Vec<CommentNeed>,
    /// コメント given that are wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments_wrong: Vec<CommentFault>,
    /// 集計先: points by column of the receipt, rising.
    pub columns: Vec<Column>,
    /// 合計点数 of all visits; `null` if it does not fit.
    pub total: Option<i64>,
    /// 患者負担 of each month; empty without coverage in the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<CopayStatement>,
    /// Something ordered could not be priced, so that the total is not the whole.
    pub is_partial: bool,
    /// 上書き: the rules of a facility or an insurer that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayUse>,
}

/// What a line speaks of: exactly one of the four lists of codes is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// 診療行為コード of one act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// 診療行為コード of a bundle of tests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// 医薬品コード of one 剤 or group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drugs: Vec<String>,
    /// 特定器材コード of one group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<String>,
    /// 名称 of the codes, in their order; empty for a code that no master has.
    pub names: Vec<String>,
}

/// 算定した行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The visit, counted from 0.
    pub visit: usize,
    /// The day.
    pub date: NaiveDate,
    /// What is billed.
    pub what: Subject,
    /// Points of one, as billed.
    pub points: i64,
    /// 回数.
    pub count: u32,
    /// 点数欄集計先識別（入院外）.
    pub column: u16,
    /// Why it stands and what changed its points or count; empty unless reasons were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// 算定しない行.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The visit, counted from 0.
    pub visit: usize,
    /// The day.
    pub date: NaiveDate,
    /// What is not billed.
    pub what: Subject,
    /// Kind of rule: `included`, `exclusion`, `frequency`, `age`, `facility`, `visit`, `condition`, `data`.
    pub rule: String,
    /// What it stands on.
    pub reason: Reason,
    /// The line it collided with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
}

/// 指摘.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The visit, counted from 0.
    pub visit: usize,
    /// The acts whose billing, or the drugs whose points are in doubt, and their names.
    pub what: Subject,
    /// What it stands on.
    pub reason: Reason,
}

/// The line that another collided with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Other {
    /// 診療行為コード.
    pub act: String,
    /// 名称.
    pub name: String,
    /// The day.
    pub date: NaiveDate,
}

/// 集計先.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// 点数欄集計先識別（入院外）.
    pub column: u16,
    /// Its points.
    pub points: i64,
}
