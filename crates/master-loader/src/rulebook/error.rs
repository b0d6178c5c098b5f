//! ルールブックの誤り: where a rule-book file is wrong, and how.

use std::fmt;

/// A mistake in a rule-book file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleBookError {
    /// The file, as named by the caller.
    pub file: String,
    /// The line, from 1; 0 when the mistake is of the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RuleBookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for RuleBookError {}

/// The line of a byte offset, from 1.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count().saturating_add(1)
}

/// The error of a file that is no TOML, or has unknown fields.
pub(crate) fn of_toml(file: &str, text: &str, error: &toml::de::Error) -> RuleBookError {
    let line = error.span().map_or(0, |span| line_of(text, span.start));
    RuleBookError { file: file.to_owned(), line, message: error.message().to_owned() }
}
