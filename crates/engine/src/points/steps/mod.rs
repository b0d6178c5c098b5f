//! 計算の段階: one file a step; the order stands in [`super::calculate`], and no step calls another.

mod additions;
mod ages;
mod basic;
mod bundles;
mod claimed;
mod conformity;
mod eligibility;
mod factors;
mod judgements;
mod open_questions;
mod percents;
mod prescriptions;
mod reductions;
mod requirements;
mod resolve;
mod things;
mod ties;
mod uses;

pub(crate) use additions::find_additions;
pub(crate) use ages::{cut_age_additions, find_age_additions};
pub(crate) use basic::find_basic_fees;
pub(crate) use bundles::bundle_tests;
pub(crate) use claimed::answer_claims;
pub(crate) use conformity::find_conformity_reductions;
pub(crate) use eligibility::check_columns;
pub(crate) use factors::apply_factors;
pub(crate) use judgements::find_judgements;
pub(crate) use open_questions::say_open_questions;
pub(crate) use percents::{fee_points, find_percents, price_percents};
pub(crate) use prescriptions::{fallen_exemptions, find_prescription_fees};
pub(crate) use reductions::reduce_repeats;
pub(crate) use requirements::check_requirements;
pub(crate) use resolve::{price_line, resolve};
pub(crate) use things::check_things;
pub(crate) use ties::check_ties;
pub(crate) use uses::{include_uses, price_uses};
