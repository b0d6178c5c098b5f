//! 専用項目による加算の確認: an act that a column ties to others is billed only beside one of them (自動縫合器加算 beside an operation
//! that may bear it, 短期滞在手術等基本料１ beside its operation, ベースアップ評価料（２） beside （１）); so is an addition that a 加算の相手
//! row of the rule book ties to its bases, where the master has no column for it (血液型加算 beside 輸血).
//!
//! Reads: the ties and 加算の相手 of every open line, the lines around it, the history. Writes: refusals that name the column or the
//! row (absence of a found line); a tied line needs the acts it stands on.

use crate::points::facts::is_within;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Refusal, Sheet};
use crate::points::ties::{Reach, TIES, Tie};
use crate::rulebook::points::{Attachment, RefusalKind, Unit};
use crate::rules::are_together;

pub(crate) fn check_ties(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    for index in 0..sheet.lines.len() {
        for place in sheet.rows_of(index, Part::Tied) {
            if let Some(tie) = TIES.get(place) {
                check(sheet, index, tie);
            }
        }
        for place in sheet.rows_of(index, Part::Attached) {
            if let Some(row) = book.attachments.get(place) {
                check_attachment(sheet, index, row);
            }
        }
    }
}

fn check(sheet: &mut Sheet<'_>, index: usize, tie: &Tie) {
    let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
        return;
    };
    let day = sheet.day_of(line);
    let reaches = |other: chrono::NaiveDate| match tie.reach {
        Reach::Day => other == day,
        Reach::Earlier => other <= day,
    };
    let answers =
        |other: &Line<'_>| reaches(sheet.day_of(other)) && tie.answers(line.act, other.act);
    let answers = open_others(sheet, index, answers);
    let in_past =
        sheet.past.iter().any(|past| reaches(past.date) && tie.answers(line.act, past.act));
    stand_on(sheet, index, Cause::Column(tie.column), &answers, in_past);
}

fn check_attachment(sheet: &mut Sheet<'_>, index: usize, row: &Attachment) {
    let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
        return;
    };
    if !sheet.speaks(row.rule, line.visit) {
        return;
    }
    let day = sheet.day_of(line);
    let answers = |other: &Line<'_>| {
        sheet.rules.names(row.to, other.row) && are_together(sheet, row.unit, line, other)
    };
    let answers = open_others(sheet, index, answers);
    let in_past = row.unit != Unit::Visit
        && sheet
            .past
            .iter()
            .any(|past| sheet.rules.names(row.to, past.row) && is_within(row.unit, past.date, day));
    // A receipt bills fees that follow from facts it does not show (処方箋料): they are there all the same.
    let is_claimed = sheet.is_receipt
        && sheet.claimed.iter().any(|claimed| {
            let when = sheet.day(claimed.visit);
            sheet.rules.names(row.to, claimed.row) && is_within(row.unit, when, day)
        });
    stand_on(sheet, index, Cause::Rule(row.rule), &answers, in_past || is_claimed);
}

/// The open lines other than `index` of which `answers` holds.
fn open_others(sheet: &Sheet<'_>, index: usize, answers: impl Fn(&Line<'_>) -> bool) -> Vec<usize> {
    let lines = sheet.lines.iter().enumerate();
    lines
        .filter(|(place, other)| *place != index && other.is_open() && answers(other))
        .map(|(place, _)| place)
        .collect()
}

/// The line stands on one of `answers`; without any, and nothing in the history, it falls.
fn stand_on(sheet: &mut Sheet<'_>, index: usize, cause: Cause, answers: &[usize], in_past: bool) {
    if answers.is_empty() && !in_past {
        sheet.fall(index, Refusal::new(RefusalKind::Condition, cause));
        return;
    }
    if in_past {
        return;
    }
    let start = sheet.pool.len();
    sheet.pool.extend_from_slice(answers);
    let end = sheet.pool.len();
    if let Some(line) = sheet.lines.get_mut(index).filter(|line| line.needs.is_empty()) {
        line.needs = start..end;
    }
}
