//! レコード: one line of a file, byte for byte.

use crate::kind::RecordKind;
use core::fmt;
use std::io::{self, Write};
use thiserror::Error;

/// What stood behind the bytes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ending {
    /// Carriage return and line feed, as the specification says.
    CrLf,
    /// A line feed alone.
    Lf,
    /// Nothing: the input ended.
    Nothing,
    /// The mark 0x1A, and then the input ended.
    EndMark,
    /// Nothing: the line was longer than the limit, and the next record is more of it.
    Cut,
}

/// レコード: one line, its bytes untouched.
///
/// `Debug` shows the kind and the size and never the content.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    line: u64,
    content: Vec<u8>,
    ending: Ending,
    kind: RecordKind,
    continued: bool,
}

/// A text has a character that cp932 does not have, or one that would break the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("field {field} has a character that a record cannot hold")]
pub struct EncodeError {
    /// The field, from 1.
    pub field: usize,
}

impl Ending {
    /// The bytes.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::CrLf => b"\r\n",
            Self::Lf => b"\n",
            Self::EndMark => b"\x1a",
            Self::Nothing | Self::Cut => b"",
        }
    }
}

impl Record {
    pub(crate) fn new(line: u64, content: Vec<u8>, ending: Ending, continued: bool) -> Self {
        let first = content.split(|byte| *byte == b',').next().unwrap_or_default();
        let kind = match (first, ending) {
            _ if continued => RecordKind::Unknown,
            (b"\x1a", _) => RecordKind::EndMark,
            (b"", Ending::EndMark) if content.is_empty() => RecordKind::EndMark,
            (b"", _) if content.is_empty() => RecordKind::Blank,
            _ => RecordKind::of(first),
        };
        Self { line, content, ending, kind, continued }
    }

    /// A record made of texts, encoded in cp932 and ended by CRLF; its line number is 0.
    ///
    /// # Errors
    ///
    /// [`EncodeError`] for a character outside cp932, a comma or a control character.
    pub fn encode(fields: &[&str]) -> Result<Self, EncodeError> {
        let mut content = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            if index > 0 {
                content.push(b',');
            }
            let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(field);
            if unmappable || bytes.iter().any(|byte| *byte == b',' || *byte < b' ') {
                return Err(EncodeError { field: index.saturating_add(1) });
            }
            content.extend_from_slice(&bytes);
        }
        Ok(Self::new(0, content, Ending::CrLf, false))
    }

    /// The line in the file, from 1.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The kind of record.
    pub const fn kind(&self) -> RecordKind {
        self.kind
    }

    /// How the line ended.
    pub const fn ending(&self) -> Ending {
        self.ending
    }

    /// Whether it is more of a line that was longer than the limit.
    pub const fn is_continued(&self) -> bool {
        self.continued
    }

    /// The bytes without the ending.
    pub fn content(&self) -> &[u8] {
        &self.content
    }

    /// The fields, the record identification first.
    pub fn fields(&self) -> impl Iterator<Item = &[u8]> {
        self.content.split(|byte| *byte == b',')
    }

    /// Writes the line as it was read.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        writer.write_all(&self.content)?;
        writer.write_all(self.ending.bytes())
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("line", &self.line)
            .field("kind", &self.kind)
            .field("bytes", &self.content.len())
            .field("ending", &self.ending)
            .finish_non_exhaustive()
    }
}
