//! 事例形式 `limit`: the high-cost limit of a 医療費.

use crate::input::{Age, LimitInput};
use crate::law::art42_1::article_42_1;
use crate::law::art42_3::article_42_3;
use crate::law::{Person, Revision};
use crate::number::Refusal;

/// The answer to a `limit` case, in yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitAnswer {
    /// 高額療養費算定基準額 of 令42条1項 (under 70) or 3項.
    pub limit: i64,
    /// 3割 of the 医療費 beyond the limit; a fraction of a yen is dropped.
    pub refund: i64,
}

/// The limit for `input`.
///
/// # Errors
///
/// [`Refusal`] where no text covers the month or the class, or the input has no meaning.
pub fn limit(input: &LimitInput) -> Result<LimitAnswer, Refusal> {
    if !(0..=MOST).contains(&input.medical_yen) {
        return Err(Refusal::Meaningless(format!("medical_yen {}", input.medical_yen)));
    }
    let revision = Revision::of(input.month)?;
    let person = Person {
        age: input.age_group,
        class: input.income_class,
        remuneration: input.standard_monthly_remuneration,
        repeated: input.repeated,
        turns_75: false,
    };
    let rule = match input.age_group {
        Age::Under70 => article_42_1(revision, &person)?,
        Age::From70 | Age::From75 => article_42_3(revision, &person)?,
    };
    let limit = rule.for_medical(input.medical_yen);
    let three_tenths = (input.medical_yen * 3).div_euclid(10);
    Ok(LimitAnswer { limit, refund: (three_tenths - limit).max(0) })
}

/// The greatest 医療費 the reference takes; far beyond any claim, and far from overflow.
pub(crate) const MOST: i64 = 1_000_000_000_000;
