//! コメントマスター (c) and コメント関連テーブル (ck) from `comments.csv` and `comment_links.csv`.

use super::acts;
use super::editions::Edition;
use super::layout::Layouts;
use super::row::{Row, attributes};
use super::table::Table;
use super::{Fault, File, output};
use santei_engine::masters::columns::Columns;
use santei_engine::masters::comment::{Comment, CommentLink};
use std::collections::BTreeMap;
use std::path::Path;

/// The comment master and the links of an edition.
pub(crate) fn files(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
) -> Result<Vec<File>, Fault> {
    let texts = Table::read(tables, "comments.csv")?.pairs("code", "text")?;
    Ok(vec![comments(tables, edition, layouts)?, links(tables, edition, layouts, &texts)?])
}

fn comments(tables: &Path, edition: &Edition, layouts: &Layouts) -> Result<File, Fault> {
    let table = Table::read(tables, "comments.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let (code, text, said) = (line.get("code")?, line.get("text")?, line.get("attributes")?);
        let mut row = Row::new(layouts.of("comments")?, Comment::COLUMNS);
        let set = || -> Result<Vec<String>, String> {
            // 8 + パターン (2) + 一連番号 (6)
            let pattern = code.get(1..3).ok_or("a comment code has nine digits")?;
            let serial = code.get(3..).ok_or("a comment code has nine digits")?;
            row.set(23, code)?;
            row.set_field("pattern", pattern)?;
            row.set(5, serial.trim_start_matches('0'))?;
            row.set_field("text", text)?;
            row.set(21, &edition.from)?;
            for pair in attributes(said) {
                let (field, value) = pair?;
                row.set_field(field, value)?;
            }
            row.finish()
        };
        rows.push(set().map_err(|message| line.fault(message))?);
    }
    let file = edition.files.comments.clone();
    let bytes = output::bytes(&file, &rows)?;
    Ok((file, bytes))
}

fn links(
    tables: &Path,
    edition: &Edition,
    layouts: &Layouts,
    texts: &BTreeMap<String, String>,
) -> Result<File, Fault> {
    let acts = acts::of(tables, edition)?;
    let table = Table::read(tables, "comment_links.csv")?;
    let mut rows = Vec::new();
    for line in table.lines() {
        let Some(act) = acts.get(line.get("act")?) else { continue };
        let (notice_item, section, branch) =
            (line.get("notice_item")?, line.get("section")?, line.get("branch")?);
        let said = line.get("attributes")?;
        for comment in line.get("comments")?.split_whitespace() {
            let text = texts.get(comment);
            let mut row = Row::new(layouts.of("comment_links")?, CommentLink::COLUMNS);
            let set = || -> Result<Vec<String>, String> {
                row.set_field("notice_item", notice_item)?;
                row.set_field("section", section)?;
                row.set_field("branch", branch)?;
                row.set_field("act", &act.code)?;
                row.set(8, &act.name)?;
                row.set_field("comment", comment)?;
                row.set(11, text.ok_or_else(|| format!("comments.csv has no {comment}"))?)?;
                row.set(12, &edition.from)?;
                for pair in attributes(said) {
                    let (field, value) = pair?;
                    row.set_field(field, value)?;
                }
                row.finish()
            };
            rows.push(set().map_err(|message| line.fault(message))?);
        }
    }
    let file = edition.files.comment_links.clone();
    let bytes = output::bytes(&file, &rows)?;
    Ok((file, bytes))
}
