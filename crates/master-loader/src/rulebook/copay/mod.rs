//! 患者負担のルールブックの読込: `copay/*.toml` to [`CopayBook`].

mod charge;
mod check;
mod convert;
mod raw;

use super::error::{RuleBookError, line_of, of_toml};
use super::head::HasHead;
use raw::RawFile;
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::CopayBook;
use std::collections::BTreeMap;
use toml::Spanned;

/// A file, where its rows are reported.
#[derive(Clone, Copy)]
struct Place<'a> {
    file: &'a str,
    text: &'a str,
}

/// Where each rule stands, for later checks.
#[derive(Debug, Default)]
pub(crate) struct Places {
    lines: Vec<(String, usize)>,
    ids: BTreeMap<String, RuleIndex>,
}

/// Reads the files of the part and puts what is wrong behind `errors`.
pub(crate) fn load(files: &[(&str, &str)], errors: &mut Vec<RuleBookError>) -> CopayBook {
    let mut book = CopayBook::default();
    let mut places = Places::default();
    let mut parsed = Vec::new();
    for (file, text) in files {
        match toml::from_str::<RawFile>(text) {
            Ok(raw) => parsed.push((Place { file, text }, raw)),
            Err(error) => errors.push(of_toml(file, text, &error)),
        }
    }
    for (place, raw) in &parsed {
        for class in &raw.class {
            convert::class(&mut book, class.get_ref())
                .unwrap_or_else(|message| errors.push(at(*place, class, message)));
        }
    }
    for (place, raw) in &parsed {
        convert::rows(
            &mut Sink { book: &mut book, places: &mut places, errors, place: *place },
            raw,
        );
    }
    check::conflicts(&book, &places, errors);
    errors.sort();
    book
}

fn at<T>(place: Place<'_>, row: &Spanned<T>, message: String) -> RuleBookError {
    RuleBookError {
        file: place.file.to_owned(),
        line: line_of(place.text, row.span().start),
        message,
    }
}

/// Where converted rows go.
struct Sink<'a, 'b> {
    book: &'a mut CopayBook,
    places: &'a mut Places,
    errors: &'a mut Vec<RuleBookError>,
    place: Place<'b>,
}

impl Sink<'_, '_> {
    /// Converts rows of one kind: the head first, then the row's own part.
    fn rows<T: HasHead>(
        &mut self,
        rows: &[Spanned<T>],
        put: impl Fn(&mut CopayBook, RuleIndex, &T) -> Result<(), String>,
    ) {
        for row in rows {
            let result = self.head(row).and_then(|rule| put(self.book, rule, row.get_ref()));
            if let Err(message) = result {
                self.errors.push(at(self.place, row, message));
            }
        }
    }

    fn head<T: HasHead>(&mut self, row: &Spanned<T>) -> Result<RuleIndex, String> {
        let rule = row.get_ref().head()?;
        let index = u32::try_from(self.book.rules.len())
            .map(RuleIndex)
            .map_err(|_| "too many rules".to_owned())?;
        if self.places.ids.insert(rule.id.clone(), index).is_some() {
            return Err(format!("the id `{}` is used twice", rule.id));
        }
        self.book.rules.push(rule);
        let line = line_of(self.place.text, row.span().start);
        self.places.lines.push((self.place.file.to_owned(), line));
        Ok(index)
    }
}
