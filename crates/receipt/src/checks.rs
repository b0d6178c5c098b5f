//! レセプト内の整合: contradictions between the records of one receipt; none of them quarantines anything.

use crate::calendar::Month;
use crate::codes::{Burden, Coded, Payer, Scheme};
use crate::error::{ReceiptError, ReceiptErrorKind};
use crate::kind::RecordKind;
use crate::receipt::Receipt;
use crate::set::{kind_of, place};
use std::sync::Arc;

/// Reports every contradiction.
pub(crate) fn check(receipt: &Receipt, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
    payers(receipt, file, problems);
    burdens(receipt, file, problems);
    if let Some(header) = &receipt.header {
        days(receipt, header.month, file, problems);
    }
}

fn payers(receipt: &Receipt, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
    let payers: Vec<_> = receipt.payers().collect();
    let mut report = |field, kind| {
        problems.push(ReceiptError::report(
            place(file, receipt.line(), RecordKind::Header, field),
            kind,
        ));
    };
    if payers.is_empty() {
        report(None, ReceiptErrorKind::NoPayer);
        return;
    }
    let Some(header) = &receipt.header else { return };
    let code = header.receipt_type.to_string();
    let insured = payers.contains(&Payer::Insurance);
    if insured == (header.receipt_type.scheme == Scheme::PublicOnly) {
        report(Some(2), ReceiptErrorKind::SchemeDiffers { code });
    } else if usize::from(header.receipt_type.payers) != payers.len() {
        let said = header.receipt_type.payers;
        report(Some(2), ReceiptErrorKind::PayersDiffer { code, said, found: payers.len() });
    }
}

fn burdens(receipt: &Receipt, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
    let payers: Vec<_> = receipt.payers().collect();
    let lines = receipt.sets.iter().flat_map(|set| {
        let lines = set.lines.iter().map(|line| (line.at, kind_of(line.kind), line.burden));
        lines.chain(
            set.comments.iter().map(|comment| (comment.at, RecordKind::Comment, comment.burden)),
        )
    });
    let mut seen: Vec<Burden> = Vec::new();
    for (at, kind, burden) in lines {
        if payers.is_empty() || seen.contains(&burden) {
            continue;
        }
        seen.push(burden);
        if !burden.payers().all(|payer| payers.contains(&payer)) {
            let problem = ReceiptErrorKind::BurdenWithoutPayer { code: burden.code() };
            problems.push(ReceiptError::report(place(file, at, kind, Some(2)), problem));
        }
    }
}

fn days(receipt: &Receipt, month: Month, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
    let mut report = |at, kind, day| {
        if month.day(u32::from(day)).is_none() {
            problems.push(ReceiptError::report(
                place(file, at, kind, None),
                ReceiptErrorKind::NoSuchDay { day },
            ));
        }
    };
    for line in receipt.sets.iter().flat_map(|set| &set.lines) {
        line.days.iter().for_each(|(day, _)| report(line.at, kind_of(line.kind), day));
    }
    for visits in &receipt.visit_days {
        visits.days.iter().for_each(|(day, _)| report(visits.at, RecordKind::VisitDays, *day));
    }
}
