//! 年齢: the age group, the rate and the month of the 75th birthday, from the day of birth.

use chrono::{Datelike, NaiveDate};
use santei_wire::copay::Month;
use santei_wire::copay::request::insurance::{Insurance, Scheme};
use santei_wire::copay::request::{AgeGroup, Person};

use crate::input::{Age, Class};
use crate::number::Refusal;

/// The age group for the month, and whether schooling has not begun.
pub(super) fn age(month: Month, person: &Person) -> Result<(Age, bool), Refusal> {
    if let Some(birth) = person.birth_date {
        return from_birth(month, birth, person.insurance.as_ref());
    }
    match person.age_group {
        Some(AgeGroup::Preschool) => Ok((Age::Under70, true)),
        Some(AgeGroup::Under70) => Ok((Age::Under70, false)),
        Some(AgeGroup::From70To74) => Ok((Age::From70, false)),
        Some(AgeGroup::From75) => Ok((Age::From75, false)),
        None => Err(Refusal::Meaningless("neither birth_date nor age_group".to_owned())),
    }
}

fn from_birth(
    month: Month,
    birth: NaiveDate,
    insurance: Option<&Insurance>,
) -> Result<(Age, bool), Refusal> {
    let first = month.first_day();
    if birth > last_day(first)? {
        return Err(Refusal::Meaningless("birth_date after the month".to_owned()));
    }
    let late = insurance.is_some_and(|one| one.scheme == Scheme::LateElderly);
    if late {
        return Ok((Age::From75, false));
    }
    // 法74条1項2号: 七十歳に達する日の属する月の翌月以後; 年齢計算ニ関スル法律: reached the day before the birthday.
    let reached = day_before(birthday(birth, 70)?)?;
    if last_day(reached)? < first {
        return Ok((Age::From70, false));
    }
    // 法110条2項1号ロ: 六歳に達する日以後の最初の三月三十一日まで.
    let six = day_before(birthday(birth, 6)?)?;
    let march = day(six.year(), 3, 31)?;
    let last = if six <= march { march } else { day(six.year() + 1, 3, 31)? };
    Ok((Age::Under70, first <= last))
}

/// 75歳到達月: the month of the 75th birthday, unless it falls on the first day (令41条4項1号 "月の初日以外の日").
pub(super) fn turns_75(month: Month, person: &Person) -> Result<bool, Refusal> {
    if let Some(said) = person.insurance.as_ref().and_then(|one| one.turns_75) {
        return Ok(said);
    }
    let Some(birth) = person.birth_date else { return Ok(false) };
    let seventy_five = birthday(birth, 75)?;
    Ok(month.contains(seventy_five) && seventy_five.day() != 1)
}

/// 負担割合 in tenths (法74条1項, 110条2項; 高確法67条1項).
pub(super) fn rate(
    month: Month,
    person: &Person,
    age: (Age, bool),
    class: Option<Class>,
) -> Result<i64, Refusal> {
    let insurance = person.insurance.as_ref();
    if let Some(said) = insurance.and_then(|one| one.rate_tenths) {
        return Ok(i64::from(said));
    }
    let active = class.is_some_and(Class::is_active);
    let born_late = match person.birth_date {
        Some(birth) => birth >= day(1944, 4, 2)?,
        None => true,
    };
    Ok(match age.0 {
        Age::Under70 if age.1 => 2,
        Age::Under70 => 3,
        Age::From70 | Age::From75 if active => 3,
        Age::From75 if class == Some(Class::General2) => {
            if month.first_day() < day(2022, 10, 1)? {
                1
            } else {
                2
            }
        }
        Age::From70 if born_late => 2,
        // 高確法67条1項1号, and 特例措置対象者 (born by 1 April 1944) from 70 to 74.
        Age::From75 | Age::From70 => 1,
    })
}

/// The birthday of `age`; 29 February falls on 1 March in a common year.
fn birthday(birth: NaiveDate, age: i32) -> Result<NaiveDate, Refusal> {
    let year = birth.year() + age;
    day(year, birth.month(), birth.day()).or_else(|_| day(year, 3, 1))
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
    NaiveDate::from_ymd_opt(year, month, day)
        .ok_or_else(|| Refusal::Meaningless(format!("day {year}-{month}-{day}")))
}

fn day_before(day: NaiveDate) -> Result<NaiveDate, Refusal> {
    day.pred_opt().ok_or_else(|| Refusal::Meaningless("a day before all days".to_owned()))
}

/// The last day of the month of `day`.
fn last_day(of: NaiveDate) -> Result<NaiveDate, Refusal> {
    let next = if of.month() == 12 {
        day(of.year() + 1, 1, 1)?
    } else {
        day(of.year(), of.month() + 1, 1)?
    };
    day_before(next)
}
