//! The real file of 75 receipts: everything adds up, and nothing is lost.

use santei_receipt::{Coded, Part, Payer, ReceiptFile, ReviewAgency};
use std::path::PathBuf;

/// The bytes, or `None` with a note if the reference material is not at hand.
fn sample() -> Option<Vec<u8>> {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("SANTEI_SHARED")
        .map_or_else(|| workspace.join("../shared"), PathBuf::from);
    let path = shared.join("uke/RECEIPTC_GAIRAI_SAMPLE.UKE");
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
        {
            eprintln!("skipped: {} is not here", path.display());
        }
    }
    bytes
}

#[test]
fn the_file_is_read_whole_and_written_back() {
    let Some(bytes) = sample() else { return };
    let file = ReceiptFile::read("RECEIPTC.UKE", &bytes);
    let problems: Vec<_> = file.problems().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(file.receipts().count(), 75);
    assert!(file.receipts().all(santei_receipt::Receipt::is_whole));
    let mut written = Vec::new();
    file.write(&mut written).unwrap();
    assert!(written == bytes, "the bytes differ");
}

#[test]
fn each_total_is_the_sum_of_its_sets() {
    let Some(bytes) = sample() else { return };
    let file = ReceiptFile::read("RECEIPTC.UKE", &bytes);
    for receipt in file.receipts() {
        let first = if receipt.insurance.is_some() { Payer::Insurance } else { Payer::Public1 };
        let claimed = receipt.claimed_points().map(i64::from);
        assert!(claimed.is_some());
        assert_eq!(receipt.points_of(first), claimed, "line {}", receipt.line());
        for (number, public) in (1..).zip(&receipt.publics) {
            let claimed = public.as_ref().unwrap().points.map(i64::from);
            assert_eq!(
                receipt.points_of(Payer::public(number).unwrap()),
                claimed,
                "line {}",
                receipt.line()
            );
        }
    }
}

#[test]
fn the_facility_and_its_total_are_read() {
    let Some(bytes) = sample() else { return };
    let file = ReceiptFile::read("RECEIPTC.UKE", &bytes);
    let Some(Part::Facility(part)) = file.parts.first() else { panic!("the file begins with IR") };
    let facility = part.facility.as_ref().unwrap();
    assert_eq!(
        (facility.agency, facility.prefecture, facility.month.to_string()),
        (ReviewAgency::SocialInsurance, 12, "2021-11".to_owned())
    );
    assert_eq!(facility.agency.name_ja(), "社会保険診療報酬支払基金");
    let Some(Part::Total(part)) = file.parts.last() else { panic!("the file ends with GO") };
    let total = part.total.unwrap();
    assert_eq!((total.count, total.points, total.volume), (140, 86_392, Some(99)));
    let sum: u64 =
        file.receipts().filter_map(santei_receipt::Receipt::claimed_points).map(u64::from).sum();
    assert_eq!(sum, 86_392);
}

#[test]
fn every_line_stands_in_one_set() {
    let Some(bytes) = sample() else { return };
    let file = ReceiptFile::read("RECEIPTC.UKE", &bytes);
    let lines: usize =
        file.receipts().flat_map(|receipt| &receipt.sets).map(|set| set.lines.len()).sum();
    // SI 320, IY 32, TO 0, as the first fields of the file count.
    assert_eq!(lines, 352);
    let comments: usize = file
        .receipts()
        .map(|receipt| {
            receipt.comments.len()
                + receipt.sets.iter().map(|set| set.comments.len()).sum::<usize>()
        })
        .sum();
    assert_eq!(comments, 56);
    assert!(file.receipts().flat_map(|receipt| &receipt.sets).all(santei_receipt::Set::is_whole));
}
