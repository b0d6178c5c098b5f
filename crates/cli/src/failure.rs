//! 失敗: why a command could not do its work, and the exit code that says so.

use crate::context::Context;
use crate::message::Message;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// The exit code when the work is done.
pub(crate) const DONE: u8 = 0;
/// The work is done, and the answer to the question asked is "no" (`verify`, `masters diff`, `audit --check`).
pub(crate) const NO: u8 = 1;
/// The command line has no meaning.
pub(crate) const USAGE: u8 = 2;
/// A file that came in cannot be read or has no meaning.
pub(crate) const INPUT: u8 = 3;
/// A result cannot be written.
pub(crate) const OUTPUT: i32 = 4;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What came in cannot be read; one sentence for each mistake found.
    Input(Vec<String>),
    /// What goes out cannot be written.
    Output(String),
    /// The reader of a pipe has gone (`santei … | head`); there is nobody left to tell.
    BrokenPipe,
}

impl Failure {
    /// One mistake of what came in.
    pub(crate) fn input(sentence: impl Into<String>) -> Self {
        Self::Input(vec![sentence.into()])
    }

    /// A file that cannot be opened or read.
    pub(crate) fn reading(context: Context, path: &Path, error: &io::Error) -> Self {
        let path = path.display().to_string();
        Self::input(context.text(&Message::CannotRead { path, error: error.to_string() }))
    }

    /// The exit code.
    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Input(_) => INPUT,
            Self::Output(_) => u8::try_from(OUTPUT).unwrap_or(INPUT),
            Self::BrokenPipe => DONE,
        }
    }

    /// Tells the reason on standard error, in JSON if the results are JSON.
    pub(crate) fn report(&self, context: Context) {
        let (kind, sentences) = match self {
            Self::Input(sentences) => ("input", sentences.as_slice()),
            Self::Output(sentence) => ("output", std::slice::from_ref(sentence)),
            Self::BrokenPipe => return,
        };
        let mut errors = io::stderr().lock();
        for sentence in sentences {
            let line = if context.json {
                json!({ "error": { "kind": kind, "message": sentence } }).to_string()
            } else {
                format!("santei: {sentence}")
            };
            // When standard error is closed too, the exit code alone speaks.
            if writeln!(errors, "{line}").is_err() {
                return;
            }
        }
    }
}

/// Errors while writing results.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::BrokenPipe,
            _ => Self::Output(error.to_string()),
        }
    }
}

/// `serde_json` wraps the errors of the writer below it.
impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}
