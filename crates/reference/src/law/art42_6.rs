//! 令42条6項から9項: the limits of the parts that a subsidy, 生活保護 or the certificate of マル長 covers.
//!
//! Whether 令和8年8月 raised 6項, 8項 and 9項 is not published; the sums before that month stand.

use super::art42_1::article_42_1;
use super::art42_3::article_42_3;
use super::art42_5::article_42_5;
use super::{Limit, Person, Revision};
use crate::input::Age;
use crate::number::Refusal;

/// 令42条6項: 特定給付対象療養, the same for every class and without 多数回該当.
pub(crate) fn article_42_6(revision: Revision, person: &Person, inpatient: bool) -> Limit {
    let limit = match (person.age, inpatient) {
        (Age::Under70, _) => Limit::rising(80_100, 267_000), // 1号
        (_, true) => match revision {
            Revision::H24April | Revision::H27January => Limit::flat(44_400),
            _ => Limit::flat(57_600), // 2号
        },
        (_, false) => match revision {
            Revision::H24April | Revision::H27January => Limit::flat(12_000),
            Revision::H29August => Limit::flat(14_000),
            _ => Limit::flat(18_000), // 3号
        },
    };
    person.halve(limit)
}

/// 令42条7項: 特定疾病給付対象療養, by class; 多数回該当 of its own, for in-patients only.
pub(crate) fn article_42_7(
    revision: Revision,
    person: &Person,
    inpatient: bool,
) -> Result<Limit, Refusal> {
    let person = Person { repeated: person.repeated && inpatient, ..*person };
    if person.age == Age::Under70 {
        return article_42_1(revision, &person); // 1号
    }
    if !inpatient && let Some(limit) = article_42_5(revision, &person)? {
        return Ok(limit); // 3号
    }
    article_42_3(revision, &person) // 2号, and 現役並み as out-patients
}

/// 令42条8項: 生活保護の被保護者.
pub(crate) fn article_42_8(person: &Person, inpatient: bool) -> Limit {
    person.halve(match (person.age, inpatient) {
        (Age::Under70, _) => Limit::flat(35_400), // 1号
        (_, true) => Limit::flat(15_000),         // 2号
        (_, false) => Limit::flat(8_000),         // 3号
    })
}

/// 令42条9項: 特定疾病 (マル長); 10,000 or 20,000 yen as the certificate says.
pub(crate) fn article_42_9(person: &Person, certificate: i64) -> Limit {
    person.halve(Limit::flat(certificate))
}
