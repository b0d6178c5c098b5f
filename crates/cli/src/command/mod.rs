//! コマンド: one file a command.

pub(crate) mod audit;
pub(crate) mod calc;
mod comments;
pub(crate) mod copay;
pub(crate) mod explain;
mod lines;
pub(crate) mod masters;
mod masters_build;
mod masters_coverage;
mod masters_diff;
mod masters_info;
pub(crate) mod verify;
mod verify_books;

use crate::args::{Cli, Command};
use crate::context::Context;
use crate::failure::Failure;
use crate::lang::Lang;
use std::process::ExitCode;

/// Does what the command line asks; a result is the exit code of a run that did its work.
pub(crate) fn run(cli: &Cli, lang: Lang) -> ExitCode {
    let context = Context { lang, json: cli.json };
    let result = match &cli.command {
        Command::Masters(masters) => masters.run(context),
        Command::Audit(audit) => audit.run(context),
        Command::Calc(calc) => calc.run(context),
        Command::Copay(copay) => copay.run(context),
        Command::Explain(explain) => explain.run(context),
        Command::Verify(verify) => verify.run(context),
    };
    ExitCode::from(result.unwrap_or_else(|failure: Failure| {
        failure.report(context);
        failure.code()
    }))
}
