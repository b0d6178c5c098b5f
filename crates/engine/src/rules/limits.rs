//! 算定回数: how often an act is billed within a day, a week, months, years, by table 05, column 36 and the rule book.
//!
//! The history counts first, then the earlier lines of the claim. A row of table 05 with 特例条件 is no hard rule.

use super::{Edges, Quota};
use crate::masters::code::ActCode;
use crate::masters::edition::TableKind;
use crate::points::facts::{Scene, is_within};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Other, Refusal, Sheet};
use crate::rulebook::points::{Limit, Measure, RefusalKind, SelectorNo, Unit};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::cmp::Reverse;

/// A line, and the lines that use up a limit before it.
#[derive(Clone, Copy)]
struct Place<'o> {
    line: usize,
    before: &'o [usize],
}

/// So many within a unit.
struct Count {
    unit: Unit,
    limit: i64,
    measure: Measure,
    counted: Counted,
    cause: Cause,
}

/// What is counted together.
#[derive(Clone, Copy)]
enum Counted {
    Act(ActCode),
    Acts(SelectorNo),
}

impl Counted {
    fn names(self, sheet: &Sheet<'_>, act: ActCode, row: usize) -> bool {
        match self {
            Self::Act(code) => act == code,
            Self::Acts(acts) => sheet.rules.names(acts, row),
        }
    }
}

impl Measure {
    /// How much of a limit the line uses up.
    pub(super) fn of(self, line: &Line<'_>) -> i64 {
        match self {
            Self::Count => i64::from(line.count),
            Self::Quantity => {
                let up = |quantity: Decimal| quantity.ceil().to_i64().unwrap_or(i64::MAX);
                let each = line.quantity.filter(|_| line.act.is_step_priced).map_or(1, up);
                each.saturating_mul(i64::from(line.count))
            }
        }
    }
}

pub(crate) fn count(sheet: &Sheet<'_>, edges: &mut Edges) {
    let order = order(sheet);
    for (rank, index) in order.iter().enumerate() {
        let Some(line) = sheet.lines.get(*index).filter(|line| line.is_open()) else {
            continue;
        };
        let at = Place { line: *index, before: order.get(..rank).unwrap_or_default() };
        by_table(sheet, edges, at);
        for place in sheet.rows_of(*index, Part::Limited) {
            let Some(row) = sheet.rules.book.limits.get(place) else { continue };
            if sheet.speaks(row.rule, line.visit) && Scene::of_line(sheet, *index).holds(&row.when)
            {
                by_row(sheet, edges, at, row);
            }
        }
    }
}

/// Lines in the order in which they use up what a limit leaves: by day and visit, the dearer first.
fn order(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..sheet.lines.len()).collect();
    all.sort_by_cached_key(|index| {
        sheet.lines.get(*index).map(|line| {
            let worth = Reverse(worth(sheet, line));
            // Of one act the digital image goes first: it bears 電子画像管理加算.
            (sheet.day_of(line), line.visit, worth, line.act.code, !line.is_digital, *index)
        })
    });
    all
}

/// What a limit leaves is worth the most where it goes first: units to the act with the dearer unit, times to the dearer act.
fn worth(sheet: &Sheet<'_>, line: &Line<'_>) -> i64 {
    let mut limits = sheet.rules.rows(line.row, Part::Limited);
    let in_units = line.act.is_step_priced
        && limits.any(|place| {
            let row = sheet.rules.book.limits.get(place);
            row.is_some_and(|row| row.measure == Measure::Quantity)
        });
    if in_units { line.act.amount.count() } else { line.points.count().saturating_mul(100) }
}

/// 算定単位コード (付表１) that count lines in time; the others count places, items or courses that a claim does not show.
fn unit_of(code: u16) -> Option<Unit> {
    Some(match code {
        121 => Unit::Day,
        131 => Unit::Months(1),
        138 => Unit::Week,
        143 => Unit::Months(2),
        144 => Unit::Months(3),
        145 => Unit::Months(4),
        146 => Unit::Months(6),
        147 => Unit::Months(12),
        148 => Unit::Months(60),
        161 => Unit::Months(24),
        162 => Unit::FiscalYear,
        53 | 135 => Unit::Ever,
        159 => Unit::Visit,
        _ => return None,
    })
}

