//! `cargo xtask row-cases`: a generated case for every row of 背反, 包括 and 算定回数 of an edition, and the tally.

use clap::{Args, ValueEnum};
use santei_engine::points::PointsRules;
use santei_testkit::points::{row_report, sources};
use std::path::Path;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Which edition.
    #[arg(long, value_enum, default_value_t = Edition::Shared)]
    pub(crate) edition: Edition,
    /// One row in so many.
    #[arg(long, default_value_t = 1)]
    every: usize,
}

/// An edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Edition {
    /// The official masters of `../shared`.
    Shared,
    /// The masters inside the program.
    Embedded,
}

impl Edition {
    pub(crate) fn masters(self, root: &Path) -> Result<santei_engine::masters::Masters, String> {
        match self {
            Self::Shared => sources::shared_masters(root)?
                .ok_or_else(|| "the folder `shared` is absent; try --edition embedded".to_owned()),
            Self::Embedded => sources::embedded_masters(),
        }
    }
}

/// The report; an error when a row was not applied.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Result<String, String> {
    let masters = arguments.edition.masters(root)?;
    let book = sources::book(root)?;
    let report = row_report::run(&PointsRules::new(&masters, &book), arguments.every);
    if report.failures() == 0 { Ok(report.to_string()) } else { Err(report.to_string()) }
}
