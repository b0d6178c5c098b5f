//! 公費マスター: files of subsidies put into the rule book of co-pay.

use super::official::{name, wrong};
use super::said;
use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use santei_engine::rulebook::copay::CopayBook;
use santei_master_loader::rulebook;
use santei_master_loader::subsidy::{self, SubsidyFile, SubsidyMaster};
use santei_wire::embedded;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The rule book with rows of its own form (TOML) and with those of official files.
pub(super) fn with_subsidies(
    context: Context,
    mut book: CopayBook,
    paths: &[PathBuf],
) -> Result<CopayBook, Failure> {
    let (mut own, mut files) = (Vec::new(), Vec::new());
    for path in paths {
        if path.extension().is_some_and(|ending| ending == "toml") {
            own.push((format!("copay/{}", name(path)), input::text(context, path)?));
        } else {
            files.push(subsidy_file(context, path)?);
        }
    }
    if !own.is_empty() {
        let mut all: Vec<(&str, &str)> = Vec::new();
        for (file, text) in embedded::rule_book_files() {
            if file.starts_with("copay/") {
                all.push((file, text));
            }
        }
        for (file, text) in &own {
            all.push((file, text));
        }
        book = rulebook::load(&all).map_err(|errors| said(&errors))?.copay;
    }
    subsidy::apply(&mut book, &files);
    Ok(book)
}

/// Whether a file is one of subsidies, by its name or the width of its first line.
///
/// # Errors
///
/// [`Failure::Input`] if the file cannot be read.
pub(crate) fn is_subsidy_file(context: Context, path: &Path) -> Result<bool, Failure> {
    let is_csv =
        path.extension().and_then(OsStr::to_str).is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    Ok(is_csv && SubsidyFile::of(&name(path), &input::read(context, path)?).is_some())
}

/// 公費マスター: one file of subsidies.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the file.
pub(crate) fn subsidy_file(context: Context, path: &Path) -> Result<SubsidyMaster, Failure> {
    let bytes = input::read(context, path)?;
    subsidy::read(&name(path), &bytes).map_err(|errors| wrong(context, &errors))
}
