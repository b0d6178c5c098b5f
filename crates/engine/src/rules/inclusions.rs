//! 包括: acts whose fee is part of another's (管理料, 外来診療料, 通則 …), by the rule book and by tables 01 and 02.

use super::{Edges, Strike};
use crate::masters::edition::TableKind;
use crate::masters::rule_table::InclusionRef;
use crate::points::facts::{Scene, is_within};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Other, Refusal, Sheet};
use crate::rulebook::points::{Inclusion, RefusalKind, Unit};

pub(crate) fn strike(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    against_history(sheet);
    table_against_history(sheet, edges);
    for parent in 0..sheet.lines.len() {
        for place in sheet.rows_of(parent, Part::InclusionParent) {
            let Some(row) = sheet.rules.book.inclusions.get(place) else { continue };
            let visit = sheet.lines.get(parent).map_or(0, |line| line.visit);
            let holds = !row.covers_materials
                && sheet.speaks(row.rule, visit)
                && Scene::of_line(sheet, parent).holds(&row.when);
            if holds {
                strike_all(sheet, edges, row, parent);
            }
        }
        by_table(sheet, edges, parent);
    }
}

fn strike_all(sheet: &Sheet<'_>, edges: &mut Edges, row: &Inclusion, parent: usize) {
    let Some(line) = sheet.lines.get(parent) else { return };
    for (to, other) in sheet.lines.iter().enumerate() {
        let is_included = to != parent
            && other.act.code != line.act.code
            && sheet.rules.names(row.included, other.row)
            && super::exclusions::are_together(sheet, row.unit, line, other);
        if is_included {
            let refusal = Refusal {
                kind: RefusalKind::Included,
                cause: Cause::Rule(row.rule),
                other: sheet.other(parent),
                keeps_judgement: row.keeps_judgement,
            };
            edges.strikes.push(Strike {
                from: parent,
                to,
                refusal,
                even_if_refused: row.even_if_refused,
            });
        }
    }
}

fn against_history(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        let day = sheet.day_of(line);
        let struck = sheet.past.iter().find_map(|past| {
            sheet.rules.rows(past.row, Part::InclusionParent).find_map(|place| {
                let row = book.inclusions.get(place)?;
                let holds = row.unit != Unit::Visit
                    && !row.covers_materials
                    && past.act.code != line.act.code
                    && is_within(row.unit, past.date, day)
                    && sheet.rules.speaks(row.rule, day)
                    && sheet.rules.names(row.included, line.row)
                    && Scene::of_visit(sheet, line.visit).holds(&row.when);
                let other = Some(Other { act: past.act.code, date: past.date });
                holds.then_some(Refusal {
                    kind: RefusalKind::Included,
                    cause: Cause::Rule(row.rule),
                    other,
                    keeps_judgement: row.keeps_judgement,
                })
            })
        });
        if let Some(refusal) = struck {
            sheet.refuse(index, refusal);
        }
    }
}

/// 補助マスター・包括テーブル: the groups a parent names and the acts in them.
fn by_table(sheet: &Sheet<'_>, edges: &mut Edges, parent: usize) {
    let masters = sheet.rules.masters;
    let Some(line) = sheet.lines.get(parent) else { return };
    if masters.inclusions.rows().is_empty() {
        return;
    }
    let day = sheet.day_of(line);
    let Some(auxiliary) = masters.auxiliaries.carried(line.act.code, day) else {
        return;
    };
    for reference in auxiliary.inclusions {
        let Some(unit) = unit_of(reference) else { continue };
        for (to, other) in sheet.lines.iter().enumerate() {
            let key = (reference.group, other.act.code);
            let row = masters.inclusions.carried(key, day);
            // A row of the rule book that speaks of the same two says more than the table (判断料 that stay).
            let is_said =
                edges.strikes.iter().any(|strike| strike.from == parent && strike.to == to);
            let stands = to != parent
                && !is_said
                && super::exclusions::are_together(sheet, unit, line, other);
            let Some(row) = row.filter(|_| stands) else { continue };
            if row.has_exception {
                edges.doubtful_pairs.push((parent, to, TableKind::Inclusions));
                continue;
            }
            let mut refusal =
                Refusal::new(RefusalKind::Included, Cause::Table(TableKind::Inclusions));
            refusal.other = sheet.other(parent);
            edges.strikes.push(Strike { from: parent, to, refusal, even_if_refused: false });
        }
    }
}

/// 包括単位 of an outpatient claim.
const fn unit_of(reference: InclusionRef) -> Option<Unit> {
    match reference.unit {
        1 => Some(Unit::Day),
        2 => Some(Unit::Months(1)),
        // 6 １手術につき needs an operation; the visit is what an outpatient claim shows of it.
        3 | 6 => Some(Unit::Visit),
        // 手術前１週間.
        5 => Some(Unit::Week),
        _ => None,
    }
}

/// The same for a parent that was billed before.
fn table_against_history(sheet: &mut Sheet<'_>, edges: &mut Edges) {
    let masters = sheet.rules.masters;
    if masters.inclusions.rows().is_empty() {
        return;
    }
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
            continue;
        };
        let day = sheet.day_of(line);
        let mut struck = None;
        for past in &sheet.past {
            let auxiliary = masters.auxiliaries.carried(past.act.code, day);
            for reference in auxiliary.iter().flat_map(|row| row.inclusions) {
                let Some(unit) = unit_of(reference).filter(|unit| *unit != Unit::Visit) else {
                    continue;
                };
                let key = (reference.group, line.act.code);
                let row = masters.inclusions.carried(key, day);
                let is_other = past.act.code != line.act.code;
                let Some(row) = row.filter(|_| is_other && is_within(unit, past.date, day)) else {
                    continue;
                };
                if row.has_exception {
                    edges.doubtful_past.push((index, past.act.code, TableKind::Inclusions));
                } else {
                    struck = struck.or(Some(Other { act: past.act.code, date: past.date }));
                }
            }
        }
        if struck.is_some() {
            let refusal = Refusal::new(RefusalKind::Included, Cause::Table(TableKind::Inclusions));
            sheet.refuse(index, Refusal { other: struck, ..refusal });
        }
    }
}
