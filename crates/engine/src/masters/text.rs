//! 名称: the names of the masters in one shared pool, so that a row is small and a snapshot loads without copying names.

use crate::masters::cell::{CellError, FromCells};
use std::collections::HashMap;

/// A text of the pool; 0 is the empty text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Text(u32);

/// Every distinct text of the masters, once.
#[derive(Clone, Debug, Default)]
pub struct TextPool {
    all: String,
    ends: Vec<u32>,
    known: HashMap<Box<str>, Text>,
}

/// The pool as a snapshot carries it: all texts in a row and how long each is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextParts {
    /// All texts, one after the other.
    pub all: String,
    /// The bytes of each.
    pub lengths: Vec<u32>,
}

impl TextPool {
    /// The place of `text`, which is added if it is new.
    ///
    /// # Errors
    ///
    /// [`CellError`] if the pool would pass 4 GiB.
    pub fn intern(&mut self, text: &str) -> Result<Text, CellError> {
        if text.is_empty() {
            return Ok(Text::default());
        }
        if let Some(known) = self.known.get(text) {
            return Ok(*known);
        }
        let full = |_| CellError::new("masters of less than 4 GiB of names");
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).map_err(full)?);
        let id = Text(u32::try_from(self.ends.len()).map_err(full)?);
        self.known.insert(text.into(), id);
        Ok(id)
    }

    /// The text at `id`; empty if the pool has no such text.
    pub fn get(&self, id: Text) -> &str {
        let Some(index) = usize::try_from(id.0).ok().and_then(|number| number.checked_sub(1))
        else {
            return "";
        };
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(index).copied());
        range
            .and_then(|(from, to)| Some(usize::try_from(from).ok()?..usize::try_from(to).ok()?))
            .and_then(|range| self.all.get(range))
            .unwrap_or_default()
    }

    /// Whether `id` names a text of this pool.
    pub fn holds(&self, id: Text) -> bool {
        usize::try_from(id.0).is_ok_and(|number| number <= self.ends.len())
    }

    /// The pool in the form of a snapshot.
    pub fn into_parts(self) -> TextParts {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let lengths = self.ends.iter().zip(starts).map(|(end, start)| end.saturating_sub(start));
        TextParts { lengths: lengths.collect(), all: self.all }
    }

    /// A pool from a snapshot; `None` if the texts are longer or shorter than stated, or one cuts a character.
    pub fn from_parts(parts: TextParts) -> Option<Self> {
        let TextParts { all, lengths: mut ends } = parts;
        let mut end = 0_u32;
        for length in &mut ends {
            end = end.checked_add(*length)?;
            if !usize::try_from(end).is_ok_and(|offset| all.is_char_boundary(offset)) {
                return None;
            }
            *length = end;
        }
        let complete = usize::try_from(end).is_ok_and(|end| end == all.len());
        complete.then_some(Self { all, ends, known: HashMap::new() })
    }
}

impl FromCells for Text {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
        texts.intern(cells.first().copied().unwrap_or_default())
    }

    fn last_text(&self) -> Text {
        *self
    }

    fn respell(&mut self, spell: &mut dyn FnMut(Text) -> Text) {
        *self = spell(*self);
    }
}
