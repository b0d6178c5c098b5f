//! スナップショットの読み込み: the masters inside the program, and those of the nation where they are at hand, decoded whole.

#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use santei_testkit::points::sources::{embedded_masters, root, shared_masters};
use santei_wire::snapshot::{decode, encode};
use std::hint::black_box;

fn load(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("snapshot");
    let national = shared_masters(&root()).unwrap();
    let all = [("embedded", Some(embedded_masters().unwrap())), ("national", national)];
    for (name, masters) in all {
        let Some(masters) = masters else { continue };
        let file = encode(masters).unwrap();
        group.throughput(Throughput::Bytes(u64::try_from(file.len()).unwrap()));
        group.bench_function(name, |bench| bench.iter(|| decode(black_box(&file)).unwrap()));
    }
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);
