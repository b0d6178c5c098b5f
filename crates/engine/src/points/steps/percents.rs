//! ％加算: percentage acts on the 所定点数 of their base (処置・手術・麻酔の通則, 年齢に関する通則 …).
//!
//! Reads: ％加算 rows of every open base; the base's points and those of its 注加算 (項番62 leaves some out). Writes: found
//! lines, and after the rules have passed the points of every percentage line. A percentage of a 注 counts into the 所定点数
//! of the 通則 (処置 通知10, 手術 通知9, 麻酔 通知6); otherwise percentages are no base of each other.

use crate::amount::Points;
use crate::masters::code::ActCode;
use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::price::percent_of;
use crate::points::sheet::{Cause, Line, Refusal, Sheet, State};
use crate::rulebook::points::{RefusalKind, SelectorNo};

pub(crate) fn find_percents(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        if !line.is_open() {
            continue;
        }
        let visit = line.visit;
        for place in sheet.rows_of(index, Part::PercentBase) {
            let Some(row) = book.percents.get(place) else { continue };
            if !sheet.speaks(row.rule, visit) || !Scene::of_line(sheet, index).holds(&row.when) {
                continue;
            }
            if row.is_ordered {
                tie_ordered(sheet, index, row.act);
                continue;
            }
            if let Some(found) = sheet.find(row.act, visit, Cause::Rule(row.rule), &[index])
                && let Some(line) = sheet.lines.get_mut(found)
            {
                line.base = Some(index);
            }
        }
    }
}

/// An ordered percentage takes the first base of its visit.
fn tie_ordered(sheet: &mut Sheet<'_>, base: usize, act: ActCode) {
    let Some(visit) = sheet.lines.get(base).map(|line| line.visit) else { return };
    let start = sheet.pool.len();
    let own = sheet.lines.iter_mut().find(|line| {
        line.visit == visit && line.act.code == act && line.is_ordered() && line.base.is_none()
    });
    if let Some(own) = own {
        sheet.pool.push(base);
        own.base = Some(base);
        own.needs = start..start.saturating_add(1);
    }
}

pub(crate) fn price_percents(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        let (Some(ratio), State::Billed) = (line.percent, line.state) else { continue };
        let priced = line.base.and_then(|base| {
            let times = sheet.lines.get(base)?.count;
            let is_general = line.act.notice_kind == GENERAL;
            let named = if is_general { None } else { named_notes(sheet, line) };
            // Each time is rounded by itself, where all that it stands on was done as often.
            let once = sum(sheet, base, |_| 1, named)?.times(times).ok();
            let is_even = once == sum(sheet, base, |line| line.count, named);
            let count = |line: &Line<'_>| if is_even { 1 } else { line.count };
            let points = if is_general {
                general_points(sheet, base, count)?
            } else {
                sum(sheet, base, count, named)?
            };
            percent_of(points, ratio).ok()?.times(if is_even { times } else { 1 }).ok()
        });
        if let Some(line) = sheet.lines.get_mut(index) {
            match priced {
                Some(points) => line.points = points,
                None => {
                    line.state = State::Refused(Refusal::new(RefusalKind::Condition, Cause::Base));
                }
            }
        }
    }
}

/// 所定点数 of the fee itself, done once: what a threshold of the law is held against.
pub(crate) fn fee_points(sheet: &Sheet<'_>, base: Option<usize>) -> Option<Points> {
    general_points(sheet, base?, |_| 1)
}

/// 告示等識別区分 9: an addition of the 通則.
const GENERAL: char = '9';

/// 所定点数 of the 通則: the fee, its 注加算 and the percentages of its 注, not those of the 通則.
fn general_points(
    sheet: &Sheet<'_>,
    base: usize,
    count: impl Fn(&Line<'_>) -> u32,
) -> Option<Points> {
    let plain = sum(sheet, base, count, None)?;
    let notes = sheet.lines.iter().filter(|other| {
        other.base == Some(base)
            && other.act.addition_group != 0
            && other.act.notice_kind != GENERAL
            && matches!(other.state, State::Billed | State::Open)
            && !other.act.outside_general_base
    });
    let added = notes.filter_map(|other| percent_of(plain, other.percent?).ok());
    Points::sum(std::iter::once(plain).chain(added)).ok()
}

/// The 注加算 that alone belong to the 所定点数 of the percentage, where a row says so (第４部第３節 通知3 …).
fn named_notes(sheet: &Sheet<'_>, line: &Line<'_>) -> Option<SelectorNo> {
    let mut rows = sheet.rules.book.percent_bases.iter();
    let row = rows
        .find(|row| sheet.speaks(row.rule, line.visit) && sheet.rules.names(row.acts, line.row))?;
    Some(row.notes)
}

/// 所定点数: the base line with its count, and the 注加算 that stand on it, or only the `named` of them.
fn sum(
    sheet: &Sheet<'_>,
    base: usize,
    count: impl Fn(&Line<'_>) -> u32,
    named: Option<SelectorNo>,
) -> Option<Points> {
    let line = sheet.lines.get(base)?;
    let own = line.points.times(count(line)).ok()?;
    // 告示等識別区分 7: an addition of the 注, though an age addition has no 注加算コード.
    let is_note = |other: &Line<'_>| {
        other.act.addition_group != 0
            || other.act.notice_kind == '7' && other.cause == Cause::Column(100)
    };
    let with = sheet.lines.iter().filter(|other| {
        other.base == Some(base)
            && other.percent.is_none()
            && matches!(other.state, State::Billed | State::Open)
            && !other.act.outside_general_base
            && is_note(other)
            && named.is_none_or(|notes| sheet.rules.names(notes, other.row))
    });
    let added = with.map(|other| other.points.times(count(other)).unwrap_or_default());
    Points::sum(std::iter::once(own).chain(added)).ok()
}
