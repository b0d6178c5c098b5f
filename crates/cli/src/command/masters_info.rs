//! `santei masters info`: which official files a snapshot was made of.

use crate::context::Context;
use crate::failure::{DONE, Failure};
use crate::input;
use crate::message::Message;
use crate::table::Table;
use clap::Args;
use santei_wire::snapshot::{self, Source};
use std::path::PathBuf;

/// List the editions loaded: file, rows, day of issue, revision.
#[derive(Debug, Args)]
pub(crate) struct Info {
    /// Snapshot to look into; `-` is standard input.
    #[arg(value_name = "FILE")]
    snapshot: PathBuf,
}

impl Info {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let file = input::open(context, &self.snapshot)?;
        let header = snapshot::read_header(file).map_err(|error| {
            let path = self.snapshot.display().to_string();
            Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
        })?;
        context.print(&header, |output| {
            let heads = match context.lang {
                crate::lang::Lang::Ja => ["表", "ファイル", "行", "発行日", "改定", "適用"],
                crate::lang::Lang::En => {
                    ["table", "file", "rows", "issued", "revision", "speaks for"]
                }
            };
            let mut table = Table::new(&heads).right(&[2]);
            for source in &header.sources {
                table.row(cells(source));
            }
            table.print(output)
        })?;
        Ok(DONE)
    }
}

fn cells(source: &Source) -> Vec<String> {
    let through = source.through.map(|day| day.to_string()).unwrap_or_default();
    vec![
        source.table.clone(),
        source.file.clone(),
        source.rows.to_string(),
        source.issued.to_string(),
        source.revision.clone(),
        format!("{}–{through}", source.from),
    ]
}
