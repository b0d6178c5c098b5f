//! 受け渡し用レセプト: the UKE files of `fixtures/receipts`, made from the readable sources in `fixtures/receipts/src`.
//!
//! The sources carry every point as the fee schedule gives it, worked out by hand; nothing here calculates a fee.
//! What is added up here is only what a claim adds up itself: a set, a receipt, a file.

mod set;
mod source;
mod write;

use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the files cannot be made.
#[derive(Debug, Error)]
pub(crate) enum Fault {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// A source has something wrong.
    #[error("{file}: {message}")]
    Source {
        /// The source.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// Files differ from what the sources say.
    #[error("not up to date, run `cargo xtask receipts`: {}", .0.join(", "))]
    Stale(Vec<String>),
}

/// Makes every file and writes it, or only compares it with what is there.
pub(crate) fn run(root: &Path, check: bool) -> Result<String, Fault> {
    let folder = root.join("fixtures/receipts");
    let files = generate(&folder.join("src"))?;
    let mut stale = Vec::new();
    for (name, bytes) in &files {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|held| held == *bytes) {
            continue;
        }
        stale.push(name.clone());
        if !check {
            std::fs::write(&path, bytes).map_err(|source| Fault::File { path, source })?;
        }
    }
    match (check, stale.is_empty()) {
        (_, true) => Ok(format!("{} files, all up to date", files.len())),
        (true, false) => Err(Fault::Stale(stale)),
        (false, false) => Ok(format!("{} files, {} written", files.len(), stale.len())),
    }
}

/// Every file, by its name, in the order of names.
pub(crate) fn generate(sources: &Path) -> Result<Vec<(String, Vec<u8>)>, Fault> {
    let fault = |source| Fault::File { path: sources.to_path_buf(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(sources).map_err(fault)? {
        paths.push(entry.map_err(fault)?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> Result<(String, Vec<u8>), Fault> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| Fault::File { path: path.to_path_buf(), source })?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let name = stem.unwrap_or_default();
    let fault = |message: String| Fault::Source { file: format!("{name}.toml"), message };
    let source: source::Source = toml::from_str(&text).map_err(|error| fault(error.to_string()))?;
    let bytes = write::bytes(&source).map_err(fault)?;
    Ok((format!("{name}.UKE"), bytes))
}

#[cfg(test)]
mod tests;
