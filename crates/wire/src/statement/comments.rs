//! コメント: which comments the table asks for beside what is billed and nobody gave, and what is wrong with those given.

use super::calculate::act_name;
use crate::audit::{comment_row_article, comment_row_id};
use chrono::{Datelike, NaiveDate};
use santei_engine::audit::claim::Care;
use santei_engine::claim::Claim;
use santei_engine::masters::Masters;
use santei_engine::masters::code::{ActCode, CommentCode, DrugCode};
use santei_engine::points::comments::{
    Ask, Billed, Fault, FaultKind, Given, Missing, When, asks_of, check,
};
use santei_engine::statement::points::{PointsStatement, Subject};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// 記載するコメント: any one of them answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentNeed {
    /// The first visit that raises it, counted from 0.
    pub visit: usize,
    /// 診療行為コード or 医薬品コード.
    pub code: String,
    /// 名称.
    pub name: String,
    /// The row (`ck.1-0002-01`: 別表, 項番, 枝番).
    pub rule: String,
    /// The article, as a clerk would cite it.
    pub article: String,
    /// 区分, as the notice writes it.
    pub section: String,
    /// When it is asked for: `billed`, `repeated`, `elective` (decided by the claim); `circumstance`, `state`, `not_billed` (not decided).
    pub when: String,
    /// From how many times in the month on, of `repeated`; 患者の状態コード of `state`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The comments to choose from.
    pub comments: Vec<CommentChoice>,
}

/// A comment to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentChoice {
    /// コメントコード.
    pub code: String,
    /// The text of the comment master; empty without one.
    pub text: String,
}

/// 誤ったコメント.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentFault {
    /// The visit, counted from 0.
    pub visit: usize,
    /// コメントコード.
    pub code: String,
    /// The text of the comment master; empty without one.
    pub name: String,
    /// `unknown` (no edition has it), `form` (its data), `fits_nothing` (no billed code asks for it).
    pub problem: String,
    /// The form asked for, of `form`: `nothing`, `text`, `act`, `digits`, `number`, `date`, `time`, `minutes`, `day_time`, `date_and_number`, `modifiers`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

/// Comments missing and comments wrong, month by month.
pub(super) fn comments(
    masters: &Masters,
    claim: &Claim,
    result: &PointsStatement,
) -> (Vec<CommentNeed>, Vec<CommentFault>) {
    let month = |day: NaiveDate| (day.year(), day.month());
    let place = |visit: usize| u64::try_from(visit).unwrap_or(u64::MAX);
    let mut months: BTreeMap<_, (Vec<Billed>, Vec<Given<'_>>)> = BTreeMap::new();
    for line in &result.lines {
        let codes: Vec<u32> = match &line.subject {
            Subject::Act(code) => vec![code.number()],
            Subject::Bundle(codes) => codes.iter().map(|code| code.number()).collect(),
            Subject::Drugs(codes) => codes.iter().map(|code| code.number()).collect(),
            Subject::Materials(_) | Subject::Unknown(_) => continue,
        };
        let (place, day, count) = (place(line.visit), line.date, line.count);
        let billed = codes.into_iter().map(|code| Billed { place, code, day, count });
        months.entry(month(line.date)).or_default().0.extend(billed);
    }
    for (visit, entry) in claim.visits.iter().enumerate() {
        let given = entry.comments.iter().map(|one| Given {
            place: place(visit),
            code: one.code,
            text: &one.text,
            day: entry.date,
        });
        months.entry(month(entry.date)).or_default().1.extend(given);
    }
    let (mut needs, mut wrong) = (Vec::new(), Vec::new());
    for (billed, given) in months.values() {
        let (missing, faults) = check(masters, Care::Outpatient, billed, given);
        needs.extend(missing.iter().map(|one| missing_need(masters, one)));
        wrong.extend(faults.iter().map(|one| fault(masters, one, claim)));
    }
    (needs, wrong)
}

/// Every row of the table about an act, for the explanation of the act.
pub(super) fn needs_of(
    masters: &Masters,
    act: ActCode,
    day: NaiveDate,
    visit: usize,
) -> Vec<CommentNeed> {
    let asks = asks_of(masters, act.number(), day, Care::Outpatient);
    asks.iter().map(|ask| need(masters, ask, visit, act.number(), day)).collect()
}

fn missing_need(masters: &Masters, missing: &Missing) -> CommentNeed {
    let visit = usize::try_from(missing.place).unwrap_or(usize::MAX);
    need(masters, &missing.ask, visit, missing.code, missing.day)
}

fn need(masters: &Masters, ask: &Ask, visit: usize, code: u32, day: NaiveDate) -> CommentNeed {
    let row = ask.row;
    let drug = DrugCode::from_number(code).and_then(|code| masters.drugs.find(code, day));
    let act = || ActCode::from_number(code).map(|code| act_name(masters, code, day));
    let name = drug.map(|row| masters.text(row.name).to_owned()).or_else(act);
    let (when, detail) = match ask.when {
        When::Billed => ("billed", None),
        When::Repeated(times) => ("repeated", Some(times.to_string())),
        When::Elective => ("elective", None),
        When::Circumstance => ("circumstance", None),
        When::State(state) => ("state", Some(masters.text(state).to_owned())),
        When::NotBilled => ("not_billed", None),
    };
    CommentNeed {
        visit,
        code: format!("{code:09}"),
        name: name.unwrap_or_default(),
        rule: comment_row_id(row.notice, row.item, row.branch),
        article: comment_row_article(row.notice, row.item, row.branch),
        section: masters.text(row.section).to_owned(),
        when: when.to_owned(),
        detail,
        comments: ask.comments.iter().map(|code| choice(masters, *code, day)).collect(),
    }
}

fn choice(masters: &Masters, code: CommentCode, day: NaiveDate) -> CommentChoice {
    CommentChoice { code: code.to_string(), text: comment_text(masters, code, day) }
}

fn comment_text(masters: &Masters, code: CommentCode, day: NaiveDate) -> String {
    let row = masters.comments.find(code, day).or_else(|| masters.comments.versions(code).last());
    row.map(|row| masters.text(row.text).to_owned()).unwrap_or_default()
}

fn fault(masters: &Masters, fault: &Fault, claim: &Claim) -> CommentFault {
    let visit = usize::try_from(fault.place).unwrap_or(usize::MAX);
    let day = claim.visits.get(visit).map(|visit| visit.date).unwrap_or_default();
    let (problem, expected) = match fault.kind {
        FaultKind::Unknown => ("unknown", None),
        FaultKind::Form(form) => ("form", Some(form.code().to_owned())),
        FaultKind::FitsNothing => ("fits_nothing", None),
    };
    CommentFault {
        visit,
        code: fault.code.to_string(),
        name: comment_text(masters, fault.code, day),
        problem: problem.to_owned(),
        expected,
    }
}