fn by_table(sheet: &Sheet<'_>, edges: &mut Edges, at: Place<'_>) {
    let Some(line) = sheet.lines.get(at.line) else { return };
    let (masters, day) = (sheet.rules.masters, sheet.day_of(line));
    let counted = Counted::Act(line.act.code);
    let mut has_row = false;
    for row in sheet.rules.tables.frequencies(masters, line.row, day) {
        has_row = true;
        let Some(unit) = unit_of(row.unit) else { continue };
        if is_taken_back(sheet, line, row.unit) {
            continue;
        }
        let cause = Cause::Table(TableKind::Frequencies);
        let limit = i64::from(row.limit);
        let count = Count { unit, limit, measure: Measure::Count, counted, cause };
        let quota = quota(sheet, edges, at, &count);
        if row.has_exception {
            edges.doubtful_quotas.extend(quota);
        } else {
            edges.quotas.extend(quota);
        }
    }
    // 上限回数 (項番36) is a count of the month, for days on which no table 05 is at hand.
    if !has_row && line.act.count_limit > 0 && line.act.count_limit_handling == 1 {
        let count = Count {
            unit: Unit::Months(1),
            limit: i64::from(line.act.count_limit),
            measure: Measure::Count,
            counted,
            cause: Cause::Column(36),
        };
        let quota = quota(sheet, edges, at, &count);
        edges.quotas.extend(quota);
    }
}

/// A row of the rule book takes the row of table 05 back.
fn is_taken_back(sheet: &Sheet<'_>, line: &Line<'_>, unit: u16) -> bool {
    sheet.rules.rows(line.row, Part::FrequencyOff).any(|place| {
        let off = sheet.rules.book.frequency_offs.get(place);
        off.is_some_and(|off| off.unit_code == unit && sheet.speaks(off.rule, line.visit))
    })
}

fn by_row(sheet: &Sheet<'_>, edges: &mut Edges, at: Place<'_>, row: &Limit) {
    let Some(line) = sheet.lines.get(at.line) else { return };
    let count = Count {
        unit: row.unit,
        limit: i64::from(row.limit),
        measure: row.measure,
        counted: if row.is_each { Counted::Act(line.act.code) } else { Counted::Acts(row.acts) },
        cause: Cause::Rule(row.rule),
    };
    let quota = quota(sheet, edges, at, &count);
    edges.quotas.extend(quota);
}

/// The quota of a line; none if the line fits in any case.
fn quota(sheet: &Sheet<'_>, edges: &mut Edges, at: Place<'_>, count: &Count) -> Option<Quota> {
    let line = sheet.lines.get(at.line)?;
    let day = sheet.day_of(line);
    let start = edges.pool.len();
    let earlier = at.before.iter().copied().filter(|other| {
        sheet.lines.get(*other).is_some_and(|other| {
            count.counted.names(sheet, other.act.code, other.row)
                && super::exclusions::are_together(sheet, count.unit, other, line)
        })
    });
    edges.pool.extend(earlier);
    let past = sheet.past.iter().filter(|past| {
        count.unit != Unit::Visit
            && count.counted.names(sheet, past.act.code, past.row)
            && is_within(count.unit, past.date, day)
    });
    let mut left = count.limit;
    let mut refusal = Refusal::new(RefusalKind::Frequency, count.cause);
    for past in past {
        left = left.saturating_sub(i64::from(past.count));
        refusal.other = Some(Other { act: past.act.code, date: past.date });
    }
    let earlier = start..edges.pool.len();
    let is_met = earlier.is_empty() && count.measure.of(line) <= left && left > 0;
    let (line, measure) = (at.line, count.measure);
    (!is_met).then_some(Quota { line, earlier, left, measure, refusal })
}
