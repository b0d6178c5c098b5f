//! 形式 `request`: a co-pay request and what its statement must hold.

use super::{Difference, problem};
use crate::copay;
use santei_engine::rulebook::copay::CopayBook;
use serde_json::Value;

/// The differences of one case: every figure the case states must agree; what it does not state is free.
pub(super) fn run(
    book: &CopayBook,
    input: &Value,
    expect: &Value,
) -> Result<Vec<Difference>, Difference> {
    if expect.as_object().is_none_or(serde_json::Map::is_empty) {
        return Err(problem("expect", "the case expects nothing"));
    }
    let statement = match copay::run_with(book, &input.to_string()) {
        Ok(statement) => serde_json::to_value(statement),
        Err(error) => serde_json::to_value(serde_json::json!({
            "error": { "path": error.path, "message": error.message }
        })),
    };
    let statement = statement.map_err(|error| problem("in", &error.to_string()))?;
    let mut differences = Vec::new();
    compare("", expect, &statement, &mut differences);
    Ok(differences)
}

fn compare(path: &str, expect: &Value, actual: &Value, differences: &mut Vec<Difference>) {
    match (expect, actual) {
        (Value::Object(fields), Value::Object(found)) => {
            for (name, value) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                compare(&path, value, found.get(name).unwrap_or(&Value::Null), differences);
            }
        }
        (Value::Array(items), Value::Array(found)) if items.len() == found.len() => {
            for (place, (value, found)) in items.iter().zip(found).enumerate() {
                compare(&format!("{path}[{place}]"), value, found, differences);
            }
        }
        _ if expect == actual => {}
        _ => differences.push(Difference {
            field: path.to_owned(),
            expected: expect.to_string(),
            actual: actual.to_string(),
        }),
    }
}
