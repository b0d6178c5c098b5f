//! 実行: from JSON to a statement.

use super::calculate::calculate;
use super::error::CopayRequestError;
use super::request::CopayRequest;
use super::statement::CopayStatement;
use santei_engine::rulebook::RuleBook;
use santei_engine::rulebook::copay::CopayBook;
use santei_master_loader::{embedded, rulebook};
use std::sync::OnceLock;

/// The rule book that comes with the product, read once.
///
/// # Errors
///
/// The mistakes of the book, as one text; the tests of `santei-master-loader` show that there is none.
pub fn embedded_book() -> Result<&'static RuleBook, CopayRequestError> {
    static BOOK: OnceLock<Result<RuleBook, String>> = OnceLock::new();
    BOOK.get_or_init(|| {
        rulebook::load(embedded::RULEBOOK)
            .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    })
    .as_ref()
    .map_err(|message| CopayRequestError::at(".", message.clone()))
}

/// One request, as JSON text, by the embedded rule book.
///
/// # Errors
///
/// [`CopayRequestError`] with the JSON path of what is wrong.
pub fn run(json: &str) -> Result<CopayStatement, CopayRequestError> {
    run_with(&embedded_book()?.copay, json)
}

/// One request, as JSON text, by another rule book.
///
/// # Errors
///
/// [`CopayRequestError`] with the JSON path of what is wrong.
pub fn run_with(book: &CopayBook, json: &str) -> Result<CopayStatement, CopayRequestError> {
    calculate(book, &parse(json)?)
}

/// A request from JSON text.
///
/// # Errors
///
/// [`CopayRequestError`] with the JSON path of what is wrong; the message never repeats a value of the text.
pub fn parse(json: &str) -> Result<CopayRequest, CopayRequestError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let request = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        CopayRequestError::at(path, error.into_inner().to_string())
    })?;
    reader.end().map_err(|error| CopayRequestError::at(".", error.to_string()))?;
    Ok(request)
}
