//! 法令データ: the masters a command calculates with, from a snapshot, from official files, or from inside the program.

use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use crate::lang::Lang;
use crate::message::Message;
use clap::Args;
use santei_engine::audit::Law;
use santei_engine::masters::Masters;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::RuleBook;
use santei_engine::rulebook::copay::CopayBook;
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook;
use santei_master_loader::rulebook::points::{check_codes, points_book_with, silence_rows};
use santei_master_loader::subsidy::{self, SubsidyFile, SubsidyMaster};
use santei_master_loader::{LoadError, Loaded, Loader};
use santei_wire::{embedded, snapshot};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The masters at `paths`: one snapshot, or official files, archives and folders of them. Without a path, the
/// edition inside the program.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the files.
pub(crate) fn masters(context: Context, paths: &[PathBuf]) -> Result<Masters, Failure> {
    match paths {
        [] => embedded::masters().map_err(|error| Failure::input(error.to_string())),
        [path] if path.is_file() || path == Path::new("-") => {
            let file = input::read(context, path)?;
            if !snapshot::is_snapshot(&file) {
                let mut loader = new_loader()?;
                add(context, &mut loader, path, file)?;
                return Ok(finish(context, loader)?.masters);
            }
            let snapshot = snapshot::decode(&file).map_err(|error| {
                let path = path.display().to_string();
                Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
            })?;
            Ok(snapshot.masters)
        }
        _ => several(context, paths),
    }
}

/// Snapshots and official files side by side: they must speak for different days or tables.
fn several(context: Context, paths: &[PathBuf]) -> Result<Masters, Failure> {
    let (mut joined, mut files) = (None::<Masters>, Vec::new());
    for path in paths {
        let bytes = if path.is_file() { input::read(context, path)? } else { Vec::new() };
        if !snapshot::is_snapshot(&bytes) {
            files.push(path.clone());
            continue;
        }
        let wrong = |error: String| {
            let path = path.display().to_string();
            Failure::input(context.text(&Message::BadFile { path, error }))
        };
        let own = snapshot::decode(&bytes).map_err(|error| wrong(error.to_string()))?.masters;
        joined = Some(match joined {
            None => own,
            Some(before) => before.join(own).map_err(|error| wrong(error.to_string()))?,
        });
    }
    let Some(joined) = joined else { return Ok(official(context, paths)?.masters) };
    if files.is_empty() {
        return Ok(joined);
    }
    let own = official(context, &files)?.masters;
    joined.join(own).map_err(|error| Failure::input(error.to_string()))
}

/// 法令データ: masters and rule book together.
#[derive(Debug)]
pub(crate) struct Books {
    masters: Masters,
    points: PointsBook,
    book: RuleBook,
}

impl Books {
    /// The masters.
    pub(crate) fn masters(&self) -> &Masters {
        &self.masters
    }

    /// The rule book of points.
    pub(crate) fn points(&self) -> &PointsBook {
        &self.points
    }

    /// The rule book of co-pay.
    pub(crate) fn copay(&self) -> &CopayBook {
        &self.book.copay
    }

    /// The rule book of points against the masters.
    pub(crate) fn rules(&self) -> PointsRules<'_> {
        PointsRules::new(&self.masters, &self.points)
    }

    /// What an audit reads.
    pub(crate) fn law<'a>(&'a self, rules: &'a PointsRules<'a>) -> Law<'a> {
        Law { masters: &self.masters, points: &self.points, rules, copay: &self.book.copay }
    }
}

/// Which masters and which overlays a command calculates with.
#[derive(Debug, Args)]
pub(crate) struct LawFiles {
    /// Masters to price with: a snapshot, or official files; without it, those inside the program.
    #[arg(long, value_name = "PATH")]
    masters: Vec<PathBuf>,
    /// Rules of your own (docs/overlay.md) that add to the supplied ones or silence them; several are read in order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// Files of subsidies to put into the rule book: 国公費マスター, 地単公費マスター (CSV as published), or rows as the rule book has them (TOML).
    #[arg(long, value_name = "FILE")]
    subsidies: Vec<PathBuf>,
}

impl LawFiles {
    /// Whether the masters inside the program are used.
    pub(crate) const fn is_embedded(&self) -> bool {
        self.masters.is_empty()
    }

    /// Files of subsidies.
    pub(crate) fn subsidies(&self) -> &[PathBuf] {
        &self.subsidies
    }
}

/// The masters and the rule book with the overlays.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the files.
pub(crate) fn books(context: Context, files: &LawFiles) -> Result<Books, Failure> {
    let mut overlays = Vec::new();
    for path in &files.overlay {
        overlays.push((path.display().to_string(), input::text(context, path)?));
    }
    let (points, mut book) = rule_books(&overlays)?;
    book.copay = with_subsidies(context, book.copay, &files.subsidies)?;
    let masters = masters(context, &files.masters)?;
    // A code that exists nowhere is refused; one that the edition at hand merely lacks is said where a claim needs it.
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for (name, text) in &overlays {
        texts.push((name, text));
    }
    for (name, text) in point_files() {
        texts.push((name, text));
    }
    let check = check_codes(&texts, &points, &masters);
    if !check.faults.is_empty() {
        return Err(said(&check.faults));
    }
    let masters = silence_rows(&points, masters).map_err(|faults| said(&faults))?;
    Ok(Books { masters, points, book })
}

/// The rule book of co-pay inside the program, with the rows of subsidy files put into it.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the files.
pub(crate) fn copay_book(context: Context, subsidies: &[PathBuf]) -> Result<CopayBook, Failure> {
    let (_, book) = rule_books(&[])?;
    with_subsidies(context, book.copay, subsidies)
}

/// The rule book with rows of its own form (TOML) and with those of official files.
fn with_subsidies(
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

/// The rule books inside the program: of points with the overlays, and the rest.
///
/// # Errors
///
/// [`Failure::Input`] with every mistake of theirs.
pub(crate) fn rule_books(overlays: &[(String, String)]) -> Result<(PointsBook, RuleBook), Failure> {
    let overlays: Vec<_> =
        overlays.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let files: Vec<_> = embedded::rule_book_files().collect();
    let of = |part: &str| -> Vec<(&str, &str)> {
        files.iter().copied().filter(|(name, _)| name.starts_with(part)).collect()
    };
    let points = points_book_with(&of("points/"), &overlays).map_err(|faults| said(&faults))?;
    let book = rulebook::load(&of("copay/")).map_err(|errors| said(&errors))?;
    Ok((points, book))
}

/// The files of the rule book of points inside the program.
fn point_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    embedded::rule_book_files().filter(|(name, _)| name.starts_with("points/"))
}

fn said<E: ToString>(errors: &[E]) -> Failure {
    Failure::Input(errors.iter().map(ToString::to_string).collect())
}

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

fn new_loader() -> Result<Loader, Failure> {
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

fn add(context: Context, loader: &mut Loader, path: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
    loader.add_in(&set(path), &name(path), bytes).map_err(|errors| wrong(context, &errors))
}

fn finish(context: Context, loader: Loader) -> Result<Loaded, Failure> {
    loader.load().map_err(|errors| wrong(context, &errors))
}

fn wrong(context: Context, errors: &[LoadError]) -> Failure {
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

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
