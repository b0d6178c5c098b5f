//! 背反テーブル (03-1 to 03-4) and 包括テーブル (01, 02): the pairs of the 電子点数表 within a day, a month, a visit and a week.
//!
//! A row with 特例条件 is no hard rule: the notice decides, and a row of the rule book may enact it.

use super::{Edges, Strike};
use crate::masters::edition::TableKind;
use crate::points::facts::is_within;
use crate::points::sheet::{Cause, Other, Refusal, Sheet, State};
use crate::rulebook::points::{RefusalKind, Unit};
use chrono::NaiveDate;

const TABLES: [(usize, Unit, TableKind); 4] = [
    (0, Unit::Day, TableKind::ExclusionsDay),
    (1, Unit::Months(1), TableKind::ExclusionsMonth),
    (2, Unit::Visit, TableKind::ExclusionsTogether),
    (3, Unit::Week, TableKind::ExclusionsWeek),
];

pub(crate) fn strike(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    against_history(sheet, edges);
    let masters = sheet.rules.masters;
    for one in 0..sheet.lines.len() {
        for two in one.saturating_add(1)..sheet.lines.len() {
            let (Some(first), Some(second)) = (sheet.lines.get(one), sheet.lines.get(two)) else {
                continue;
            };
            if first.act.code == second.act.code || is_out(first.state) || is_out(second.state) {
                continue;
            }
            let (day, other_day) = (sheet.day_of(first), sheet.day_of(second));
            for (place, unit, table) in TABLES {
                let together = if unit == Unit::Visit {
                    first.visit == second.visit
                } else {
                    is_within(unit, day, other_day)
                };
                if !together {
                    continue;
                }
                let Some(rows) = masters.exclusions.get(place) else { continue };
                let key = (first.act.code, second.act.code);
                let Some(row) = carried(rows, key, day.max(other_day)) else { continue };
                if row.has_exception {
                    edges.doubtful_pairs.push((one, two, table));
                    continue;
                }
                let first_stands = match row.survivor {
                    1 => true,
                    2 => false,
                    // 何れか一方: the greater, then the earlier, then the smaller code.
                    _ => {
                        let place = |line: &crate::points::sheet::Line<'_>, day| {
                            (std::cmp::Reverse(line.points), day, line.act.code)
                        };
                        place(first, day) <= place(second, other_day)
                    }
                };
                let (from, to) = if first_stands { (one, two) } else { (two, one) };
                let mut refusal = Refusal::new(RefusalKind::Exclusion, Cause::Table(table));
                refusal.other = sheet.other(from);
                edges.strikes.push(Strike { from, to, refusal, even_if_refused: false });
            }
        }
    }
}

fn is_out(state: State) -> bool {
    matches!(state, State::Refused(_) | State::Absent)
}

/// A line billed before strikes what may not stand beside it; it cannot be struck itself any more.
fn against_history(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    let masters = sheet.rules.masters;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.state == State::Open) else {
            continue;
        };
        let day = sheet.day_of(line);
        let mut struck = None;
        for past in &sheet.past {
            for (place, unit, table) in TABLES {
                if unit == Unit::Visit || !is_within(unit, past.date, day) {
                    continue;
                }
                let Some(rows) = masters.exclusions.get(place) else { continue };
                let key = (past.act.code, line.act.code);
                let Some(row) = carried(rows, key, day) else { continue };
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

/// The row on the day; see [`crate::masters::table::Table::carried`].
pub(crate) fn carried<T: crate::masters::table::Row>(
    table: &crate::masters::table::Table<T>,
    key: T::Key,
    day: NaiveDate,
) -> Option<&T> {
    table.carried(key, day)
}
