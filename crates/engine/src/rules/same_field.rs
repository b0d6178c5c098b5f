//! 同一手術野: operations in one field are paid by the main one (手術の通則14), the dearer with its 注加算 (通知18(1)).

use super::{Edges, Strike};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Refusal, Sheet};
use crate::points::steps::fee_points;
use crate::rulebook::points::RefusalKind;
use std::cmp::Reverse;

pub(crate) fn strike(sheet: &Sheet<'_>, edges: &mut Edges) {
    for (index, line) in sheet.lines.iter().enumerate() {
        let Some(code) = line.same_field_as else { continue };
        let mut rows = sheet.rules.rows(line.row, Part::SameField);
        let row = rows.find_map(|place| {
            let row = sheet.rules.book.same_fields.get(place)?;
            sheet.speaks(row.rule, line.visit).then_some(row)
        });
        let Some(row) = row else { continue };
        // A field is one of operations: what else was done there is no operation beside another.
        let others = sheet.lines.iter().enumerate().filter(|(other, entry)| {
            *other != index
                && entry.visit == line.visit
                && entry.act.code == code
                && sheet.rules.names(row.acts, entry.row)
        });
        for (other, entry) in others {
            let place = |at: usize, line: &Line<'_>| {
                (Reverse(fee_points(sheet, Some(at)).unwrap_or(line.points)), line.act.code)
            };
            let (from, to) = if place(index, line) <= place(other, entry) {
                (index, other)
            } else {
                (other, index)
            };
            let mut refusal = Refusal::new(RefusalKind::Exclusion, Cause::Rule(row.rule));
            refusal.other = sheet.other(from);
            edges.strikes.push(Strike { from, to, refusal, even_if_refused: false });
        }
    }
}
