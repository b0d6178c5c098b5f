//! `santei masters info`: which official files the masters were made of.

use crate::context::Context;
use crate::failure::{DONE, Failure};
use crate::lang::Lang;
use crate::message::Message;
use crate::table::Table;
use crate::{input, law};
use chrono::NaiveDate;
use clap::Args;
use santei_master_loader::subsidy::SubsidyMaster;
use santei_wire::snapshot::{self, Source};
use serde::Serialize;
use std::path::PathBuf;

/// List the editions of masters: file, rows, date, revision.
#[derive(Debug, Args)]
pub(crate) struct Info {
    /// Snapshot to look into (only its header is read), or official files (masters, subsidies); without it, the edition inside the program.
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
        let (mut subsidies, mut others) = (Vec::new(), Vec::new());
        for path in &self.paths {
            if path.is_file() && law::is_subsidy_file(context, path)? {
                subsidies.push(Line::of(&law::subsidy_file(context, path)?));
            } else {
                others.push(path.clone());
            }
        }
        let mut tables = Vec::new();
        if subsidies.is_empty() || !others.is_empty() {
            tables.extend(Self::sources(context, &others)?.into_iter().map(Line::from));
        }
        tables.extend(subsidies);
        let answer = Answer { tables };
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

    fn sources(context: Context, paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
        if let [path] = paths
            && path.is_file()
            && input::begins(context, path, snapshot::is_snapshot)?
        {
            let header = snapshot::read_header(input::open(context, path)?).map_err(|error| {
                let path = path.display().to_string();
                Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
            })?;
            return Ok(header.sources);
        }
        let masters = law::masters(context, paths)?;
        Ok(masters.editions().iter().map(Source::from).collect())
    }
}

impl Line {
    /// A file of subsidies, which speaks for every day of its rows.
    fn of(master: &SubsidyMaster) -> Self {
        let from = master.from().unwrap_or_default();
        Self {
            table: master.kind.symbol().to_owned(),
            file: master.file.clone(),
            rows: u32::try_from(master.rows).unwrap_or(u32::MAX),
            date: master.issued().unwrap_or(from),
            revision: String::new(),
            from,
            through: None,
            is_difference: false,
            bytes: u64::try_from(master.bytes).unwrap_or(u64::MAX),
            sha256: master.sha256.clone(),
        }
    }

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
