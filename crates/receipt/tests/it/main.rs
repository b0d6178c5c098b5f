//! Tests of the receipt crate through its public door.

#![expect(clippy::unwrap_used, reason = "a test says that it fails by panicking")]
#![expect(clippy::indexing_slicing, reason = "a test says that it fails by panicking")]

mod privacy;
mod round_trip;
mod sample;
mod sets;
mod streaming;
mod typed;
mod wrong;

use santei_receipt::ReceiptFile;

/// cp932 bytes of lines, CRLF behind each.
#[track_caller]
fn cp932(lines: &[&str]) -> Vec<u8> {
    let mut text = lines.join("\r\n");
    text.push_str("\r\n");
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!unmappable, "a line has a character outside cp932");
    bytes.into_owned()
}

/// The file of these lines, called `f`.
#[track_caller]
fn file(lines: &[&str]) -> ReceiptFile {
    ReceiptFile::read("f", &cp932(lines))
}
