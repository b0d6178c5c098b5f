//! 形式 `limit`: the high-cost limit for a 医療費.

use super::{Difference, compare, problem};
use crate::copay::month::Month;
use crate::copay::request::AgeGroup as WireAge;
use santei_engine::copay::{MonthTable, rate};
use santei_engine::rulebook::copay::{AgeGroup, CopayBook};
use santei_engine::{Rounding, Yen};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    month: Month,
    age_group: WireAge,
    income_class: Option<String>,
    standard_monthly_remuneration: Option<i64>,
    repeated: bool,
    medical_yen: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    limit: i64,
    refund: Option<i64>,
}

/// The differences of one case.
pub(super) fn run(
    book: &CopayBook,
    input: &Value,
    expect: &Value,
) -> Result<Vec<Difference>, Difference> {
    let input = Input::deserialize(input).map_err(|error| problem("in", &error.to_string()))?;
    let expect =
        Expect::deserialize(expect).map_err(|error| problem("expect", &error.to_string()))?;
    let day = input.month.first_day();
    let age = match input.age_group {
        WireAge::Preschool => AgeGroup::Preschool,
        WireAge::Under70 => AgeGroup::Under70,
        WireAge::From70To74 => AgeGroup::From70,
        WireAge::From75 => AgeGroup::From75,
    };
    if input.medical_yen < 0 {
        return Err(problem("in.medical_yen", "a negative amount"));
    }
    let class = match (&input.income_class, input.standard_monthly_remuneration) {
        (Some(name), None) => book.class(name, age),
        (None, Some(yen)) => {
            rate::class_of_remuneration(book, day, age, Yen::new(yen)).map(|(class, _)| class)
        }
        _ => {
            return Err(problem(
                "in",
                "expected one of `income_class` and `standard_monthly_remuneration`",
            ));
        }
    };
    let table = MonthTable::new(book, day);
    let limit = class
        .and_then(|class| table.class(age, class)?.household)
        .ok_or_else(|| problem("in", "no such class in this month"))?;
    let medical = Yen::new(input.medical_yen);
    let overflow =
        |error: santei_engine::AmountError| problem("in.medical_yen", &error.to_string());
    let yen = match limit.repeated.filter(|_| input.repeated) {
        Some(repeated) => repeated,
        None => limit.formula.limit(medical).map_err(overflow)?,
    };
    let mut differences = Vec::new();
    compare(&mut differences, "limit".to_owned(), Some(expect.limit), yen.count());
    if expect.refund.is_some() {
        // The form defines the refund on 3割, the rate from school age to 69.
        let (share, _) = rate::rate(book, day, AgeGroup::Under70, None, None)
            .ok_or_else(|| problem("in.month", "no rate in this month"))?;
        let share = medical.part(share, Rounding::HalfUp).map_err(overflow)?;
        let refund = share.minus(yen).map_err(overflow)?.max(Yen::ZERO);
        compare(&mut differences, "refund".to_owned(), expect.refund, refund.count());
    }
    Ok(differences)
}
