//! Tests of the loader as a user sees it, in one binary.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test states what must hold")]
#![expect(clippy::print_stdout, reason = "a test says what it skips and prints its tally")]

mod broken;
mod codes;
mod coverage;
mod join;
mod national;
mod order;
mod points_book;
mod rulebook;
mod subsidy_local;
mod subsidy_national;
mod support;
