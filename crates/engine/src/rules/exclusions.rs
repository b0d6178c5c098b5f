//! 背反（ルールブック）: acts that a notice does not let stand together.

use super::{Edges, Strike};
use crate::points::facts::{Scene, is_within};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Other, Refusal, Sheet};
use crate::rulebook::points::{Exclusion, RefusalKind, SelectorNo, Survivor, Unit};
use std::cmp::Reverse;

pub(crate) fn strike(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    for index in 0..sheet.lines.len() {
        for (part, is_first) in [(Part::ExclusionFirst, true), (Part::ExclusionSecond, false)] {
            for place in sheet.rows_of(index, part) {
                let Some(row) = sheet.rules.book.exclusions.get(place) else { continue };
                if is_first {
                    strike_pairs(sheet, edges, row, index);
                }
                against_history(sheet, row, index, is_first);
            }
        }
    }
}

/// The pairs of a line of the first side with every line of the second.
fn strike_pairs(sheet: &Sheet<'_>, edges: &mut Edges, row: &Exclusion, index: usize) {
    let Some(first) = sheet.lines.get(index) else { return };
    for (other, second) in sheet.lines.iter().enumerate() {
        let pairs = other != index
            && first.act.code != second.act.code
            && sheet.rules.names(row.second, second.row)
            && are_together(sheet, row.unit, first, second);
        if !pairs || first.is_out() || second.is_out() {
            continue;
        }
        // Two lines of one selector meet twice; the pair is taken once.
        if row.first == row.second && other < index {
            continue;
        }
        let first_stands = match row.survivor {
            Survivor::First => true,
            Survivor::Greater => {
                let place =
                    |line: &Line<'_>| (Reverse(line.points), sheet.day_of(line), line.act.code);
                place(first) <= place(second)
            }
        };
        let (from, to) = if first_stands { (index, other) } else { (other, index) };
        let visit = sheet.lines.get(to).map_or(0, |line| line.visit);
        if sheet.speaks(row.rule, visit) && Scene::of_line(sheet, to).holds(&row.when) {
            let mut refusal = Refusal::new(RefusalKind::Exclusion, Cause::Rule(row.rule));
            refusal.other = sheet.other(from);
            edges.strikes.push(Strike { from, to, refusal, even_if_refused: false });
        }
    }
}

fn against_history(sheet: &mut Sheet<'_>, row: &Exclusion, index: usize, is_first: bool) {
    // A line of the surviving side is not struck by what was billed before.
    if is_first && row.survivor == Survivor::First && row.first != row.second
        || row.unit == Unit::Visit
    {
        return;
    }
    let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
        return;
    };
    let side: SelectorNo = if is_first { row.second } else { row.first };
    let day = sheet.day_of(line);
    let past = sheet.past.iter().find(|past| {
        past.act.code != line.act.code
            && is_within(row.unit, past.date, day)
            && sheet.rules.names(side, past.row)
    });
    let Some(past) = past else { return };
    if sheet.speaks(row.rule, line.visit) && Scene::of_line(sheet, index).holds(&row.when) {
        let other = Some(Other { act: past.act.code, date: past.date });
        let refusal = Refusal::new(RefusalKind::Exclusion, Cause::Rule(row.rule));
        sheet.refuse(index, Refusal { other, ..refusal });
    }
}

pub(crate) fn are_together(sheet: &Sheet<'_>, unit: Unit, one: &Line<'_>, two: &Line<'_>) -> bool {
    match unit {
        Unit::Visit => one.visit == two.visit,
        Unit::Group => one.visit == two.visit && one.group.is_some() && one.group == two.group,
        _ => is_within(unit, sheet.day_of(one), sheet.day_of(two)),
    }
}
