//! 年齢加算: the additions that the master gives for a span of age (項番100–111).
//!
//! Reads: the four triples of every open line. Writes: found lines that need their base, as often as it; 年齢加算の例外 rows
//! say when not. Once the rules have passed, an addition stands no more often than its base.

use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Sheet};

pub(crate) fn find_age_additions(sheet: &mut Sheet<'_>) {
    let birth = sheet.claim.patient.birth_date;
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        if !line.is_open() {
            continue;
        }
        let (act, visit, count) = (line.act, line.visit, line.count);
        let day = sheet.day(visit);
        for addition in act.age_additions {
            let Some(code) = addition.act.filter(|_| addition.covers(birth, day)) else { continue };
            if is_excepted(sheet, code, index) || is_ordered_with(sheet, code, index) {
                continue;
            }
            if let Some(found) = sheet.find(code, visit, Cause::Column(100), &[index])
                && let Some(line) = sheet.lines.get_mut(found)
            {
                line.base = Some(index);
                if line.percent.is_none() {
                    line.count = count;
                }
            }
        }
    }
}

/// The rules may have left the base fewer times.
pub(crate) fn cut_age_additions(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        let base = line.base.filter(|_| line.cause == Cause::Column(100));
        let Some(times) = base.and_then(|base| sheet.lines.get(base)).map(|base| base.count) else {
            continue;
        };
        if let Some(line) = sheet.lines.get_mut(index) {
            line.count = line.count.min(times);
        }
    }
}

fn is_excepted(sheet: &Sheet<'_>, code: crate::masters::code::ActCode, base: usize) -> bool {
    let Some(line) = sheet.lines.get(base) else { return true };
    let Ok((_, row)) = sheet.rules.act(code, sheet.day_of(line)) else { return true };
    sheet.rules.rows(row, Part::AgeException).any(|place| {
        sheet.rules.book.age_exceptions.get(place).is_some_and(|entry| {
            sheet.speaks(entry.rule, line.visit) && Scene::of_line(sheet, base).holds(&entry.when)
        })
    })
}

/// The addition was ordered beside its base.
fn is_ordered_with(sheet: &Sheet<'_>, code: crate::masters::code::ActCode, base: usize) -> bool {
    sheet
        .lines
        .iter()
        .any(|line| line.is_ordered() && line.act.code == code && line.base == Some(base))
}
