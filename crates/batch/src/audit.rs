//! 一括点検: a stream of UKE in, audited receipts out, in the order of the file.
//!
//! While one batch of receipts is audited on all threads, the next is read; at most two batches are in memory.

use crate::convert::receipt_claim;
use crate::shard::Shard;
use rayon::prelude::*;
use santei_engine::audit::tally::Tally;
use santei_engine::audit::{Law, ReceiptAudit, audit};
use santei_receipt::{Facility, Part, ReadError, Reader, Receipt, ReceiptError};
use std::io::Read;
use std::sync::Arc;
use thiserror::Error;

/// How to run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditOptions {
    /// Receipts of a batch.
    pub batch: usize,
    /// Only the receipts of this shard.
    pub shard: Option<Shard>,
}

/// One receipt, audited or set aside.
#[derive(Clone, Debug)]
pub struct AuditedReceipt {
    /// The facility that claims; none if its IR is missing or could not be read.
    pub facility: Option<Arc<Facility>>,
    /// レセプト番号; none if RE could not be read.
    pub number: Option<u32>,
    /// The line of RE.
    pub line: u64,
    /// The audit; none if a record of the receipt could not be read, so that the receipt was set aside.
    pub audit: Option<ReceiptAudit>,
    /// What is wrong with its records.
    pub problems: Vec<ReceiptError>,
}

/// What a stream hands over.
#[derive(Clone, Debug)]
pub enum Handed {
    /// A receipt.
    Receipt(Box<AuditedReceipt>),
    /// What is wrong outside receipts (IR, GO, stray records).
    Problem(ReceiptError),
}

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum StreamError<E> {
    /// The stream broke.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The receiver of the results gave up.
    #[error("{0}")]
    Sink(E),
}

enum Unit {
    Receipt(Box<Receipt>),
    Problems(Vec<ReceiptError>),
}

impl Default for AuditOptions {
    fn default() -> Self {
        Self { batch: 1024, shard: None }
    }
}

/// Audits every receipt of a stream; `file` is what messages call it.
///
/// `render` runs on every thread, on each receipt by itself; `sink` takes what it made, in the order of the file, on one thread.
/// The thread pool is rayon's current one.
///
/// # Errors
///
/// [`StreamError`] if the stream breaks or the sink gives up; everything before was handed over.
pub fn audit_stream<R: Read + Send, T: Send, E>(
    file: &str,
    stream: R,
    law: Law<'_>,
    options: AuditOptions,
    render: impl Fn(Handed) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<Tally, StreamError<E>> {
    let mut source = Source { reader: Reader::new(file, stream), ordinal: 0, options };
    let mut tally = Tally::default();
    let (mut batch, mut end) = source.next_batch();
    while !batch.is_empty() {
        let at_end = end.is_err();
        let work = || {
            let units = batch.into_par_iter().with_min_len(RUN);
            units.map(|unit| run(unit, law, &render)).collect::<Vec<_>>()
        };
        let read = || if at_end { (Vec::new(), Ok(())) } else { source.next_batch() };
        let (handed, (next, next_end)) = rayon::join(work, read);
        for (results, part) in handed {
            tally.merge(&part);
            results.into_iter().try_for_each(&mut sink).map_err(StreamError::Sink)?;
        }
        batch = next;
        if !at_end {
            end = next_end;
        }
    }
    end.map(|()| tally).map_err(StreamError::Read)
}

/// Receipts that one thread takes at a time.
const RUN: usize = 16;

struct Source<R> {
    reader: Reader<R>,
    ordinal: u64,
    options: AuditOptions,
}

impl<R: Read> Source<R> {
    /// The next units, and whether the stream broke behind them; no unit = the end.
    fn next_batch(&mut self) -> (Vec<Unit>, Result<(), ReadError>) {
        let mut units = Vec::with_capacity(self.options.batch);
        while units.len() < self.options.batch.max(1) {
            match self.reader.next() {
                None => break,
                Some(Err(error)) => return (units, Err(error)),
                Some(Ok(Part::Receipt(receipt))) => {
                    let ordinal = self.ordinal;
                    self.ordinal = ordinal.saturating_add(1);
                    if self.options.shard.is_none_or(|shard| shard.holds(ordinal)) {
                        units.push(Unit::Receipt(receipt));
                    }
                }
                Some(Ok(part)) if part.problems().is_empty() => {}
                Some(Ok(part)) => units.push(Unit::Problems(part.problems().to_vec())),
            }
        }
        (units, Ok(()))
    }
}

fn run<T>(unit: Unit, law: Law<'_>, render: &impl Fn(Handed) -> T) -> (Vec<T>, Tally) {
    let mut tally = Tally::default();
    let rendered = match unit {
        Unit::Problems(problems) => problems.into_iter().map(Handed::Problem).map(render).collect(),
        Unit::Receipt(receipt) => {
            let claim = if receipt.is_whole() { receipt_claim(&receipt) } else { None };
            let audited = claim.map(|claim| audit(&claim, law));
            match &audited {
                Some(audited) => tally.add(audited),
                None => tally.add_quarantined(),
            }
            vec![render(Handed::Receipt(Box::new(AuditedReceipt {
                facility: receipt.facility.clone(),
                number: receipt.header.as_ref().map(|header| header.number),
                line: receipt.line(),
                audit: audited,
                problems: receipt.problems().to_vec(),
            })))]
        }
    };
    (rendered, tally)
}
