//! 患者負担の速さ: simple co-pays, co-pays with a subsidy and 合算, what reasons cost, and that no claim allocates.
//!
//! The limits here are sums for measuring, laid out like those of the rule book.
#![expect(
    clippy::disallowed_types,
    clippy::indexing_slicing,
    clippy::integer_division,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a benchmark measures time, says what it found and states what must hold"
)]

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use santei_engine::copay::reason::{Reason, explain};
use santei_engine::copay::{
    Active, Claim, MAX_SUBSIDIES, MonthTable, Part, Patient, Plan, Scratch, SetKey, Visit, settle,
};
use santei_engine::rulebook::copay::{AgeGroup, Class, ClassIndex, CopayBook, Setting};
use santei_engine::rulebook::copay_extra::{RoundingRow, RoundingUse};
use santei_engine::rulebook::copay_limit::{
    CombinationRow, FirstStage, Formula, LimitRow, LimitScope,
};
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};
use santei_engine::rulebook::{Rule, RuleIndex};
use santei_engine::{Ratio, Rounding, Span, Yen};
use std::hint::black_box;
use std::time::Instant;

fn book() -> CopayBook {
    let from = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
    let rule = RuleIndex(0);
    let round = |purpose, unit| RoundingRow {
        rule,
        purpose,
        services: Vec::new(),
        unit,
        rounding: Rounding::HalfUp,
    };
    CopayBook {
        rules: vec![Rule {
            id: "bench".into(),
            span: Span::open(from),
            article: "bench".into(),
            doubt: None,
            cases: Vec::new(),
        }],
        classes: vec![Class {
            name: "ウ".into(),
            aliases: Vec::new(),
            ages: vec![AgeGroup::Under70],
        }],
        limits: vec![LimitRow {
            rule,
            ages: vec![AgeGroup::Under70],
            classes: vec![ClassIndex(0)],
            scope: LimitScope::Household,
            formula: Formula {
                base: Yen::new(80_100),
                threshold: Yen::new(267_000),
                ratio: Some(Ratio::new(1, 100).unwrap()),
                rounding: Rounding::HalfUp,
            },
            repeated: Some(Yen::new(44_400)),
        }],
        combinations: vec![CombinationRow {
            rule,
            ages: vec![AgeGroup::Under70],
            minimum: Yen::new(21_000),
        }],
        roundings: vec![round(RoundingUse::Receipt, 1), round(RoundingUse::Counter, 10)],
        ..CopayBook::default()
    }
}

fn visit(parts: &[Part]) -> Visit<'_> {
    Visit {
        day: 738_000,
        days: 1,
        initial: false,
        without_consultation: false,
        prescription_outside: false,
        stay_days_before: 0,
        stay_month: None,
        elsewhere: [Yen::ZERO; MAX_SUBSIDIES],
        parts,
    }
}

fn copay(criterion: &mut Criterion) {
    let book = book();
    let table = MonthTable::new(&book, NaiveDate::from_ymd_opt(2020, 5, 1).unwrap());
    let patient = Patient {
        age: AgeGroup::Under70,
        rate: Some((Ratio::new(3, 10).unwrap(), RuleIndex(0))),
        class: Some(ClassIndex(0)),
        certified: true,
        repeated: false,
        repeated_specific_disease: false,
        turns_75: false,
        special_disease: None,
    };
    let plan = Plan::resolve(&table, &patient, Setting::Outpatient).unwrap();
    let charge = Charge {
        cover: Cover::Shared,
        rate: Some(Ratio::new(2, 10).unwrap()),
        ..Charge::default()
    };
    let subsidies = [Active {
        rule: RuleIndex(0),
        charge: &charge,
        first_stage: FirstStage::SpecificDisease,
        is_local: false,
        month_cap: Some(Yen::new(10_000)),
        help_limit: None,
        cap_rule: RuleIndex(0),
    }];
    let alone = SetKey::new().insured();
    let with = alone.with(0);
    let mut group = criterion.benchmark_group("copay");
    group.throughput(Throughput::Elements(1));
    for (name, parts, subsidies) in [
        ("simple", vec![(alone, 8_760)], &subsidies[..0]),
        ("subsidy and combination", vec![(with, 300_000), (alone, 380_000)], &subsidies[..]),
    ] {
        let parts: Vec<_> =
            parts.iter().map(|(key, yen)| Part { key: *key, medical: Yen::new(*yen) }).collect();
        let visits = [visit(&parts)];
        let claim = Claim {
            plan: &plan,
            subsidies,
            visits: &visits,
            relief: None,
            receipt: (1, Rounding::HalfUp),
            counter: (10, Rounding::HalfUp),
            counter_rule: RuleIndex(0),
        };
        let mut scratch = Scratch::new();
        group.bench_function(name, |bencher| {
            bencher.iter(|| settle(black_box(&claim), &mut scratch).unwrap());
        });
        let mut reasons = Vec::with_capacity(16);
        let counted = allocation_counter::measure(|| {
            settle(&claim, &mut scratch).unwrap();
            reasons.clear();
            explain(&claim, &scratch, &mut reasons).unwrap();
        });
        assert_eq!(counted.count_total, 0, "{name} allocates");
        let [plain, explained] = in_turns(&claim, &mut scratch, &mut reasons);
        eprintln!(
            "{name}: {plain} ns, with reasons {explained} ns ({} %)",
            explained * 100 / plain
        );
        group.bench_function(format!("{name}, with reasons"), |bencher| {
            bencher.iter(|| {
                reasons.clear();
                let totals = settle(black_box(&claim), &mut scratch).unwrap();
                explain(&claim, &scratch, &mut reasons).unwrap();
                totals
            });
        });
    }
    group.finish();
}

/// Nanoseconds a claim, without and with its reasons: batches in turns, the median of each, so that both meet the same machine.
fn in_turns(claim: &Claim<'_>, scratch: &mut Scratch, reasons: &mut Vec<Reason>) -> [u128; 2] {
    const BATCH: u32 = 1_000;
    let mut times: [Vec<u128>; 2] = [Vec::new(), Vec::new()];
    for round in 0..2_000 {
        let start = Instant::now();
        for _ in 0..BATCH {
            black_box(settle(black_box(claim), scratch).unwrap());
            if round % 2 == 1 {
                reasons.clear();
                explain(claim, scratch, reasons).unwrap();
                black_box(&reasons);
            }
        }
        times[round % 2].push(start.elapsed().as_nanos() / u128::from(BATCH));
    }
    times.map(|mut batch| {
        batch.sort_unstable();
        batch[batch.len() / 2]
    })
}

criterion_group!(benches, copay);
criterion_main!(benches);
