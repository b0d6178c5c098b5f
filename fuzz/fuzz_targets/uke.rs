//! UKE: whatever the bytes, reading does not panic, writing gives them back, and no place lies outside the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_receipt::{Limits, Payer, ReceiptFile};

fuzz_target!(|bytes: &[u8]| {
    let file = ReceiptFile::read("f", bytes);
    check(&file, bytes);
    // The first byte chooses limits small enough to be met.
    let small = usize::from(bytes.first().copied().unwrap_or_default());
    let limits = Limits { line_bytes: small, fields: small % 50, records: small % 7 };
    if let Ok(file) = ReceiptFile::read_from("f", bytes, limits) {
        check(&file, bytes);
    }
});

fn check(file: &ReceiptFile, bytes: &[u8]) {
    let mut written = Vec::new();
    file.write(&mut written).expect("memory takes every byte");
    assert!(written == bytes, "the bytes differ");
    let lines = bytes.split(|byte| *byte == b'\n').count();
    for problem in file.problems() {
        let line = usize::try_from(problem.place().line).expect("a line number of this file");
        assert!((1..=lines).contains(&line), "{problem} is outside the file");
        assert!(!problem.to_string().is_empty() && !problem.message_ja().is_empty());
    }
    for receipt in file.receipts() {
        for payer in Payer::ALL {
            receipt.points_of(payer);
        }
        assert_eq!(receipt.is_whole(), receipt.quarantined().is_empty());
        assert!(!format!("{receipt:?}").is_empty());
        receipt.raw_records().for_each(|record| drop(format!("{record:?}")));
    }
}
