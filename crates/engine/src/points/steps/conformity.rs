//! 施設基準不適合減算: an act that a facility without the 届出 bills at a part of its points (Ｂ００１－３－２ 注, Ｄ２３６－２ 注２, Ｅ１０１－２ 注３,
//! 手術 通則16, Ｋ９３９－５ 注２, Ｍ００１ 注１ …).
//!
//! Reads: column 44 (2 = reduced without the standard, 1 = the reduction itself), column 45 (the standard), the facility's
//! 施設基準, 届出によらない基準 rows, the claimed acts. Writes: the reduction of the act's part as a found line on the act; a
//! finding where the edition has no code for it, or where the standard is not filed and the facility does not claim the
//! reduction.

use crate::masters::act::Act;
use crate::masters::code::ActCode;
use crate::points::sheet::{Cause, Finding, Sheet};
use crate::rulebook::points::RuleNo;
use chrono::NaiveDate;

pub(crate) fn find_conformity_reductions(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_open()) else {
            continue;
        };
        let (act, visit) = (line.act, line.visit);
        if act.conformity != Act::CONFORMITY_REDUCED || has_standard(sheet, act) {
            continue;
        }
        let reduction = reduction_of(sheet, act, sheet.day(visit));
        if let Some(rule) = unfiled(sheet, act, visit)
            && !reduction.is_some_and(|code| is_claimed(sheet, code, visit))
        {
            sheet.findings.push(Finding::of_acts(visit, Cause::Rule(rule), vec![act.code]));
            continue;
        }
        let found = reduction.and_then(|code| sheet.find(code, visit, Cause::Column(45), &[index]));
        if let Some(line) = found.and_then(|found| sheet.lines.get_mut(found)) {
            line.base = Some(index);
        } else {
            sheet.findings.push(Finding::of_acts(visit, Cause::Column(45), vec![act.code]));
        }
    }
}

/// 届出によらない基準: only the facility knows whether it is met, and says that it is not by claiming the reduction.
fn unfiled(sheet: &Sheet<'_>, act: &Act, visit: usize) -> Option<RuleNo> {
    let mut rows = sheet.rules.book.unfiled_standards.iter();
    let row =
        rows.find(|row| row.standard == act.conformity_standard && sheet.speaks(row.rule, visit))?;
    Some(row.rule)
}

fn is_claimed(sheet: &Sheet<'_>, code: ActCode, visit: usize) -> bool {
    sheet.claimed.iter().any(|claimed| claimed.visit == visit && claimed.act.code == code)
}

fn has_standard(sheet: &Sheet<'_>, act: &Act) -> bool {
    let standard = act.conformity_standard;
    standard == 0 || sheet.claim.facility.standards.binary_search(&standard).is_ok()
}

/// The reduction of the act's part on the day; few acts come this far, so the master is searched.
fn reduction_of(sheet: &Sheet<'_>, act: &Act, day: NaiveDate) -> Option<ActCode> {
    let rows = sheet.rules.masters.acts.rows().iter();
    let mut own = rows.filter(|row| {
        row.conformity == Act::CONFORMITY_REDUCTION
            && (row.chapter, row.part) == (act.chapter, act.part)
            && row.span.contains(day)
    });
    own.next().map(|row| row.code)
}
