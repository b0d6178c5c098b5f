//! 行: cuts a stream into lines, within a limit of length.

use crate::record::{Ending, Record};
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// 上限: how much one file may ask of memory.
///
/// What exceeds a limit is reported, stays in the raw layer and is written back; it only has no typed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest line, in bytes; a longer one comes in pieces.
    pub line_bytes: usize,
    /// The most fields of a record.
    pub fields: usize,
    /// The most records of a receipt.
    pub records: usize,
}

impl Default for Limits {
    /// Line 65,536 bytes (the longest field of the layouts has 2,400), 256 fields (the longest layout has 48), 20,000 records.
    fn default() -> Self {
        Self { line_bytes: 65_536, fields: 256, records: 20_000 }
    }
}

/// Cuts a stream into records.
pub(crate) struct LineReader<R> {
    source: BufReader<R>,
    limit: usize,
    line: u64,
    continued: bool,
}

impl<R: Read> LineReader<R> {
    pub(crate) fn new(source: R, limit: usize) -> Self {
        Self {
            source: BufReader::with_capacity(65_536, source),
            limit: limit.max(1),
            line: 1,
            continued: false,
        }
    }

    /// The line that comes next, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The next line or piece of one; `None` at the end.
    pub(crate) fn next_record(&mut self) -> io::Result<Option<Record>> {
        let mut content = Vec::new();
        loop {
            let chunk = match self.source.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(self.last(content));
            }
            let room = self.limit.saturating_sub(content.len());
            let window = chunk.get(..room).unwrap_or(chunk);
            if let Some(at) = window.iter().position(|byte| *byte == b'\n') {
                content.extend_from_slice(window.get(..at).unwrap_or_default());
                self.source.consume(at.saturating_add(1));
                let ending = if content.last() == Some(&b'\r') { Ending::CrLf } else { Ending::Lf };
                if ending == Ending::CrLf {
                    content.pop();
                }
                return Ok(Some(self.record(content, ending)));
            }
            let taken = window.len();
            content.extend_from_slice(window);
            self.source.consume(taken);
            if content.len() >= self.limit {
                return Ok(Some(self.record(content, Ending::Cut)));
            }
        }
    }

    fn last(&mut self, mut content: Vec<u8>) -> Option<Record> {
        if content.is_empty() {
            return None;
        }
        let ending = if content.last() == Some(&0x1a) { Ending::EndMark } else { Ending::Nothing };
        if ending == Ending::EndMark {
            content.pop();
        }
        Some(self.record(content, ending))
    }

    fn record(&mut self, content: Vec<u8>, ending: Ending) -> Record {
        let record = Record::new(self.line, content, ending, self.continued);
        self.continued = ending == Ending::Cut;
        if !self.continued {
            self.line = self.line.saturating_add(1);
        }
        record
    }
}
