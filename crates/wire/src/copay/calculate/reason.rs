//! 根拠の文: reasons of the engine rendered as readable lines, in Japanese or English.

use super::Desk;
use crate::copay::request::Language;
use crate::copay::statement::text::{Operand, Reason as WireReason};
use chrono::NaiveDate;
use santei_engine::copay::{Payer, Reason, ReasonKind};

/// Says what is doubtful about the rules used and, when asked, renders the reasons of a claim.
pub(super) fn render(
    desk: &mut Desk<'_>,
    reasons: &[Reason],
    path: &str,
    subsidy: impl Fn(u8) -> String,
) {
    for reason in reasons {
        desk.doubt(reason.rule, path);
        if desk.wants_reasons {
            let line = line(desk, reason, path, &subsidy);
            desk.reasons.push(line);
        }
    }
}

fn line(
    desk: &Desk<'_>,
    reason: &Reason,
    path: &str,
    subsidy: &impl Fn(u8) -> String,
) -> WireReason {
    let rule = desk.book.rule(reason.rule);
    let payer = match reason.payer {
        Payer::Insurance => "insurance".to_owned(),
        Payer::HighCost => "high_cost".to_owned(),
        Payer::Subsidy(place) => subsidy(place),
        Payer::Relief => "relief".to_owned(),
        Payer::Patient => "patient".to_owned(),
    };
    let (code, names) = words(reason.kind);
    let operands = names
        .iter()
        .zip(reason.operands)
        .map(|(name, value)| Operand { name: (*name).to_owned(), value })
        .collect();
    let article = rule.map_or_else(|| "証の記載".to_owned(), |rule| rule.article.clone());
    let text = match desk.language {
        Language::Ja => format!("{}〔{article}〕", japanese(reason, &payer)),
        Language::En => format!("{} [{article}]", english(reason, &payer)),
    };
    WireReason {
        path: path.to_owned(),
        payer,
        amount_yen: reason.amount.count(),
        code: code.to_owned(),
        rule: rule.map_or_else(|| "certificate".to_owned(), |rule| rule.id.clone()),
        from: rule.map_or(desk.month.first_day(), |rule| rule.span.from()),
        through: rule.map(|rule| rule.span.through()).filter(|day| *day != NaiveDate::MAX),
        article,
        operands,
        text,
    }
}

const fn words(kind: ReasonKind) -> (&'static str, &'static [&'static str]) {
    match kind {
        ReasonKind::Share => ("share", &["medical", "numerator", "denominator", "share"]),
        ReasonKind::Limit => ("limit", &["medical", "base", "threshold", "limit"]),
        ReasonKind::LimitRepeated => ("limit_repeated", &["medical", "base", "threshold", "limit"]),
        ReasonKind::Combination => ("combination", &["medical", "owed", "limit"]),
        ReasonKind::Subsidy => ("subsidy", &["share_in", "due"]),
        ReasonKind::SubsidyCap => ("subsidy_cap", &["cap", "used_elsewhere", "due"]),
        ReasonKind::Relief => ("relief", &["before", "after"]),
        ReasonKind::Patient => ("patient", &["receipt", "counter"]),
    }
}

fn japanese(reason: &Reason, payer: &str) -> String {
    let [a, b, c, d] = reason.operands.map(grouped);
    let amount = grouped(reason.amount.count());
    match reason.kind {
        ReasonKind::Share => {
            format!("医療費{a}円 × 負担割合{b}/{c} ＝ 一部負担金{d}円、保険者が{amount}円を給付")
        }
        ReasonKind::Limit if reason.operands.get(2) == Some(&0) => {
            format!("限度額{d}円、超える{amount}円は高額療養費")
        }
        ReasonKind::Limit => format!(
            "限度額 {b}円＋（医療費{a}円−{c}円）×1％分 ＝ {d}円、超える{amount}円は高額療養費"
        ),
        ReasonKind::LimitRepeated => {
            format!("多数回該当の限度額{d}円、超える{amount}円は高額療養費")
        }
        ReasonKind::Combination => {
            format!("合算: 医療費{a}円、負担の合計{b}円、限度額{c}円、超える{amount}円は高額療養費")
        }
        ReasonKind::Subsidy => {
            format!("公費{payer}: {a}円のうち患者に{b}円を残し、{amount}円を負担")
        }
        ReasonKind::SubsidyCap => {
            format!("公費{payer}の月額上限{a}円（他の医療機関で{b}円徴収済）")
        }
        ReasonKind::Relief => format!("減免: {a}円を{b}円に（{amount}円減）"),
        ReasonKind::Patient => format!("患者負担{a}円（窓口{b}円）"),
    }
}

fn english(reason: &Reason, payer: &str) -> String {
    let [a, b, c, d] = reason.operands.map(grouped);
    let amount = grouped(reason.amount.count());
    match reason.kind {
        ReasonKind::Share => {
            format!("{a} yen x {b}/{c} = a share of {d} yen; the insurer pays {amount} yen")
        }
        ReasonKind::Limit if reason.operands.get(2) == Some(&0) => {
            format!("limit {d} yen; the high-cost benefit pays the {amount} yen above it")
        }
        ReasonKind::Limit => format!(
            "limit {b} + 1% of ({a} - {c}) = {d} yen; the high-cost benefit pays the {amount} yen above it"
        ),
        ReasonKind::LimitRepeated => {
            format!("limit of a repeated month {d} yen; the high-cost benefit pays {amount} yen")
        }
        ReasonKind::Combination => {
            format!(
                "added together: {b} yen owed on {a} yen, limit {c} yen; the high-cost benefit pays {amount} yen"
            )
        }
        ReasonKind::Subsidy => {
            format!("subsidy {payer}: of {a} yen it leaves {b} yen and pays {amount} yen")
        }
        ReasonKind::SubsidyCap => {
            format!("month cap of subsidy {payer} {a} yen ({b} yen charged elsewhere)")
        }
        ReasonKind::Relief => format!("relief: {a} yen becomes {b} yen ({amount} yen off)"),
        ReasonKind::Patient => format!("the patient pays {a} yen ({b} yen at the counter)"),
    }
}

/// A number with commas.
fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && digits.len().saturating_sub(place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}
