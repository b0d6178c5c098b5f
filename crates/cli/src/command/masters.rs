//! `santei masters`: the national masters: build a snapshot, look into one, compare two.

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
    Info(Info),
}

impl Masters {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        match &self.command {
            MastersCommand::Info(info) => info.run(context),
        }
    }
}
