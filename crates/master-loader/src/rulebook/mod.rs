//! ルールブックの読込: TOML files to [`RuleBook`], with every error at its file and line.

pub mod copay;
pub mod error;
mod fault;
pub(crate) mod head;
pub mod points;

pub use error::RuleBookError;
pub use fault::{Places, RuleFault};
use santei_engine::rulebook::RuleBook;

/// Reads the rule book from `(name, text)` of each file; the folder of a name says the part (`copay/limit.toml`).
///
/// # Errors
///
/// Every mistake found, each with file and line: TOML, unknown fields, unknown references, ids used twice, and two
/// rows that speak of the same key on the same day.
pub fn load(files: &[(&str, &str)]) -> Result<RuleBook, Vec<RuleBookError>> {
    let mut errors = Vec::new();
    let copay: Vec<_> = in_folder(files, "copay/").collect();
    let book = RuleBook { copay: copay::load(&copay, &mut errors) };
    if errors.is_empty() { Ok(book) } else { Err(errors) }
}

/// The files of one folder.
fn in_folder<'a>(
    files: &'a [(&'a str, &'a str)],
    folder: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    files.iter().copied().filter(move |(name, _)| name.starts_with(folder))
}
