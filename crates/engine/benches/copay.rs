//! 患者負担の速さ: simple co-pays, co-pays with a subsidy and 合算, and what reasons cost.
//!
//! The limits here are sums for measuring, laid out like those of the rule book.
#![expect(clippy::unwrap_used, reason = "a benchmark states what must hold")]

use chrono::NaiveDate;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use santei_engine::copay::reason::explain;
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
        let mut reasons = Vec::new();
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

criterion_group!(benches, copay);
criterion_main!(benches);
