//! `santei masters info`: which official files the masters were made of.

use crate::context::Context;
use crate::failure::{DONE, Failure};
use crate::lang::Lang;
use crate::message::Message;
use crate::table::Table;
use crate::{input, law};
use chrono::NaiveDate;
use clap::Args;
use santei_wire::snapshot::{self, Source};
use serde::Serialize;
use std::path::PathBuf;

/// List the editions of masters: file, rows, date, revision.
#[derive(Debug, Args)]
pub(crate) struct Info {
    /// Snapshot to look into (only its header is read), or official files; without it, the edition inside the program.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Serialize)]
struct Answer {
    tables: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    table: String,
    file: String,
    rows: u32,
    date: NaiveDate,
    revision: String,
    from: NaiveDate,
    through: Option<NaiveDate>,
    is_difference: bool,
    bytes: u64,
    sha256: String,
}

impl Info {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let answer =
            Answer { tables: self.sources(context)?.into_iter().map(Line::from).collect() };
        context.print(&answer, |output| {
            let heads = match context.lang {
                Lang::Ja => ["表", "ファイル", "行", "日付", "改定", "適用", "差分"],
                Lang::En => {
                    ["table", "file", "rows", "date", "revision", "speaks for", "difference"]
                }
            };
            let mut table = Table::new(&heads).right(&[2]);
            for line in &answer.tables {
                table.row(line.cells());
            }
            table.print(output)
        })?;
        Ok(DONE)
    }

    fn sources(&self, context: Context) -> Result<Vec<Source>, Failure> {
        if let [path] = self.paths.as_slice()
            && path.is_file()
            && input::begins(context, path, snapshot::is_snapshot)?
        {
            let header = snapshot::read_header(input::open(context, path)?).map_err(|error| {
                let path = path.display().to_string();
                Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
            })?;
            return Ok(header.sources);
        }
        let masters = law::masters(context, &self.paths)?;
        Ok(masters.editions().iter().map(Source::from).collect())
    }
}

impl Line {
    fn cells(&self) -> Vec<String> {
        let through = self.through.map(|day| day.to_string()).unwrap_or_default();
        vec![
            self.table.clone(),
            self.file.clone(),
            self.rows.to_string(),
            self.date.to_string(),
            self.revision.clone(),
            format!("{} – {through}", self.from),
            if self.is_difference { "○" } else { "" }.to_owned(),
        ]
    }
}

impl From<Source> for Line {
    fn from(source: Source) -> Self {
        Self {
            table: source.table,
            file: source.file,
            rows: source.rows,
            date: source.issued,
            revision: source.revision,
            from: source.from,
            through: source.through,
            is_difference: source.is_difference,
            bytes: source.bytes,
            sha256: source.sha256,
        }
    }
}
