//! 逓減: a test done again in the calendar month is paid at a part of its points (Ｄ第３節通則, Ｅ第３節通則２ …).
//!
//! Reads: columns 52/63 of billed lines and of the history, 逓減 rows. Writes: the points of the repeated line.

use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Sheet, State};
use chrono::Datelike;

pub(crate) fn reduce_repeats(sheet: &mut Sheet<'_>) {
    let order = order(sheet);
    for (rank, index) in order.iter().enumerate() {
        let Some(line) = sheet.lines.get(*index) else { continue };
        for place in sheet.rows_of(*index, Part::Reduced) {
            let Some(row) = sheet.rules.book.reductions.get(place) else { continue };
            if !sheet.speaks(row.rule, line.visit) {
                continue;
            }
            let before = order.get(..rank).unwrap_or_default().iter();
            let earlier = before.filter_map(|other| sheet.lines.get(*other)).any(|other| {
                same_month(sheet.day_of(other), sheet.day_of(line))
                    && meets(sheet, row.is_together, row.acts, line, other.act, other.row)
            });
            let past = sheet.past.iter().any(|past| {
                same_month(past.date, sheet.day_of(line))
                    && meets(sheet, row.is_together, row.acts, line, past.act, past.row)
            });
            if !(earlier || past) {
                continue;
            }
            let (rule, ratio, rounding) = (row.rule, row.ratio, row.rounding);
            // 所定点数 of a test is its own and that of its 注 (通知 第３節2).
            let group = line.act.addition_group;
            let is_own = |other: &Line<'_>| {
                row.has_additions
                    && group != 0
                    && other.base == Some(*index)
                    && other.act.addition_group == group
            };
            let all: Vec<usize> = sheet
                .lines
                .iter()
                .enumerate()
                .filter(|(other, line)| other == index || is_own(line))
                .map(|(other, _)| other)
                .collect();
            for other in all {
                let Some(line) = sheet.lines.get_mut(other) else { continue };
                if let Ok(points) = line.points.part(ratio, rounding) {
                    line.points = points;
                    line.changes.push(Cause::Rule(rule));
                }
            }
            break;
        }
    }
}

/// By day; on one day the dearer first, so that the facility's favour decides and not the input.
fn order(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..sheet.lines.len())
        .filter(|index| sheet.lines.get(*index).is_some_and(|line| line.state == State::Billed))
        .collect();
    all.sort_by_key(|index| {
        sheet.lines.get(*index).map(|line| {
            (sheet.day_of(line), line.visit, std::cmp::Reverse(line.points), line.act.code, *index)
        })
    });
    all
}

fn meets(
    sheet: &Sheet<'_>,
    is_together: bool,
    acts: crate::rulebook::points::SelectorNo,
    line: &Line<'_>,
    other: &crate::masters::act::Act,
    row: usize,
) -> bool {
    sheet.rules.names(acts, row)
        && (is_together || other.reduction_group == line.act.reduction_group)
}

fn same_month(one: chrono::NaiveDate, two: chrono::NaiveDate) -> bool {
    (one.year(), one.month()) == (two.year(), two.month())
}
