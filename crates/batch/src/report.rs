//! 点検結果の記録: an audited receipt as the record that `wire` publishes, with names and articles.

use crate::audit::{AuditedReceipt, Handed};
use chrono::NaiveDate;
use santei_engine::audit::claim::{ItemCode, PayerPlace};
use santei_engine::audit::finding::{Finding, Severity};
use santei_engine::audit::price;
use santei_engine::audit::set::{Outcome, SetAudit};
use santei_engine::audit::share::ShareAudit;
use santei_engine::audit::unpriced::{Unpriced, UnpricedReason};
use santei_engine::audit::{Law, ReceiptAudit, ReceiptStatus};
use santei_engine::{Points, Yen};
use santei_receipt::ReceiptError;
use santei_wire::audit::{
    AuditFacility, AuditFinding, AuditPayer, AuditReceipt, AuditRecord, AuditSet, AuditShare,
    AuditUnpriced, ColumnPoints, PayerName, Problem, SetOutcome, Status, Weight, Worth, article_of,
    name_of, rule_id, section_of,
};
use santei_wire::copay::Month;

/// The record of what a stream handed over; `file` is what the caller names the stream.
pub fn audit_record(file: &str, handed: &Handed, law: Law<'_>) -> AuditRecord {
    match handed {
        Handed::Problem(error) => AuditRecord::Problem(problem(error)),
        Handed::Receipt(receipt) => AuditRecord::Receipt(Box::new(record(file, receipt, law))),
    }
}

fn record(file: &str, receipt: &AuditedReceipt, law: Law<'_>) -> AuditReceipt {
    let facility = receipt.facility.as_ref().map(|facility| AuditFacility {
        prefecture: facility.prefecture,
        code: format!("{:07}", facility.code),
    });
    let empty = AuditReceipt {
        file: file.to_owned(),
        line: receipt.line,
        facility,
        number: receipt.number,
        month: None,
        status: Status::Quarantined,
        payers: Vec::new(),
        columns: None,
        exact_sets: 0,
        sets: Vec::new(),
        share: None,
        findings: Vec::new(),
        unchecked: Vec::new(),
        problems: receipt.problems.iter().map(problem).collect(),
    };
    match &receipt.audit {
        None => empty,
        Some(audit) => audited(empty, audit, law),
    }
}

fn audited(record: AuditReceipt, audit: &ReceiptAudit, law: Law<'_>) -> AuditReceipt {
    let inexact: Vec<_> = audit.sets.iter().filter(|set| !is_exact(set)).collect();
    let exact = audit.sets.len().saturating_sub(inexact.len());
    AuditReceipt {
        month: Some(Month::of(audit.month)),
        status: status(audit.status()),
        payers: payers(audit),
        columns: audit.columns.as_deref().map(columns),
        exact_sets: u32::try_from(exact).unwrap_or(u32::MAX),
        sets: inexact.into_iter().map(|set| set_record(set, audit.month, law)).collect(),
        share: audit.share.as_ref().map(share),
        findings: audit.findings.iter().map(|one| finding(one, audit.month, law)).collect(),
        unchecked: audit.unchecked.iter().map(|table| table.symbol().to_owned()).collect(),
        ..record
    }
}

fn is_exact(set: &SetAudit) -> bool {
    matches!(set.outcome, Outcome::Priced { is_exact: true, .. })
}

const fn status(status: ReceiptStatus) -> Status {
    match status {
        ReceiptStatus::Clean => Status::Clean,
        ReceiptStatus::Errors => Status::Errors,
        ReceiptStatus::Unpriced => Status::Unpriced,
        ReceiptStatus::UnpricedErrors => Status::UnpricedErrors,
    }
}

fn columns(columns: &[(u16, Points)]) -> Vec<ColumnPoints> {
    let entry =
        |(column, points): &(u16, Points)| ColumnPoints { column: *column, points: points.count() };
    columns.iter().map(entry).collect()
}

