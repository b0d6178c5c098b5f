//! 算定: a request calculated, and the engine's statement as JSON.

use super::comments::comments;
use super::reason::{reason, word};
use super::shares::shares;
use super::{Column, Finding, Line, Other, Refused, Statement, Subject};
use crate::copay::request::Language;
use crate::overlay::overlays;
use crate::request::{Request, RequestError};
use chrono::NaiveDate;
use santei_engine::masters::Masters;
use santei_engine::masters::code::ActCode;
use santei_engine::masters::table::{Row, Table};
use santei_engine::masters::text::Text;
use santei_engine::points::{self, PointsRules};
use santei_engine::rulebook::copay::CopayBook;
use santei_engine::rulebook::points::RefusalKind;
use santei_engine::statement::points as engine;
use std::collections::BTreeMap;

/// Calculates a request; reasons of billed lines only with `explain`, every sentence in `lang`.
///
/// # Errors
///
/// [`RequestError`] if the request has no meaning.
pub fn calculate(
    rules: &PointsRules<'_>,
    copay: &CopayBook,
    request: &Request,
    lang: Language,
    explain: bool,
) -> Result<Statement, RequestError> {
    let claim = request.claim()?;
    let result = points::calculate(rules, &claim);
    let mut columns: BTreeMap<u16, i64> = BTreeMap::new();
    for line in &result.lines {
        let points = line.points.times(line.count).map(santei_engine::Points::count);
        let sum = columns.entry(line.column).or_default();
        *sum = sum.saturating_add(points.unwrap_or_default());
    }
    let is_data = |line: &engine::RefusedLine| line.refusal.kind == RefusalKind::Data;
    let is_partial = result.total.is_none() || result.refused.iter().any(is_data);
    let finding = |finding: &points::Finding| {
        let date = request.visits.get(finding.visit).map(|visit| visit.date).unwrap_or_default();
        let what = if finding.drugs.is_empty() {
            engine::Subject::Bundle(finding.acts.clone())
        } else {
            engine::Subject::Drugs(finding.drugs.clone())
        };
        Finding {
            visit: finding.visit,
            what: subject(rules.masters, &what, date),
            reason: reason(rules, finding.cause, lang),
        }
    };
    let (comments_missing, comments_wrong) = comments(rules.masters, &claim, &result);
    let lines: Vec<Line> =
        result.lines.iter().map(|line| billed(rules, line, explain.then_some(lang))).collect();
    Ok(Statement {
        id: request.id.clone(),
        shares: shares(copay, request, &lines, explain.then_some(lang))?,
        lines,
        not_billed: result.refused.iter().map(|line| refused(rules, line, lang)).collect(),
        findings: result.findings.iter().map(finding).collect(),
        comments_missing,
        comments_wrong,
        columns: columns.into_iter().map(|(column, points)| Column { column, points }).collect(),
        total: result.total.map(santei_engine::Points::count),
        is_partial,
        overlays: overlays(rules.book),
    })
}

/// A billed line; its reasons only in a language.
pub(super) fn billed(
    rules: &PointsRules<'_>,
    line: &engine::BilledLine,
    lang: Option<Language>,
) -> Line {
    let reasons =
        lang.map(|lang| line.causes.iter().map(|cause| reason(rules, *cause, lang)).collect());
    Line {
        visit: line.visit,
        date: line.date,
        what: subject(rules.masters, &line.subject, line.date),
        points: line.points.count(),
        count: line.count,
        column: line.column,
        reasons: reasons.unwrap_or_default(),
    }
}

/// A line that is not billed.
pub(super) fn refused(
    rules: &PointsRules<'_>,
    line: &engine::RefusedLine,
    lang: Language,
) -> Refused {
    Refused {
        visit: line.visit,
        date: line.date,
        what: subject(rules.masters, &line.subject, line.date),
        rule: word(line.refusal.kind).to_owned(),
        reason: reason(rules, line.refusal.cause, lang),
        other: line.refusal.other.map(|other| Other {
            act: other.act.to_string(),
            name: act_name(rules.masters, other.act, other.date),
            date: other.date,
        }),
    }
}

fn subject(masters: &Masters, subject: &engine::Subject, day: NaiveDate) -> Subject {
    let mut out = Subject::default();
    match subject {
        engine::Subject::Act(code) => {
            out.act = Some(code.to_string());
            out.names = vec![act_name(masters, *code, day)];
        }
        engine::Subject::Bundle(codes) => {
            out.acts = codes.iter().map(ToString::to_string).collect();
            out.names = codes.iter().map(|code| act_name(masters, *code, day)).collect();
        }
        engine::Subject::Drugs(codes) => {
            let name = |row: &santei_engine::masters::drug::Drug| row.name;
            out.drugs = codes.iter().map(ToString::to_string).collect();
            out.names =
                codes.iter().map(|code| named(masters, &masters.drugs, *code, day, name)).collect();
        }
        engine::Subject::Materials(codes) => {
            let name = |row: &santei_engine::masters::material::Material| row.name;
            out.materials = codes.iter().map(ToString::to_string).collect();
            out.names = codes
                .iter()
                .map(|code| named(masters, &masters.materials, *code, day, name))
                .collect();
        }
        engine::Subject::Unknown(code) => {
            out.act = Some(format!("{code:09}"));
            out.names = vec![String::new()];
        }
    }
    out
}

/// The name of an act on a day, or else the newest name it ever had.
pub(super) fn act_name(masters: &Masters, code: ActCode, day: NaiveDate) -> String {
    named(masters, &masters.acts, code, day, |row| row.name)
}

fn named<T: Row>(
    masters: &Masters,
    table: &Table<T>,
    code: T::Key,
    day: NaiveDate,
    name: impl Fn(&T) -> Text,
) -> String {
    let row = table.find(code, day).or_else(|| table.versions(code).last());
    row.map(|row| masters.text(name(row)).to_owned()).unwrap_or_default()
}
