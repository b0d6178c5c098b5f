//! 逓減: a test done again in the calendar month is paid at a part of its points (Ｄ第３節通則, Ｅ第３節通則２ …).
//!
//! Reads: columns 52/63 of billed lines and of the history, 逓減 rows. Writes: the points of the repeated line.

use crate::points::facts::same_month;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Sheet, State};

pub(crate) fn reduce_repeats(sheet: &mut Sheet<'_>) {
    let order = order(sheet);
    for (rank, index) in order.iter().enumerate() {
        for place in sheet.rows_of(*index, Part::Reduced) {
            let Some(line) = sheet.lines.get(*index) else { continue };
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
            // Of several times on one day only the first is whole.
            let reduced = if earlier || past { Some(*index) } else { part_rest(sheet, *index) };
            let Some(index) = reduced else { continue };
            let (rule, ratio, rounding) = (row.rule, row.ratio, row.rounding);
            // 所定点数 of a test is its own and that of its 注 (通知 第３節2).
            let Some(line) = sheet.lines.get(index) else { continue };
            let group = line.act.addition_group;
            let is_own = |other: &Line<'_>| {
                row.has_additions
                    && group != 0
                    && other.base == Some(index)
                    && other.act.addition_group == group
            };
            let all: Vec<usize> = sheet
                .lines
                .iter()
                .enumerate()
                .filter(|(other, line)| *other == index || is_own(line))
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

/// The times of a line after its first, as a line of their own with the additions to them.
fn part_rest(sheet: &mut Sheet<'_>, index: usize) -> Option<usize> {
    let line = sheet.lines.get_mut(index).filter(|line| line.count > 1)?;
    let rest = Line { count: line.count.saturating_sub(1), ..line.clone() };
    line.count = 1;
    let place = sheet.lines.len();
    let mut added = Vec::new();
    for addition in sheet.lines.iter_mut().filter(|other| other.base == Some(index)) {
        let is_percent = addition.percent.is_some();
        if is_percent || addition.count > 1 {
            let count = if is_percent { addition.count } else { addition.count.saturating_sub(1) };
            added.push(Line { count, base: Some(place), ..addition.clone() });
            addition.count = if is_percent { addition.count } else { 1 };
        }
    }
    sheet.lines.push(rest);
    sheet.lines.extend(added);
    Some(place)
}

/// By day; on one day the dearer first, so that the facility's favour decides and not the input.
fn order(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..sheet.lines.len())
        .filter(|index| sheet.lines.get(*index).is_some_and(|line| line.state == State::Billed))
        .collect();
    all.sort_by_key(|index| {
        sheet.lines.get(*index).map(|line| {
            let dearer = std::cmp::Reverse(line.points);
            (sheet.day_of(line), line.visit, dearer, line.act.code, line.count, *index)
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
