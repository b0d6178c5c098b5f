//! 事例: the JSON of a worked case of points. Its `in` is a request like any other.

use crate::request::Request;
use chrono::NaiveDate;
use serde::Deserialize;

/// 事例.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The id.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The form, `points`.
    pub form: String,
    /// The article.
    pub source: String,
    /// The arithmetic.
    pub arithmetic: String,
    /// A note.
    #[serde(default)]
    pub note: Option<String>,
    /// Which masters the case runs on: `shared` or `embedded`.
    #[serde(default)]
    pub masters: Option<String>,
    /// For which days the rules behind it hold.
    #[serde(default)]
    pub valid: Option<serde_json::Value>,
    /// What was done.
    #[serde(rename = "in")]
    pub input: Request,
    pub(super) expect: Expect,
}

/// What must come out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    pub(super) lines: Vec<ExpectedLine>,
    #[serde(default)]
    pub(super) not_billed: Vec<ExpectedRefusal>,
    pub(super) total: Option<i64>,
    /// What the law leaves open: the engine must say so.
    #[serde(default)]
    pub(super) findings: Vec<ExpectedFinding>,
}

/// What the law leaves open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedFinding {
    pub(super) topic: String,
    #[serde(default)]
    pub(super) acts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedLine {
    pub(super) date: Option<NaiveDate>,
    pub(super) act: Option<String>,
    #[serde(default)]
    pub(super) acts: Vec<String>,
    #[serde(default)]
    pub(super) drugs: Vec<String>,
    #[serde(default)]
    pub(super) materials: Vec<String>,
    pub(super) points: i64,
    pub(super) count: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedRefusal {
    pub(super) act: String,
    pub(super) rule: String,
    #[serde(default)]
    pub(super) date: Option<NaiveDate>,
}