fn payers(audit: &ReceiptAudit) -> Vec<AuditPayer> {
    let count = |points: Option<Points>| points.map(Points::count);
    let entry = |payer: &santei_engine::audit::total::PayerAudit| AuditPayer {
        payer: match payer.place {
            PayerPlace::Insurance => PayerName::Insurance,
            PayerPlace::Subsidy(1) => PayerName::Subsidy1,
            PayerPlace::Subsidy(2) => PayerName::Subsidy2,
            PayerPlace::Subsidy(3) => PayerName::Subsidy3,
            PayerPlace::Subsidy(_) => PayerName::Subsidy4,
        },
        expected: count(payer.expected),
        own: count(payer.own),
        found: count(payer.found),
    };
    audit.payers.iter().map(entry).collect()
}

fn share(share: &ShareAudit) -> AuditShare {
    AuditShare {
        rate: share.rate.to_string(),
        rule: share.rule.as_ref().to_owned(),
        receipt_yen: share.receipt.count(),
        counter_yen: share.counter.count(),
        recorded_yen: share.recorded.map(Yen::count),
    }
}

fn set_record(set: &SetAudit, month: NaiveDate, law: Law<'_>) -> AuditSet {
    let worth = |worth| match worth {
        price::Worth::Points(points) => Worth::Points(points.count()),
        price::Worth::Yen(yen) => Worth::Yen(yen.count()),
    };
    let (outcome, expected, lines) = match &set.outcome {
        Outcome::Priced { one, .. } => (SetOutcome::Differs, Some(worth(*one)), &[][..]),
        Outcome::Unpriced(lines) => (SetOutcome::Unpriced, None, lines.as_slice()),
    };
    AuditSet {
        line: set.line,
        section: set.section,
        kind: set.kind.code().to_owned(),
        count: set.count,
        found: set.found.map(Points::count),
        outcome,
        expected,
        unpriced: lines.iter().map(|line| unpriced(line, month, law)).collect(),
    }
}

fn unpriced(line: &Unpriced, month: NaiveDate, law: Law<'_>) -> AuditUnpriced {
    let (table, day) = match line.reason {
        UnpricedReason::NoEdition(table, day) => (Some(table.symbol().to_owned()), Some(day)),
        UnpricedReason::NotYet(day) | UnpricedReason::Ended(day) => (None, Some(day)),
        _ => (None, None),
    };
    AuditUnpriced {
        line: line.line,
        code: code_text(line.code),
        name: name_of(law.masters, line.code, month).map(str::to_owned),
        reason: line.reason.code().to_owned(),
        table,
        day,
    }
}

fn finding(finding: &Finding, month: NaiveDate, law: Law<'_>) -> AuditFinding {
    let operands = &finding.operands;
    let day = operands.day.unwrap_or(month);
    let name = |code: Option<ItemCode>| {
        code.and_then(|code| name_of(law.masters, code, day)).map(str::to_owned)
    };
    AuditFinding {
        kind: finding.kind.code().to_owned(),
        weight: match finding.kind.severity() {
            Severity::Error => Weight::Error,
            Severity::Warning => Weight::Warning,
        },
        line: finding.line,
        rule: rule_id(&finding.rule),
        article: article_of(&finding.rule, law),
        code: operands.code.and_then(code_text),
        name: name(operands.code),
        section: operands.code.and_then(|code| section_of(law.masters, code, day)),
        other: operands.other.and_then(code_text),
        other_name: name(operands.other),
        expected: operands.expected,
        found: operands.found,
        day: operands.day,
        number: operands.number,
        text: operands.text.map(|text| law.masters.text(text).to_owned()),
    }
}

fn code_text(code: ItemCode) -> Option<String> {
    match code {
        ItemCode::Act(code) => Some(code.to_string()),
        ItemCode::Drug(code) => Some(code.to_string()),
        ItemCode::Material(code) => Some(code.to_string()),
        ItemCode::Comment(code) => Some(code.to_string()),
        ItemCode::Disease(code) => Some(code.to_string()),
        ItemCode::Unreadable => None,
    }
}

fn problem(error: &ReceiptError) -> Problem {
    Problem {
        file: error.place().file.to_string(),
        line: error.place().line,
        is_quarantined: error.quarantines(),
        message_ja: error.message_ja(),
        message_en: error.to_string(),
    }
}
