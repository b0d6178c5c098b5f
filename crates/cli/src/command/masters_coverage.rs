//! `santei masters coverage`: every column of every official file, with the step that reads it or why none does.

use crate::context::Context;
use crate::failure::{DONE, Failure};
use crate::lang::Lang;
use crate::message::Message;
use crate::table::Table;
use clap::Args;
use santei_master_loader::coverage::{ColumnCoverage, CoverageStatus, coverage};
use serde::Serialize;

/// List every column of every official file with the step that reads it, or the reason why none does.
#[derive(Debug, Args)]
pub(crate) struct Coverage {
    /// Only this table, by its short name: `s`, `y`, `t`, `c`, `ck`, `b`, `z`, `01` to `05`, `kokkouhi`, `chitan`.
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
    /// Only the columns that no step reads yet.
    #[arg(long)]
    unread: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    columns: Vec<Line>,
    read: usize,
    not_needed: usize,
    unread: usize,
}

#[derive(Debug, Serialize)]
struct Line {
    table: &'static str,
    number: usize,
    name: &'static str,
    field: Option<&'static str>,
    status: &'static str,
    by: Option<&'static str>,
    reason: Option<&'static str>,
}

impl Coverage {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let chosen = |column: &ColumnCoverage| {
            self.table.as_deref().is_none_or(|table| table == column.table)
        };
        let all: Vec<Line> = coverage().into_iter().filter(chosen).map(Line::from).collect();
        if all.is_empty() {
            let table = self.table.clone().unwrap_or_default();
            return Err(Failure::input(context.text(&Message::NoTable { table })));
        }
        let count = |status: &str| all.iter().filter(|line| line.status == status).count();
        let (read, not_needed, unread) = (count("read"), count("not_needed"), count("unread"));
        let shown = |line: &Line| !self.unread || line.status == "unread";
        let columns = all.into_iter().filter(shown).collect();
        let answer = Answer { columns, read, not_needed, unread };
        context.print(&answer, |output| {
            let heads = match context.lang {
                Lang::Ja => ["表", "項番", "項目名", "読む処理・読まない理由"],
                Lang::En => ["table", "no.", "column", "read by, or why not"],
            };
            let mut table = Table::new(&heads).right(&[1]);
            for line in &answer.columns {
                table.row(line.cells(context));
            }
            table.print(output)?;
            output.line(context.text(&Message::CoverageTally { read, not_needed, unread }))
        })?;
        Ok(DONE)
    }
}

impl Line {
    fn cells(&self, context: Context) -> Vec<String> {
        let nobody = context.text(&Message::NobodyReads {});
        let why = self.by.or(self.reason).map_or(nobody, ToOwned::to_owned);
        vec![self.table.to_owned(), self.number.to_string(), self.name.to_owned(), why]
    }
}

impl From<ColumnCoverage> for Line {
    fn from(column: ColumnCoverage) -> Self {
        let (status, by, reason) = match column.status {
            CoverageStatus::Read(step) => ("read", Some(step), None),
            CoverageStatus::NotNeeded(reason) => ("not_needed", None, Some(reason)),
            CoverageStatus::Unread => ("unread", None, None),
        };
        Self {
            table: column.table,
            number: column.number,
            name: column.name,
            field: column.field,
            status,
            by,
            reason,
        }
    }
}
