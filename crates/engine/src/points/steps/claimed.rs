//! 自動算定の行為の請求: what becomes of an order of something that the engine finds by itself (初診料, 判断料, 時間外加算 …).
//!
//! Reads: the claimed acts, the found lines. Writes: for every claim that no billed or refused line answers a refused
//! line, with the reason for which what was found fell, or else the row or column by which it would be found.

use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Claimed, Line, Refusal, Sheet, State};
use crate::rulebook::points::{RefusalKind, RuleNo};

pub(crate) fn answer_claims(sheet: &mut Sheet<'_>) {
    let mut answers: Vec<usize> = Vec::new();
    for claimed in sheet.claimed.clone() {
        let answer = answer(sheet, &claimed, &answers);
        answers.extend(answer);
        if let Some(line) = answer.and_then(|answer| sheet.lines.get_mut(answer)) {
            if let State::Absent(refusal) = line.state {
                line.state = State::Refused(refusal);
            }
            continue;
        }
        let Some(refusal) = refusal(sheet, &claimed) else { continue };
        let Claimed { act, row, visit, group, .. } = claimed;
        let start = sheet.pool.len();
        answers.push(sheet.lines.len());
        sheet.lines.push(Line {
            act,
            row,
            visit,
            group: Some(group),
            cause: refusal.cause,
            quantity: None,
            count: 1,
            is_digital: false,
            same_field_as: None,
            points: crate::amount::Points::ZERO,
            percent: None,
            base: None,
            needs: start..start,
            state: State::Refused(refusal),
            changes: Vec::new(),
        });
    }
}

/// The line found that answers the claim: one that is billed if there is one, then one that is refused.
fn answer(sheet: &Sheet<'_>, claimed: &Claimed<'_>, taken: &[usize]) -> Option<usize> {
    let lines = sheet.lines.iter().enumerate().filter(|(place, line)| {
        line.visit == claimed.visit
            && line.act.code == claimed.act.code
            && !line.is_ordered()
            && !taken.contains(place)
    });
    let best = lines.min_by_key(|(_, line)| match line.state {
        State::Refused(_) => 1,
        State::Absent(_) => 2,
        _ => 0,
    });
    best.map(|(place, _)| place)
}

/// By the row whose bases are there, or else the first.
fn refusal(sheet: &Sheet<'_>, claimed: &Claimed<'_>) -> Option<Refusal> {
    let day = sheet.day(claimed.visit);
    let has_base = |acts| {
        let mut own = sheet.lines.iter().filter(|line| line.visit == claimed.visit);
        own.any(|line| sheet.rules.names(acts, line.row))
    };
    let finders = sheet.rules.finders_on(claimed.row, day);
    let best = finders.min_by_key(|finder| finder.to.is_some_and(|acts| !has_base(acts)))?;
    let is_baseless = best.to.is_some_and(|acts| !has_base(acts));
    let cause = if is_baseless { Cause::Base } else { best.cause };
    if matches!(cause, Cause::Column(_))
        && let Some(rule) = exception(sheet, claimed)
    {
        return Some(Refusal::new(RefusalKind::Condition, Cause::Rule(rule)));
    }
    Some(Refusal::new(best.kind, cause))
}

/// 年齢加算の例外: the row by which an age addition of a line of the visit is not found.
fn exception(sheet: &Sheet<'_>, claimed: &Claimed<'_>) -> Option<RuleNo> {
    let (birth, day) = (sheet.claim.patient.birth_date, sheet.day(claimed.visit));
    let bases = sheet.lines.iter().enumerate().filter(|(_, line)| {
        let mut own = line.act.age_additions.iter();
        line.visit == claimed.visit
            && own.any(|one| one.act == Some(claimed.act.code) && one.covers(birth, day))
    });
    let bases: Vec<usize> = bases.map(|(place, _)| place).collect();
    sheet.rules.rows(claimed.row, Part::AgeException).find_map(|place| {
        let row = sheet.rules.book.age_exceptions.get(place)?;
        let holds = |base: &usize| Scene::of_line(sheet, *base).holds(&row.when);
        (sheet.speaks(row.rule, claimed.visit) && bases.iter().any(holds)).then_some(row.rule)
    })
}
