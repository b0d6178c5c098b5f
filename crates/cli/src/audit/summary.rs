//! 集計の報告: how many receipts, sets and totals came out how, and what was found how often.

use super::sentence::pick;
use super::word::word;
use crate::failure::Failure;
use crate::lang::Lang;
use crate::output::Output;
use crate::table::Table;
use santei_engine::masters::edition::TableKind;
use santei_wire::audit::AuditSummary;
use std::collections::BTreeMap;

/// Prints the tally.
///
/// # Errors
///
/// [`Failure`] if it cannot be written.
pub(crate) fn print(
    summary: &AuditSummary,
    lang: Lang,
    output: &mut Output,
) -> Result<(), Failure> {
    receipts(summary, lang).print(output)?;
    output.line("")?;
    sets(summary, lang).print(output)?;
    let named = [
        (pick(lang, "算定不能の理由（行）", "lines without a price"), &summary.reasons),
        (pick(lang, "指摘", "findings"), &summary.findings),
    ];
    for (head, counts) in named {
        counted(head, counts, lang, |code| word(code, lang), output)?;
    }
    let unchecked: BTreeMap<String, u64> = summary
        .unchecked
        .iter()
        .map(|(symbol, count)| (format!("{symbol} {}", table_name(symbol)), *count))
        .collect();
    let head = pick(lang, "表がなく点検していない規則", "rules not checked: no table at hand");
    counted(head, &unchecked, lang, str::to_owned, output)
}

fn receipts(summary: &AuditSummary, lang: Lang) -> Table {
    let head = pick(lang, "レセプト", "receipts");
    let mut table = Table::new(&[head, pick(lang, "件数", "count")]).right(&[1]);
    for (name, count) in [
        (pick(lang, "読取", "read"), summary.receipts),
        (pick(lang, "誤りなし", "no error"), summary.clean),
        (pick(lang, "誤りあり", "errors"), summary.errors),
        (pick(lang, "算定不能あり", "not fully priced"), summary.unpriced),
        (pick(lang, "誤り・算定不能あり", "errors, not fully priced"), summary.unpriced_errors),
        (pick(lang, "読取不能", "set aside, unreadable"), summary.quarantined),
    ] {
        table.row(vec![name.to_owned(), count.to_string()]);
    }
    table
}

fn sets(summary: &AuditSummary, lang: Lang) -> Table {
    let heads = [
        pick(lang, "剤", "sets"),
        pick(lang, "一致", "exact"),
        pick(lang, "不一致", "differ"),
        pick(lang, "算定不能", "unpriced"),
    ];
    let mut table = Table::new(&heads).right(&[1, 2, 3]);
    for (kind, sets) in &summary.sets {
        let name = match kind.as_str() {
            "plain" => pick(lang, "点数のみ", "plain points"),
            "step" => pick(lang, "きざみ", "stepped"),
            "bundle" => pick(lang, "項目数包括", "bundled tests"),
            "percent" => pick(lang, "割合の加算・減算", "percentages"),
            "drug" => pick(lang, "薬剤を含む", "with drugs"),
            "material" => pick(lang, "特定器材を含む", "with materials"),
            "yen" => pick(lang, "金額", "yen"),
            other => other,
        };
        let counts = [sets.exact, sets.differs, sets.unpriced].map(|count| count.to_string());
        table.row([name.to_owned()].into_iter().chain(counts).collect());
    }
    let totals = &summary.totals;
    let name = pick(lang, "合計点数（負担者ごと）", "totals of payers").to_owned();
    let counts = [totals.equal, totals.differs, totals.unpriced].map(|count| count.to_string());
    table.row([name].into_iter().chain(counts).collect());
    table
}

fn counted(
    head: &str,
    counts: &BTreeMap<String, u64>,
    lang: Lang,
    word: impl Fn(&str) -> String,
    output: &mut Output,
) -> Result<(), Failure> {
    if counts.is_empty() {
        return Ok(());
    }
    output.line("")?;
    let mut table = Table::new(&[head, pick(lang, "件数", "count")]).right(&[1]);
    for (name, count) in counts {
        table.row(vec![word(name), count.to_string()]);
    }
    table.print(output)
}

fn table_name(symbol: &str) -> &'static str {
    let table = TableKind::ALL.into_iter().find(|table| table.symbol() == symbol);
    table.map(TableKind::name).unwrap_or_default()
}
