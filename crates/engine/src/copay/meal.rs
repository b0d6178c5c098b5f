//! 入院時食事療養・生活療養: the cost of meals and living, the standard burden, and what subsidies pay of it.

use super::error::CopayError;
use crate::amount::{Rounding, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::CopayBook;
use crate::rulebook::copay_extra::MealStandard;
use crate::rulebook::copay_programme::MealHelp;
use chrono::NaiveDate;

/// 食事・生活療養 of a stretch of days under one row of the law.
#[derive(Clone, Copy, Debug)]
pub struct Stay<'a> {
    /// The day that picks the rows.
    pub day: NaiveDate,
    /// The standard.
    pub standard: MealStandard,
    /// 流動食のみ.
    pub liquid: bool,
    /// 食数.
    pub meals: u32,
    /// 居住費の日数.
    pub living_days: u32,
    /// 日数 of the stretch.
    pub days: u32,
    /// 標準負担額の区分.
    pub class: &'a str,
}

/// What meals and living cost, and who pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MealResult {
    /// 基準額.
    pub cost: Yen,
    /// 標準負担額 of meals.
    pub meal_burden: Yen,
    /// 標準負担額 of living.
    pub living_burden: Yen,
    /// What subsidies pay of the burden.
    pub subsidy: Yen,
    /// The rule of the cost.
    pub cost_rule: RuleIndex,
    /// The rule of the burden.
    pub burden_rule: RuleIndex,
}

/// One subsidy's help with the burdens, and what it left to the patient so far in the month.
#[derive(Clone, Copy, Debug)]
pub struct Helped {
    /// 食事.
    pub meals: MealHelp,
    /// 居住.
    pub living: MealHelp,
    /// What was left of meals.
    pub meals_left: Yen,
    /// What was left of living.
    pub living_left: Yen,
}

/// The costs and burdens of a stay; `helped` are the subsidies in order, and carries their month on.
///
/// # Errors
///
/// [`CopayError`] if the book has no row, or an amount leaves its range.
pub fn meals(
    book: &CopayBook,
    stay: &Stay<'_>,
    helped: &mut [Helped],
) -> Result<MealResult, CopayError> {
    let cost = book
        .in_force(
            &book.meal_costs,
            stay.day,
            |row| row.rule,
            |row| row.standard == stay.standard && row.liquid == stay.liquid,
        )
        .next()
        .ok_or(CopayError::NoRule("the cost of meals"))?;
    let burden = book
        .in_force(
            &book.meal_burdens,
            stay.day,
            |row| row.rule,
            |row| {
                row.standards.contains(&stay.standard)
                    && row.classes.iter().any(|class| class == stay.class)
            },
        )
        .next()
        .ok_or(CopayError::NoRule("the standard burden of meals"))?;
    let whole = cost.meal.times(stay.meals)?.plus(cost.living_day.times(stay.living_days)?)?;
    // 標準負担額 is never more than the cost (健保法85条2項).
    let meal_burden = burden.meal.min(cost.meal).times(stay.meals)?;
    let living_burden = burden.living_day.min(cost.living_day).times(stay.living_days)?;
    let (mut left_meal, mut left_living) = (meal_burden, living_burden);
    for one in helped {
        left_meal = left(&one.meals, left_meal, one.meals_left, stay.days)?;
        left_living = left(&one.living, left_living, one.living_left, stay.days)?;
        one.meals_left = one.meals_left.plus(left_meal)?;
        one.living_left = one.living_left.plus(left_living)?;
    }
    let burden_sum = meal_burden.plus(living_burden)?;
    let left = left_meal.plus(left_living)?;
    Ok(MealResult {
        cost: whole,
        meal_burden,
        living_burden,
        subsidy: burden_sum.minus(left)?,
        cost_rule: cost.rule,
        burden_rule: burden.rule,
    })
}

/// What a subsidy leaves of a burden.
fn left(help: &MealHelp, burden: Yen, before: Yen, days: u32) -> Result<Yen, CopayError> {
    // A half of a burden that is odd leaves the odd yen with the patient (円未満切捨て).
    let mut left = burden.minus(burden.part(help.part, Rounding::Down)?)?;
    if let Some(cap) = help.day_cap {
        left = left.min(cap.times(days)?);
    }
    if let Some(cap) = help.month_cap {
        left = left.min(cap.minus(before)?.max(Yen::ZERO));
    }
    Ok(left)
}

/// The names of the burden classes of a standard on a day.
pub fn burden_classes(book: &CopayBook, day: NaiveDate, standard: MealStandard) -> Vec<&str> {
    book.in_force(&book.meal_burdens, day, |row| row.rule, |row| row.standards.contains(&standard))
        .filter_map(|row| row.classes.first().map(String::as_str))
        .collect()
}
