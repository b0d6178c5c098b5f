//! 項目検査: whether a cell holds what its column may hold.

use crate::error::LoadErrorKind;
use crate::layout::{ColumnLayout, Domain, Mode};
use encoding_rs::SHIFT_JIS;
use santei_engine::masters::age::AgeBound;
use santei_engine::masters::cell::{FromCells, Hundredths};
use santei_engine::masters::text::TextPool;
use std::borrow::Cow;

/// What was found and what was expected instead.
pub(crate) type Fault = (String, LoadErrorKind);

/// The text of a cell of cp932 bytes.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    if bytes.is_ascii() {
        // ASCII bytes are the same text in cp932 and UTF-8.
        return Ok(String::from_utf8_lossy(bytes));
    }
    SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .filter(|text| !text.chars().any(is_private_or_control))
        .ok_or_else(|| (hexadecimal(bytes), LoadErrorKind::BadBytes))
}

/// Whether `text`, decoded from `bytes`, may stand in `column`; `scratch` takes no part in the result.
pub(crate) fn check(
    column: &ColumnLayout,
    text: &str,
    bytes: &[u8],
    scratch: &mut TextPool,
) -> Result<(), Fault> {
    let wrong = |kind| Err((text.to_owned(), kind));
    if bytes.len() > column.max_bytes {
        return wrong(LoadErrorKind::TooLong(column.max_bytes));
    }
    match column.mode {
        Mode::Digits if !bytes.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') => {
            return wrong(LoadErrorKind::Mode("digits"));
        }
        Mode::Alphanumeric
            if !bytes.iter().all(u8::is_ascii_graphic) && !is_symbol(column, text) =>
        {
            return wrong(LoadErrorKind::Mode("letters and digits"));
        }
        _ => {}
    }
    let cell = &[text];
    match &column.domain {
        Domain::Codes(codes) if !codes.iter().any(|code| code.holds(text)) => {
            let all: Vec<_> = codes.iter().map(ToString::to_string).collect();
            wrong(LoadErrorKind::Code(all.join(", ")))
        }
        Domain::Date => typed(text, <Option<chrono::NaiveDate>>::from_cells(cell, scratch).err()),
        Domain::Decimal if !text.is_empty() => {
            typed(text, Hundredths::from_cells(cell, scratch).err())
        }
        Domain::Age => typed(text, AgeBound::from_cells(cell, scratch).err()),
        Domain::Any | Domain::Decimal | Domain::Codes(_) => Ok(()),
    }
}

fn typed(text: &str, error: Option<santei_engine::masters::cell::CellError>) -> Result<(), Fault> {
    match error {
        Some(error) => Err((text.to_owned(), LoadErrorKind::Value(error.expected))),
        None => Ok(()),
    }
}

/// Whether the column is wide enough for text and its codes are not ASCII (加算コード of ck, 区分 of the notice).
fn is_symbol(column: &ColumnLayout, text: &str) -> bool {
    column.max_bytes > 12 && !text.chars().any(char::is_control)
}

/// Characters that no official file uses; they come from damaged bytes.
fn is_private_or_control(letter: char) -> bool {
    letter.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().take(12).map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}
