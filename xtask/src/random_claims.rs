//! `cargo xtask random-claims`: random claims of points, and the properties that must hold of each.

use crate::row_cases::Edition;
use chrono::{Days, NaiveDate};
use clap::Args;
use santei_engine::points::{PointsRules, calculate};
use santei_engine::rulebook::points::{PointsBook, RuleNo};
use santei_testkit::copay::random::Random;
use santei_testkit::points::claims::random_claim;
use santei_testkit::points::pools::Pools;
use santei_testkit::points::properties::check_claims;
use santei_testkit::points::sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How many claims.
    #[arg(long, default_value_t = 100_000)]
    claims: u64,
    /// The seed of the first.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Prints every claim for which a property does not hold, and its statement.
    #[arg(long)]
    print: bool,
    /// The masters they are drawn from.
    #[arg(long, value_enum, default_value_t = Edition::Shared)]
    edition: Edition,
}

/// The report; an error when a property does not hold.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Result<String, String> {
    let masters = arguments.edition.masters(root)?;
    let book = sources::book(root)?;
    let rules = PointsRules::new(&masters, &book);
    let first = NaiveDate::from_ymd_opt(2024, 6, 1).unwrap_or_default();
    let days = (0..690).filter_map(|day| first.checked_add_days(Days::new(day)));
    let pools = Pools::new(&masters, days.collect());
    let violations = check_claims(&rules, &pools, arguments.claims, arguments.seed);
    let mut report = String::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for violation in &violations {
        let kind = violation.what.split(':').next().unwrap_or_default();
        let count = kinds.entry(kind).or_default();
        *count = count.saturating_add(1);
        if *count <= 20 {
            let _ = writeln!(report, "seed {}: {}", violation.seed, violation.what);
            if arguments.print {
                let claim = random_claim(&pools, &mut Random::new(violation.seed));
                let statement = calculate(&rules, &claim);
                let text = format!("{claim:#?}\n{statement:#?}");
                let _ = writeln!(report, "{text}");
                name_rules(&book, &text, &mut report);
            }
        }
    }
    let _ = write!(
        report,
        "{} claims (seed {}), {} violations {kinds:?}",
        arguments.claims,
        arguments.seed,
        violations.len()
    );
    if violations.is_empty() { Ok(report) } else { Err(report) }
}

/// The ids of the rules that the text speaks of by number.
fn name_rules(book: &PointsBook, text: &str, report: &mut String) {
    let lone = text.split("RuleNo(").skip(1);
    let numbers = lone.filter_map(|rest| rest.split([',', ')']).next());
    let named: BTreeSet<u32> = numbers.filter_map(|number| number.trim().parse().ok()).collect();
    for rule in named {
        if let Some(meta) = book.meta(RuleNo(rule)) {
            let _ = writeln!(report, "rule {rule} = {}", meta.id);
        }
    }
}
