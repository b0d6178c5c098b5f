//! `santei calc`: what a facility may bill for visits and orders.

use super::{comments, copay, lines};
use crate::context::Context;
use crate::failure::{DONE, Failure, INPUT};
use crate::law::LawFiles;
use crate::message::Message;
use crate::output::Output;
use crate::{input, law};
use clap::Args;
use santei_engine::points::PointsRules;
use santei_wire::request::Request;
use santei_wire::statement::{Statement, calculate};
use std::path::PathBuf;

/// Calculate what a facility may bill for visits and orders, and what it may not, with the reasons.
#[derive(Debug, Args)]
pub(crate) struct Calc {
    /// Requests as JSON (docs/schema/request.json), one or several, or `-` for standard input.
    #[arg(required = true, value_name = "REQUEST")]
    requests: Vec<PathBuf>,
    #[command(flatten)]
    law: LawFiles,
    /// Give the reasons of the lines billed too.
    #[arg(long)]
    explain: bool,
}

impl Calc {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let books = law::books(context, &self.law)?;
        let rules = PointsRules::new(books.masters(), books.points());
        let mut output = context.output(None)?;
        let mut code = DONE;
        for path in &self.requests {
            for (number, document) in (1_u64..).zip(input::documents(context, path)?) {
                let document = document?;
                let answer = Request::parse(document.get()).and_then(|request| {
                    calculate(&rules, books.copay(), &request, context.language(), self.explain)
                });
                match answer {
                    Ok(statement) if context.json => output.json(&statement)?,
                    Ok(statement) => print(context, &statement, &mut output)?,
                    Err(error) => {
                        code = INPUT;
                        lines::wrong(context, path, number, &error, &mut output)?;
                    }
                }
            }
        }
        output.finish()?;
        Ok(code)
    }
}

fn print(context: Context, statement: &Statement, output: &mut Output) -> Result<(), Failure> {
    if let Some(id) = &statement.id {
        output.line(id)?;
    }
    lines::billed(&statement.lines, output)?;
    let total = statement.total.map_or_else(|| "—".to_owned(), |total| total.to_string());
    output.line(context.text(&Message::Total { total }))?;
    if statement.is_partial {
        output.line(context.text(&Message::Partial {}))?;
    }
    if !statement.not_billed.is_empty() {
        output.line(context.text(&Message::NotBilled {}))?;
        lines::refused(context, &statement.not_billed, output)?;
    }
    comments::needed(context, &Message::CommentsMissing {}, &statement.comments_missing, output)?;
    comments::wrong(context, &statement.comments_wrong, output)?;
    lines::overlays(context, &statement.overlays, output)?;
    for shares in &statement.shares {
        copay::print(context, shares, output)?;
    }
    output.line("")
}
