//! 基本診療料: 初診料, 再診料, 外来診療料 by the stated kind of visit (Ａ０００–Ａ００２).
//!
//! Reads: the kind of visit, the rows of 基本診療料. Writes: one found line a visit; a further visit of one day takes the
//! row's second code, and a third department earns nothing because the row has none.

use crate::claim::VisitKind;
use crate::points::facts::Scene;
use crate::points::sheet::{Cause, Sheet};

pub(crate) fn find_basic_fees(sheet: &mut Sheet<'_>) {
    let book = sheet.rules.book;
    for (visit, entry) in sheet.claim.visits.iter().enumerate() {
        let row = book.basic_fees.iter().find(|row| {
            row.visit == entry.kind
                && sheet.rules.speaks(row.rule, entry.date)
                && Scene::of_visit(sheet, visit).holds(&row.when)
        });
        let Some(row) = row else { continue };
        if is_second_department(entry.kind) && has_second_department(sheet, visit) {
            continue;
        }
        let acts: Vec<_> = [Some(row.act), row.repeat].into_iter().flatten().collect();
        let again = sheet.lines.iter().any(|line| {
            !line.is_ordered()
                && line.visit != visit
                && sheet.day_of(line) == entry.date
                && acts.contains(&line.act.code)
                && matches!(line.cause, Cause::Rule(rule) if rule == row.rule)
        }) || is_other_face_to_face(sheet, visit, row.repeat.is_some());
        let act = if again { row.repeat } else { Some(row.act) };
        if let Some(act) = act {
            sheet.find(act, visit, Cause::Rule(row.rule), &[]);
        }
    }
}

const fn is_second_department(kind: VisitKind) -> bool {
    matches!(kind, VisitKind::SecondDepartmentInitial | VisitKind::SecondDepartmentRevisit)
}

/// ２つ目の診療科に限り: an earlier visit of the day, of the claim or of the history, was the second department's.
fn has_second_department(sheet: &Sheet<'_>, visit: usize) -> bool {
    let day = sheet.day(visit);
    let mut earlier = sheet.claim.visits.iter().take(visit);
    let mut rows = sheet.rules.book.basic_fees.iter();
    earlier.any(|entry| entry.date == day && is_second_department(entry.kind))
        || rows.any(|row| {
            is_second_department(row.visit)
                && sheet.past.iter().any(|past| past.date == day && past.act.code == row.act)
        })
}

/// 同日再診: an earlier visit of the day was billed as 初診 or 再診 of another row, or stands in the history.
fn is_other_face_to_face(sheet: &Sheet<'_>, visit: usize, has_repeat: bool) -> bool {
    let day = sheet.day(visit);
    // 実日数 2: 初診料, 再診料, 外来診療料.
    let mut past = sheet.past.iter().filter(|past| past.date == day);
    let mut lines = sheet.lines.iter().filter(|line| sheet.day_of(line) == day);
    let is_seen = past.any(|past| past.act.day_relation == 2)
        || lines.any(|line| !line.is_ordered() && line.visit < visit && line.act.day_relation == 2);
    has_repeat && is_seen
}
