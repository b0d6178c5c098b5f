//! ファイルの部分: what a reader yields, each with its records and problems, and the file they make.

use crate::error::ReceiptError;
use crate::lines::Limits;
use crate::reader::{ReadError, Reader};
use crate::receipt::Receipt;
use crate::record::Record;
use crate::records::{Facility, FacilityTotal};
use std::io::{self, Read, Write};
use std::sync::Arc;

/// A part of a file; the parts in their order hold every byte of it.
#[derive(Clone, Debug)]
pub enum Part {
    /// IR: a facility begins.
    Facility(FacilityPart),
    /// RE and what follows it.
    Receipt(Box<Receipt>),
    /// GO: the facility ends.
    Total(TotalPart),
    /// A record that stands in none of these.
    Loose(Loose),
}

/// IR.
#[derive(Clone, Debug)]
pub struct FacilityPart {
    /// The facility; none if the record is quarantined.
    pub facility: Option<Arc<Facility>>,
    pub(crate) record: Record,
    pub(crate) problems: Vec<ReceiptError>,
}

/// GO.
#[derive(Clone, Debug)]
pub struct TotalPart {
    /// The totals; none if the record is quarantined.
    pub total: Option<FacilityTotal>,
    pub(crate) record: Record,
    pub(crate) problems: Vec<ReceiptError>,
}

/// A blank line, the end mark, a stray record, or nothing but the problem that the file ends too early.
#[derive(Clone, Debug)]
pub struct Loose {
    record: Option<Record>,
    problems: Vec<ReceiptError>,
}

/// A whole file in memory, for callers to whom [`Reader`] is too little at a time.
///
/// ```
/// use santei_receipt::ReceiptFile;
///
/// let bytes = b"IR,1,13,1,1234567,,,202606,00,\nGO,0,0,99\n\x1a";
/// let file = ReceiptFile::read("RECEIPTC.UKE", bytes);
/// let mut written = Vec::new();
/// file.write(&mut written)?;
/// assert_eq!(written, bytes);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ReceiptFile {
    /// The parts, in order.
    pub parts: Vec<Part>,
}

impl Loose {
    pub(crate) fn new(record: Option<Record>, problems: Vec<ReceiptError>) -> Self {
        Self { record, problems }
    }
}

impl Part {
    /// The records, in order.
    pub fn records(&self) -> &[Record] {
        match self {
            Self::Facility(part) => core::slice::from_ref(&part.record),
            Self::Receipt(receipt) => receipt.records(),
            Self::Total(part) => core::slice::from_ref(&part.record),
            Self::Loose(part) => part.record.as_slice(),
        }
    }

    /// What is wrong.
    pub fn problems(&self) -> &[ReceiptError] {
        match self {
            Self::Facility(part) => &part.problems,
            Self::Receipt(receipt) => receipt.problems(),
            Self::Total(part) => &part.problems,
            Self::Loose(part) => &part.problems,
        }
    }

    /// Writes the records as they were read.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        self.records().iter().try_for_each(|record| record.write(writer))
    }
}

impl ReceiptFile {
    /// Reads a file that is in memory; `file` is what messages call it.
    pub fn read(file: &str, bytes: &[u8]) -> Self {
        // Reading from memory does not fail.
        Self { parts: Reader::new(file, bytes).map_while(Result::ok).collect() }
    }

    /// Reads a stream to its end.
    ///
    /// # Errors
    ///
    /// [`ReadError`] if the stream breaks.
    pub fn read_from(file: &str, stream: impl Read, limits: Limits) -> Result<Self, ReadError> {
        Ok(Self { parts: Reader::with_limits(file, stream, limits).collect::<Result<_, _>>()? })
    }

    /// The receipts, in order.
    pub fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.parts.iter().filter_map(|part| match part {
            Part::Receipt(receipt) => Some(&**receipt),
            _ => None,
        })
    }

    /// What is wrong, in the order of the parts.
    pub fn problems(&self) -> impl Iterator<Item = &ReceiptError> {
        self.parts.iter().flat_map(Part::problems)
    }

    /// Writes the file as it was read.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn write(&self, writer: &mut impl Write) -> io::Result<()> {
        self.parts.iter().try_for_each(|part| part.write(writer))
    }
}
