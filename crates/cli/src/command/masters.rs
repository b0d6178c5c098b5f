//! `santei masters`: the national masters: build a snapshot, look into one, compare two.

use super::masters_build::Build;
use super::masters_coverage::Coverage;
use super::masters_diff::Diff;
use super::masters_info::Info;
use crate::context::Context;
use crate::failure::Failure;
use clap::{Args, Subcommand};

/// The national masters: build a snapshot, look into one.
#[derive(Debug, Args)]
pub(crate) struct Masters {
    #[command(subcommand)]
    command: MastersCommand,
}

#[derive(Debug, Subcommand)]
enum MastersCommand {
    Build(Build),
    Info(Info),
    Coverage(Coverage),
    Diff(Diff),
}

impl Masters {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        match &self.command {
            MastersCommand::Build(build) => build.run(context),
            MastersCommand::Info(info) => info.run(context),
            MastersCommand::Coverage(coverage) => coverage.run(context),
            MastersCommand::Diff(diff) => diff.run(context),
        }
    }
}
