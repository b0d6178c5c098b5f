//! 同一手術野: operations in one field are paid by the main one (手術の通則14), which is the dearer.

use super::{Edges, Strike};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Refusal, Sheet};
use crate::rulebook::points::RefusalKind;
use std::cmp::Reverse;

pub(crate) fn strike(sheet: &Sheet<'_>, edges: &mut Edges) {
    for (index, line) in sheet.lines.iter().enumerate() {
        let Some(code) = line.same_field_as else { continue };
        let mut rows = sheet.rules.rows(line.row, Part::SameField);
        let rule = rows.find_map(|place| {
            let row = sheet.rules.book.same_fields.get(place)?;
            sheet.speaks(row.rule, line.visit).then_some(row.rule)
        });
        let Some(rule) = rule else { continue };
        let others = sheet.lines.iter().enumerate().filter(|(other, entry)| {
            *other != index && entry.visit == line.visit && entry.act.code == code
        });
        for (other, entry) in others {
            let place = |line: &Line<'_>| (Reverse(line.points), line.act.code);
            let (from, to) =
                if place(line) <= place(entry) { (index, other) } else { (other, index) };
            let mut refusal = Refusal::new(RefusalKind::Exclusion, Cause::Rule(rule));
            refusal.other = sheet.other(from);
            edges.strikes.push(Strike { from, to, refusal, even_if_refused: false });
        }
    }
}
