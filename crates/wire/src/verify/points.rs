//! 検証（点数）: a case of the form `points`: its orders calculated, and the lines, the total and the refusals compared.
//!
//! A case passes when the lines (in any order) and the total agree and every act of `not_billed` is refused; a word of
//! rule that differs is told, not a failure.

mod case;
mod compare;

pub use case::Case;
pub use compare::{Difference, Outcome};

use crate::request::RequestError;
use santei_engine::points::{PointsRules, calculate};

/// Calculates the case and compares.
///
/// # Errors
///
/// [`RequestError`] if the input of the case has no meaning.
pub fn verify(rules: &PointsRules<'_>, case: &Case) -> Result<Outcome, RequestError> {
    let claim = case.input.claim()?;
    let statement = calculate(rules, &claim);
    Ok(compare::compare(case, &statement))
}
