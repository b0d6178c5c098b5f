//! Tests of the wire forms as a user sees them, in one binary.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test states what must hold")]
#![expect(clippy::print_stdout, reason = "a test says what it skips and prints its tally")]

mod comments;
mod overlay;
mod points;
