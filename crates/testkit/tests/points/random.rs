//! 乱数レセプト: 2,000 random claims of the embedded edition, and the properties of each.

use chrono::{Days, NaiveDate};
use santei_engine::points::PointsRules;
use santei_testkit::points::pools::Pools;
use santei_testkit::points::properties::check_claims;
use santei_testkit::points::sources::{book, embedded_masters, root};

#[test]
fn random_claims_lose_nothing_and_have_no_order() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let first = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
    let days = (0..600).filter_map(|day| first.checked_add_days(Days::new(day)));
    let pools = Pools::new(&masters, days.collect());
    let violations = check_claims(&rules, &pools, 2_000, 1);
    for violation in &violations {
        eprintln!("seed {}: {}", violation.seed, violation.what);
    }
    assert!(violations.is_empty(), "{} claims break a property", violations.len());
}
