//! `santei verify`: worked cases, calculated and compared with what they expect.

use super::verify_books::CopayBooks;
use crate::context::Context;
use crate::failure::{DONE, Failure, NO};
use crate::law::LawFiles;
use crate::message::Message;
use crate::output::Output;
use crate::{input, law};
use clap::Args;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::copay::CopayBook;
use santei_wire::verify::{self, points};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Calculate worked cases and compare with what they expect.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Files of cases, one JSON object a line, or folders of such files (`.jsonl`); `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    law: LawFiles,
}

/// What a case says of itself.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    id: String,
    #[serde(default)]
    form: String,
    /// The masters it needs: `shared` = the national ones, `embedded` = any.
    #[serde(default)]
    masters: Option<String>,
    /// Subsidy files that the rule book needs for it, beside the file of the case.
    #[serde(default)]
    subsidies: Vec<String>,
}

/// What became of a case.
#[derive(Serialize)]
struct CaseResult {
    file: String,
    line: u64,
    id: String,
    form: String,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    differences: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Passed,
    Failed,
    Unsupported,
}

#[derive(Default, Serialize)]
struct Tally {
    passed: u64,
    failed: u64,
    unsupported: u64,
}

impl Verify {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let books = law::books(context, &self.law)?;
        let mut copay = CopayBooks::new(context, self.law.subsidies())?;
        let rules = PointsRules::new(books.masters(), books.points());
        let mut files = Vec::new();
        for path in &self.paths {
            gather(context, path, true, &mut files)?;
        }
        let mut output = context.output(None)?;
        let mut tally = Tally::default();
        for file in &files {
            let lines = input::open(context, file)?.lines();
            for (number, line) in (1_u64..).zip(lines) {
                let line = line.map_err(|error| Failure::reading(context, file, &error))?;
                if line.trim().is_empty() {
                    continue;
                }
                let result = self.case((&rules, &mut copay), file, number, &line);
                let count = match result.verdict {
                    Verdict::Passed => &mut tally.passed,
                    Verdict::Failed => &mut tally.failed,
                    Verdict::Unsupported => &mut tally.unsupported,
                };
                *count = count.saturating_add(1);
                tell(context, &result, &mut output)?;
            }
        }
        if context.json {
            output.json(&tally)?;
        } else {
            let Tally { passed, failed, unsupported } = tally;
            output.line(context.text(&Message::VerifyTally { passed, failed, unsupported }))?;
        }
        output.finish()?;
        Ok(if tally.failed == 0 { DONE } else { NO })
    }

    fn case(
        &self,
        (rules, books): (&PointsRules<'_>, &mut CopayBooks<'_>),
        place: &Path,
        line: u64,
        text: &str,
    ) -> CaseResult {
        let file = place.display().to_string();
        let (head, value) = match read(text) {
            Ok(read) => read,
            Err(error) => {
                let (id, form) = (String::new(), String::new());
                let differences = vec![error.to_string()];
                return CaseResult { file, line, id, form, verdict: Verdict::Failed, differences };
            }
        };
        let needs_national = head.masters.as_deref() == Some("shared");
        let outcome = match head.form.as_str() {
            "points" if needs_national && self.law.is_embedded() => None,
            "points" => Some(points_case(rules, value)),
            _ => match books.of(place, &head.subsidies) {
                Ok(copay) => other_case(copay, text),
                Err(error) => Some(vec![error]),
            },
        };
        let (verdict, differences) = match outcome {
            None => (Verdict::Unsupported, Vec::new()),
            Some(differences) if differences.is_empty() => (Verdict::Passed, differences),
            Some(differences) => (Verdict::Failed, differences),
        };
        CaseResult { file, line, id: head.id, form: head.form, verdict, differences }
    }
}

fn read(text: &str) -> serde_json::Result<(Head, Value)> {
    let mut value: Value = serde_json::from_str(text)?;
    let head = Head::deserialize(&value)?;
    if let Some(case) = value.as_object_mut() {
        case.remove("masters");
    }
    Ok((head, value))
}

/// What differs in a case of points.
fn points_case(rules: &PointsRules<'_>, value: Value) -> Vec<String> {
    let case: points::Case = match serde_json::from_value(value) {
        Ok(case) => case,
        Err(error) => return vec![error.to_string()],
    };
    match points::verify(rules, &case) {
        Ok(outcome) => outcome.differences.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    }
}

/// What differs in a case of another form; nothing for a form that is not known.
fn other_case(copay: &CopayBook, text: &str) -> Option<Vec<String>> {
    match verify::run_with(copay, text) {
        verify::Verdict::Passed { .. } => Some(Vec::new()),
        verify::Verdict::Unsupported { .. } => None,
        verify::Verdict::Failed { differences, .. } => {
            let sentence = |one: verify::Difference| {
                format!("{}: expected {}, actual {}", one.field, one.expected, one.actual)
            };
            Some(differences.into_iter().map(sentence).collect())
        }
    }
}

fn tell(context: Context, result: &CaseResult, output: &mut Output) -> Result<(), Failure> {
    if context.json {
        return output.json(result);
    }
    let word = match result.verdict {
        Verdict::Passed => return Ok(()),
        Verdict::Failed => context.pick("不一致", "FAILED"),
        Verdict::Unsupported => context.pick("対象外", "unsupported"),
    };
    output.line(format!("{word} {} ({}:{})", result.id, result.file, result.line))?;
    for difference in &result.differences {
        output.line(format!("    {difference}"))?;
    }
    Ok(())
}

/// The files at a path: itself, or every `.jsonl` of a folder and of the folders in it.
fn gather(
    context: Context,
    path: &Path,
    is_named: bool,
    files: &mut Vec<PathBuf>,
) -> Result<(), Failure> {
    if path.is_dir() {
        let failed = |error| Failure::reading(context, path, &error);
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            inside.push(entry.map_err(failed)?.path());
        }
        inside.sort();
        return inside.iter().try_for_each(|path| gather(context, path, false, files));
    }
    if is_named || path.extension().is_some_and(|ending| ending == "jsonl") {
        files.push(path.to_owned());
    }
    Ok(())
}
