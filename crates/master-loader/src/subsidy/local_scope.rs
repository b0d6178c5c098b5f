//! 対象範囲: age, insurance, income and state of those whom a row of the 地単公費マスター speaks of.

use super::cells::CellFault;
use super::codes::Coded;
use santei_engine::rulebook::copay::Scheme;
use santei_engine::rulebook::copay_programme::{
    AgeBasis, AgeBound, Condition, Scope, UnreadColumn,
};

/// The conditions of 対象範囲(2): the column of the flag, its 項番, and the 追加条件 of a certificate.
const STATES: [(usize, &str, &str); 4] = [
    (24, "23_1", "高額かつ長期"),
    (25, "23_2", "重症"),
    (26, "23_3", "重度かつ継続"),
    (27, "23_4", "人工呼吸器等"),
];

/// The scope of one row; a way of putting conditions together that is not understood goes to `unread`.
pub(super) fn scope(
    coded: &Coded<'_>,
    file: &str,
    unread: &mut Vec<UnreadColumn>,
) -> Result<Scope, CellFault> {
    let row = coded.row;
    let mut conditions: Vec<(&str, Condition)> = Vec::new();
    let income: Vec<String> = [22, 23]
        .map(|column| row.cell(column).to_owned())
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    if !income.is_empty() {
        conditions.push(("22", Condition::Income(income)));
    }
    for (column, number, name) in STATES {
        if coded.flag(column)? == Some(true) {
            conditions.push((number, Condition::Additional(name.to_owned())));
        }
    }
    if let Some(school) = coded.meaning(28)? {
        conditions.push(("24", Condition::Additional(school.to_owned())));
    }
    let is_any_condition = is_any(coded, &conditions, file, unread)?;
    if coded.flag(21)? == Some(true) {
        if is_any_condition {
            unread.push(row.unread_column(file, 21));
        } else {
            conditions.push(("21", Condition::Additional("ひとり親".to_owned())));
        }
    }
    Ok(Scope {
        from_age: age(coded, 12, 13)?,
        below_age: age(coded, 14, 15)?,
        schemes: schemes(coded)?,
        conditions: conditions.into_iter().map(|(_, condition)| condition).collect(),
        is_any_condition,
    })
}

/// 複数選択フラグ and the lists of 項番: whether one of the conditions is enough.
fn is_any(
    coded: &Coded<'_>,
    conditions: &[(&str, Condition)],
    file: &str,
    unread: &mut Vec<UnreadColumn>,
) -> Result<bool, CellFault> {
    let row = coded.row;
    coded.flag(32)?;
    let listed = |column: usize| -> Vec<&str> {
        let parts = row.cell(column).split([',', '、', '，', '/', ' ']).map(str::trim);
        parts.filter(|part| !part.is_empty()).collect()
    };
    let (all, any) = (listed(33), listed(34));
    if any.is_empty() {
        return Ok(false);
    }
    let names = |number: &str, part: &str| {
        part == number || (number == "22" && matches!(part, "22_1" | "22_2"))
    };
    let is_whole = conditions.iter().all(|(number, _)| any.iter().any(|part| names(number, part)));
    if is_whole && all.is_empty() {
        return Ok(true);
    }
    // Conditions of which some are joined by AND and some by OR: every one is asked for.
    unread.push(row.unread_column(file, 34));
    Ok(false)
}

/// An age with its 年齢基準; the birthday where the row does not say.
fn age(coded: &Coded<'_>, basis: usize, years: usize) -> Result<Option<AgeBound>, CellFault> {
    let basis = match coded.meaning(basis)? {
        Some("month_of_birthday") => AgeBasis::MonthOfBirthday,
        Some("next_month") => AgeBasis::NextMonth,
        Some("school_year") => AgeBasis::SchoolYear,
        _ => AgeBasis::Birthday,
    };
    let number: Option<i32> = coded.row.number(years)?;
    if number.is_some_and(|number| number > 150) {
        return Err(coded.row.expected(years, "an age up to 150"));
    }
    Ok(number.map(|years| AgeBound { years, basis }))
}

/// 保険種別; without a flag the row speaks of every one.
fn schemes(coded: &Coded<'_>) -> Result<Vec<Scheme>, CellFault> {
    let kinds = [(18, Scheme::Employee), (19, Scheme::National), (20, Scheme::LateElderly)];
    let mut named = Vec::new();
    for (column, scheme) in kinds {
        if coded.flag(column)? == Some(true) {
            named.push(scheme);
        }
    }
    Ok(if named.len() == kinds.len() { Vec::new() } else { named })
}
