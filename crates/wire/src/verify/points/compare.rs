//! 比較: the statement against what the case expects, line by line.

use super::case::{Case, ExpectedLine};
use crate::statement::word;
use chrono::NaiveDate;
use santei_engine::statement::points::{BilledLine, PointsStatement, RefusedLine, Subject};
use std::fmt;

/// What came of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What makes the case fail; empty = passed.
    pub differences: Vec<Difference>,
    /// Words of rule that differ, which is no failure.
    pub other_words: Vec<String>,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A line expected and not billed.
    Missing(String),
    /// A line billed and not expected.
    Unexpected(String),
    /// The totals differ.
    Total {
        /// As the case says.
        expected: i64,
        /// As calculated; `None` if it does not fit.
        found: Option<i64>,
    },
    /// An act that must be refused is not.
    NotRefused(String),
    /// What the law leaves open is not said.
    NotSaid(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(line) => write!(f, "missing {line}"),
            Self::Unexpected(line) => write!(f, "unexpected {line}"),
            Self::Total { expected, found: Some(found) } => {
                write!(f, "total {found}, expected {expected}")
            }
            Self::Total { expected, found: None } => write!(f, "no total, expected {expected}"),
            Self::NotRefused(act) => write!(f, "not refused {act}"),
            Self::NotSaid(topic) => write!(f, "no finding about {topic}"),
        }
    }
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    date: Option<NaiveDate>,
    what: String,
    points: i64,
    count: u32,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(date) = self.date {
            write!(f, "{date} ")?;
        }
        write!(f, "{} {}×{}", self.what, self.points, self.count)
    }
}

pub(super) fn compare(case: &Case, statement: &PointsStatement) -> Outcome {
    let is_dated = case.input.visits.len() > 1;
    let mut expected: Vec<Key> =
        case.expect.lines.iter().map(|line| expected_key(line, is_dated)).collect();
    let mut found: Vec<Key> =
        statement.lines.iter().map(|line| found_key(line, is_dated)).collect();
    expected.sort();
    found.sort();
    let mut differences = Vec::new();
    for key in &expected {
        match found.iter().position(|other| other == key) {
            Some(place) => drop(found.remove(place)),
            None => differences.push(Difference::Missing(key.to_string())),
        }
    }
    // What the law leaves open may be billed or not; the drugs of a doubtful reduction with it.
    let doubtful = |key: &Key| {
        let findings = &case.expect.findings;
        let named = |acts: &Vec<String>| acts.iter().any(|act| key.what.contains(act.as_str()));
        !findings.is_empty()
            && (key.what.starts_with("drugs")
                || findings.iter().any(|finding| named(&finding.acts)))
    };
    let beyond = found.iter().filter(|key| !doubtful(key));
    differences.extend(beyond.map(|key| Difference::Unexpected(key.to_string())));
    for finding in &case.expect.findings {
        let said = statement.findings.iter().any(|said| {
            let acts = said.acts.iter().map(ToString::to_string);
            let mut all = acts.chain(said.drugs.iter().map(ToString::to_string));
            all.any(|code| finding.acts.contains(&code))
        });
        if !said {
            differences.push(Difference::NotSaid(finding.topic.clone()));
        }
    }
    let total = statement.total.map(santei_engine::Points::count);
    if let Some(expected) = case.expect.total
        && total != Some(expected)
    {
        differences.push(Difference::Total { expected, found: total });
    }
    let mut other_words = Vec::new();
    for refusal in &case.expect.not_billed {
        let mut refused = statement.refused.iter().filter(|line| {
            code(line) == refusal.act && refusal.date.is_none_or(|date| date == line.date)
        });
        match refused
            .clone()
            .find(|line| word(line.refusal.kind) == refusal.rule)
            .or_else(|| refused.next())
        {
            None => differences.push(Difference::NotRefused(refusal.act.clone())),
            Some(line) if word(line.refusal.kind) != refusal.rule => other_words.push(format!(
                "{}: {} where the case says {}",
                refusal.act,
                word(line.refusal.kind),
                refusal.rule
            )),
            Some(_) => {}
        }
    }
    Outcome { differences, other_words }
}

fn code(line: &RefusedLine) -> String {
    match &line.subject {
        Subject::Act(code) => code.to_string(),
        Subject::Unknown(code) => format!("{code:09}"),
        _ => String::new(),
    }
}

fn joined(mut codes: Vec<String>, kind: &str) -> String {
    codes.sort();
    format!("{kind}[{}]", codes.join(" "))
}

fn expected_key(line: &ExpectedLine, is_dated: bool) -> Key {
    let what = match &line.act {
        Some(act) => act.clone(),
        None if !line.acts.is_empty() => joined(line.acts.clone(), "acts"),
        None if !line.drugs.is_empty() => joined(line.drugs.clone(), "drugs"),
        None => joined(line.materials.clone(), "materials"),
    };
    Key { date: line.date.filter(|_| is_dated), what, points: line.points, count: line.count }
}

fn found_key(line: &BilledLine, is_dated: bool) -> Key {
    let texts = |codes: &[santei_engine::masters::code::ActCode]| {
        codes.iter().map(ToString::to_string).collect()
    };
    let what = match &line.subject {
        Subject::Act(code) => code.to_string(),
        Subject::Bundle(codes) => joined(texts(codes), "acts"),
        Subject::Drugs(codes) => joined(codes.iter().map(ToString::to_string).collect(), "drugs"),
        Subject::Materials(codes) => {
            joined(codes.iter().map(ToString::to_string).collect(), "materials")
        }
        Subject::Unknown(code) => format!("{code:09}"),
    };
    Key {
        date: is_dated.then_some(line.date),
        what,
        points: line.points.count(),
        count: line.count,
    }
}
