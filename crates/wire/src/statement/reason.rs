//! 根拠: what a line stands on, with the article, and its sentence in Japanese or English.

use crate::copay::request::Language;
use santei_engine::masters::Absence;
use santei_engine::masters::edition::TableKind;
use santei_engine::points::{Cause, PointsRules};
use santei_engine::rulebook::points::RefusalKind;
use santei_master_loader::Layout;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 根拠.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// What kind of source it is.
    pub kind: ReasonKind,
    /// The row of the rule book, the column (`s.72`) or the table (`03-2`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The article, as a clerk would cite it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// 上書き that added the row; left out for what is supplied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// The sentence, in the language asked for.
    pub text: String,
}

/// Kind of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// It was ordered.
    Order,
    /// A row of the rule book.
    Rule,
    /// A column of the act master.
    Column,
    /// A table of the 電子点数表.
    Table,
    /// The base that it needs is not billed.
    Base,
    /// The code has no row on the day.
    Absence,
    /// The data does not fit the code.
    Data,
}

pub(super) fn reason(rules: &PointsRules<'_>, cause: Cause, lang: Language) -> Reason {
    let pick = |ja: String, en: String| match lang {
        Language::Ja => ja,
        Language::En => en,
    };
    let plain = |kind, ja: &str, en: &str| Reason {
        kind,
        rule: None,
        article: None,
        overlay: None,
        text: pick(ja.to_owned(), en.to_owned()),
    };
    let cited = |kind, rule: String, article: String| Reason {
        kind,
        rule: Some(rule),
        overlay: None,
        text: pick(format!("{article}による"), format!("by {article}")),
        article: Some(article),
    };
    match cause {
        Cause::Order => plain(ReasonKind::Order, "オーダーによる", "ordered"),
        Cause::Base => plain(
            ReasonKind::Base,
            "所定点数（加算の基となる診療行為）が算定されていない",
            "the act it is added to is not billed",
        ),
        Cause::Rule(number) => {
            let place = usize::try_from(number.0).unwrap_or(usize::MAX);
            let meta = rules.book.metas.get(place);
            let (id, article) =
                meta.map(|meta| (meta.id.clone(), meta.article.clone())).unwrap_or_default();
            let mut reason = cited(ReasonKind::Rule, id, article);
            if let Some(overlay) = meta.and_then(|meta| rules.book.overlay(meta.overlay?)) {
                reason.text = pick(
                    format!("{}（上書き「{}」）", reason.text, overlay.name),
                    format!("{} (overlay \"{}\")", reason.text, overlay.name),
                );
                reason.overlay = Some(overlay.name.clone());
            }
            reason
        }
        Cause::Column(number) => {
            let (rule, article) = column(TableKind::Acts, number);
            cited(ReasonKind::Column, rule, article)
        }
        Cause::ColumnOf(table, number) => {
            let (rule, article) = column(table, number);
            cited(ReasonKind::Column, rule, article)
        }
        Cause::Table(table) => {
            let article = format!("医科電子点数表 {}", table.name());
            cited(ReasonKind::Table, table.symbol().to_owned(), article)
        }
        Cause::Absence(absence) => {
            let (ja, en) = absent(absence);
            plain(ReasonKind::Absence, &ja, &en)
        }
        Cause::Price(error) => {
            let en = error.to_string();
            plain(ReasonKind::Data, &format!("計算できない: {en}"), &en)
        }
    }
}

/// The id of a column and how a clerk would cite it.
fn column(table: TableKind, number: u8) -> (String, String) {
    let columns = &Layout::of(table).columns;
    let column = columns.iter().find(|column| column.number == usize::from(number));
    let name = column.map(|column| column.name.as_str()).unwrap_or_default();
    let article = format!("{} 項番{number}「{name}」", table.name());
    (format!("{}.{number}", table.symbol()), article)
}

fn absent(absence: Absence) -> (String, String) {
    match absence {
        Absence::NoEdition => (
            "その日のマスターの版がない".to_owned(),
            "no edition of the master speaks for the day".to_owned(),
        ),
        Absence::UnknownCode => {
            ("マスターにないコード".to_owned(), "no master has the code".to_owned())
        }
        Absence::NotYet(day) => {
            (format!("{day} から有効なコード"), format!("the code is valid only from {day} on"))
        }
        Absence::Ended(day) => {
            (format!("{day} で廃止されたコード"), format!("the code was valid only through {day}"))
        }
    }
}

/// The word for a kind of refusal, in statements and in cases.
pub(crate) const fn word(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::Included => "included",
        RefusalKind::Exclusion => "exclusion",
        RefusalKind::Frequency => "frequency",
        RefusalKind::Age => "age",
        RefusalKind::Facility => "facility",
        RefusalKind::Visit => "visit",
        RefusalKind::Condition => "condition",
        RefusalKind::Data => "data",
    }
}
