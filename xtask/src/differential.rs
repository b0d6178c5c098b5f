//! `cargo xtask differential`: random co-pay through the engine and through the reference.

use clap::{Args, ValueEnum};
use santei_engine::rulebook::copay::CopayBook;
use santei_testkit::copay::book::copay_book;
use santei_testkit::copay::core::Core;
use santei_testkit::copay::differential::{RequestTally, Tally, run, run_households, run_requests};
use santei_testkit::copay::local::{LocalTally, run_local};
use santei_wire::copay::{CopayRequest, CopayStatement, calculate};
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
    /// Differing cases to print, one of each kind.
    #[arg(long, default_value_t = 10)]
    print: usize,
}

/// A subject.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Subject {
    /// Months of the case form through the calculation of one claim.
    Copay,
    /// Requests of one claim, visit by visit, with ledgers, certification and days of birth.
    CopayRequests,
    /// Households over persons and facilities.
    CopayHouseholds,
    /// Local programmes of random mechanisms, visit by visit.
    CopayLocal,
}

/// The report; an error when a case differs.
pub(crate) fn differential(root: &Path, arguments: &Arguments) -> Result<String, String> {
    let book = copay_book(root)?;
    let Arguments { cases, seed, print, .. } = *arguments;
    match arguments.subject {
        Subject::Copay => {
            let mut core = Core::new(&book);
            let mut engine = |input: &_| core.month(input);
            months(&run(cases, seed, print, &mut engine), seed)
        }
        Subject::CopayRequests => {
            requests(&run_requests(cases, seed, print, &engine(&book))?, seed)
        }
        Subject::CopayHouseholds => {
            requests(&run_households(cases, seed, print, &engine(&book))?, seed)
        }
        Subject::CopayLocal => local(&run_local(&book, cases, seed, print)?, seed),
    }
}

fn local(tally: &LocalTally, seed: u64) -> Result<String, String> {
    let mut report = tally.first.join("\n");
    let LocalTally { compared, differing, .. } = tally;
    let _ = write!(
        report,
        "{compared} months of local programmes compared (seed {seed}), {differing} differ"
    );
    if *differing == 0 { Ok(report) } else { Err(report) }
}

fn engine(book: &CopayBook) -> impl Fn(&CopayRequest) -> Result<CopayStatement, String> {
    |request: &CopayRequest| calculate(book, request).map_err(|error| error.to_string())
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

fn requests(tally: &RequestTally, seed: u64) -> Result<String, String> {
    let mut report = String::new();
    for (json, what) in &tally.first {
        let _ = writeln!(report, "{what}\n  {json}");
    }
    let _ = write!(
        report,
        "{} requests compared (seed {seed}), {} refused by the reference, {} differ",
        tally.compared, tally.refused, tally.differing
    );
    if tally.differing == 0 { Ok(report) } else { Err(report) }
}
