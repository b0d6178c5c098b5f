//! 点数: from orders to the lines a facility may bill, step by step.

pub(crate) mod facts;
pub(crate) mod finders;
pub(crate) mod index;
mod prescription_facts;
pub mod price;
pub(crate) mod sheet;
pub(crate) mod steps;
mod table_index;
pub(crate) mod ties;

pub use index::PointsRules;
pub use sheet::{Cause, Finding, Other, Refusal};

use crate::claim::Claim;
use crate::statement::points::PointsStatement;
use sheet::Sheet;

/// 算定: the lines the facility may bill for the claim, and every line it may not, each with its reason.
///
/// The result depends on the claim alone, not on the order of the orders of a visit.
#[doc(alias = "算定")]
pub fn calculate<'a>(rules: &'a PointsRules<'a>, claim: &'a Claim) -> PointsStatement {
    let mut sheet = Sheet::new(rules, claim);
    steps::resolve(&mut sheet);
    steps::find_basic_fees(&mut sheet);
    steps::check_columns(&mut sheet);
    steps::check_requirements(&mut sheet);
    steps::find_prescription_fees(&mut sheet);
    steps::find_additions(&mut sheet);
    steps::find_judgements(&mut sheet);
    steps::find_age_additions(&mut sheet);
    steps::find_percents(&mut sheet);
    steps::find_conformity_reductions(&mut sheet);
    // What was found is held to the same columns and notices as what was ordered.
    steps::check_columns(&mut sheet);
    steps::check_ties(&mut sheet);
    steps::check_things(&mut sheet);
    crate::rules::settle(&mut sheet);
    steps::bundle_tests(&mut sheet);
    steps::reduce_repeats(&mut sheet);
    steps::apply_factors(&mut sheet);
    steps::price_percents(&mut sheet);
    steps::answer_claims(&mut sheet);
    steps::price_uses(&mut sheet);
    steps::include_uses(&mut sheet);
    steps::say_open_questions(&mut sheet);
    PointsStatement::of(&sheet)
}
