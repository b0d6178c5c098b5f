//! The national masters, from official files to memory.
//!
//! [`Loader`] takes official files (cp932 CSV, or zip archives of them) and returns the masters of
//! `santei-engine`, or every error of every file with its exact place. Editions of different dates lie side by
//! side; the date of service picks the row.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod archive;
mod check;
pub mod coverage;
mod dating;
pub mod embedded;
mod error;
mod issue;
mod layout;
mod line;
mod loader;
mod name;
mod revision;
pub mod rulebook;
pub mod subsidy;
mod timeline;

pub use crate::error::{LoadError, LoadErrorKind};
pub use crate::layout::{CodeSpan, ColumnLayout, Domain, Layout, Mode};
pub use crate::loader::{DEFAULT_SIZE_LIMIT, Loaded, Loader};
pub use crate::name::OfficialName;
pub use crate::revision::{Revision, RevisionError, Revisions};
