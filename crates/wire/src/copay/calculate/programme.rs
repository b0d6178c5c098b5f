//! 事業の選択: the row of the rule book or of an official subsidy file that speaks of a certificate and its holder.

use super::Desk;
use super::person::Known;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::certificate::Certificate;
use chrono::{Datelike, NaiveDate};
use santei_engine::copay::age;
use santei_engine::rulebook::copay::AgeStart;
use santei_engine::rulebook::copay_programme::{AgeBasis, AgeBound, Condition, Scope};
use santei_engine::rulebook::copay_subsidy::SubsidyRow;

/// What the choice of a row depends on.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    pub(super) person: &'a Person,
    pub(super) known: &'a Known,
    pub(super) certificate: &'a Certificate,
    pub(super) act: &'a str,
}

/// The row, and whether its holder belongs to the programme.
pub(super) fn choose<'a>(
    desk: &Desk<'a>,
    holder: Holder<'_>,
    path: &str,
) -> Result<(&'a SubsidyRow, bool), CopayRequestError> {
    let day = day_of(desk, holder);
    let segment = holder.certificate.segment.as_deref();
    let holds = |row: &&SubsidyRow| {
        desk.book.rule(row.rule).is_some_and(|rule| rule.span.contains(day)) && fits(row, holder)
    };
    let rows: Vec<&SubsidyRow> = desk.book.subsidies.iter().filter(holds).collect();
    let rank = |row: &SubsidyRow| {
        let by_place = row.prefecture.is_some() || !row.issuers.is_empty();
        let by_segment = row.segment.is_some() || row.division.is_some();
        (by_segment, !row.payer_prefixes.is_empty(), by_place)
    };
    let Some(best) = rows.iter().map(|row| rank(row)).max() else {
        return Err(unknown(desk, holder, path));
    };
    // A row that says more comes before one that says less, even where it is not confirmed; of equals, the confirmed.
    let is_enacted = |row: &SubsidyRow| {
        desk.book.rule(row.rule).is_some_and(santei_engine::rulebook::Rule::is_enacted)
    };
    let any_enacted = rows.iter().any(|row| rank(row) == best && is_enacted(row));
    let mut rows =
        rows.into_iter().filter(|row| rank(row) == best && (!any_enacted || is_enacted(row)));
    let Some(first) = rows.next() else { return Err(unknown(desk, holder, path)) };
    // A number that an official file knows is not taken for an unknown local programme.
    if first.payer_prefixes.is_empty() && !official(desk, holder).is_empty() {
        return Err(unknown(desk, holder, path));
    }
    let is_named = first.segment.is_some() || first.division.is_some();
    if segment.is_some() && !is_named && first.is_local {
        let path = format!("{path}.segment");
        let known = names(desk, holder.act).join(", ");
        return Err(CopayRequestError::at(path, format!("expected one of the programmes {known}")));
    }
    // Of the rows of one programme, the one whose holder this is; the one with most conditions comes first.
    let belongs = |row: &&SubsidyRow| is_in_scope(&row.scope, holder, day);
    let found =
        std::iter::once(first).chain(rows).filter(belongs).max_by_key(|row| strictness(&row.scope));
    Ok(found.map_or((first, false), |row| (row, true)))
}

/// The day on which age and dates of a programme are looked at: the first treatment, else the first of the month.
fn day_of(desk: &Desk<'_>, holder: Holder<'_>) -> NaiveDate {
    let first = desk.month.first_day();
    let visits = holder.person.claims.iter().flat_map(|claim| &claim.visits);
    let days = visits.map(|visit| visit.date).filter(|day| desk.month.contains(*day));
    let valid = |day: &NaiveDate| {
        holder.certificate.valid_from.is_none_or(|from| from <= *day)
            && holder.certificate.valid_to.is_none_or(|to| *day <= to)
    };
    days.filter(valid).min().unwrap_or_else(|| {
        let from = holder.certificate.valid_from.unwrap_or(first).max(first);
        if desk.month.contains(from) { from } else { first }
    })
}

