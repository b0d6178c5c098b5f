//! コードの点検: what the rows of the masters say of a line by itself: validity, age, 入外, 保険, 集計先, columns that no step reads.
//!
//! Reads: the resolved sets. Findings: `unknown_code`, `not_yet_valid`, `no_longer_valid`, `age_outside`, `care_setting_wrong`,
//! `scheme_wrong`, `section_differs`, `unread_column`.

use super::claim::{Care, Item, ItemCode, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Record, Rule};
use super::resolve::{ItemRow, ResolvedSet};
use super::unpriced::UnpricedReason;
use crate::masters::Masters;
use crate::masters::act::Act;
use crate::masters::age::{AgeBound, is_within};
use crate::masters::edition::TableKind;

/// Checks every line of every set.
pub(super) fn check_codes(
    claim: &ReceiptClaim,
    resolved: &[ResolvedSet<'_, '_>],
    masters: &Masters,
    findings: &mut Vec<Finding>,
) {
    findings.extend(birth(claim, resolved));
    let mut seen: Vec<ItemCode> = Vec::new();
    for set in resolved {
        for (item, row) in set.set.items.iter().zip(&set.rows) {
            match row {
                Err(reason) => findings.extend(validity(item, *reason, set)),
                Ok(row) => {
                    findings.extend(age(claim, set, item, *row));
                    findings.extend(usable(set, item, *row));
                    findings.extend(form(set, item, *row));
                    if let ItemRow::Act(act) = row {
                        findings.extend(setting(claim, item, act));
                    }
                    if !seen.contains(&item.code) {
                        seen.push(item.code);
                        unread(item, masters, findings);
                    }
                }
            }
        }
        findings.extend(section(claim, set));
    }
}

/// Nobody is treated before being born; without days, before the month of birth.
fn birth(claim: &ReceiptClaim, resolved: &[ResolvedSet<'_, '_>]) -> Option<Finding> {
    let earliest =
        |set: &ResolvedSet<'_, '_>| if set.set.has_days() { set.first } else { set.last };
    let day = resolved.iter().map(earliest).min().filter(|day| *day < claim.birth)?;
    let operands = Operands { day: Some(day), ..Operands::default() };
    let rule = Rule::Record(Record::Birth);
    Some(Finding::new(FindingKind::BornAfterCare, claim.line, rule, operands))
}

/// A code that is unknown, not yet or no longer valid; a missing edition is a reason of the price, not a fault of the receipt.
fn validity(item: &Item, reason: UnpricedReason, set: &ResolvedSet<'_, '_>) -> Option<Finding> {
    let (kind, day) = match reason {
        UnpricedReason::UnknownCode | UnpricedReason::UnreadableCode => {
            (FindingKind::UnknownCode, set.first)
        }
        UnpricedReason::NotYet(from) => (FindingKind::NotYetValid, from),
        UnpricedReason::Ended(through) => (FindingKind::NoLongerValid, through),
        _ => return None,
    };
    let (table, column) = match item.code {
        ItemCode::Drug(_) => (TableKind::Drugs, 3),
        ItemCode::Material(_) => (TableKind::Materials, 3),
        _ => (TableKind::Acts, 3),
    };
    let operands = Operands { code: Some(item.code), day: Some(day), ..Operands::default() };
    Some(Finding::new(kind, item.line, Rule::Column(table, column), operands))
}

/// 上下限年齢 on every day; without days, on both ends of the month.
fn age(
    claim: &ReceiptClaim,
    set: &ResolvedSet<'_, '_>,
    item: &Item,
    row: ItemRow<'_>,
) -> Option<Finding> {
    let (table, column, from, below) = match row {
        ItemRow::Act(act) => (TableKind::Acts, 41, act.age_from, act.age_below),
        ItemRow::Material(row) => (TableKind::Materials, 15, row.age_from, row.age_below),
        ItemRow::Drug(_) => return None,
    };
    if (from, below) == (AgeBound::None, AgeBound::None) {
        return None;
    }
    let is_outside = |day| !is_within(from, below, claim.birth, day);
    let day = if set.set.has_days() {
        set.set.billed_days(claim.month).map(|(day, _)| day).find(|day| is_outside(*day))
    } else {
        (is_outside(set.first) && is_outside(set.last)).then_some(set.first)
    }?;
    let operands = Operands { code: Some(item.code), day: Some(day), ..Operands::default() };
    Some(Finding::new(FindingKind::AgeOutside, item.line, Rule::Column(table, column), operands))
}

