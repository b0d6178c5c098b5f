//! 加算: what follows by law from a base and the facts (時間外加算, 届出による加算, 外来管理加算, 電子画像管理加算 …), and the bases of the 加算 that were ordered.
//!
//! Reads: 加算 rows of every open line; columns 38/39 of ordered additions. Writes: found lines that need their base;
//! an ordered addition needs a base of its 注加算コード.

use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Refusal, Sheet, State};
use crate::rulebook::points::{Per, RefusalKind};

pub(crate) fn find_additions(sheet: &mut Sheet<'_>) {
    tie_ordered(sheet);
    let mut start = 0;
    // An addition can be the base of another (連携強化加算 on 外来感染対策向上加算): go on until none is new.
    while start < sheet.lines.len() {
        let end = sheet.lines.len();
        for index in start..end {
            find_for(sheet, index);
        }
        start = end;
    }
}

fn find_for(sheet: &mut Sheet<'_>, index: usize) {
    let book = sheet.rules.book;
    let Some(line) = sheet.lines.get(index) else { return };
    if !line.is_open() {
        return;
    }
    let visit = line.visit;
    for place in sheet.rows_of(index, Part::AdditionBase) {
        let Some(entry) = book.additions.get(place) else { continue };
        if entry.per != Per::Line && sheet.has(entry.act, visit) {
            continue;
        }
        let scene = Scene::of_line(sheet, index);
        let is_provided = scene.holds(&entry.provided);
        if !sheet.speaks(entry.rule, visit) || is_provided && !scene.holds(&entry.when) {
            continue;
        }
        let day = sheet.day(visit);
        let bases: Vec<usize> = match entry.per {
            Per::Line => vec![index],
            Per::Visit => same(sheet, entry.to, |line| line.visit == visit),
            Per::Day => same(sheet, entry.to, |line| sheet.day_of(line) == day),
        };
        // Only the first base finds the line; the others are bases beside it.
        if bases.first() != Some(&index) {
            continue;
        }
        let Some(found) = sheet.find(entry.act, visit, Cause::Rule(entry.rule), &bases) else {
            continue;
        };
        if let Some(line) = sheet.lines.get_mut(found) {
            line.base = (line.percent.is_some() || entry.per == Per::Line).then_some(index);
            if !is_provided {
                let refusal = Refusal::new(RefusalKind::Condition, Cause::Rule(entry.rule));
                line.state = State::Refused(refusal);
            }
        }
    }
}

fn same(
    sheet: &Sheet<'_>,
    selector: crate::rulebook::points::SelectorNo,
    within: impl Fn(&crate::points::sheet::Line<'_>) -> bool,
) -> Vec<usize> {
    let all = sheet.lines.iter().enumerate();
    all.filter(|(index, line)| line.is_open() && within(line) && sheet.names(selector, *index))
        .map(|(index, _)| index)
        .collect()
}

/// 注加算コード・通番: an ordered 注加算 belongs to a base with the same 注加算コード, of its group if there is one.
fn tie_ordered(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        let is_addition =
            line.is_ordered() && line.act.addition_group != 0 && line.act.addition_number != '0';
        if !is_addition || !line.is_open() {
            continue;
        }
        let (group, visit, own) = (line.act.addition_group, line.visit, line.group);
        let mut bases: Vec<(bool, crate::amount::Points, usize)> = sheet
            .lines
            .iter()
            .enumerate()
            .filter(|(_, base)| {
                base.visit == visit
                    && base.act.addition_group == group
                    && base.act.addition_number == '0'
            })
            .map(|(place, base)| {
                (
                    base.group != own,
                    crate::amount::Points::ZERO.minus(base.points).unwrap_or_default(),
                    place,
                )
            })
            .collect();
        bases.sort_unstable();
        let Some(best) = bases.first() else {
            sheet.refuse(index, Refusal::new(RefusalKind::Condition, Cause::Column(38)));
            continue;
        };
        let start = sheet.pool.len();
        let code = |place: usize| sheet.lines.get(place).map(|line| line.act.code);
        let own = bases.iter().filter(|(other, _, _)| !*other);
        let own: Vec<_> = own.map(|(_, _, place)| code(*place)).collect();
        // Of its own group; the same act ordered in another group is the same base.
        let chosen =
            bases.iter().filter(|(_, _, place)| own.is_empty() || own.contains(&code(*place)));
        let places: Vec<usize> = chosen.map(|(_, _, place)| *place).collect();
        sheet.pool.extend(places);
        let end = sheet.pool.len();
        let base = best.2;
        if let Some(line) = sheet.lines.get_mut(index) {
            line.base = Some(base);
            line.needs = start..end;
        }
    }
}
