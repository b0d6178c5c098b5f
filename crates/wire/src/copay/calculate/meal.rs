//! 食事・生活療養の計算: each stretch of a claim.

use super::Desk;
use super::claim::fail;
use super::finding::FindingKind;
use super::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::Claim;
use crate::copay::request::meal::{MealStandard as WireStandard, Meals};
use crate::copay::statement::claim::MealStatement;
use santei_engine::Yen;
use santei_engine::copay::meal::{self, Helped, Stay};
use santei_engine::rulebook::copay_extra::MealStandard;

pub(super) fn meals(
    desk: &mut Desk<'_>,
    claim: &Claim,
    held: &[Held<'_>],
    path: &str,
) -> Result<Vec<MealStatement>, CopayRequestError> {
    let mut statements = Vec::new();
    let mut left = vec![(Yen::ZERO, Yen::ZERO); held.len()];
    for (number, one) in claim.meals.iter().enumerate() {
        let path = format!("{path}.meals[{number}]");
        statements.push(stretch(desk, one, held, &mut left, &path)?);
    }
    Ok(statements)
}

fn stretch(
    desk: &mut Desk<'_>,
    one: &Meals,
    held: &[Held<'_>],
    left: &mut [(Yen, Yen)],
    path: &str,
) -> Result<MealStatement, CopayRequestError> {
    if one.from > one.through || !desk.month.contains(one.from) || !desk.month.contains(one.through)
    {
        return Err(CopayRequestError::at(
            format!("{path}.through"),
            "expected days of `month`, in order",
        ));
    }
    let days = one.through.signed_duration_since(one.from).num_days().saturating_add(1);
    // 1日3食を限度とする (入院時食事療養費に係る食事療養の費用の額の算定に関する基準).
    if i64::from(one.meals) > days.saturating_mul(3) || i64::from(one.living_days) > days {
        desk.find(&FindingKind::MealDays, path, None);
    }
    let standard = match one.standard {
        WireStandard::Dietary1 => MealStandard::Dietary1,
        WireStandard::Dietary2 => MealStandard::Dietary2,
        WireStandard::Living1 => MealStandard::Living1,
        WireStandard::Living2 => MealStandard::Living2,
    };
    let known = meal::burden_classes(desk.book, one.from, standard);
    let is_known =
        desk.book.meal_burdens.iter().any(|row| {
            row.standards.contains(&standard) && row.classes.contains(&one.burden_class)
        });
    if !is_known {
        let path = format!("{path}.burden_class");
        return Err(CopayRequestError::at(path, format!("expected one of {}", known.join(", "))));
    }
    let mut parts = Vec::new();
    for (number, payer) in one.payers.iter().enumerate() {
        let mut named = held.iter().enumerate().filter(|(_, held)| held.is_named(payer));
        let first = named.clone().next();
        let found = named.find(|(_, held)| held.holds(one.from)).or(first);
        let path = format!("{path}.payers[{number}]");
        let found = found.ok_or_else(|| {
            CopayRequestError::at(path, "the person has no certificate of this payer")
        })?;
        let (place, found) = found;
        if super::payer::holds(desk, found, one.from) && !found.is_out_of_scope {
            parts.push((found.row.priority, place));
        }
    }
    parts.sort_unstable();
    let is_living = matches!(standard, MealStandard::Living1 | MealStandard::Living2);
    let mut helped: Vec<Helped> = parts
        .iter()
        .filter_map(|(_, place)| held.get(*place).zip(left.get(*place)))
        .map(|(one, (meals_left, living_left))| Helped {
            meals: if is_living {
                one.row.living_meals.unwrap_or(one.row.meals)
            } else {
                one.row.meals
            },
            living: one.row.living,
            meals_left: *meals_left,
            living_left: *living_left,
        })
        .collect();
    let stay = Stay {
        day: one.from,
        standard,
        liquid: one.liquid,
        meals: one.meals,
        living_days: one.living_days,
        days: u32::try_from(days).unwrap_or(u32::MAX),
        class: &one.burden_class,
    };
    let result = meal::meals(desk.book, &stay, &mut helped).map_err(fail(path))?;
    for ((_, place), one) in parts.iter().zip(&helped) {
        if let Some(sum) = left.get_mut(*place) {
            *sum = (one.meals_left, one.living_left);
        }
    }
    desk.doubt(result.cost_rule, path);
    desk.doubt(result.burden_rule, path);
    let overflow =
        |error: santei_engine::AmountError| CopayRequestError::at(path, error.to_string());
    let burden = result.meal_burden.plus(result.living_burden).map_err(overflow)?;
    Ok(MealStatement {
        cost_yen: result.cost.count(),
        meal_burden_yen: result.meal_burden.count(),
        living_burden_yen: result.living_burden.count(),
        insurance_yen: result.cost.minus(burden).map_err(overflow)?.count(),
        subsidy_yen: result.subsidy.count(),
        patient_yen: burden.minus(result.subsidy).map_err(overflow)?.count(),
    })
}
