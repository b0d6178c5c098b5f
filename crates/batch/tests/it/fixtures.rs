//! The receipts of invented patients with the embedded edition: nothing is wrong but what was put in on purpose.
//!
//! What must be found stands in `fixtures/receipts/README.md`, written by hand with the mistakes.

use crate::support::Books;
use santei_batch::{AuditOptions, AuditedReceipt, Handed, audit_stream};
use santei_engine::audit::claim::ItemCode;
use santei_engine::audit::finding::{FindingKind, Severity};
use std::path::Path;

fn audited(name: &str) -> Vec<AuditedReceipt> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/receipts");
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let books = Books::embedded();
    let mut receipts = Vec::new();
    let sink = |handed| match handed {
        Handed::Receipt(receipt) => {
            receipts.push(*receipt);
            Ok(())
        }
        Handed::Problem(problem) => Err(problem.to_string()),
    };
    let options = AuditOptions::default();
    audit_stream(name, bytes.as_slice(), books.law(), options, |handed| handed, sink).unwrap();
    receipts
}

/// The errors found, with expected and found, totals left out: they follow from the sets.
fn errors(receipt: &AuditedReceipt) -> Vec<(FindingKind, Option<i64>, Option<i64>)> {
    let audit = receipt.audit.as_ref().unwrap();
    let weighs = audit.findings.iter().filter(|one| one.kind.severity() == Severity::Error);
    let own = weighs.filter(|one| one.kind != FindingKind::TotalDiffers);
    own.map(|one| (one.kind, one.operands.expected, one.operands.found)).collect()
}

#[test]
fn receipts_that_are_right_are_called_right() {
    for (name, count) in
        [("clinic_r6.UKE", 27), ("clinic_r8.UKE", 10), ("hospital_r6_kokuho.UKE", 9)]
    {
        let receipts = audited(name);
        assert_eq!(receipts.len(), count, "{name}");
        for receipt in &receipts {
            let audit = receipt.audit.as_ref().unwrap();
            assert_eq!(errors(receipt), [], "{name} receipt {}", audit.number);
            for payer in &audit.payers {
                assert_eq!(payer.expected, payer.found, "{name} receipt {}", audit.number);
            }
        }
    }
}

/// What the calculation finds earned, refuses, and asks comments for: the kind, the code and how often it is due and claimed.
fn law_findings(receipt: &AuditedReceipt) -> Vec<(FindingKind, String, Option<i64>, Option<i64>)> {
    use FindingKind as Kind;
    let audit = receipt.audit.as_ref().unwrap();
    let kinds = [Kind::EarnedNotClaimed, Kind::RuleConflict, Kind::CommentMissing];
    let own = audit.findings.iter().filter(|one| kinds.contains(&one.kind));
    own.map(|one| {
        let Some(ItemCode::Act(code)) = one.operands.code else { panic!("no act") };
        let (expected, found) = (one.operands.expected, one.operands.found);
        (one.kind, code.to_string(), expected, found)
    })
    .collect()
}

#[test]
fn what_was_earned_and_not_claimed_is_said_and_nothing_else() {
    use FindingKind as Kind;
    let due = |code: &str| vec![(Kind::EarnedNotClaimed, code.to_owned(), Some(1), Some(0))];
    let receipts = audited("with_mistakes.UKE");
    for receipt in receipts.iter().filter(|one| one.audit.is_some()) {
        let expected = match receipt.number.unwrap() {
            14 => due("111000370"),
            15 => due("160061810"),
            17 => vec![(Kind::CommentMissing, "113008310".to_owned(), None, Some(1))],
            20 => vec![(Kind::RuleConflict, "120003570".to_owned(), None, None)],
            _ => vec![],
        };
        assert_eq!(law_findings(receipt), expected, "receipt {:?}", receipt.number);
    }
}

#[test]
fn every_mistake_is_found_and_nothing_else() {
    use FindingKind as Kind;
    let receipts = audited("with_mistakes.UKE");
    let one = |kind| vec![(kind, None, None)];
    let points = |expected, found| vec![(Kind::SetPointsDiffer, Some(expected), Some(found))];
    let twice = |kind| (kind, Some(1), Some(2));
    for (number, expected) in [
        (1, vec![]),
        (2, points(81, 80)),
        (3, one(Kind::NoLongerValid)),
        (4, vec![(Kind::OwnTotalDiffers, Some(365), Some(375))]),
        (5, points(224, 245)),
        (7, one(Kind::UnknownCode)),
        (8, one(Kind::AgeOutside)),
        (9, points(99, 103)),
        (10, one(Kind::ManagementShutOut)),
        (11, vec![twice(Kind::CountOverLimit), twice(Kind::FrequencyOver)]),
        (12, points(3, 4)),
        (13, one(Kind::CareSettingWrong)),
        (14, vec![]),
        (15, vec![]),
        (16, one(Kind::CommentForm)),
        (17, vec![]),
        (18, one(Kind::DiseaseAlone)),
        (19, one(Kind::AdditionWithoutBase)),
        (20, vec![]),
    ] {
        let receipt = receipts.iter().find(|one| one.number == Some(number)).unwrap();
        assert_eq!(errors(receipt), expected, "receipt {number}");
    }
    // A record of receipt 6 cannot be read: place and reason, and no part of the receipt is priced.
    let broken = receipts.iter().find(|one| one.number == Some(6)).unwrap();
    assert!(broken.audit.is_none());
    assert!(broken.problems.iter().all(santei_receipt::ReceiptError::quarantines));
    assert_eq!(broken.problems.first().map(|problem| problem.place().line), Some(55));
}
