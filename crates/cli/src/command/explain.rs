//! `santei explain`: why an act is billed, or why not.

use super::{comments, lines};
use crate::context::Context;
use crate::failure::{DONE, Failure, INPUT};
use crate::law::LawFiles;
use crate::message::Message;
use crate::output::Output;
use crate::{input, law};
use clap::Args;
use santei_engine::masters::code::ActCode;
use santei_engine::points::PointsRules;
use santei_wire::request::Request;
use santei_wire::statement::{Answer, Explanation, explain};
use std::path::PathBuf;

/// Say whether an act is billed, could be, or may not, and by which rule.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// Request as JSON (docs/schema/request.json), or `-` for standard input.
    #[arg(value_name = "REQUEST")]
    request: PathBuf,
    /// Act in question: nine digits.
    #[arg(long, value_name = "CODE")]
    code: ActCode,
    #[command(flatten)]
    law: LawFiles,
}

impl Explain {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let books = law::books(context, &self.law)?;
        let rules = PointsRules::new(books.masters(), books.points());
        let mut output = context.output(None)?;
        let mut code = DONE;
        for (number, document) in (1_u64..).zip(input::documents(context, &self.request)?) {
            let document = document?;
            let answer = Request::parse(document.get())
                .and_then(|request| explain(&rules, &request, self.code, context.language()));
            match answer {
                Ok(explanation) if context.json => output.json(&explanation)?,
                Ok(explanation) => print(context, &explanation, &mut output)?,
                Err(error) => {
                    code = INPUT;
                    lines::wrong(context, &self.request, number, &error, &mut output)?;
                }
            }
        }
        output.finish()?;
        Ok(code)
    }
}

fn print(context: Context, explanation: &Explanation, output: &mut Output) -> Result<(), Failure> {
    output.line(format!("{} {}", explanation.act, explanation.name))?;
    for answer in &explanation.visits {
        match answer {
            Answer::Billed { visit, lines } => {
                let number = visit.saturating_add(1);
                output.line(context.text(&Message::IsBilled { number }))?;
                lines::billed(lines, output)?;
            }
            Answer::NotBilled { visit, refused } => {
                let number = visit.saturating_add(1);
                output.line(context.text(&Message::IsNotBilled { number }))?;
                lines::refused(context, refused, output)?;
            }
            Answer::CouldNotBe { visit, refused } => {
                let number = visit.saturating_add(1);
                output.line(context.text(&Message::CouldNotBeBilled { number }))?;
                lines::refused(context, refused, output)?;
            }
            Answer::CouldBe { visit, is_ordered, refused, lacking, lines, puts_out } => {
                let number = visit.saturating_add(1);
                output.line(context.text(&if *is_ordered {
                    Message::CouldBeIfThere { number }
                } else {
                    Message::CouldBeBilled { number }
                }))?;
                lines::refused(context, refused, output)?;
                for lack in lacking {
                    output.line(context.text(&Message::Lacks { text: lack.text.clone() }))?;
                }
                lines::billed(lines, output)?;
                if !puts_out.is_empty() {
                    output.line(context.text(&Message::PutsOut {}))?;
                }
                lines::refused(context, puts_out, output)?;
            }
        }
    }
    comments::needed(context, &Message::CommentsOf {}, &explanation.comments, output)?;
    lines::overlays(context, &explanation.overlays, output)
}
