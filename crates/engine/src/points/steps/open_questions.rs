//! 未決: what the law, the notices or the facts of the claim leave open, said in findings.
//!
//! Reads: 未決 rows of every line. Writes: findings.

use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Finding, Sheet, State};

pub(crate) fn say_open_questions(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    let mut found: Vec<Finding> = Vec::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        if matches!(line.state, State::Absent(_)) {
            continue;
        }
        for place in sheet.rules.rows(line.row, Part::Open) {
            let Some(row) = book.opens.get(place) else { continue };
            if !sheet.speaks(row.rule, line.visit) || !Scene::of_line(sheet, index).holds(&row.when)
            {
                continue;
            }
            let acts = if row.about.is_empty() { vec![line.act.code] } else { row.about.clone() };
            let finding = Finding::of_acts(line.visit, Cause::Rule(row.rule), acts);
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    sheet.findings.extend(found);
}
