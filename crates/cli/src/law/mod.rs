//! 法令データ: the masters and the rule book a command calculates with.

mod masters;
mod official;
mod subsidies;

pub(crate) use masters::masters;
pub(crate) use official::{official, sentence};
use subsidies::with_subsidies;
pub(crate) use subsidies::{is_subsidy_file, subsidy_file};

use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use clap::Args;
use santei_engine::audit::Law;
use santei_engine::masters::Masters;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::RuleBook;
use santei_engine::rulebook::copay::CopayBook;
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook;
use santei_master_loader::rulebook::points::{check_codes, points_book_with, silence_rows};
use santei_wire::embedded;
use std::path::PathBuf;

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
