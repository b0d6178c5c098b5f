//! 令42条1項・2項: the limit under 70.

use super::{Limit, Person, Revision};
use crate::input::Class;
use crate::number::Refusal;

/// 令42条1項; 2項 (half of each sum) in the month of the 75th birthday.
pub(crate) fn article_42_1(revision: Revision, person: &Person) -> Result<Limit, Refusal> {
    let class = person.class()?;
    let (monthly, repeated) = match revision {
        Revision::H24April => before_2015(class),
        Revision::H27January | Revision::H29August | Revision::H30August => from_2015(class),
        Revision::R8August => from_august_2026(class),
        Revision::R9August => from_august_2027(class, person.remuneration)?,
    };
    Ok(person.halve(if person.repeated { Limit::flat(repeated) } else { monthly }))
}

/// 平成26年12月まで: 上位所得者, 一般, 低所得者; ア and イ were 上位所得者 (標準報酬月額53万円以上).
fn before_2015(class: Class) -> (Limit, i64) {
    match class {
        Class::A | Class::I => (Limit::rising(150_000, 500_000), 83_400), // 2号
        Class::O => (Limit::flat(35_400), 24_600),                        // 3号
        _ => (Limit::rising(80_100, 267_000), 44_400),                    // 1号
    }
}

/// 平成27年1月から令和8年7月まで.
fn from_2015(class: Class) -> (Limit, i64) {
    match class {
        Class::A => (Limit::rising(252_600, 842_000), 140_100), // 2号
        Class::I => (Limit::rising(167_400, 558_000), 93_000),  // 3号
        Class::E => (Limit::flat(57_600), 44_400),              // 4号
        Class::O => (Limit::flat(35_400), 24_600),              // 5号
        _ => (Limit::rising(80_100, 267_000), 44_400),          // 1号
    }
}

/// 令和8年8月から令和9年7月まで (厚生労働省 001726232.pdf, 001729632.pdf).
fn from_august_2026(class: Class) -> (Limit, i64) {
    match class {
        Class::A => (Limit::rising(270_300, 901_000), 140_100),
        Class::I => (Limit::rising(179_100, 597_000), 93_000),
        Class::E => (Limit::flat(61_500), 44_400),
        Class::O => (Limit::flat(36_900), 24_600),
        _ => (Limit::rising(85_800, 286_000), 44_400),
    }
}

/// 令和9年8月から (announced): the band of the 標準報酬月額; only 非課税 is known by its class.
pub(crate) fn from_august_2027(
    class: Class,
    remuneration: Option<i64>,
) -> Result<(Limit, i64), Refusal> {
    if class == Class::O {
        return Ok((Limit::flat(36_900), 24_600));
    }
    let yen = remuneration.ok_or_else(|| {
        Refusal::NoText(format!("{class:?} from August 2027 without 標準報酬月額"))
    })?;
    Ok(match yen {
        1_270_000.. => (Limit::rising(342_000, 1_140_000), 140_100), // 127万円以上
        1_030_000.. => (Limit::rising(303_000, 1_010_000), 140_100), // 103万–121万円
        830_000.. => (Limit::rising(270_300, 901_000), 140_100),     // 83万–98万円
        710_000.. => (Limit::rising(209_400, 698_000), 93_000),      // 71万–79万円
        620_000.. => (Limit::rising(194_400, 648_000), 93_000),      // 62万–68万円
        530_000.. => (Limit::rising(179_100, 597_000), 93_000),      // 53万–59万円
        440_000.. => (Limit::rising(110_400, 368_000), 44_400),      // 44万–50万円
        360_000.. => (Limit::rising(98_100, 327_000), 44_400),       // 36万–41万円
        280_000.. => (Limit::rising(85_800, 286_000), 44_400),       // 28万–34万円
        200_000.. => (Limit::flat(69_600), 44_400),                  // 20万–26万円
        160_000.. => (Limit::flat(65_400), 44_400),                  // 16万–19万円
        _ => (Limit::flat(61_500), 34_500),                          // 15万円以下
    })
}
