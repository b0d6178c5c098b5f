//! なぜ・なぜでない: for one act, whether it is billed, could be, or may not, and by which rule.

use super::calculate::{act_name, calculate};
use super::comments::{CommentNeed, needs_of};
use super::{Line, Refused};
use crate::copay::request::Language;
use crate::overlay::OverlayUse;
use crate::request::{Code, Order, Request, RequestError};
use santei_engine::masters::code::ActCode;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::copay::CopayBook;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer for one act, visit by visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// 診療行為コード.
    pub act: String,
    /// 名称; empty for a code that no master has.
    pub name: String,
    /// 選択式コメント: every row of the table about it, decided by the claim or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentNeed>,
    /// One for each visit.
    pub visits: Vec<Answer>,
    /// 上書き: the rules of a facility or an insurer that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayUse>,
}

/// The answer at one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "answer")]
pub enum Answer {
    /// It is billed.
    Billed {
        /// The visit, counted from 0.
        visit: usize,
        /// The lines, with their reasons.
        lines: Vec<Line>,
    },
    /// It was ordered or found, and may not be billed.
    NotBilled {
        /// The visit, counted from 0.
        visit: usize,
        /// Why.
        refused: Vec<Refused>,
    },
    /// Nobody ordered it; ordered once, it would be billed.
    CouldBe {
        /// The visit, counted from 0.
        visit: usize,
        /// The lines that it would bring.
        lines: Vec<Line>,
        /// Lines that it would put out.
        puts_out: Vec<Refused>,
    },
    /// Nobody ordered it; ordered once, it could not be billed.
    CouldNotBe {
        /// The visit, counted from 0.
        visit: usize,
        /// Why, which is also what is missing.
        refused: Vec<Refused>,
    },
}

/// Explains one act in a request.
///
/// # Errors
///
/// [`RequestError`] if the request has no meaning.
pub fn explain(
    rules: &PointsRules<'_>,
    copay: &CopayBook,
    request: &Request,
    act: ActCode,
    lang: Language,
) -> Result<Explanation, RequestError> {
    let code = act.to_string();
    let now = calculate(rules, copay, request, lang, true)?;
    let mut visits = Vec::new();
    for (visit, _) in request.visits.iter().enumerate() {
        let lines = own_lines(&now.lines, visit, &code);
        let refused = own_refused(&now.not_billed, visit, &code);
        visits.push(match (lines.is_empty(), refused.is_empty()) {
            (false, _) => Answer::Billed { visit, lines },
            (true, false) => Answer::NotBilled { visit, refused },
            (true, true) => {
                let then = calculate(rules, copay, &with_order(request, visit, act), lang, true)?;
                let lines = own_lines(&then.lines, visit, &code);
                if lines.is_empty() {
                    let refused = own_refused(&then.not_billed, visit, &code);
                    Answer::CouldNotBe { visit, refused }
                } else {
                    let is_new = |line: &&Refused| !now.not_billed.contains(line);
                    let puts_out = then.not_billed.iter().filter(is_new).cloned().collect();
                    Answer::CouldBe { visit, lines, puts_out }
                }
            }
        });
    }
    let last = request.visits.last().map(|visit| visit.date).unwrap_or_default();
    let place = request.visits.len().saturating_sub(1);
    let comments = needs_of(rules.masters, act, last, place);
    Ok(Explanation {
        name: act_name(rules.masters, act, last),
        act: code,
        comments,
        visits,
        overlays: now.overlays,
    })
}

fn own_lines(lines: &[Line], visit: usize, code: &str) -> Vec<Line> {
    let is_own = |line: &&Line| {
        let what = &line.what;
        line.visit == visit
            && (what.act.as_deref() == Some(code) || what.acts.iter().any(|act| act == code))
    };
    lines.iter().filter(is_own).cloned().collect()
}

fn own_refused(refused: &[Refused], visit: usize, code: &str) -> Vec<Refused> {
    let is_own = |line: &&Refused| line.visit == visit && line.what.act.as_deref() == Some(code);
    refused.iter().filter(is_own).cloned().collect()
}

/// The request with one more order at a visit.
fn with_order(request: &Request, visit: usize, act: ActCode) -> Request {
    let mut changed = request.clone();
    if let Some(visit) = changed.visits.get_mut(visit) {
        visit.orders.push(Order { act: Some(Code(act)), ..Order::default() });
    }
    changed
}
