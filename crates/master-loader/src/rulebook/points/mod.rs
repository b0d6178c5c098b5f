//! 点数のルールブック: reads `masters/rulebook/points/*.toml`.
//!
//! Every row is checked before it is used: its columns (unknown keys are faults), its selectors, its condition, its
//! span, its figures and the uniqueness of its id. Faults are gathered, not stopped at.

mod arguments;
mod build;
mod charges;
mod clash;
mod codes;
mod condition;
mod examinations;
mod facts;
mod grammar;
mod limits;
mod medication;
mod overlay;
mod raw;
mod reader;
mod selector;
mod silence;
mod words;

pub use build::{points_book, points_book_with};
pub use codes::{CodeCheck, check_codes};
pub use silence::silence_rows;
