//! 内蔵データ: the small edition and the rule book that are compiled into the program, so that it runs with no download.

use santei_engine::masters::Masters;
use santei_master_loader::{LoadError, Loader, RevisionError, Revisions};
use thiserror::Error;

/// Every file of `masters/` with its path below that folder.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded_files.rs"));

const EDITION: &str = "ika/";
const RULE_BOOK: &str = "rulebook/";
const REVISIONS: &str = "rulebook/revisions.toml";

/// The data inside the program cannot be used.
#[derive(Debug, Error)]
pub enum EmbeddedError {
    /// A file of the rule book is missing or not text.
    #[error("`{0}` is not inside the program")]
    Missing(&'static str),
    /// The list of revisions.
    #[error(transparent)]
    Revisions(#[from] RevisionError),
    /// The edition.
    #[error("{}", .0.first().map(ToString::to_string).unwrap_or_default())]
    Load(Vec<LoadError>),
}

/// ルールブック: the files of the rule book with their paths below `masters/rulebook/`, by path.
pub fn rule_book_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter_map(|(path, bytes)| {
        Some((path.strip_prefix(RULE_BOOK)?, std::str::from_utf8(bytes).ok()?))
    })
}

/// 改定一覧 of the rule book.
///
/// # Errors
///
/// [`EmbeddedError`] if it is not sound.
pub fn revisions() -> Result<Revisions, EmbeddedError> {
    let (_, bytes) = FILES
        .iter()
        .find(|(path, _)| *path == REVISIONS)
        .ok_or(EmbeddedError::Missing(REVISIONS))?;
    let text = std::str::from_utf8(bytes).map_err(|_| EmbeddedError::Missing(REVISIONS))?;
    Ok(Revisions::parse(text)?)
}

/// The masters of the embedded edition.
///
/// # Errors
///
/// [`EmbeddedError`] if a file of it is not sound.
pub fn masters() -> Result<Masters, EmbeddedError> {
    let mut loader = Loader::new(revisions()?);
    for (path, bytes) in FILES.iter().filter(|(path, _)| path.starts_with(EDITION)) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        loader.add_known(folder, name, bytes.to_vec());
    }
    Ok(loader.load().map_err(EmbeddedError::Load)?.masters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_the_program_is_sound() {
        masters().unwrap();
        assert!(rule_book_files().any(|(path, _)| path == "revisions.toml"));
        let text = FILES.iter().filter(|(path, _)| path.starts_with(RULE_BOOK)).count();
        assert_eq!(rule_book_files().count(), text, "a rule book file is not UTF-8");
    }
}
