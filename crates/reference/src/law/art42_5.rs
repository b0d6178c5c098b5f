//! 令42条5項: the limit of one out-patient from 70 on (外来特例).

use super::{Limit, Person, Revision};
use crate::input::Class;
use crate::number::Refusal;

/// 令42条5項; nothing for 現役並み from 平成30年8月 (令41条5項 excepts them).
#[expect(clippy::match_same_arms, reason = "one arm for each sum of the text, in its order")]
pub(crate) fn article_42_5(revision: Revision, person: &Person) -> Result<Option<Limit>, Refusal> {
    let class = person.class()?;
    let sum = match (revision, class) {
        (Revision::H24April | Revision::H27January, Class::Low2 | Class::Low1) => 8_000,
        (Revision::H24April | Revision::H27January, class) if class.is_active() => 44_400,
        (Revision::H24April | Revision::H27January, _) => 12_000,
        (Revision::H29August, Class::Low2 | Class::Low1) => 8_000,
        (Revision::H29August, class) if class.is_active() => 57_600,
        (Revision::H29August, _) => 14_000,
        (_, class) if class.is_active() => return Ok(None),
        (Revision::H30August, Class::Low2 | Class::Low1) => 8_000, // 2号
        (Revision::H30August, _) => 18_000,                        // 1号
        (Revision::R8August, Class::Low2) => 11_000,               // 厚生労働省 001726232.pdf
        (Revision::R8August, Class::Low1) => 8_000,
        (Revision::R8August, _) => 22_000,
        (Revision::R9August, Class::Low2) => 13_000,
        (Revision::R9August, Class::Low1) => 8_000,
        (Revision::R9August, _) => match person.remuneration {
            Some(160_000..) => 28_000,
            Some(_) => 22_000,
            None => {
                return Err(Refusal::NoText(
                    "一般 out-patients from August 2027 without 標準報酬月額".to_owned(),
                ));
            }
        },
    };
    Ok(Some(person.halve(Limit::flat(sum))))
}
