//! 依頼の誤り: which field of a request has no meaning, what was found and what is expected.

use super::Request;
use std::fmt;

/// A request that has no meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestError {
    /// JSON path of the field, such as `visits[0].orders[2].act`; `.` is the whole document.
    pub path: String,
    /// What stands there; not told of the patient.
    pub found: String,
    /// What must stand there.
    pub expected: String,
}

impl RequestError {
    pub(crate) fn new(path: String, found: impl Into<String>, expected: impl Into<String>) -> Self {
        let found = if path.starts_with("patient") { String::new() } else { found.into() };
        Self { path, found, expected: expected.into() }
    }

    /// The message in Japanese.
    pub fn message_ja(&self) -> String {
        let Self { path, found, expected } = self;
        match found.as_str() {
            "" => format!("{path}: {expected} が必要です"),
            found => format!("{path}: {found} は使えません。{expected} が必要です"),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, found, expected } = self;
        match found.as_str() {
            "" => write!(f, "{path}: expected {expected}"),
            found => write!(f, "{path}: found {found}, expected {expected}"),
        }
    }
}

impl std::error::Error for RequestError {}

pub(super) fn parse(json: &str) -> Result<Request, RequestError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let request = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| of_serde(place(&error.path().to_string()), error.inner()))?;
    reader.end().map_err(|error| of_serde(".".to_owned(), &error))?;
    Ok(request)
}

/// serde says "invalid type: FOUND, expected EXPECTED" and "unknown field `x`, expected …".
fn of_serde(path: String, error: &serde_json::Error) -> RequestError {
    let sentence = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let plain = sentence.strip_suffix(&place).unwrap_or(&sentence);
    if !error.is_data() {
        return RequestError::new(path, "", format!("JSON ({plain}{place})"));
    }
    if let Some((found, expected)) = plain.split_once(", expected ") {
        let found = ["invalid type: ", "invalid value: ", "invalid length "]
            .iter()
            .find_map(|start| found.strip_prefix(start))
            .unwrap_or(found);
        return RequestError::new(path, found.to_owned(), expected.to_owned());
    }
    match plain.strip_prefix("missing field ") {
        Some(field) => RequestError::new(path, "", format!("a field {field}")),
        None => RequestError::new(path, "", plain.to_owned()),
    }
}

/// The path of a value; the document itself when its text breaks off before any.
fn place(path: &str) -> String {
    if path == "?" { ".".to_owned() } else { path.to_owned() }
}
