//! `santei copay`: who pays what of a month.

use crate::context::Context;
use crate::failure::{DONE, Failure, INPUT};
use crate::message::Message;
use crate::output::Output;
use crate::{input, law};
use clap::Args;
use santei_engine::rulebook::copay::CopayBook;
use santei_wire::copay::statement::claim::ClaimStatement;
use santei_wire::copay::{self as wire, CopayRequestError, CopayStatement};
use serde_json::json;
use std::path::PathBuf;

/// Calculate who pays what of a month: insurance, high-cost benefit, each subsidy, patient.
#[derive(Debug, Args)]
pub(crate) struct Copay {
    /// Requests as JSON (docs/schema/copay-request.json), one or several, or `-` for standard input.
    #[arg(required = true, value_name = "REQUEST")]
    requests: Vec<PathBuf>,
    /// Files of subsidies to put into the rule book: 国公費マスター, 地単公費マスター (CSV as published), or rows as the rule book has them (TOML).
    #[arg(long, value_name = "FILE")]
    subsidies: Vec<PathBuf>,
    /// Give the reasons of every yen too.
    #[arg(long)]
    explain: bool,
}

impl Copay {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let book = law::copay_book(context, &self.subsidies)?;
        let mut output = context.output(None)?;
        let mut code = DONE;
        for path in &self.requests {
            for (number, document) in (1_u64..).zip(input::documents(context, path)?) {
                match self.answer(context, &book, document?.get()) {
                    Ok(statement) if context.json => output.json(&statement)?,
                    Ok(statement) => {
                        if let Some(id) = &statement.id {
                            output.line(id)?;
                        }
                        print(context, &statement, &mut output)?;
                    }
                    Err(error) => {
                        code = INPUT;
                        let file = path.display().to_string();
                        if context.json {
                            let (path, message) = (error.path, error.message);
                            output.json(&json!({ "error": { "file": file, "document": number, "path": path, "message": message } }))?;
                        } else {
                            output.line(format!("{file} [{number}] {error}"))?;
                        }
                    }
                }
            }
        }
        output.finish()?;
        Ok(code)
    }

    fn answer(
        &self,
        context: Context,
        book: &CopayBook,
        document: &str,
    ) -> Result<CopayStatement, CopayRequestError> {
        let mut request = wire::parse(document)?;
        if self.explain {
            request.explain = Some(context.language());
        }
        wire::calculate(book, &request)
    }
}

/// A statement as text.
pub(super) fn print(
    context: Context,
    statement: &CopayStatement,
    output: &mut Output,
) -> Result<(), Failure> {
    for person in &statement.persons {
        for claim in &person.claims {
            output.line(format!("{} {} {}", statement.month, person.id, claim.facility))?;
            print_claim(context, claim, output)?;
        }
    }
    for finding in &statement.findings {
        output.line(format!("! {}: {}", finding.path, finding.message))?;
    }
    for reason in &statement.reasons {
        output.line(format!("← {} {}", reason.payer, reason.text))?;
    }
    Ok(())
}

fn print_claim(
    context: Context,
    claim: &ClaimStatement,
    output: &mut Output,
) -> Result<(), Failure> {
    let own = [
        (context.pick("医療費", "medical costs"), claim.medical_yen),
        (context.pick("保険", "insurance"), claim.insurance_yen),
        (context.pick("高額療養費", "high-cost benefit"), claim.high_cost_yen),
        (context.pick("減免", "relief"), claim.relief_yen),
    ];
    let own = own.into_iter().filter(|(_, yen)| *yen != 0);
    let own = own.map(|(name, yen)| (name.to_owned(), yen));
    let subsidies = claim.subsidies.iter().map(|subsidy| {
        let name = context.pick("公費", "subsidy");
        (format!("{name} {}", subsidy.payer), subsidy.pays_yen)
    });
    for (name, yen) in own.chain(subsidies) {
        output.line(context.text(&Message::Payer { name, yen }))?;
    }
    let (yen, counter) = (claim.patient_yen, claim.total_counter_yen);
    output.line(context.text(&Message::PatientOwes { yen, counter }))
}
