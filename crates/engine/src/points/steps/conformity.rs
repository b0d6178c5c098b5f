//! 施設基準不適合減算: an act that a facility without the 届出 bills at a part of its points (Ｂ００１－３－２ 注, Ｄ２３６－２ 注２, Ｅ１０１－２ 注３,
//! 手術 通則16, Ｋ９３９－５ 注２, Ｍ００１ 注１ …).
//!
//! Reads: column 44 (2 = reduced without the standard, 1 = the reduction itself), column 45 (the standard), the facility's
//! 施設基準, 届出によらない基準 rows. Writes: the reduction of the act's part as a found line on the act; a finding where the edition has
//! no code for it, or where the standard is not filed; an ordered reduction without such an act is refused.

use crate::masters::act::Act;
use crate::masters::code::ActCode;
use crate::points::sheet::{Cause, Finding, Refusal, Sheet};
use crate::rulebook::points::RefusalKind;
use chrono::NaiveDate;

/// 適合区分: the reduction itself.
const REDUCTION: u8 = 1;
/// 適合区分: reduced when the standard is not met.
const REDUCED: u8 = 2;

pub(crate) fn find_conformity_reductions(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
            continue;
        };
        let act = line.act;
        if act.conformity != REDUCED || has_standard(sheet, act) {
            continue;
        }
        let visit = line.visit;
        if tie_ordered(sheet, index) {
            continue;
        }
        let day = sheet.day(visit);
        let mut unfiled = sheet.rules.book.unfiled_standards.iter();
        let unfiled = unfiled
            .find(|row| row.standard == act.conformity_standard && sheet.speaks(row.rule, visit));
        if let Some(row) = unfiled {
            let (cause, acts) = (Cause::Rule(row.rule), vec![act.code]);
            sheet.findings.push(Finding::of_acts(visit, cause, acts));
            continue;
        }
        let found = reduction_of(sheet, act, day)
            .and_then(|code| sheet.find(code, visit, Cause::Column(45), &[index]));
        if let Some(line) = found.and_then(|found| sheet.lines.get_mut(found)) {
            line.base = Some(index);
        } else {
            let acts = vec![act.code];
            sheet.findings.push(Finding::of_acts(visit, Cause::Column(45), acts));
        }
    }
    refuse_untied(sheet);
}

fn has_standard(sheet: &Sheet<'_>, act: &Act) -> bool {
    let standard = act.conformity_standard;
    standard == 0 || sheet.claim.facility.standards.binary_search(&standard).is_ok()
}

fn is_of_part(reduction: &Act, act: &Act) -> bool {
    reduction.conformity == REDUCTION
        && (reduction.chapter, reduction.part) == (act.chapter, act.part)
}

/// The reduction of the act's part on the day; few acts come this far, so the master is searched.
fn reduction_of(sheet: &Sheet<'_>, act: &Act, day: NaiveDate) -> Option<ActCode> {
    let rows = sheet.rules.masters.acts.rows().iter();
    let mut own = rows.filter(|row| is_of_part(row, act) && row.span.contains(day));
    own.next().map(|row| row.code)
}

/// A reduction that the facility ordered itself.
fn tie_ordered(sheet: &mut Sheet<'_>, base: usize) -> bool {
    let Some((act, visit)) = sheet.lines.get(base).map(|line| (line.act, line.visit)) else {
        return false;
    };
    let start = sheet.pool.len();
    // The one ordered most often goes to the first act, however the orders stand.
    let own = sheet.lines.iter_mut().filter(|line| {
        line.is_ordered() && line.visit == visit && line.base.is_none() && is_of_part(line.act, act)
    });
    let own = own.max_by_key(|line| line.count);
    let Some(own) = own else { return false };
    sheet.pool.push(base);
    own.base = Some(base);
    own.needs = start..start.saturating_add(1);
    true
}

fn refuse_untied(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let is_untied = sheet.lines.get(index).is_some_and(|line| {
            line.is_ordered() && line.act.conformity == REDUCTION && line.base.is_none()
        });
        if is_untied {
            sheet.refuse(index, Refusal::new(RefusalKind::Condition, Cause::Column(44)));
        }
    }
}
