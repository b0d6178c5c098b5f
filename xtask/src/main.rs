//! Developer tasks, `cargo xtask TASK`.

#[cfg(test)]
mod architecture;
mod coverage;
mod differential;
mod embedded;
mod random_claims;
mod receipts;
mod row_cases;
mod schema;
mod verify_points;

use clap::{Parser, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(about = "Developer tasks")]
struct Tasks {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Writes the embedded edition (`masters/ika`) from its tables (`masters/table`).
    Embedded {
        /// Only says whether the files are up to date.
        #[arg(long)]
        check: bool,
    },
    /// Writes the UKE files of `fixtures/receipts` from their sources.
    Receipts {
        /// Only says whether the files are up to date.
        #[arg(long)]
        check: bool,
    },
    /// Writes the JSON Schemas of `docs/schema` from the types of `wire`.
    Schema {
        /// Only says whether the files are up to date.
        #[arg(long)]
        check: bool,
    },
    /// Worked cases of points against the rule book of the tree.
    VerifyPoints(verify_points::Arguments),
    /// Writes `docs/coverage.md`: what is calculated of every 区分.
    CoverageDoc(coverage::Arguments),
    /// A generated case for every row of 背反, 包括 and 算定回数.
    RowCases(row_cases::Arguments),
    /// Random claims of points, and what must hold of each.
    RandomClaims(random_claims::Arguments),
    /// Random co-pay through the engine and through the reference.
    Differential(differential::Arguments),
}

fn main() -> ExitCode {
    match Tasks::parse().task {
        Task::Embedded { check } => finish(embedded::run(&root(), check)),
        Task::Receipts { check } => finish(receipts::run(&root(), check)),
        Task::Schema { check } => finish(schema::run(&root(), check)),
        Task::VerifyPoints(arguments) => verify_points::run(&arguments),
        Task::CoverageDoc(arguments) => finish(coverage::run(&root(), &arguments)),
        Task::RowCases(arguments) => finish(row_cases::run(&root(), &arguments)),
        Task::RandomClaims(arguments) => finish(random_claims::run(&root(), &arguments)),
        Task::Differential(arguments) => finish(differential::differential(&root(), &arguments)),
    }
}

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

fn finish<E: std::fmt::Display>(done: Result<String, E>) -> ExitCode {
    let (written, code) = match done {
        Ok(report) => (writeln!(std::io::stdout(), "{report}"), ExitCode::SUCCESS),
        Err(fault) => (writeln!(std::io::stderr(), "{fault}"), ExitCode::FAILURE),
    };
    if written.is_err() { ExitCode::FAILURE } else { code }
}
