//! 引数: what may stand on the command line.

use crate::command::{audit, calc, copay, explain, masters, verify};
use crate::help;
use crate::lang::Lang;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;

/// Medical fee points and patient co-pay of Japan's health insurance, with a reason for every line and every yen.
#[derive(Debug, Parser)]
#[command(name = "santei", version, propagate_version = true, after_help = help::EXIT_CODES.en)]
pub(crate) struct Cli {
    /// Language of messages and help; without it, the locale's.
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(crate) lang: Option<Lang>,
    /// Print JSON instead of text: one document, or one object a line where results stream.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Masters(masters::Masters),
    Audit(audit::Audit),
    Calc(calc::Calc),
    Copay(copay::Copay),
    Explain(explain::Explain),
    Verify(verify::Verify),
}

impl Cli {
    /// Reads the command line, its help and errors in `lang`.
    pub(crate) fn from_words(words: &[OsString], lang: Lang) -> Result<Self, clap::Error> {
        let command = help::in_language(Self::command(), lang);
        Self::from_arg_matches(&command.try_get_matches_from(words)?)
    }
}
