//! The 75 sample receipts of 2021-10 with the act master of 2022-02: what it can price is priced as the receipts have it.
//!
//! The expected figures are counted by hand and by an independent script over the two files, not taken from the audit.

use crate::support::{Books, shared};
use santei_batch::{AuditOptions, Handed, audit_record, audit_stream};
use santei_engine::audit::ReceiptAudit;
use santei_engine::audit::finding::FindingKind;
use santei_engine::audit::price::SetKind;
use santei_engine::audit::tally::{SetTally, Tally};
use santei_wire::audit::AuditSummary;

const RECEIPTS: &str = "uke/RECEIPTC_GAIRAI_SAMPLE.UKE";
const ACTS: &str = "masters/older/s_ALL20220218.csv";

fn run() -> Option<(Vec<ReceiptAudit>, Tally)> {
    let (receipts, acts) = (shared(RECEIPTS)?, shared(ACTS)?);
    let books = Books::with(&[acts]);
    let mut audits = Vec::new();
    let bytes = std::fs::read(receipts).unwrap();
    let tally = audit_stream(
        "RECEIPTC_GAIRAI_SAMPLE.UKE",
        bytes.as_slice(),
        books.law(),
        AuditOptions::default(),
        |handed| {
            // The record must be made of any receipt without a panic.
            let _ = audit_record("sample", &handed, books.law());
            handed
        },
        |handed| match handed {
            Handed::Receipt(receipt) => {
                audits.push(receipt.audit.unwrap());
                Ok(())
            }
            Handed::Problem(problem) => Err(problem.to_string()),
        },
    );
    Some((audits, tally.unwrap()))
}

#[test]
fn what_the_master_can_price_is_priced_as_the_receipts_have_it() {
    let Some((audits, tally)) = run() else { return };
    println!("{}", serde_json::to_string_pretty(&AuditSummary::from(&tally)).unwrap());
    assert_eq!((tally.receipts, tally.quarantined, audits.len()), (75, 0, 75));
    let sets = |exact, differs, unpriced| Some(SetTally { exact, differs, unpriced });
    let of = |kind| tally.sets.get(&kind).copied();
    // 268 sets: 214 plain, 9 stepped, 7 bundles of 93 or 99 points, 9 with ％ (one of them billed twice), 22 with drugs for which
    // no edition is at hand, and 7 with a code that the master no longer has.
    assert_eq!(of(SetKind::Plain), sets(214, 0, 7));
    assert_eq!(of(SetKind::Step), sets(9, 0, 0));
    assert_eq!(of(SetKind::Bundle), sets(7, 0, 0));
    assert_eq!(of(SetKind::Percent), sets(9, 0, 0));
    assert_eq!(of(SetKind::Drug), sets(0, 0, 22));
    assert_eq!(of(SetKind::Material), None);
    // 32 drug lines without an edition, 7 acts without a row.
    let reasons: Vec<_> = tally.reasons.iter().map(|(code, count)| (*code, *count)).collect();
    assert_eq!(reasons, [("no_edition", 32), ("unknown_code", 7)]);
}

#[test]
fn a_total_is_that_of_the_record_wherever_everything_is_priced() {
    let Some((audits, _)) = run() else { return };
    for audit in &audits {
        for payer in &audit.payers {
            // Every record of the sample is the sum of its own sets.
            assert_eq!(payer.own, payer.found, "receipt {}", audit.number);
            assert!(payer.expected.is_none_or(|expected| Some(expected) == payer.found));
        }
    }
}

#[test]
fn an_addition_billed_twice_is_priced_as_recorded_and_said() {
    let Some((audits, _)) = run() else { return };
    let audit = audits.iter().find(|audit| audit.number == 3).unwrap();
    // 生体検査料 通則1 gives 70/100 of 130 and of 1,140 once: 221 + 1,938 = 2,159. The receipt has the addition on top of itself,
    // 376 + 3,295 = 3,671, and a patient of 29 years: an error by the rules, and no other sum of its lines.
    let differs = |kind| audit.findings.iter().filter(move |finding| finding.kind == kind);
    let said: Vec<u64> = differs(FindingKind::AdditionRepeated).map(|one| one.line).collect();
    assert_eq!(said, [48]);
    assert!(differs(FindingKind::AgeOutside).next().is_some());
    assert!(differs(FindingKind::SetPointsDiffer).next().is_none());
}

#[test]
fn what_was_not_checked_is_said_of_every_receipt() {
    let Some((audits, _)) = run() else { return };
    let symbols = ["01", "02", "03-1", "03-2", "03-3", "03-4", "05"];
    for audit in &audits {
        let unchecked: Vec<_> = audit.unchecked.iter().map(|table| table.symbol()).collect();
        assert_eq!(unchecked, symbols, "receipt {}", audit.number);
    }
}
