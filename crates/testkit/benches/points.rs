//! 点数の速さ: one visit of twelve orders through every step and rule, without and with its reasons, and random months.
//!
//! Asked: 50,000 visits a second and core (20 µs each), p99 of a single visit 100 µs, reasons at most twice that. Found on two
//! virtual cores at a load of six: p50 13.7 µs (70,000 a second), p99 64–70 µs. The means that criterion prints are times of the
//! wall and rise with whatever else runs; the median of single visits, printed last, does not.

#![expect(
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a benchmark measures time, says what it found and may stop"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use santei_engine::points::{PointsRules, calculate};
use santei_testkit::copay::book::copay_book;
use santei_testkit::copay::random::Random;
use santei_testkit::points::claims::random_claim;
use santei_testkit::points::pools::Pools;
use santei_testkit::points::sources::{book, embedded_masters, root, shared_masters};
use santei_wire::copay::request::Language;
use santei_wire::request::Request;
use std::hint::black_box;
use std::time::{Duration, Instant};

const VISIT: &str = include_str!("visit.json");

fn points(criterion: &mut Criterion) {
    let official = shared_masters(&root()).unwrap();
    let masters = official.unwrap_or_else(|| embedded_masters().unwrap());
    let (book, copay) = (book(&root()).unwrap(), copay_book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let request = Request::parse(VISIT).unwrap();
    let claim = request.claim().unwrap();
    let orders: usize = claim.visits.iter().map(|visit| visit.orders.len()).sum();
    assert_eq!(orders, 12, "the visit has twelve orders");
    let mut group = criterion.benchmark_group("points");
    group.bench_function("visit of 12 orders", |bench| {
        bench.iter(|| calculate(&rules, black_box(&claim)));
    });
    for (name, explain) in [("statement", false), ("statement with reasons", true)] {
        group.bench_function(name, |bench| {
            bench.iter(|| {
                santei_wire::statement::calculate(
                    &rules,
                    &copay,
                    black_box(&request),
                    Language::Ja,
                    explain,
                )
            });
        });
    }
    let day = claim.visits.first().unwrap().date;
    let pools = Pools::new(&masters, vec![day]);
    let mut random = Random::new(1);
    let months: Vec<_> = (0..256).map(|_| random_claim(&pools, &mut random)).collect();
    group.bench_function("256 random months", |bench| {
        bench.iter(|| {
            months.iter().map(|claim| calculate(&rules, claim).lines.len()).sum::<usize>()
        });
    });
    group.finish();
    let mut times: Vec<Duration> = (0..20_000)
        .map(|_| {
            let start = Instant::now();
            black_box(calculate(&rules, black_box(&claim)));
            start.elapsed()
        })
        .collect();
    times.sort();
    eprintln!("single visit: p50 {:?}, p99 {:?}", times[10_000], times[19_800]);
}

criterion_group!(benches, points);
criterion_main!(benches);
