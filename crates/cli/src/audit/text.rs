//! レセプトごとの報告: what differs, expected and found, and the article; a receipt with nothing to say is left out.

use super::sentence::{of_finding, of_unpriced, pick, thousands};
use crate::lang::Lang;
use santei_wire::audit::{
    AuditFinding, AuditPayer, AuditReceipt, PayerName, Problem, Status, Weight,
};
use std::fmt::Write;

/// The kind of finding that is gathered into one line.
const UNREAD: &str = "unread_column";

/// The kinds of finding that say why a line has no price.
const VALIDITY: [&str; 3] = ["unknown_code", "not_yet_valid", "no_longer_valid"];

/// The report of one receipt; empty if there is nothing to say.
pub(crate) fn receipt(receipt: &AuditReceipt, lang: Lang) -> String {
    let silent = receipt.status == Status::Clean
        && receipt.problems.is_empty()
        && receipt.findings.iter().all(|finding| finding.kind == UNREAD);
    if silent {
        return String::new();
    }
    let mut text = head(receipt, lang);
    for payer in &receipt.payers {
        push(&mut text, total(payer, lang));
    }
    let mut lines: Vec<(u64, String)> = Vec::new();
    let findings = receipt.findings.iter().filter(|finding| finding.kind != UNREAD);
    lines.extend(findings.map(|finding| (finding.line, finding_line(finding, lang))));
    // A code that is not valid is a finding already; its line is told once.
    let told = |line: u64| {
        VALIDITY.iter().any(|kind| {
            receipt.findings.iter().any(|finding| finding.line == line && finding.kind == *kind)
        })
    };
    let unpriced = receipt.sets.iter().flat_map(|set| &set.unpriced);
    for line in unpriced.filter(|line| !told(line.line)) {
        let label = pick(lang, "算定不能", "unpriced");
        let place = place(line.line, lang);
        lines.push((line.line, format!("{label} {place} {}", of_unpriced(line, lang))));
    }
    lines.sort_by_key(|(line, _)| *line);
    for (_, line) in lines {
        push(&mut text, Some(line));
    }
    for problem in &receipt.problems {
        push(&mut text, Some(problem_line(problem, lang)));
    }
    push(&mut text, unread(&receipt.findings, lang));
    text
}

/// The line of a problem outside receipts.
pub(crate) fn problem(problem: &Problem, lang: Lang) -> String {
    let mut text = String::new();
    push(&mut text, Some(problem_line(problem, lang)));
    text
}

fn head(receipt: &AuditReceipt, lang: Lang) -> String {
    let status = match receipt.status {
        Status::Clean => pick(lang, "誤りなし", "no error"),
        Status::Errors => pick(lang, "誤りあり", "errors"),
        Status::Unpriced => pick(lang, "算定不能あり", "not fully priced"),
        Status::UnpricedErrors => pick(lang, "誤り・算定不能あり", "errors, not fully priced"),
        Status::Quarantined => {
            pick(lang, "読取不能（点検していません）", "unreadable, not audited")
        }
    };
    let unknown = || pick(lang, "不明", "unknown").to_owned();
    let number = receipt.number.map_or_else(unknown, |number| number.to_string());
    let facility = receipt.facility.as_ref();
    let facility = facility
        .map_or_else(unknown, |facility| format!("{:02}-{}", facility.prefecture, facility.code));
    let month = receipt.month.map(|month| month.to_string()).unwrap_or_default();
    let file = &receipt.file;
    let place = place(receipt.line, lang);
    let (receipt_word, facility_word) =
        (pick(lang, "レセプト", "receipt "), pick(lang, "医療機関", "facility "));
    format!(
        "{receipt_word}{number}  {facility_word}{facility}  {month}  {file} {place}  [{status}]\n"
    )
}

/// A payer whose total is not the one recorded, or has none of ours.
fn total(payer: &AuditPayer, lang: Lang) -> Option<String> {
    let name = match payer.payer {
        PayerName::Insurance => pick(lang, "医療保険", "insurance"),
        PayerName::Subsidy1 => pick(lang, "第１公費", "subsidy 1"),
        PayerName::Subsidy2 => pick(lang, "第２公費", "subsidy 2"),
        PayerName::Subsidy3 => pick(lang, "第３公費", "subsidy 3"),
        PayerName::Subsidy4 => pick(lang, "第４公費", "subsidy 4"),
    };
    let none = || pick(lang, "なし", "none").to_owned();
    let found = payer.found.map_or_else(none, thousands);
    match payer.expected {
        Some(expected) if Some(expected) == payer.found => None,
        Some(expected) => {
            let template = pick(
                lang,
                "合計点数 {name}: 再計算 {expected}、記載 {found}",
                "total {name}: expected {expected}, found {found}",
            );
            let expected = thousands(expected);
            Some(fill(template, &[("name", name), ("expected", &expected), ("found", &found)]))
        }
        None => {
            let template = pick(
                lang,
                "合計点数 {name}: 算定不能の剤があるため再計算の合計はありません（記載 {found}）",
                "total {name}: none, because a set could not be priced (found {found})",
            );
            Some(fill(template, &[("name", name), ("found", &found)]))
        }
    }
}

fn finding_line(finding: &AuditFinding, lang: Lang) -> String {
    let weight = match finding.weight {
        Weight::Error => pick(lang, "誤り", "error"),
        Weight::Warning => pick(lang, "要確認", "check"),
    };
    let place = place(finding.line, lang);
    let sentence = of_finding(finding, lang);
    let section = finding.section.as_ref().map(|section| format!("{section}、"));
    let section = section.unwrap_or_default();
    format!("{weight} {place} {sentence} 〔{section}{}〕", finding.article)
}

fn problem_line(problem: &Problem, lang: Lang) -> String {
    let label = if problem.is_quarantined {
        pick(lang, "読取不能", "unreadable")
    } else {
        pick(lang, "記録", "record")
    };
    let message = match lang {
        Lang::Ja => &problem.message_ja,
        Lang::En => &problem.message_en,
    };
    format!("{label} {message}")
}

/// How many values no step reads, and in which columns.
fn unread(findings: &[AuditFinding], lang: Lang) -> Option<String> {
    let unread: Vec<_> = findings.iter().filter(|finding| finding.kind == UNREAD).collect();
    if unread.is_empty() {
        return None;
    }
    let mut columns: Vec<&str> = unread.iter().map(|finding| finding.rule.as_str()).collect();
    columns.sort_unstable();
    columns.dedup();
    let count = unread.len().to_string();
    let template = pick(
        lang,
        "要確認 点検が読まない項目の値 {count} 件（{columns}）",
        "check {count} values in columns that no step reads ({columns})",
    );
    Some(fill(template, &[("count", &count), ("columns", &columns.join("、"))]))
}

fn place(line: u64, lang: Lang) -> String {
    pick(lang, "{line}行", "line {line}").replace("{line}", &line.to_string())
}

fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}

fn push(text: &mut String, line: Option<String>) {
    if let Some(line) = line {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "  {line}");
    }
}
