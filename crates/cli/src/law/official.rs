//! 公式ファイル: official files, archives, and folders of them.

use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use crate::lang::Lang;
use santei_master_loader::{LoadError, Loaded, Loader};
use santei_wire::embedded;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The masters of official files, archives and folders of them.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the files.
pub(crate) fn official(context: Context, paths: &[PathBuf]) -> Result<Loaded, Failure> {
    let mut loader = new_loader()?;
    for path in paths {
        if path.is_dir() {
            folder(context, &mut loader, path)?;
        } else {
            add(context, &mut loader, path, input::read(context, path)?)?;
        }
    }
    finish(context, loader)
}

pub(super) fn new_loader() -> Result<Loader, Failure> {
    let revisions = embedded::revisions().map_err(|error| Failure::input(error.to_string()))?;
    Ok(Loader::new(revisions))
}

/// Every file of a folder and of the folders in it; what is no national master is passed over.
fn folder(context: Context, loader: &mut Loader, path: &Path) -> Result<(), Failure> {
    let failed = |error| Failure::reading(context, path, &error);
    let entries = fs::read_dir(path).map_err(failed)?;
    let mut inside: Vec<PathBuf> = Vec::new();
    for entry in entries {
        inside.push(entry.map_err(failed)?.path());
    }
    inside.sort();
    for path in inside {
        let is_archive = path
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|end| end.eq_ignore_ascii_case("zip"));
        if path.is_dir() {
            folder(context, loader, &path)?;
        } else if is_archive {
            add(context, loader, &path, input::read(context, &path)?)?;
        } else {
            loader.add_known(&set(&path), &name(&path), input::read(context, &path)?);
        }
    }
    Ok(())
}

pub(super) fn add(
    context: Context,
    loader: &mut Loader,
    path: &Path,
    bytes: Vec<u8>,
) -> Result<(), Failure> {
    loader.add_in(&set(path), &name(path), bytes).map_err(|errors| wrong(context, &errors))
}

pub(super) fn finish(context: Context, loader: Loader) -> Result<Loaded, Failure> {
    loader.load().map_err(|errors| wrong(context, &errors))
}

pub(super) fn wrong(context: Context, errors: &[LoadError]) -> Failure {
    Failure::Input(errors.iter().map(|error| sentence(context, error)).collect())
}

/// An error of the loader in the chosen language.
pub(crate) fn sentence(context: Context, error: &LoadError) -> String {
    match context.lang {
        Lang::Ja => error.message_ja(),
        Lang::En => error.to_string(),
    }
}

/// The folder: the files of a points-table set are dated together.
fn set(path: &Path) -> String {
    path.parent().unwrap_or(path).to_string_lossy().into_owned()
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
