//! 令42条3項・4項: the limit of a household from 70 on.

use super::art42_1::from_august_2027;
use super::{Limit, Person, Revision};
use crate::input::Class;
use crate::number::Refusal;

/// 令42条3項; 4項 (half of each sum) in the month of the 75th birthday.
pub(crate) fn article_42_3(revision: Revision, person: &Person) -> Result<Limit, Refusal> {
    let class = person.class()?;
    let (monthly, repeated) = match revision {
        Revision::H24April | Revision::H27January => before_august_2017(class),
        Revision::H29August => from_august_2017(class),
        Revision::H30August => from_august_2018(class),
        Revision::R8August => from_august_2026(class),
        Revision::R9August => match class {
            Class::Low2 => (Limit::flat(25_700), Some(24_600)),
            Class::Low1 => (Limit::flat(15_700), None),
            _ => {
                let (limit, repeated) = from_august_2027(class, person.remuneration)?;
                (limit, Some(repeated))
            }
        },
    };
    Ok(person.halve(match repeated {
        Some(sum) if person.repeated => Limit::flat(sum),
        _ => monthly,
    }))
}

/// 平成29年7月まで; 一般 had no 多数回該当.
fn before_august_2017(class: Class) -> (Limit, Option<i64>) {
    match class {
        Class::Active3 | Class::Active2 | Class::Active1 => {
            (Limit::rising(80_100, 267_000), Some(44_400)) // 2号
        }
        Class::Low2 => (Limit::flat(24_600), None), // 3号
        Class::Low1 => (Limit::flat(15_000), None), // 4号
        _ => (Limit::flat(44_400), None),           // 1号
    }
}

/// 平成29年8月から平成30年7月まで.
fn from_august_2017(class: Class) -> (Limit, Option<i64>) {
    match class {
        Class::Active3 | Class::Active2 | Class::Active1 => {
            (Limit::rising(80_100, 267_000), Some(44_400)) // 2号
        }
        Class::Low2 => (Limit::flat(24_600), None), // 3号
        Class::Low1 => (Limit::flat(15_000), None), // 4号
        _ => (Limit::flat(57_600), Some(44_400)),   // 1号
    }
}

/// 平成30年8月から令和8年7月まで.
fn from_august_2018(class: Class) -> (Limit, Option<i64>) {
    match class {
        Class::Active3 => (Limit::rising(252_600, 842_000), Some(140_100)), // 2号
        Class::Active2 => (Limit::rising(167_400, 558_000), Some(93_000)),  // 3号
        Class::Active1 => (Limit::rising(80_100, 267_000), Some(44_400)),   // 4号
        Class::Low2 => (Limit::flat(24_600), None),                         // 5号
        Class::Low1 => (Limit::flat(15_000), None),                         // 6号
        _ => (Limit::flat(57_600), Some(44_400)),                           // 1号
    }
}

/// 令和8年8月から令和9年7月まで (厚生労働省 001726232.pdf); 低所得Ⅱ gains 多数回該当.
fn from_august_2026(class: Class) -> (Limit, Option<i64>) {
    match class {
        Class::Active3 => (Limit::rising(270_300, 901_000), Some(140_100)),
        Class::Active2 => (Limit::rising(179_100, 597_000), Some(93_000)),
        Class::Active1 => (Limit::rising(85_800, 286_000), Some(44_400)),
        Class::Low2 => (Limit::flat(25_700), Some(24_600)),
        Class::Low1 => (Limit::flat(15_700), None),
        _ => (Limit::flat(61_500), Some(44_400)),
    }
}
