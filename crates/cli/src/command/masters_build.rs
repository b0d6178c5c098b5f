//! `santei masters build`: official files become one snapshot.

use crate::context::Context;
use crate::failure::{DONE, Failure};
use crate::law;
use crate::message::Message;
use clap::Args;
use santei_wire::snapshot::{self, Source};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Make one snapshot of official master files.
#[derive(Debug, Args)]
pub(crate) struct Build {
    /// Official files (CSV as published), zip archives of them, or folders of both.
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    from: Vec<PathBuf>,
    /// Snapshot to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Debug, Serialize)]
struct Built {
    out: String,
    bytes: usize,
    tables: Vec<Source>,
    ignored: Vec<String>,
    unapplied: Vec<String>,
}

impl Build {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let loaded = law::official(context, &self.from)?;
        let tables: Vec<Source> = loaded.masters.editions().iter().map(Source::from).collect();
        if tables.is_empty() {
            return Err(Failure::input(context.text(&Message::NoMasterFile {})));
        }
        let file =
            snapshot::encode(loaded.masters).map_err(|error| Failure::Output(error.to_string()))?;
        let mut output = context.output(Some(&self.out))?;
        output.write_all(&file)?;
        output.finish()?;
        let built = Built {
            out: self.out.display().to_string(),
            bytes: file.len(),
            tables,
            ignored: loaded.ignored,
            unapplied: loaded.unapplied.iter().map(|error| law::sentence(context, error)).collect(),
        };
        if self.out.as_os_str() != "-" {
            context.print(&built, |output| {
                for source in &built.tables {
                    output.line(format!(
                        "{:>5}  {:>7}  {}",
                        source.table, source.rows, source.file
                    ))?;
                }
                for name in &built.ignored {
                    output.line(context.text(&Message::Ignored { name: name.clone() }))?;
                }
                for sentence in &built.unapplied {
                    output
                        .line(context.text(&Message::Unapplied { sentence: sentence.clone() }))?;
                }
                let (path, bytes) = (built.out.clone(), built.bytes);
                output.line(context.text(&Message::Written { path, bytes }))
            })?;
        }
        Ok(DONE)
    }
}
