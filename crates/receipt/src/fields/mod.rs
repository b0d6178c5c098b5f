//! 項目の読取り: the fields of a record, and everything that is wrong with them; `typed` reads their values.

mod typed;

use crate::error::{FieldPlace, Place, ReceiptError, ReceiptErrorKind};
use crate::expected::{Expected, Found};
use crate::kind::RecordKind;
use crate::layout::Layout;
use crate::lines::Limits;
use crate::record::{Ending, Record};
use crate::text::{self};
use std::sync::Arc;

/// Found text longer than this is not shown.
const SHOWN: usize = 16;
/// The same when the number of fields says that they may have shifted, so that free text may stand anywhere; where a
/// patient's name or number may stand anywhere, nothing is shown.
const SHOWN_IF_SHIFTED: usize = 4;

/// The fields of one record, and what is wrong with it so far.
pub(crate) struct Fields<'a> {
    file: &'a Arc<str>,
    line: u64,
    kind: RecordKind,
    layout: &'static Layout,
    cells: Vec<&'a [u8]>,
    problems: &'a mut Vec<ReceiptError>,
    quarantined: bool,
}

impl<'a> Fields<'a> {
    /// Cuts the record; what is wrong goes to `problems`.
    pub(crate) fn new(
        record: &'a Record,
        file: &'a Arc<str>,
        limits: &Limits,
        problems: &'a mut Vec<ReceiptError>,
    ) -> Self {
        let layout = Layout::of(record.kind());
        let mut cells = Vec::with_capacity(layout.most().min(limits.fields).saturating_add(1));
        cells.extend(record.fields().take(limits.fields.saturating_add(1)));
        let mut fields = Self {
            file,
            line: record.line(),
            kind: record.kind(),
            layout,
            cells,
            problems,
            quarantined: false,
        };
        if record.ending() == Ending::Cut {
            fields.quarantine(None, ReceiptErrorKind::LongLine { limit: limits.line_bytes });
        } else {
            fields.check_count(record, limits);
            if !record.content().iter().all(|byte| (b' '..=b'~').contains(byte)) {
                fields.check_text();
            }
        }
        fields
    }

    fn check_count(&mut self, record: &Record, limits: &Limits) {
        let count = self.cells.len();
        if count > limits.fields {
            let found = record.fields().count();
            self.cells.truncate(limits.fields);
            self.quarantine(None, ReceiptErrorKind::TooManyFields { found, most: limits.fields });
        } else if count < self.layout.least {
            self.quarantine(
                None,
                ReceiptErrorKind::TooFewFields { found: count, least: self.layout.least },
            );
        } else if self.is_typed() && count > self.layout.most() {
            self.quarantine(
                None,
                ReceiptErrorKind::TooManyFields { found: count, most: self.layout.most() },
            );
        }
    }

    fn check_text(&mut self) {
        let mut wrong = Vec::new();
        for (field, cell) in self.cells.iter().enumerate() {
            if cell.iter().any(|byte| *byte < b' ' || *byte == 0x7f) {
                wrong.push((field, ReceiptErrorKind::ControlCharacter));
            }
            if !text::decodes(cell) {
                wrong.push((field, ReceiptErrorKind::NotShiftJis));
            }
        }
        for (field, kind) in wrong {
            self.report(Some(field), kind);
        }
    }

    fn is_typed(&self) -> bool {
        self.layout.most() > 1
    }

    /// Whether the record has no typed value.
    pub(crate) fn is_quarantined(&self) -> bool {
        self.quarantined
    }

    /// Reports without quarantine.
    pub(crate) fn report(&mut self, field: Option<usize>, kind: ReceiptErrorKind) {
        let place = self.place(field);
        self.problems.push(ReceiptError::report(place, kind));
    }

    fn quarantine(&mut self, field: Option<usize>, kind: ReceiptErrorKind) {
        self.quarantined = true;
        let place = self.place(field);
        self.problems.push(ReceiptError::quarantine(place, kind));
    }

    fn place(&self, field: Option<usize>) -> Place {
        let name = |field: usize| FieldPlace {
            number: field.saturating_add(1),
            name: self.layout.name(field),
        };
        Place {
            file: Arc::clone(self.file),
            line: self.line,
            record: self.kind,
            field: field.map(name),
        }
    }

    /// The bytes of a field; none if the record ends before it.
    pub(crate) fn cell(&self, field: usize) -> &'a [u8] {
        self.cells.get(field).copied().unwrap_or_default()
    }

    fn found(&self, field: usize) -> Found {
        let bytes = self.cell(field);
        if self.layout.is_private(field) {
            return Found::Redacted(bytes.len());
        }
        Found::short(bytes, self.shown())
    }

    /// How long a text may be to be shown.
    fn shown(&self) -> usize {
        let is_patient = matches!(
            self.kind,
            RecordKind::Header
                | RecordKind::Insurance
                | RecordKind::Public
                | RecordKind::Qualification
        );
        if self.cells.len() == self.layout.most() {
            SHOWN
        } else if is_patient {
            0
        } else {
            SHOWN_IF_SHIFTED
        }
    }

    fn bad(&mut self, field: usize, expected: Expected) {
        let kind = ReceiptErrorKind::BadField { found: self.found(field), expected };
        self.quarantine(Some(field), kind);
    }

    fn read<T>(
        &mut self,
        field: usize,
        expected: Expected,
        read: impl FnOnce(&'a [u8]) -> Option<T>,
    ) -> Option<T> {
        let bytes = self.cell(field);
        if bytes.is_empty() {
            return None;
        }
        let value = read(bytes);
        if value.is_none() {
            self.bad(field, expected);
        }
        value
    }

    /// Says that a field must be recorded; call it on the result of another reading.
    pub(crate) fn must<T>(
        &mut self,
        field: usize,
        expected: Expected,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() && self.cell(field).is_empty() && field < self.cells.len() {
            self.quarantine(Some(field), ReceiptErrorKind::EmptyField { expected });
        }
        value
    }
}
