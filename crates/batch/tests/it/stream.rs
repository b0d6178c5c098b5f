//! Streams: order, batches, shards, broken receipts, a sink that gives up; with masters that have no edition at all.

use crate::support::Books;
use santei_batch::{AuditOptions, Handed, Shard, StreamError, audit_stream};
use std::fmt::Write;

/// A file of so many receipts; those at `broken` have a letter in 合計点数.
fn file(count: u32, broken: &[u32]) -> Vec<u8> {
    let mut text = "IR,1,13,1,1234567,,,202606,00,\r\n".to_owned();
    for number in 1..=count {
        let total = if broken.contains(&number) { "29x" } else { "291" };
        write!(
            text,
            "RE,{number},1112,202606,A,1,19900101\r\nHO,06130017,1,2,1,{total}\r\n\
             SI,11,1,111000110,,291,1,,,,,,,1,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n"
        )
        .unwrap();
    }
    text.push_str("GO,1,291,99\r\n");
    text.into_bytes()
}

/// Number and whether it was audited, in the order handed over.
fn order(bytes: &[u8], options: AuditOptions) -> (Vec<(u32, bool)>, u64, u64) {
    let books = Books::with(&[]);
    let mut handed = Vec::new();
    let tally = audit_stream(
        "file",
        bytes,
        books.law(),
        options,
        |handed| handed,
        |one| {
            if let Handed::Receipt(receipt) = one {
                handed.push((receipt.number.unwrap(), receipt.audit.is_some()));
            }
            Ok::<(), ()>(())
        },
    )
    .unwrap();
    (handed, tally.receipts, tally.quarantined)
}

#[test]
fn results_come_in_the_order_of_the_file_for_any_batch() {
    let bytes = file(50, &[7, 50]);
    let expected: Vec<_> = (1..=50).map(|number| (number, ![7, 50].contains(&number))).collect();
    for batch in [1, 2, 7, 49, 50, 1000] {
        let options = AuditOptions { batch, ..AuditOptions::default() };
        assert_eq!(order(&bytes, options), (expected.clone(), 48, 2), "batch {batch}");
    }
}

#[test]
fn shards_share_the_receipts_without_remainder() {
    let bytes = file(11, &[3]);
    let mut all = Vec::new();
    for index in 0..3 {
        let shard = Some(Shard::new(index, 3).unwrap());
        all.extend(order(&bytes, AuditOptions { batch: 2, shard }).0);
    }
    all.sort_unstable();
    let expected: Vec<_> = (1..=11).map(|number| (number, number != 3)).collect();
    assert_eq!(all, expected);
}

#[test]
fn without_masters_nothing_is_called_right() {
    let books = Books::with(&[]);
    let bytes = file(1, &[]);
    audit_stream(
        "file",
        bytes.as_slice(),
        books.law(),
        AuditOptions::default(),
        |handed| handed,
        |handed| {
            if let Handed::Receipt(receipt) = handed {
                let audit = receipt.audit.unwrap();
                assert_eq!(audit.columns, None);
                assert!(audit.payers.iter().all(|payer| payer.expected.is_none()));
                assert_eq!(audit.unchecked.len(), 7);
            }
            Ok::<(), ()>(())
        },
    )
    .unwrap();
}

#[test]
fn a_sink_that_gives_up_stops_the_run() {
    let books = Books::with(&[]);
    let bytes = file(20, &[]);
    let mut taken = 0;
    let result = audit_stream(
        "file",
        bytes.as_slice(),
        books.law(),
        AuditOptions { batch: 4, shard: None },
        |handed| handed,
        |_| {
            taken += 1;
            if taken == 6 { Err("full") } else { Ok(()) }
        },
    );
    assert!(matches!(result, Err(StreamError::Sink("full"))));
    assert_eq!(taken, 6);
}
