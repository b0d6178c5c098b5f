//! 入力の誤り: what makes a co-pay request meaningless.

use crate::amount::AmountError;
use thiserror::Error;

/// Why no co-pay can be calculated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CopayError {
    /// An amount left its range.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The rule book has no row for the day.
    #[error("the rule book has no row of {0} that holds in this month")]
    NoRule(&'static str),
    /// More layer sets than a claim can have.
    #[error("more than {} different sets of payers in one claim", super::MAX_SETS)]
    TooManySets,
    /// More subsidies than a claim has columns.
    #[error("more than {} subsidies in one claim", super::MAX_SUBSIDIES)]
    TooManySubsidies,
    /// A negative amount.
    #[error("a negative amount")]
    Negative,
    /// An insured set of a patient without insurance.
    #[error("a set names the insurance, and the person has none")]
    NotInsured,
}
