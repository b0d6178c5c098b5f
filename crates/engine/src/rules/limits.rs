//! 算定回数: how often an act is billed within a day, a week, months, years, by table 05, column 36 and the rule book.
//!
//! The history counts first, then the earlier lines of the claim. A row of table 05 with 特例条件 is no hard rule.

use super::{Edges, Quota};
use crate::masters::edition::TableKind;
use crate::points::facts::{Scene, is_within};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Line, Other, Past, Refusal, Sheet, State};
use crate::rulebook::points::{Limit, Measure, RefusalKind, Unit};
use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

pub(crate) fn count(sheet: &Sheet<'_>, edges: &mut Edges) {
    let order = order(sheet);
    for (rank, index) in order.iter().enumerate() {
        let Some(line) = sheet.lines.get(*index).filter(|line| line.state == State::Open) else {
            continue;
        };
        let before = order.get(..rank).unwrap_or_default();
        by_table(sheet, edges, *index, line, before);
        for place in sheet.rows_of(*index, Part::Limited) {
            let Some(row) = sheet.rules.book.limits.get(place) else { continue };
            if sheet.speaks(row.rule, line.visit) && Scene::of_line(sheet, *index).holds(&row.when)
            {
                by_row(sheet, edges, *index, line, before, row);
            }
        }
    }
}

/// Lines in the order in which they use up what a limit leaves: by day and visit, the dearer first.
fn order(sheet: &Sheet<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..sheet.lines.len()).collect();
    all.sort_by_key(|index| {
        sheet.lines.get(*index).map(|line| {
            (sheet.day_of(line), line.visit, std::cmp::Reverse(line.points), line.act.code, *index)
        })
    });
    all
}

pub(crate) fn quantity(line: &Line<'_>) -> i64 {
    let each = line.quantity.map_or(1, |quantity| quantity.ceil().to_i64().unwrap_or(i64::MAX));
    each.saturating_mul(i64::from(line.count))
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

fn by_table(sheet: &Sheet<'_>, edges: &mut Edges, index: usize, line: &Line<'_>, before: &[usize]) {
    let masters = sheet.rules.masters;
    let day = sheet.day_of(line);
    let rows = masters.frequencies.matching(|(act, _)| act.cmp(&line.act.code));
    let mut counted = false;
    let mut last_unit = None;
    for row in rows {
        // One unit, several versions: the one on the day, or the last before it.
        if last_unit == Some(row.unit) {
            continue;
        }
        last_unit = Some(row.unit);
        let Some(row) = super::tables::carried(&masters.frequencies, (row.act, row.unit), day)
        else {
            continue;
        };
        counted = true;
        let Some(unit) = unit_of(row.unit) else { continue };
        let is_off = sheet.rules.rows(line.row, Part::FrequencyOff).any(|place| {
            let off = sheet.rules.book.frequency_offs.get(place);
            off.is_some_and(|off| off.unit_code == row.unit && sheet.speaks(off.rule, line.visit))
        });
        if is_off {
            continue;
        }
        let code = line.act.code;
        let same = |other: &Line<'_>| other.act.code == code;
        let past = |past: &Past<'_>| past.act.code == code;
        let cause = Cause::Table(TableKind::Frequencies);
        let limit = i64::from(row.limit);
        let made = quota(sheet, edges, index, before, unit, limit, false, cause, same, past);
        let Some(made) = made else { continue };
        if row.has_exception {
            edges.doubtful_quotas.push(made);
        } else {
            edges.quotas.push(made);
        }
    }
    // 上限回数 (項番36) is a count of the month, for days on which no table 05 is at hand.
    if !counted && line.act.count_limit > 0 && line.act.count_limit_handling == 1 {
        let code = line.act.code;
        let limit = i64::from(line.act.count_limit);
        let same = |other: &Line<'_>| other.act.code == code;
        let past = |past: &Past<'_>| past.act.code == code;
        push(
            sheet,
            edges,
            index,
            before,
            Unit::Months(1),
            limit,
            false,
            Cause::Column(36),
            same,
            past,
        );
    }
}

fn by_row(
    sheet: &Sheet<'_>,
    edges: &mut Edges,
    index: usize,
    line: &Line<'_>,
    before: &[usize],
    row: &Limit,
) {
    let code = line.act.code;
    let same = |other: &Line<'_>| {
        if row.is_each { other.act.code == code } else { sheet.rules.names(row.acts, other.row) }
    };
    let past = |past: &Past<'_>| {
        if row.is_each { past.act.code == code } else { sheet.rules.names(row.acts, past.row) }
    };
    let is_quantity = row.measure == Measure::Quantity;
    let cause = Cause::Rule(row.rule);
    push(
        sheet,
        edges,
        index,
        before,
        row.unit,
        i64::from(row.limit),
        is_quantity,
        cause,
        same,
        past,
    );
}

#[expect(clippy::too_many_arguments, reason = "one quota is made in one place")]
fn push(
    sheet: &Sheet<'_>,
    edges: &mut Edges,
    index: usize,
    before: &[usize],
    unit: Unit,
    limit: i64,
    is_quantity: bool,
    cause: Cause,
    same: impl Fn(&Line<'_>) -> bool,
    past: impl Fn(&Past<'_>) -> bool,
) {
    let made = quota(sheet, edges, index, before, unit, limit, is_quantity, cause, same, past);
    edges.quotas.extend(made);
}

#[expect(clippy::too_many_arguments, reason = "one quota is made in one place")]
fn quota(
    sheet: &Sheet<'_>,
    edges: &mut Edges,
    index: usize,
    before: &[usize],
    unit: Unit,
    limit: i64,
    is_quantity: bool,
    cause: Cause,
    same: impl Fn(&Line<'_>) -> bool,
    past: impl Fn(&Past<'_>) -> bool,
) -> Option<Quota> {
    let line = sheet.lines.get(index)?;
    let day: NaiveDate = sheet.day_of(line);
    let start = edges.pool.len();
    let earlier = before.iter().copied().filter(|other| {
        sheet.lines.get(*other).is_some_and(|other| {
            let together = if unit == Unit::Visit {
                other.visit == line.visit
            } else {
                is_within(unit, sheet.day_of(other), day)
            };
            same(other) && together
        })
    });
    edges.pool.extend(earlier);
    let counted = sheet
        .past
        .iter()
        .filter(|entry| unit != Unit::Visit && past(entry) && is_within(unit, entry.date, day));
    let mut left = limit;
    let mut refusal = Refusal::new(RefusalKind::Frequency, cause);
    for entry in counted {
        left = left.saturating_sub(i64::from(entry.count));
        refusal.other = Some(Other { act: entry.act.code, date: entry.date });
    }
    Some(Quota { line: index, earlier: start..edges.pool.len(), left, is_quantity, refusal })
}