fn fits(row: &SubsidyRow, holder: Holder<'_>) -> bool {
    let number = holder.certificate.medical_subsidy_insurer_number.as_deref().unwrap_or_default();
    let prefecture = number.get(2..4);
    let issuer = number.get(4..7);
    let segment = holder.certificate.segment.as_deref();
    let is_division = row.division.as_ref().is_none_or(|division| match segment {
        Some(segment) => division.code == segment,
        None => !division.is_required,
    });
    row.acts.iter().any(|one| one == holder.act)
        && (row.issuers.is_empty()
            || issuer.is_some_and(|issuer| row.issuers.iter().any(|one| one == issuer)))
        && (row.segment.is_none() || row.segment.as_deref() == segment)
        && is_division
        && (row.segment.is_some()
            || row.prefecture.as_deref().is_none_or(|one| prefecture == Some(one)))
        && (row.payer_prefixes.is_empty()
            || row.payer_prefixes.iter().any(|prefix| number.starts_with(prefix.as_str())))
}

/// Whether the holder belongs to the programme on `day`.
fn is_in_scope(scope: &Scope, holder: Holder<'_>, day: NaiveDate) -> bool {
    let birth = holder.person.birth_date;
    let reached = |bound: AgeBound| {
        birth.and_then(|birth| begins(birth, bound)).is_none_or(|first| first <= day)
    };
    let is_old_enough = scope.from_age.is_none_or(reached);
    let is_young_enough = scope.below_age.is_none_or(|bound| birth.is_none() || !reached(bound));
    let scheme = holder.known.scheme;
    let is_insured_so =
        scope.schemes.is_empty() || scheme.is_some_and(|scheme| scope.schemes.contains(&scheme));
    let shows = |condition: &Condition| match condition {
        Condition::Income(names) => holder
            .certificate
            .income_segment
            .as_ref()
            .is_some_and(|shown| names.iter().any(|name| name == shown)),
        Condition::Additional(name) => {
            holder.certificate.additional_conditions.iter().any(|shown| shown == name)
        }
    };
    let meets = if scope.conditions.is_empty() {
        true
    } else if scope.is_any_condition {
        scope.conditions.iter().any(shows)
    } else {
        scope.conditions.iter().all(shows)
    };
    is_old_enough && is_young_enough && is_insured_so && meets
}

/// The day on which a bound of age takes effect for a person born on `birth`.
fn begins(birth: NaiveDate, bound: AgeBound) -> Option<NaiveDate> {
    let start = match bound.basis {
        AgeBasis::Birthday | AgeBasis::MonthOfBirthday => AgeStart::Birthday,
        AgeBasis::NextMonth => AgeStart::NextMonth,
        AgeBasis::SchoolYear => AgeStart::SchoolYear,
    };
    let day = age::first_day(birth, bound.years, start)?;
    if bound.basis == AgeBasis::MonthOfBirthday { day.with_day(1) } else { Some(day) }
}

fn strictness(scope: &Scope) -> usize {
    let ages = [scope.from_age, scope.below_age].iter().flatten().count();
    ages.saturating_add(scope.conditions.len())
        .saturating_add(usize::from(!scope.schemes.is_empty()))
}

fn names(desk: &Desk<'_>, act: &str) -> Vec<String> {
    let rows = desk.book.subsidies.iter().filter(|row| row.acts.iter().any(|one| one == act));
    let mut names: Vec<String> = rows
        .filter_map(|row| {
            row.segment.clone().or_else(|| row.division.as_ref().map(|one| one.code.clone()))
        })
        .collect();
    names.dedup();
    names
}

/// Why no row speaks of the certificate.
fn unknown(desk: &Desk<'_>, holder: Holder<'_>, path: &str) -> CopayRequestError {
    let official = official(desk, holder);
    if official.is_empty() {
        return CopayRequestError::at(
            format!("{path}.act"),
            "the rule book knows no subsidy of this 法別番号 in this month",
        );
    }
    CopayRequestError::at(
        format!("{path}.segment"),
        format!(
            "no programme of this payer number holds in this month; its 事業内区分コード: {}",
            official.join(", ")
        ),
    )
}

/// The 事業内区分コード that official rows have for the payer number, on any day; `-` for a row without one.
fn official<'a>(desk: &Desk<'a>, holder: Holder<'_>) -> Vec<&'a str> {
    let number = holder.certificate.medical_subsidy_insurer_number.as_deref();
    let of_number = |row: &&'a SubsidyRow| {
        number.is_some_and(|own| row.payer_prefixes.iter().any(|one| one == own))
    };
    let rows = desk.book.subsidies.iter().filter(of_number);
    let mut codes: Vec<&str> = rows
        .map(|row| row.division.as_ref().map_or("-", |division| division.code.as_str()))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