/// 経過措置: the last day on which a listed drug or material may be used.
fn usable(set: &ResolvedSet<'_, '_>, item: &Item, row: ItemRow<'_>) -> Option<Finding> {
    let (table, column, last) = match row {
        ItemRow::Act(_) => return None,
        ItemRow::Drug(row) => (TableKind::Drugs, 34, row.usable_through),
        ItemRow::Material(row) => (TableKind::Materials, 29, row.usable_through),
    };
    let last = last.filter(|last| *last < set.first)?;
    let operands = Operands { code: Some(item.code), day: Some(last), ..Operands::default() };
    let rule = Rule::Column(table, column);
    Some(Finding::new(FindingKind::NoLongerValid, item.line, rule, operands))
}

/// 剤形 of a drug given as 投薬 or 注射 against 診療識別.
fn form(set: &ResolvedSet<'_, '_>, item: &Item, row: ItemRow<'_>) -> Option<Finding> {
    let ItemRow::Drug(drug) = row else { return None };
    let section = set.set.section;
    // 剤形: 1 内用, 4 注射, 6 外用; 3 その他 and 8 歯科用 say nothing here.
    let fits = match section {
        21 | 22 => !matches!(drug.form, 4 | 6),
        23 => !matches!(drug.form, 1 | 4),
        31..=33 => !matches!(drug.form, 1 | 6),
        _ => true,
    };
    if fits {
        return None;
    }
    let operands = Operands {
        code: Some(item.code),
        expected: Some(i64::from(drug.form)),
        found: Some(i64::from(section)),
        ..Operands::default()
    };
    let rule = Rule::Column(TableKind::Drugs, 28);
    Some(Finding::new(FindingKind::FormDiffers, item.line, rule, operands))
}

/// 入外適用区分 and 後期高齢者医療適用区分.
fn setting<'a>(
    claim: &ReceiptClaim,
    item: &Item,
    act: &'a Act,
) -> impl Iterator<Item = Finding> + use<'a> {
    let code = item.code;
    let line = item.line;
    let other_care = match claim.care {
        Care::Outpatient => act.care_setting == 1,
        Care::Inpatient => act.care_setting == 2,
    };
    let other_scheme = match act.elderly_scheme {
        1 => claim.is_elderly_scheme,
        2 => !claim.is_elderly_scheme,
        _ => false,
    };
    let checks = [
        (other_care, FindingKind::CareSettingWrong, 13),
        (other_scheme, FindingKind::SchemeWrong, 14),
    ];
    checks.into_iter().filter(|(wrong, _, _)| *wrong).map(move |(_, kind, column)| {
        let operands = Operands { code: Some(code), ..Operands::default() };
        Finding::new(kind, line, Rule::Column(TableKind::Acts, column), operands)
    })
}

/// 集計先 of the acts against 診療識別 of the set; the first act that differs speaks for the set.
fn section(claim: &ReceiptClaim, set: &ResolvedSet<'_, '_>) -> Option<Finding> {
    let section = set.set.section;
    let (column, item) = set.acts().find_map(|(item, act)| {
        let (number, column) = match claim.care {
            Care::Outpatient => (15, act.outpatient_column),
            Care::Inpatient => (66, act.inpatient_column),
        };
        let fits = column == 0 || sections_of(column).contains(&section);
        (!fits).then_some(((number, column), item))
    })?;
    let operands = Operands {
        code: Some(item.code),
        expected: Some(i64::from(column.1)),
        found: Some(i64::from(section)),
        ..Operands::default()
    };
    let rule = Rule::Column(TableKind::Acts, column.0);
    Some(Finding::new(FindingKind::SectionDiffers, item.line, rule, operands))
}

/// 診療識別 under which acts of a 集計先 (別紙7-2) stand.
fn sections_of(column: u16) -> [u8; 3] {
    let tens = u8::try_from(column.checked_div(10).unwrap_or_default()).unwrap_or_default();
    match tens {
        // 投薬（内服・頓服調剤）: 内服 and 屯服.
        21 => [21, 22, 24],
        // 注射 additions stand with whichever injection they belong to.
        30 => [31, 32, 33],
        // 検査・病理診断.
        60 => [60, 64, 60],
        other => [other; 3],
    }
}

/// 未読項目 of the row, once a code.
fn unread(item: &Item, masters: &Masters, findings: &mut Vec<Finding>) {
    let (table, number) = match item.code {
        ItemCode::Act(code) => (TableKind::Acts, code.number()),
        ItemCode::Drug(code) => (TableKind::Drugs, code.number()),
        ItemCode::Material(code) => (TableKind::Materials, code.number()),
        ItemCode::Comment(_) | ItemCode::Disease(_) | ItemCode::Unreadable => return,
    };
    for cell in masters.unread(table, number) {
        let operands = Operands {
            code: Some(item.code),
            number: Some(cell.column),
            text: Some(cell.value),
            ..Operands::default()
        };
        let rule = Rule::Column(table, cell.column);
        findings.push(Finding::new(FindingKind::UnreadColumn, item.line, rule, operands));
    }
}
