//! The `santei` command.

mod args;
mod audit;
mod command;
mod context;
mod failure;
mod help;
mod input;
mod lang;
mod law;
mod message;
mod output;
mod progress;
mod table;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let lang = lang::Lang::chosen(&words);
    match args::Cli::from_words(&words, lang) {
        Ok(cli) => command::run(&cli, lang),
        // `--help` and `--version` come here too, and end well; an error of usage ends with 2.
        Err(error) => {
            let written = error.print();
            let code = if written.is_ok() { error.exit_code() } else { failure::OUTPUT };
            ExitCode::from(u8::try_from(code).unwrap_or(failure::USAGE))
        }
    }
}
