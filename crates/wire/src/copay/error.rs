//! 依頼の誤り: why a co-pay request has no meaning, with its JSON path.

use thiserror::Error;

/// A request that cannot be calculated.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}: {message}")]
pub struct CopayRequestError {
    /// JSON path of the field, e.g. `persons[0].claims[0].sets[1].payers[2]`; `.` is the whole document.
    pub path: String,
    /// What was found and what is expected.
    pub message: String,
}

impl CopayRequestError {
    /// An error at a path.
    pub(crate) fn at(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}
