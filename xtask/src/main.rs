//! Developer tasks, `cargo xtask TASK`.

mod verify_points;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(about = "Developer tasks")]
struct Tasks {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Worked cases of points against the rule book of the tree.
    VerifyPoints(verify_points::Arguments),
}

fn main() -> ExitCode {
    match Tasks::parse().task {
        Task::VerifyPoints(arguments) => verify_points::run(&arguments),
    }
}
