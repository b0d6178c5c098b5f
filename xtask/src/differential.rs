//! `cargo xtask differential`: random co-pay through the engine and through the reference.

use clap::{Args, ValueEnum};
use santei_testkit::copay::book::copay_book;
use santei_testkit::copay::core::Core;
use santei_testkit::copay::differential::{Tally, run};
use std::fmt::Write;
use std::path::Path;

/// What is compared, and how much of it.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// What is compared.
    #[arg(value_enum, default_value_t = Subject::Copay)]
    subject: Subject,
    /// Random cases.
    #[arg(long, default_value_t = 1_000_000)]
    cases: u64,
    /// The seed of the first case.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Differing cases to print, each made small.
    #[arg(long, default_value_t = 10)]
    print: usize,
}

/// A subject.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Subject {
    /// Months of the case form through the calculation of one claim.
    Copay,
}

/// The report; an error when a case differs.
pub(crate) fn differential(root: &Path, arguments: &Arguments) -> Result<String, String> {
    let book = copay_book(root)?;
    match arguments.subject {
        Subject::Copay => {
            let mut core = Core::new(&book);
            let mut engine = |input: &_| core.month(input);
            let tally = run(arguments.cases, arguments.seed, arguments.print, &mut engine);
            months(&tally, arguments.seed)
        }
    }
}

fn months(tally: &Tally, seed: u64) -> Result<String, String> {
    let mut report = String::new();
    for (input, what) in &tally.first {
        let json = serde_json::to_string(input).map_err(|error| error.to_string())?;
        let _ = writeln!(report, "{what}\n  {json}");
    }
    let _ = write!(
        report,
        "{} months compared (seed {seed}), {} refused by the reference, {} differ",
        tally.compared, tally.refused, tally.differing
    );
    if tally.differing == 0 { Ok(report) } else { Err(report) }
}
