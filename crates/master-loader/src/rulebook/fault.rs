//! 誤りの位置: a fault of a rule book file, by file, line and column.

use std::ops::Range;
use thiserror::Error;

/// A fault of a rule book file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}:{line}:{column}: found `{found}`, expected {expected}")]
pub struct RuleFault {
    /// The file's name as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What stands there.
    pub found: String,
    /// What must stand there.
    pub expected: String,
}

/// A file's text, to turn byte offsets into places.
#[derive(Clone, Copy, Debug)]
pub struct Places<'t> {
    file: &'t str,
    text: &'t str,
}

impl<'t> Places<'t> {
    /// The places of a file.
    pub const fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text }
    }

    /// A fault at a byte offset.
    pub fn fault(self, offset: usize, found: &str, expected: &str) -> RuleFault {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count().saturating_add(1);
        let start = before.rfind('\n').map_or(0, |end| end.saturating_add(1));
        let column = before.get(start..).map_or(0, |part| part.chars().count()).saturating_add(1);
        RuleFault {
            file: self.file.to_owned(),
            line,
            column,
            found: found.to_owned(),
            expected: expected.to_owned(),
        }
    }

    /// A fault of a whole value.
    pub fn fault_of(self, span: &Range<usize>, expected: &str) -> RuleFault {
        let found = self.text.get(span.clone()).unwrap_or_default();
        let found: String = found.chars().take(60).collect();
        self.fault(span.start, &found, expected)
    }

    /// The offset of byte `inner` of the text of a quoted value that begins at `start`.
    pub fn inside(self, start: usize, inner: usize) -> usize {
        let quote = self.text.get(start..).unwrap_or_default();
        let length = if quote.starts_with("\"\"\"") || quote.starts_with("'''") { 3 } else { 1 };
        start.saturating_add(length).saturating_add(inner)
    }
}
