//! 背反テーブル (03-1 to 03-4) and 包括テーブル (01, 02): the pairs of the 電子点数表 within a day, a month, a visit and a week.
//!
//! A row with 特例条件 is no hard rule: the notice decides, and a row of the rule book may enact it.

use super::exclusions::are_together;
use super::{Edges, Strike};
use crate::amount::Points;
use crate::masters::code::ActCode;
use crate::masters::edition::TableKind;
use crate::masters::rule_table::Exclusion;
use crate::points::facts::is_within;
use crate::points::sheet::{Cause, Line, Other, Refusal, Sheet};
use crate::rulebook::points::{RefusalKind, Unit};
use chrono::NaiveDate;
use std::cmp::Reverse;

const TABLES: [(usize, Unit, TableKind); 4] = [
    (0, Unit::Day, TableKind::ExclusionsDay),
    (1, Unit::Months(1), TableKind::ExclusionsMonth),
    (2, Unit::Visit, TableKind::ExclusionsTogether),
    (3, Unit::Week, TableKind::ExclusionsWeek),
];

pub(crate) fn strike(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    against_history(sheet, edges);
    let mut seconds = Vec::with_capacity(sheet.lines.len());
    for (place, unit, table) in TABLES {
        let own = sheet.lines.iter().enumerate();
        let own = own.filter(|(_, line)| sheet.rules.tables.is_second(place, line.row));
        seconds.clear();
        seconds.extend(own.filter(|(_, line)| !line.is_out()));
        for (one, first) in sheet.lines.iter().enumerate() {
            if first.is_out() || !sheet.rules.tables.is_first(place, first.row) {
                continue;
            }
            for (two, second) in seconds.iter().copied().filter(|(two, _)| *two > one) {
                if !are_together(sheet, unit, first, second) {
                    continue;
                }
                let Some(row) = row_of(sheet, place, first, second) else { continue };
                if row.has_exception {
                    edges.doubtful_pairs.push((one, two, table));
                    continue;
                }
                // 何れか一方: a row of the rule book that says which of the two stands says more.
                let is_said = edges.strikes.iter().any(|strike| {
                    (strike.from, strike.to) == (one, two) || (strike.from, strike.to) == (two, one)
                });
                if is_said && !matches!(row.survivor, 1 | 2) {
                    continue;
                }
                let first_stands = match row.survivor {
                    1 => true,
                    2 => false,
                    // 何れか一方: the greater, then the earlier, then the smaller code.
                    _ => rank(sheet, first) <= rank(sheet, second),
                };
                let (from, to) = if first_stands { (one, two) } else { (two, one) };
                let mut refusal = Refusal::new(RefusalKind::Exclusion, Cause::Table(table));
                refusal.other = sheet.other(from);
                edges.strikes.push(Strike { from, to, refusal, even_if_refused: false });
            }
        }
    }
}

/// The row of a pair on the later of its days.
fn row_of<'m>(
    sheet: &Sheet<'m>,
    place: usize,
    first: &Line<'_>,
    second: &Line<'_>,
) -> Option<&'m Exclusion> {
    let (one, two) = ((first.row, first.act.code), (second.row, second.act.code));
    let day = sheet.day_of(first).max(sheet.day_of(second));
    let row = sheet.rules.tables.pair(sheet.rules.masters, place, one, two, day);
    row.filter(|_| one.1 != two.1)
}

fn rank(sheet: &Sheet<'_>, line: &Line<'_>) -> (Reverse<Points>, NaiveDate, ActCode) {
    (Reverse(line.points), sheet.day_of(line), line.act.code)
}

/// A line billed before strikes what may not stand beside it; it cannot be struck itself any more.
fn against_history(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    let masters = sheet.rules.masters;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
            continue;
        };
        let day = sheet.day_of(line);
        let mut struck = None;
        for past in &sheet.past {
            for (place, unit, table) in TABLES {
                if unit == Unit::Visit || !is_within(unit, past.date, day) {
                    continue;
                }
                let (one, two) = ((past.row, past.act.code), (line.row, line.act.code));
                let row = sheet.rules.tables.pair(masters, place, one, two, day);
                let Some(row) = row else { continue };
                if row.has_exception {
                    edges.doubtful_past.push((index, past.act.code, table));
                } else if row.survivor != 2 && struck.is_none() {
                    struck = Some((table, Other { act: past.act.code, date: past.date }));
                }
            }
        }
        if let Some((table, other)) = struck {
            let refusal = Refusal::new(RefusalKind::Exclusion, Cause::Table(table));
            sheet.refuse(index, Refusal { other: Some(other), ..refusal });
        }
    }
}
