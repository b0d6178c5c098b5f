//! 点数の性質と事例集: the worked cases, a case a row of the tables, random claims, and input without sense.

#![cfg(test)]
#![expect(clippy::print_stderr, reason = "the tally is the point of these tests")]

mod bad_input;
mod casebook;
mod explain;
mod random;
mod rows;
