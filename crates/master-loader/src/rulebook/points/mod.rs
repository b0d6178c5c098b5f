//! 点数のルールブック: reads `masters/rulebook/points/*.toml`.
//!
//! Every row is checked before it is used: its columns (unknown keys are faults), its selectors, its condition, its
//! span, its figures and the uniqueness of its id. Faults are gathered, not stopped at.

mod build;
mod condition;
mod lexer;
mod raw;
mod selector;

pub use build::points_book;
