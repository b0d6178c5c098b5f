//! 実行環境: what every command is told: the language, the form of the results, and where they go.

use crate::failure::Failure;
use crate::lang::Lang;
use crate::message::Message;
use crate::output::Output;
use santei_wire::copay::request::Language;
use serde::Serialize;
use std::path::Path;

/// What every command is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The language of messages.
    pub(crate) lang: Lang,
    /// Whether results are JSON.
    pub(crate) json: bool,
}

impl Context {
    /// A message in the chosen language.
    pub(crate) fn text(self, message: &Message) -> String {
        message.in_language(self.lang)
    }

    /// One of two words.
    pub(crate) fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// The language of what `wire` renders.
    pub(crate) const fn language(self) -> Language {
        match self.lang {
            Lang::Ja => Language::Ja,
            Lang::En => Language::En,
        }
    }

    /// Standard output, or the file at `path` (`-` is standard output).
    ///
    /// # Errors
    ///
    /// [`Failure::Output`] if the file cannot be made.
    pub(crate) fn output(self, path: Option<&Path>) -> Result<Output, Failure> {
        match path {
            Some(path) if path != Path::new("-") => Output::file(path).map_err(|error| {
                let path = path.display().to_string();
                let error = error.to_string();
                Failure::Output(self.text(&Message::CannotWrite { path, error }))
            }),
            _ => Ok(Output::standard()),
        }
    }

    /// Prints a result as one JSON document, or as the text that `text` writes.
    ///
    /// # Errors
    ///
    /// [`Failure`] if it cannot be written.
    pub(crate) fn print<T: Serialize>(
        self,
        result: &T,
        text: impl FnOnce(&mut Output) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut output = self.output(None)?;
        if self.json {
            output.json(result)?;
        } else {
            text(&mut output)?;
        }
        output.finish()
    }
}
