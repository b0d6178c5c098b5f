//! 行: an official file cut into lines and cells, without looking into them.
//!
//! Quotation marks, commas and line ends are never part of a character of cp932, so the bytes are cut before
//! they are decoded, and a damaged line cannot swallow the next.

use crate::error::LoadErrorKind;
use csv_core::{ReadRecordResult, Reader};

/// The longest line accepted, in bytes; the longest of an official file is below 2,000.
pub(crate) const LINE_LIMIT: usize = 65_536;

/// The cells of one line, reused from line to line.
#[derive(Debug)]
pub(crate) struct Cells {
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

/// The lines of a file with their numbers; a final line end and the end-of-file mark 1A are no lines.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let bytes = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    let body = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let all = (!body.is_empty()).then(|| body.split(|byte| *byte == b'\n'));
    let lines = all.into_iter().flatten().map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    (1_u64..).zip(lines)
}

impl Default for Cells {
    fn default() -> Self {
        // `Reader::new` builds the reader's table of states once; `Reader::default` would leave it empty.
        Self { reader: Reader::new(), bytes: Vec::new(), ends: Vec::new(), count: 0 }
    }
}

impl Cells {
    /// Cuts `line` into its cells.
    pub(crate) fn cut(&mut self, line: &[u8]) -> Result<(), LoadErrorKind> {
        if line.is_empty() {
            return Err(LoadErrorKind::BlankLine);
        }
        if line.len() > LINE_LIMIT {
            return Err(LoadErrorKind::LineTooLong(LINE_LIMIT));
        }
        let is_open = line.iter().fold(false, |open, byte| open ^ (*byte == b'"'));
        if is_open {
            return Err(LoadErrorKind::OpenQuote);
        }
        self.bytes.resize(line.len().saturating_add(1), 0);
        self.ends.resize(line.len().saturating_add(2), 0);
        self.reader.reset();
        let (first, _, written, ended) =
            self.reader.read_record(line, &mut self.bytes, &mut self.ends);
        let mut count = ended;
        if matches!(first, ReadRecordResult::InputEmpty) {
            // The line has no line end; an empty input tells the reader that it is complete.
            let rest = self.bytes.get_mut(written..).unwrap_or_default();
            let places = self.ends.get_mut(ended..).unwrap_or_default();
            let (_, _, _, more) = self.reader.read_record(&[], rest, places);
            count = count.saturating_add(more);
        }
        self.count = count;
        Ok(())
    }

    /// How many cells the line has.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The bytes of the cell at `index`, counted from 0.
    pub(crate) fn get(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(index).copied()).filter(|_| index < self.count);
        range.and_then(|(from, to)| self.bytes.get(from..to)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_commas() {
        let mut cells = Cells::default();
        for (line, expected) in [
            (&b"\"0\",\"S\",\"a,b\""[..], vec![&b"0"[..], b"S", b"a,b"]),
            (b"IR,,1", vec![b"IR", b"", b"1"]),
            (b"\"a\"\"b\",", vec![b"a\"b", b""]),
        ] {
            cells.cut(line).unwrap();
            let found: Vec<_> = (0..cells.len()).map(|index| cells.get(index)).collect();
            assert_eq!(found, expected);
        }
        assert_eq!(cells.cut(b"\"0\",\"S"), Err(LoadErrorKind::OpenQuote));
    }

    #[test]
    fn lines_are_numbered_and_the_end_is_no_line() {
        let numbered: Vec<_> = lines(b"a\r\n\r\nb\r\n\x1a").collect();
        assert_eq!(numbered, [(1, &b"a"[..]), (2, b""), (3, b"b")]);
        assert_eq!(lines(b"").count(), 0);
    }
}
