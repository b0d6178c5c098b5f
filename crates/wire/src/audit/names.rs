//! 名称と根拠: the names of codes, and where a rule stands, as a clerk would cite it.

use chrono::NaiveDate;
use santei_engine::audit::Law;
use santei_engine::audit::claim::ItemCode;
use santei_engine::audit::finding::{Record, Rule};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::table::{Row, Table};

use santei_master_loader::Layout;

/// The name of a code on a day, or else the newest name it ever had; `None` for a code that no master loaded has.
pub fn name_of(masters: &Masters, code: ItemCode, day: NaiveDate) -> Option<&str> {
    let text = match code {
        ItemCode::Act(code) => row(&masters.acts, code, day)?.name,
        ItemCode::Drug(code) => row(&masters.drugs, code, day)?.name,
        ItemCode::Material(code) => row(&masters.materials, code, day)?.name,
        ItemCode::Comment(code) => row(&masters.comments, code, day)?.text,
        ItemCode::Disease(code) => row(&masters.diseases, code, day)?.name,
        ItemCode::Unreadable => return None,
    };
    Some(masters.text(text))
}

/// 区分番号 of an act, as the 点数表 writes it (`D007`, `D004-2`).
pub fn section_of(masters: &Masters, code: ItemCode, day: NaiveDate) -> Option<String> {
    let ItemCode::Act(code) = code else { return None };
    row(&masters.acts, code, day).and_then(label)
}

/// The id of a rule: a table and 項番 (`s.12`), a table (`03-2`), a record (`HO.合計点数`) or a row of the rule book.
pub fn rule_id(rule: &Rule) -> String {
    match rule {
        Rule::Column(table, number) => format!("{}.{number}", table.symbol()),
        Rule::Table(table) => table.symbol().to_owned(),
        Rule::Record(record) => record_id(*record).to_owned(),
        Rule::CommentRow { notice, item, branch } => comment_row_id(*notice, *item, *branch),
        Rule::Book(id) => id.as_ref().to_owned(),
    }
}

/// Where the rule stands.
pub fn article_of(rule: &Rule, law: Law<'_>) -> String {
    match rule {
        Rule::Column(table, number) => {
            let columns = &Layout::of(*table).columns;
            let name = columns.iter().find(|column| column.number == usize::from(*number));
            let name = name.map(|column| column.name.as_str()).unwrap_or_default();
            format!("{} 項番{number} {name}", table.name())
        }
        Rule::Table(table) => format!("医科電子点数表 {}", table.name()),
        Rule::Record(record) => {
            format!(
                "オンライン又は光ディスク等による請求に係る記録条件仕様（医科用） {}",
                record_id(*record)
            )
        }
        Rule::CommentRow { notice, item, branch } => comment_row_article(*notice, *item, *branch),
        Rule::Book(id) => {
            let points = law.points.metas.iter().find(|meta| meta.id == id.as_ref());
            let copay = law.copay.rules.iter().find(|rule| rule.id == id.as_ref());
            let article = points.map(|meta| &meta.article).or(copay.map(|rule| &rule.article));
            let overlay = points.and_then(|meta| law.points.overlay(meta.overlay?));
            let article = article.cloned().unwrap_or_default();
            overlay.map_or(article.clone(), |overlay| {
                format!("{article}（上書き「{}」）", overlay.name)
            })
        }
    }
}

/// The id of a row of the コメント関連テーブル (`ck.1-0002-01`).
pub fn comment_row_id(notice: u8, item: u16, branch: u8) -> String {
    format!("{}.{notice}-{item:04}-{branch:02}", TableKind::CommentLinks.symbol())
}

/// Where a row of the コメント関連テーブル stands.
pub fn comment_row_article(notice: u8, item: u16, branch: u8) -> String {
    // コメント記載通知等 (ck 項番2).
    let list = match notice {
        5 => "別表Ⅱ 医薬品",
        6 => "別表Ⅲ 検査値",
        _ => "別表Ⅰ",
    };
    format!("診療報酬請求書等の記載要領等について {list} 項番{item} 枝番{branch:02}")
}

fn row<T: Row>(table: &Table<T>, key: T::Key, day: NaiveDate) -> Option<&T> {
    table.find(key, day).or_else(|| table.versions(key).last())
}

fn label(act: &Act) -> Option<String> {
    if !act.section_letter.is_ascii_alphabetic() || act.section == 0 {
        return None;
    }
    let branch = if act.branch == 0 { String::new() } else { format!("-{}", act.branch) };
    Some(format!("{}{:03}{branch}", act.section_letter, act.section))
}

const fn record_id(record: Record) -> &'static str {
    match record {
        Record::SetCount => "SI.回数",
        Record::SetDays => "SI.算定日情報",
        Record::TotalPoints => "HO.合計点数",
        Record::CareDays => "HO.診療実日数",
        Record::MealAmount => "HO.食事・生活療養合計金額",
        Record::ShareAmount => "HO.負担金額",
        Record::Section => "SI.診療識別",
        Record::Payers => "SI.負担区分",
        Record::Kind => "RE.レセプト種別",
        Record::Birth => "RE.生年月日",
        Record::Donor => "TI.臓器提供医療機関情報",
    }
}
