//! `santei audit`: every line of receipt files priced again, and what differs.

use super::lines;
use crate::audit::{print_summary, problem, receipt};
use crate::context::Context;
use crate::failure::{DONE, Failure, NO};
use crate::law::{self, LawFiles};
use crate::message::Message;
use crate::output::Output;
use crate::{input, progress};
use clap::{Args, ValueEnum};
use santei_batch::{AuditOptions, Handed, Shard, StreamError, audit_record, audit_stream};
use santei_engine::audit::Law;
use santei_engine::audit::finding::Severity;
use santei_engine::audit::tally::Tally;
use santei_wire::audit::{AuditRecord, AuditSummary};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Price every line of receipt files (UKE) again and report what differs.
#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// Receipt files, or `-` for standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    law: LawFiles,
    /// Form of the report: text to read, or one JSON object a line (also with `--json`).
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
    /// File for the report; without it, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Only the tally, not the receipts.
    #[arg(long)]
    summary: bool,
    /// Only every n-th receipt of each file, beginning with the i-th (from 0), so that n runs share the work.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// End with exit code 1 if an error is found or a receipt cannot be read.
    #[arg(long)]
    check: bool,
}

/// 報告の形式: text to read, or one JSON object a line: a receipt each, the tally last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Jsonl,
}

impl Audit {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let books = law::books(context, &self.law)?;
        let bar = progress::bar(u64::try_from(self.files.len()).unwrap_or(u64::MAX));
        let rules = books.rules();
        let law = books.law(&rules);
        let mut output = context.output(self.out.as_deref())?;
        let mut tally = Tally::default();
        let mut empty = Vec::new();
        for file in &self.files {
            let own = self.one(context, law, file, &mut output)?;
            if own.receipts == 0 && own.quarantined == 0 && self.shard.is_none() {
                let path = file.display().to_string();
                empty.push(context.text(&Message::NoReceipt { path }));
            }
            tally.merge(&own);
            bar.inc(1);
        }
        bar.finish_and_clear();
        let overlays = santei_wire::overlay::overlays(books.points());
        let summary = AuditSummary { overlays, ..AuditSummary::from(&tally) };
        if self.is_json(context) {
            output.json(&AuditRecord::Summary(Box::new(summary)))?;
        } else {
            print_summary(&summary, context.lang, &mut output)?;
            lines::overlays(context, &summary.overlays, &mut output)?;
        }
        output.finish()?;
        if !empty.is_empty() {
            return Err(Failure::Input(empty));
        }
        let is_error =
            |kind: santei_engine::audit::finding::FindingKind| kind.severity() == Severity::Error;
        let found = tally.quarantined > 0 || tally.findings.keys().copied().any(is_error);
        Ok(if found && self.check { NO } else { DONE })
    }

    /// Audits one file and writes what there is to say of its receipts.
    fn one(
        &self,
        context: Context,
        law: Law<'_>,
        file: &Path,
        output: &mut Output,
    ) -> Result<Tally, Failure> {
        let stream = input::open(context, file)?;
        let name = file.display().to_string();
        let options = AuditOptions { shard: self.shard, ..AuditOptions::default() };
        let render = |handed: Handed| self.render(context, law, &name, &handed);
        let sink = |text: Result<Vec<u8>, Failure>| Ok(output.write_all(&text?)?);
        let result = audit_stream(&name, stream, law, options, render, sink);
        result.map_err(|error: StreamError<Failure>| match error {
            StreamError::Read(error) => Failure::reading(context, file, &error.source),
            StreamError::Sink(failure) => failure,
        })
    }

    /// What is written of one receipt, or of a problem outside receipts.
    fn render(
        &self,
        context: Context,
        law: Law<'_>,
        file: &str,
        handed: &Handed,
    ) -> Result<Vec<u8>, Failure> {
        if self.summary {
            return Ok(Vec::new());
        }
        let record = audit_record(file, handed, law);
        if self.is_json(context) {
            let mut line = serde_json::to_vec(&record)?;
            line.push(b'\n');
            return Ok(line);
        }
        let text = match &record {
            AuditRecord::Receipt(one) => receipt(one, context.lang),
            AuditRecord::Problem(one) => problem(one, context.lang),
            AuditRecord::Summary(_) => String::new(),
        };
        Ok(text.into_bytes())
    }

    fn is_json(&self, context: Context) -> bool {
        context.json || self.format == Format::Jsonl
    }
}
