//! 算定可否（マスター）: what the columns of an act alone forbid: inpatient acts, ages, kinds of facility, beds, 施設基準, diseases.
//!
//! Reads: columns 13, 19, 25, 41/42, 71, 72–81 of every open line. Writes: refusals that name the column; a found line
//! that the columns forbid is not refused but absent, because nobody asked for it.

use crate::claim::{Facility, FacilityKind};
use crate::masters::act::Act;
use crate::masters::age::is_within;
use crate::points::sheet::{Cause, Refusal, Sheet};
use crate::rulebook::points::RefusalKind;

pub(crate) fn check_columns(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index) else { continue };
        if !line.is_open() {
            continue;
        }
        let Some((kind, column)) = forbidden(sheet, line.act, line.visit) else { continue };
        sheet.fall(index, Refusal::new(kind, Cause::Column(column)));
    }
}

fn forbidden(sheet: &Sheet<'_>, act: &Act, visit: usize) -> Option<(RefusalKind, u8)> {
    let facility = &sheet.claim.facility;
    let day = sheet.day(visit);
    let birth = sheet.claim.patient.birth_date;
    if act.care_setting == 1 {
        return Some((RefusalKind::Visit, 13));
    }
    let of_kind = match act.facility_kind {
        1 => facility.kind == FacilityKind::Hospital,
        2 => facility.kind == FacilityKind::Clinic,
        // 4: 短期滞在手術等基本料３, inpatient only.
        4 => false,
        _ => true,
    };
    if !of_kind {
        return Some((RefusalKind::Facility, 19));
    }
    if !is_within(act.age_from, act.age_below, birth, day) {
        return Some((RefusalKind::Age, 41));
    }
    if !has_beds(act.bed_class, facility) {
        return Some((RefusalKind::Facility, 71));
    }
    if !meets_standards(&act.standards, facility) {
        return Some((RefusalKind::Facility, 72));
    }
    let needs_disease = act.disease_relation != 0;
    if needs_disease
        && !crate::points::facts::has_related_disease(sheet, visit, act.disease_relation)
    {
        return Some((RefusalKind::Condition, 25));
    }
    None
}

/// 病床数区分 (項番71), as the layout codes it.
fn has_beds(class: u8, facility: &Facility) -> bool {
    let Facility { beds, general_beds, .. } = *facility;
    match class {
        1 => (1..=99).contains(&beds),
        2 => (100..=199).contains(&beds),
        3 => beds <= 199,
        4 => beds >= 200,
        5 => general_beds <= 199,
        6 => general_beds >= 200,
        7 => beds < 400,
        8 => beds >= 400,
        _ => true,
    }
}

/// 施設基準①–⑩: ①–⑥ any one, and ⑦–⑨ any one, and ⑩.
fn meets_standards(standards: &[u16; 10], facility: &Facility) -> bool {
    let group = |range: std::ops::Range<usize>| {
        let mut asked =
            standards.get(range).unwrap_or_default().iter().filter(|code| **code != 0).peekable();
        asked.peek().is_none() || asked.any(|code| facility.standards.binary_search(code).is_ok())
    };
    group(0..6) && group(6..9) && group(9..10)
}
