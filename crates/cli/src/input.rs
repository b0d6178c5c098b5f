//! 入力: files by name, `-` for standard input, JSON documents one after the other.

use crate::context::Context;
use crate::failure::Failure;
use crate::message::Message;
use serde_json::value::RawValue;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A file opened for reading, or standard input for `-`.
///
/// # Errors
///
/// [`Failure::Input`] if it cannot be opened.
pub(crate) fn open(context: Context, path: &Path) -> Result<Box<dyn BufRead + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let failed = |error: io::Error| Failure::reading(context, path, &error);
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 16, file)))
}

/// All bytes of a file or of standard input.
///
/// # Errors
///
/// [`Failure::Input`] if it cannot be read.
pub(crate) fn read(context: Context, path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| Failure::reading(context, path, &error);
    open(context, path)?.read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// The text of a file or of standard input, in UTF-8.
///
/// # Errors
///
/// [`Failure::Input`] if it cannot be read or is no UTF-8.
pub(crate) fn text(context: Context, path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(context, path)?).map_err(|error| {
        let (path, error) = (path.display().to_string(), error.utf8_error().to_string());
        Failure::input(context.text(&Message::BadFile { path, error }))
    })
}

/// Whether a file begins as `test` says.
///
/// # Errors
///
/// [`Failure::Input`] if it cannot be read.
pub(crate) fn begins(
    context: Context,
    path: &Path,
    test: fn(&[u8]) -> bool,
) -> Result<bool, Failure> {
    let mut file = open(context, path)?;
    let start = file.fill_buf().map_err(|error| Failure::reading(context, path, &error))?;
    Ok(test(start))
}

/// The JSON documents of a file, one after the other (one document, or one a line).
///
/// # Errors
///
/// [`Failure::Input`] if the file cannot be opened; each document has its own if it is no JSON.
pub(crate) fn documents(
    context: Context,
    path: &Path,
) -> Result<impl Iterator<Item = Result<Box<RawValue>, Failure>>, Failure> {
    let file = open(context, path)?;
    let documents = serde_json::Deserializer::from_reader(file).into_iter::<Box<RawValue>>();
    let path = path.to_owned();
    Ok(documents.map(move |document| {
        document.map_err(|error| {
            let path = path.display().to_string();
            Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
        })
    }))
}
