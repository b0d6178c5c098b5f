//! 検証: case-book lines and golden pairs, each run through the engine and compared.
//!
//! One JSON object a line. Forms: `month` and `limit` (the case books, `cases/README.md`), `request` (a
//! co-pay request and what its statement must hold). A form that is not known is [`Verdict::Unsupported`], never passed.

mod limit;
mod month;
mod pair;
pub mod points;

use santei_engine::rulebook::copay::CopayBook;
use serde::Deserialize;
use serde_json::Value;

/// What became of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything agrees.
    Passed {
        /// The id of the case.
        id: String,
    },
    /// Something differs, or the case could not be calculated.
    Failed {
        /// The id of the case.
        id: String,
        /// What differs.
        differences: Vec<Difference>,
    },
    /// The form is not known.
    Unsupported {
        /// The id of the case; empty when it has none.
        id: String,
        /// The form it names.
        form: String,
    },
}

/// One figure that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name, e.g. `by_payer[54].due`.
    pub field: String,
    /// What the case expects.
    pub expected: String,
    /// What came out.
    pub actual: String,
}

#[derive(Deserialize)]
struct Case {
    #[serde(default)]
    id: String,
    #[serde(default)]
    form: String,
    #[serde(rename = "in", alias = "request", default)]
    input: Value,
    #[serde(alias = "statement", default)]
    expect: Value,
}

/// One line of a case file, by the rule book that comes with the product.
pub fn run(line: &str) -> Verdict {
    match crate::copay::embedded_book() {
        Ok(book) => run_with(&book.copay, line),
        Err(error) => failed(String::new(), vec![problem("rule book", &error.to_string())]),
    }
}

/// One line of a case file, by another rule book (with subsidy files put into it).
pub fn run_with(book: &CopayBook, line: &str) -> Verdict {
    let case: Case = match serde_json::from_str(line) {
        Ok(case) => case,
        Err(error) => return failed(String::new(), vec![problem("line", &error.to_string())]),
    };
    let outcome = match case.form.as_str() {
        "month" => month::run(book, &case.input, &case.expect),
        "limit" => limit::run(book, &case.input, &case.expect),
        "request" | "copay" => pair::run(book, &case.input, &case.expect),
        _ => return Verdict::Unsupported { id: case.id, form: case.form },
    };
    match outcome {
        Ok(differences) if differences.is_empty() => Verdict::Passed { id: case.id },
        Ok(differences) => failed(case.id, differences),
        Err(difference) => failed(case.id, vec![difference]),
    }
}

const fn failed(id: String, differences: Vec<Difference>) -> Verdict {
    Verdict::Failed { id, differences }
}

/// A case that cannot be calculated.
fn problem(field: &str, message: &str) -> Difference {
    Difference {
        field: field.to_owned(),
        expected: "a case that can be calculated".to_owned(),
        actual: message.to_owned(),
    }
}

/// Puts a difference behind the others when the figures differ.
fn compare(differences: &mut Vec<Difference>, field: String, expected: Option<i64>, actual: i64) {
    if let Some(expected) = expected.filter(|expected| *expected != actual) {
        let (expected, actual) = (expected.to_string(), actual.to_string());
        differences.push(Difference { field, expected, actual });
    }
}
