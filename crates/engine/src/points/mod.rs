//! 点数: from orders to the lines a facility may bill, step by step.

pub mod comments;
pub(crate) mod facts;
pub(crate) mod finders;
pub(crate) mod index;
mod prescription_facts;
pub mod price;
pub(crate) mod sheet;
pub(crate) mod steps;
mod table_index;
pub(crate) mod ties;
mod volume;

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
    run(&mut sheet);
    // 「を算定する場合」 of the many kinds is known for certain only when the rules have passed: then once more without it.
    loop {
        let fallen = steps::fallen_exemptions(&sheet);
        if fallen.is_empty() {
            return PointsStatement::of(&sheet);
        }
        let unexempt = [std::mem::take(&mut sheet.unexempt), fallen].concat();
        sheet = Sheet { unexempt, ..Sheet::new(rules, claim) };
        run(&mut sheet);
    }
}

/// The sheet of a claim rebuilt from a receipt, after every step: the audit reads it.
pub(crate) fn calculate_receipt<'a>(rules: &'a PointsRules<'a>, claim: &'a Claim) -> Sheet<'a> {
    let mut sheet = Sheet::new(rules, claim);
    sheet.is_receipt = true;
    run(&mut sheet);
    sheet
}

fn run(sheet: &mut Sheet<'_>) {
    steps::resolve(sheet);
    steps::find_basic_fees(sheet);
    steps::check_columns(sheet);
    steps::check_requirements(sheet);
    steps::find_prescription_fees(sheet);
    steps::find_additions(sheet);
    steps::find_judgements(sheet);
    steps::find_age_additions(sheet);
    steps::find_percents(sheet);
    steps::find_conformity_reductions(sheet);
    // What was found is held to the same columns and notices as what was ordered.
    steps::check_columns(sheet);
    steps::check_ties(sheet);
    steps::check_things(sheet);
    crate::rules::settle(sheet);
    steps::cut_age_additions(sheet);
    steps::bundle_tests(sheet);
    steps::reduce_repeats(sheet);
    steps::apply_factors(sheet);
    steps::price_percents(sheet);
    steps::answer_claims(sheet);
    steps::price_uses(sheet);
    steps::include_uses(sheet);
    steps::say_open_questions(sheet);
}
