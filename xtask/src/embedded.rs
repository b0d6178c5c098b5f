//! 内蔵版: the embedded edition in the official layout (`masters/ika`), made from the compact tables of
//! `masters/table`.
//!
//! The tables say what a row is about; everything else of the official layout (blank columns, lengths of names,
//! mirrored pairs, the table that says which tables speak of an act) follows from them here.

mod acts;
mod comments;
mod diseases;
mod drugs;
mod editions;
mod layout;
mod materials;
mod output;
mod row;
mod rules;
mod select;
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the embedded edition cannot be made.
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
    /// A table has something wrong.
    #[error("{table} line {line}: {message}")]
    Table {
        /// The table.
        table: String,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// A description (`layouts.toml`, `editions.toml`) has something wrong.
    #[error("{0}: {1}")]
    Description(&'static str, String),
    /// Files differ from what the tables say.
    #[error("not up to date, run `cargo xtask embedded`: {}", .0.join(", "))]
    Stale(Vec<String>),
}

/// A file of the edition: its path below `masters` and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// Makes every file of the embedded edition and writes it, or only compares it with what is there.
pub(crate) fn run(root: &Path, check: bool) -> Result<String, Fault> {
    let masters = root.join("masters");
    let files = generate(&masters.join("table"))?;
    let mut stale = Vec::new();
    for (name, bytes) in &files {
        let path = masters.join(name);
        if fs::read(&path).is_ok_and(|held| held == *bytes) {
            continue;
        }
        stale.push(name.clone());
        if !check {
            write(&path, bytes)?;
        }
    }
    match (check, stale.is_empty()) {
        (_, true) => Ok(format!("{} files, all up to date", files.len())),
        (true, false) => Err(Fault::Stale(stale)),
        (false, false) => Ok(format!("{} files, {} written", files.len(), stale.len())),
    }
}

/// Every file of the embedded edition.
pub(crate) fn generate(tables: &Path) -> Result<Vec<File>, Fault> {
    let layouts = layout::Layouts::read(tables)?;
    let editions = editions::Editions::read(tables)?;
    let units = table::Table::read(tables, "units.csv")?.pairs("code", "name")?;
    let mut files = Vec::new();
    for edition in &editions.edition {
        files.extend(acts::files(tables, edition, &layouts, &units)?);
        files.extend(rules::files(tables, edition, &layouts, &units)?);
        files.extend(comments::files(tables, edition, &layouts)?);
        files.extend(materials::files(tables, edition, &layouts, &units)?);
    }
    for drugs in &editions.drugs {
        files.push(drugs::file(tables, drugs, &layouts, &units)?);
    }
    files.extend(diseases::files(tables, &editions.diseases, &layouts)?);
    Ok(files)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let fault = |source| Fault::File { path: path.to_path_buf(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fault)?;
    }
    fs::write(path, bytes).map_err(fault)
}

#[cfg(test)]
mod tests;
