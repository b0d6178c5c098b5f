//! 読取り: one part of a file at a time, from any stream, in constant memory.

use crate::assemble::{assemble, report_raw};
use crate::error::{ReceiptError, ReceiptErrorKind};
use crate::fields::Fields;
use crate::kind::RecordKind;
use crate::lines::{Limits, LineReader};
use crate::part::{FacilityPart, Loose, Part, TotalPart};
use crate::record::Record;
use crate::records::{Facility, FacilityTotal};
use crate::set::place;
use crate::tally::Tally;
use core::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use thiserror::Error;

/// Reads a stream of UKE, part by part.
///
/// ```
/// use santei_receipt::{Part, Reader};
///
/// let stream = b"IR,1,13,1,1234567,,,202606,00,\r\nRE,1,1112,202606,\x83e\x83X\x83g,1,19900101\r\n\
///     HO,06130017,1,2,1,291\r\nSI,11,1,111000110,,291,1\r\nGO,1,291,99\r\n";
/// for part in Reader::new("RECEIPTC.UKE", &stream[..]) {
///     if let Part::Receipt(receipt) = part? {
///         assert!(receipt.problems().is_empty());
///         assert_eq!(receipt.claimed_points(), Some(291));
///         assert_eq!(receipt.sets.len(), 1);
///     }
/// }
/// # Ok::<(), santei_receipt::ReadError>(())
/// ```
pub struct Reader<R> {
    lines: LineReader<R>,
    file: Arc<str>,
    limits: Limits,
    /// The facility that is open, even if its record could not be read.
    open: Option<Open>,
    pending: Option<Record>,
    overflows: bool,
    done: bool,
}

struct Open {
    line: u64,
    facility: Option<Arc<Facility>>,
    tally: Tally,
}

/// The stream broke.
#[derive(Debug, Error)]
#[error("{file}:{line}: {source}")]
pub struct ReadError {
    /// The file, as the caller named it.
    pub file: Arc<str>,
    /// The line that could not be read.
    pub line: u64,
    /// What the stream said.
    pub source: io::Error,
}

impl<R: Read> Reader<R> {
    /// Reads with the limits of [`Limits::default`]; `file` is what messages call the stream.
    pub fn new(file: &str, stream: R) -> Self {
        Self::with_limits(file, stream, Limits::default())
    }

    /// Reads with limits of the caller's.
    pub fn with_limits(file: &str, stream: R, limits: Limits) -> Self {
        let lines = LineReader::new(stream, limits.line_bytes);
        Self {
            lines,
            file: file.into(),
            limits,
            open: None,
            pending: None,
            overflows: false,
            done: false,
        }
    }

    fn record(&mut self) -> Result<Option<Record>, ReadError> {
        if let Some(record) = self.pending.take() {
            return Ok(Some(record));
        }
        let line = self.lines.line();
        self.lines.next_record().map_err(|source| {
            self.done = true;
            ReadError { file: Arc::clone(&self.file), line, source }
        })
    }

    fn part(&mut self) -> Result<Option<Part>, ReadError> {
        let Some(record) = self.record()? else {
            self.done = true;
            return Ok(self
                .close()
                .map(|problem| Loose::new(None, vec![problem]))
                .map(Part::Loose));
        };
        let part = match record.kind() {
            RecordKind::Facility => Part::Facility(self.facility(record)),
            RecordKind::Header => return self.receipt(record).map(Some),
            RecordKind::Total => Part::Total(self.total(record)),
            _ => return Ok(Some(Part::Loose(self.loose(record)))),
        };
        self.overflows = false;
        Ok(Some(part))
    }

    /// Closes the facility that is open; a problem if GO was still to come.
    fn close(&mut self) -> Option<ReceiptError> {
        let open = self.open.take()?;
        let place = place(&self.file, open.line, RecordKind::Facility, None);
        Some(ReceiptError::report(place, ReceiptErrorKind::NoTotal))
    }

    fn facility(&mut self, record: Record) -> FacilityPart {
        let mut problems: Vec<_> = self.close().into_iter().collect();
        let mut fields = Fields::new(&record, &self.file, &self.limits, &mut problems);
        let facility = if fields.is_quarantined() { None } else { Facility::read(&mut fields) };
        let facility = facility.filter(|_| !fields.is_quarantined()).map(Arc::new);
        self.open =
            Some(Open { line: record.line(), facility: facility.clone(), tally: Tally::default() });
        FacilityPart { facility, record, problems }
    }

    fn receipt(&mut self, first: Record) -> Result<Part, ReadError> {
        self.overflows = false;
        let mut problems = Vec::new();
        if self.open.is_none() {
            let place = place(&self.file, first.line(), RecordKind::Header, None);
            problems.push(ReceiptError::report(place, ReceiptErrorKind::OutsideFacility));
        }
        let mut records = vec![first];
        while let Some(record) = self.record()? {
            if record.kind().starts_part() {
                self.pending = Some(record);
                break;
            }
            if records.len() >= self.limits.records {
                let place = place(&self.file, record.line(), record.kind(), None);
                let limit = self.limits.records;
                problems
                    .push(ReceiptError::quarantine(place, ReceiptErrorKind::LongReceipt { limit }));
                self.overflows = true;
                self.pending = Some(record);
                break;
            }
            records.push(record);
        }
        let facility = self.open.as_ref().and_then(|open| open.facility.clone());
        let receipt = assemble(&self.file, &self.limits, facility, records, problems);
        if let Some(open) = &mut self.open {
            open.tally.add(&receipt);
        }
        Ok(Part::Receipt(Box::new(receipt)))
    }

    fn total(&mut self, record: Record) -> TotalPart {
        let mut problems = Vec::new();
        let mut fields = Fields::new(&record, &self.file, &self.limits, &mut problems);
        let total = if fields.is_quarantined() { None } else { FacilityTotal::read(&mut fields) };
        let total = total.filter(|_| !fields.is_quarantined());
        match self.open.take() {
            None => fields.report(None, ReceiptErrorKind::OutsideFacility),
            Some(open) => {
                if let Some(total) = &total {
                    open.tally.check(open.facility.as_deref(), total, &mut fields);
                }
            }
        }
        TotalPart { total, record, problems }
    }

    fn loose(&mut self, record: Record) -> Loose {
        let mut problems = Vec::new();
        let kind = record.kind();
        if kind.is_detail() && !self.overflows {
            let place = place(&self.file, record.line(), kind, None);
            problems.push(ReceiptError::quarantine(place, ReceiptErrorKind::OutsideReceipt));
        } else if kind != RecordKind::EndMark {
            report_raw(&record, &self.file, &self.limits, &mut problems);
        }
        Loose::new(Some(record), problems)
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Part, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done && self.pending.is_none() { None } else { self.part().transpose() }
    }
}

impl<R> fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("file", &self.file)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
