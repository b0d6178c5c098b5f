//! 差分試験の短い形: the engine against the reference; the long form is `cargo xtask differential`.

#![cfg(test)]

use std::path::Path;

use santei_testkit::copay::book::copay_book;
use santei_testkit::copay::core::Core;
use santei_testkit::copay::differential::{run, run_households, run_requests};
use santei_testkit::copay::local::run_local;
use santei_wire::copay::{CopayRequest, calculate};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn twenty_thousand_months_agree_with_the_reference() {
    let book = copay_book(root()).unwrap();
    let mut core = Core::new(&book);
    let tally = run(20_000, 20_261_124, 3, &mut |input: &_| core.month(input));
    assert_eq!((tally.compared, tally.differing), (20_000, 0), "{:#?}", tally.first);
}

#[test]
fn random_requests_agree_visit_by_visit() {
    let book = copay_book(root()).unwrap();
    let engine =
        |request: &CopayRequest| calculate(&book, request).map_err(|error| error.to_string());
    let tally = run_requests(1_000, 20_261_124, 3, &engine).unwrap();
    assert!(tally.compared > 800, "{} compared", tally.compared);
    assert_eq!(tally.differing, 0, "{:#?}", tally.first);
}

#[test]
fn random_households_agree() {
    let book = copay_book(root()).unwrap();
    let engine =
        |request: &CopayRequest| calculate(&book, request).map_err(|error| error.to_string());
    let tally = run_households(500, 20_261_124, 3, &engine).unwrap();
    assert!(tally.compared > 400, "{} compared", tally.compared);
    assert_eq!(tally.differing, 0, "{:#?}", tally.first);
}

#[test]
fn random_local_programmes_agree_visit_by_visit() {
    let book = copay_book(root()).unwrap();
    let tally = run_local(&book, 3_000, 20_261_124, 3).unwrap();
    assert_eq!((tally.compared, tally.differing), (3_000, 0), "{}", tally.first.join("\n"));
}
