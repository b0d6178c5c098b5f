//! 専用項目による加算の確認: an act that a column ties to others is billed only beside one of them (自動縫合器加算 beside an operation
//! that may bear it, 短期滞在手術等基本料１ beside its operation, ベースアップ評価料（２） beside （１）).
//!
//! Reads: the ties of every open line, the lines of its day, the history. Writes: refusals that name the column (absence of a
//! found line); a tied line needs the acts it stands on.

use crate::points::index::Part;
use crate::points::sheet::{Cause, Refusal, Sheet};
use crate::points::ties::{Reach, TIES, Tie};
use crate::rulebook::points::RefusalKind;

pub(crate) fn check_ties(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        for place in sheet.rows_of(index, Part::Tied) {
            if let Some(tie) = TIES.get(place) {
                check(sheet, index, tie);
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
    let answers: Vec<usize> = (0..sheet.lines.len())
        .filter(|place| {
            sheet.lines.get(*place).is_some_and(|other| {
                *place != index
                    && other.is_open()
                    && reaches(sheet.day_of(other))
                    && tie.answers(line.act, other.act)
            })
        })
        .collect();
    let in_past =
        sheet.past.iter().any(|past| reaches(past.date) && tie.answers(line.act, past.act));
    let is_free = line.needs.is_empty();
    if answers.is_empty() && !in_past {
        let refusal = Refusal::new(RefusalKind::Condition, Cause::Column(tie.column));
        sheet.fall(index, refusal);
    } else if is_free && !in_past {
        let start = sheet.pool.len();
        sheet.pool.extend(answers);
        let end = sheet.pool.len();
        if let Some(line) = sheet.lines.get_mut(index) {
            line.needs = start..end;
        }
    }
}
