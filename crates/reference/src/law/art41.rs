//! 令41条: which 療養 each paragraph takes, and what its 高額療養費 leaves.

use super::art42_1::article_42_1;
use super::art42_3::article_42_3;
use super::art42_5::article_42_5;
use super::art42_6::{article_42_6, article_42_7, article_42_8};
use super::subsidies::Kind;
use super::{Limit, Person, Revision};
use crate::facts::Facts;
use crate::input::Age;
use crate::number::Refusal;

/// One part of the month, after the subsidies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// 医療費 of the part.
    pub(crate) medical: i64,
    /// 一部負担金の額 (1項1号イ), before any 高額療養費.
    pub(crate) statutory: i64,
    /// なお負担すべき額.
    pub(crate) owed: i64,
}

/// 6項から9項 (and, for a part without subsidy, 1項, 3項 and 5項 taken alone): the limit of one part.
///
/// Nothing for a part of 9項, whose limit is shared by all of them, and for who has no 認定 under 70.
pub(crate) fn limit_of_part(
    revision: Revision,
    facts: &Facts,
    kinds: &[Kind],
    special: bool,
) -> Result<Option<Limit>, Refusal> {
    let inpatient = facts.inpatient;
    let certified = &facts.specific_disease;
    if special {
        // 9項 goes before 6項, 7項 and 8項: each of them excepts the 療養 of 9項.
        return Ok(None);
    }
    if kinds.contains(&Kind::SpecificDisease) {
        return article_42_7(revision, certified, inpatient).map(Some);
    }
    if kinds.contains(&Kind::Specific) {
        return Ok(Some(article_42_6(revision, certified, inpatient)));
    }
    if kinds.contains(&Kind::Livelihood) {
        return Ok(Some(article_42_8(certified, inpatient)));
    }
    let Some(person) = &facts.general else { return Ok(None) };
    if person.age == Age::Under70 {
        return article_42_1(revision, person).map(Some);
    }
    if !inpatient && let Some(limit) = article_42_5(revision, person)? {
        return Ok(Some(limit));
    }
    article_42_3(revision, person).map(Some)
}

/// 8項 takes the part, so that 1項 and 3項 leave it out.
pub(crate) fn is_livelihood_part(kinds: &[Kind], special: bool) -> bool {
    !special
        && kinds.contains(&Kind::Livelihood)
        && !kinds.iter().any(|kind| matches!(kind, Kind::Specific | Kind::SpecificDisease))
}

/// 1項, 3項 and 5項 over all parts: the 高額療養費 of 合算.
pub(crate) fn article_41(
    revision: Revision,
    person: &Person,
    inpatient: bool,
    parts: &[Part],
) -> Result<i64, Refusal> {
    if person.age == Age::Under70 {
        paragraph_1(revision, person, parts)
    } else {
        let outpatient = if inpatient { 0 } else { paragraph_5(revision, person, parts)? };
        Ok(outpatient + paragraph_3(revision, person, parts, outpatient)?)
    }
}

/// 1項: parts whose 一部負担金 is 21,000 yen (10,500 in the month of the 75th birthday) or more.
fn paragraph_1(revision: Revision, person: &Person, parts: &[Part]) -> Result<i64, Refusal> {
    let least = if person.turns_75 { 10_500 } else { 21_000 };
    let counted: Vec<Part> = parts.iter().copied().filter(|part| part.statutory >= least).collect();
    let limit = article_42_1(revision, person)?.for_medical(medical(&counted));
    Ok((owed(&counted) - limit).max(0))
}

/// 3項: every part, less what 5項 pays.
fn paragraph_3(
    revision: Revision,
    person: &Person,
    parts: &[Part],
    paid_by_5: i64,
) -> Result<i64, Refusal> {
    let limit = article_42_3(revision, person)?.for_medical(medical(parts));
    Ok((owed(parts) - paid_by_5 - limit).max(0))
}

/// 5項: every part of an out-patient.
fn paragraph_5(revision: Revision, person: &Person, parts: &[Part]) -> Result<i64, Refusal> {
    let limit = article_42_5(revision, person)?;
    Ok(limit.map_or(0, |limit| (owed(parts) - limit.for_medical(medical(parts))).max(0)))
}

fn medical(parts: &[Part]) -> i64 {
    parts.iter().map(|part| part.medical).sum()
}

fn owed(parts: &[Part]) -> i64 {
    parts.iter().map(|part| part.owed).sum()
}
