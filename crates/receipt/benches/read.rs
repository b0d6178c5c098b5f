//! Receipts a second: one stream of a thousand outpatient receipts, read part by part and written back.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use santei_receipt::{Part, Reader};
use std::hint::black_box;

const RECEIPTS: u32 = 1_000;

/// A line filled up with empty fields.
fn filled(line: &str, fields: usize) -> String {
    let missing = fields.saturating_sub(line.split(',').count());
    format!("{line}{}\r\n", ",".repeat(missing))
}

fn stream() -> Vec<u8> {
    let mut text = filled("IR,1,13,1,1234567,,試験医院,202606,00,", 10);
    for number in 1..=RECEIPTS {
        for (line, fields) in [
            (format!("RE,{number},1112,202606,試験　太郎,1,19900102,,,,,29"), 38),
            ("HO,06130017,１２,３４５６７８,2,712".to_owned(), 15),
            ("SY,2500013,20260601,1,8002,,01".to_owned(), 8),
            ("SY,8830052,20260601,1".to_owned(), 8),
            ("SI,11,1,111000110,,291,1,,,,,,,1".to_owned(), 44),
            ("IY,21,1,620098801,3,10,5,,,,,,,2,,3".to_owned(), 44),
            ("SI,60,1,160008010,,,1,,,,,,,1".to_owned(), 44),
            ("SI,,1,160019210,,,1,,,,,,,1".to_owned(), 44),
            ("SI,,1,160022510,,371,1,,,,,,,1".to_owned(), 44),
            ("CO,99,1,810000001,特記すべき事項なし".to_owned(), 5),
        ] {
            text.push_str(&filled(&line, fields));
        }
    }
    text.push_str(&filled("GO,1000,712000,99", 4));
    encoding_rs::SHIFT_JIS.encode(&text).0.into_owned()
}

fn read(criterion: &mut Criterion) {
    let bytes = stream();
    let mut group = criterion.benchmark_group("uke");
    group.throughput(Throughput::Elements(u64::from(RECEIPTS)));
    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            let mut whole = 0_u32;
            for part in Reader::new("f", black_box(&bytes[..])) {
                if matches!(part, Ok(Part::Receipt(receipt)) if receipt.problems().is_empty()) {
                    whole = whole.saturating_add(1);
                }
            }
            assert_eq!(whole, RECEIPTS);
        });
    });
    group.bench_function("read and write", |bencher| {
        bencher.iter(|| {
            let mut written = Vec::with_capacity(bytes.len());
            for part in Reader::new("f", black_box(&bytes[..])).flatten() {
                drop(part.write(&mut written));
            }
            assert_eq!(written.len(), bytes.len());
        });
    });
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
