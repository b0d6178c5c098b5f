//! 所定点数の割合: acts that a note bills at a part or a multiple of their points (Ｏ１００ 注５ and the like).
//!
//! Reads: 所定点数の割合 rows of billed lines. Writes: their points.

use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Sheet, State};

pub(crate) fn apply_factors(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        if line.state != State::Billed {
            continue;
        }
        for place in sheet.rows_of(index, Part::Factored) {
            let Some(row) = sheet.rules.book.factors.get(place) else { continue };
            let visit = sheet.lines.get(index).map_or(0, |line| line.visit);
            if !sheet.speaks(row.rule, visit) || !Scene::of_line(sheet, index).holds(&row.when) {
                continue;
            }
            let (ratio, rounding, rule) = (row.ratio, row.rounding, row.rule);
            if let Some(line) = sheet.lines.get_mut(index)
                && let Ok(points) = line.points.part(ratio, rounding)
            {
                line.points = points;
                line.changes.push(Cause::Rule(rule));
            }
        }
    }
}
