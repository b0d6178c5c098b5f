//! 算定要件（ルールブック）: what the notices ask of an ordered act beyond the columns, and the month after 初診.
//!
//! Reads: 算定要件 and 初診から1月 rows of every open line. Writes: refusals that name the row.

use crate::points::facts::{Scene, is_shut_after_first};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Refusal, Sheet};
use crate::rulebook::points::RefusalKind;

pub(crate) fn check_requirements(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        if !line.is_open() {
            continue;
        }
        let (visit, row) = (line.visit, line.row);
        let asked = sheet.rules.rows(row, Part::Required).filter_map(|place| {
            let row = book.requirements.get(place)?;
            let applies = !sheet.is_receipt && sheet.speaks(row.rule, visit);
            let fails = applies && !Scene::of_line(sheet, index).holds(&row.needs);
            fails.then_some((row.refuse, row.rule))
        });
        let shut = sheet.rules.rows(row, Part::FirstMonth).filter_map(|place| {
            let row = book.first_months.get(place)?;
            let applies = sheet.speaks(row.rule, visit);
            (applies && is_shut_after_first(sheet, visit, row))
                .then_some((RefusalKind::Included, row.rule))
        });
        let first = asked.chain(shut).min_by_key(|(_, rule)| *rule);
        if let Some((kind, rule)) = first {
            sheet.refuse(index, Refusal::new(kind, Cause::Rule(rule)));
        }
    }
}
