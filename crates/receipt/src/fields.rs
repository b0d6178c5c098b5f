//! 項目の読取り: reads the fields of a record, and gathers everything that is wrong with them.

use crate::calendar;
use crate::codes::Coded;
use crate::error::{FieldPlace, Place, ReceiptError, ReceiptErrorKind};
use crate::expected::{Expected, Found};
use crate::kind::RecordKind;
use crate::layout::Layout;
use crate::lines::Limits;
use crate::record::{Ending, Record};
use crate::text::{self, Private};
use chrono::NaiveDate;
use core::str::FromStr;
use rust_decimal::Decimal;
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

    /// A whole number of at most so many digits.
    pub(crate) fn number(&mut self, field: usize, digits: u8) -> Option<u32> {
        self.read(field, Expected::Number(digits), |bytes| number(bytes, digits))
    }

    /// The same, and it must be recorded.
    pub(crate) fn must_number(&mut self, field: usize, digits: u8) -> Option<u32> {
        let value = self.number(field, digits);
        self.must(field, Expected::Number(digits), value)
    }

    /// A whole number of at most so many digits, more than 9, which must be recorded.
    pub(crate) fn must_long(&mut self, field: usize, digits: u8) -> Option<u64> {
        let value = self.read(field, Expected::Number(digits), |bytes| number(bytes, digits));
        self.must(field, Expected::Number(digits), value)
    }

    /// A whole number that may be negative.
    pub(crate) fn signed(&mut self, field: usize, digits: u8) -> Option<i64> {
        self.read(field, Expected::SignedNumber(digits), |bytes| {
            let (negative, bytes) =
                bytes.strip_prefix(b"-").map_or((false, bytes), |rest| (true, rest));
            let value: i64 = number(bytes, digits)?;
            Some(if negative { value.saturating_neg() } else { value })
        })
    }

    /// Exactly so many digits, which must be recorded.
    pub(crate) fn must_digits(&mut self, field: usize, digits: u8) -> Option<u32> {
        let expected = Expected::Digits(digits);
        let value = self.read(field, expected, |bytes| exact(bytes, digits));
        self.must(field, expected, value)
    }

    /// Exactly so many digits, or nothing.
    pub(crate) fn digits(&mut self, field: usize, digits: u8) -> Option<u32> {
        self.read(field, Expected::Digits(digits), |bytes| exact(bytes, digits))
    }

    /// The number of an insurer, blanks around it taken away.
    pub(crate) fn insurer(&mut self, field: usize) -> Option<String> {
        self.read(field, Expected::InsurerNumber, |bytes| {
            let text = core::str::from_utf8(bytes).ok()?.trim_matches(' ');
            (matches!(text.len(), 4 | 6 | 8) && text.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| text.to_owned())
        })
    }

    /// A number with a decimal point.
    pub(crate) fn decimal(&mut self, field: usize, whole: u8, fraction: u8) -> Option<Decimal> {
        self.read(field, Expected::Decimal(whole, fraction), |bytes| {
            decimal(bytes, whole, fraction)
        })
    }

    /// A day.
    pub(crate) fn day(&mut self, field: usize) -> Option<NaiveDate> {
        self.read(field, Expected::Day, calendar::day)
    }

    /// A day, which must be recorded.
    pub(crate) fn must_day(&mut self, field: usize) -> Option<NaiveDate> {
        let value = self.day(field);
        self.must(field, Expected::Day, value)
    }

    /// A month, which must be recorded.
    pub(crate) fn must_month(&mut self, field: usize) -> Option<calendar::Month> {
        let value = self.read(field, Expected::Month, calendar::month);
        self.must(field, Expected::Month, value)
    }

    /// A code of a table.
    pub(crate) fn code<T: Coded>(&mut self, field: usize) -> Option<T> {
        self.read(field, Expected::Code(T::TABLE), |bytes| {
            T::from_code(core::str::from_utf8(bytes).ok()?)
        })
    }

    /// A code of a table, which must be recorded.
    pub(crate) fn must_code<T: Coded>(&mut self, field: usize) -> Option<T> {
        let value = self.code(field);
        self.must(field, Expected::Code(T::TABLE), value)
    }

    /// Something of an own form, which must be recorded.
    pub(crate) fn must_own<T>(
        &mut self,
        field: usize,
        expected: Expected,
        own: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.read(field, expected, |bytes| own(core::str::from_utf8(bytes).ok()?));
        self.must(field, expected, value)
    }

    /// Codes of a table side by side; a code that the table does not have is reported and left out.
    pub(crate) fn codes<T: Coded>(&mut self, field: usize, most: u8, width: u8) -> Vec<T> {
        let expected = Expected::Codes(T::TABLE, most, width);
        let groups =
            self.read(field, expected, |bytes| groups(bytes, most, width)).unwrap_or_default();
        let mut values = Vec::new();
        for group in groups {
            match core::str::from_utf8(group).ok().and_then(T::from_code) {
                Some(value) => values.push(value),
                None => self.report(
                    Some(field),
                    ReceiptErrorKind::BadField {
                        found: Found::short(group, self.shown()),
                        expected,
                    },
                ),
            }
        }
        values
    }

    /// Texts of one width side by side.
    pub(crate) fn groups(&mut self, field: usize, most: u8, width: u8) -> Vec<String> {
        let groups = self
            .read(field, Expected::Groups(most, width), |bytes| groups(bytes, most, width))
            .unwrap_or_default();
        groups.into_iter().map(text::decode).collect()
    }

    /// Text, blanks behind it taken away.
    pub(crate) fn text(&self, field: usize) -> Option<String> {
        let text = text::decode(self.cell(field));
        let text = text.trim_end_matches([' ', '\u{3000}']);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Text of a patient.
    pub(crate) fn private(&self, field: usize) -> Option<Private<String>> {
        self.text(field).map(Private::new)
    }

    /// Text of a patient, which must be recorded.
    pub(crate) fn must_private(&mut self, field: usize) -> Option<Private<String>> {
        let value = self.private(field);
        if value.is_none() && field < self.cells.len() {
            self.quarantine(Some(field), ReceiptErrorKind::EmptyField { expected: Expected::Text });
        }
        value
    }
}

fn exact(bytes: &[u8], digits: u8) -> Option<u32> {
    (bytes.len() == usize::from(digits)).then(|| number(bytes, digits)).flatten()
}

fn number<T: FromStr>(bytes: &[u8], digits: u8) -> Option<T> {
    if bytes.is_empty()
        || bytes.len() > usize::from(digits)
        || !bytes.iter().all(u8::is_ascii_digit)
    {
        return None;
    }
    core::str::from_utf8(bytes).ok()?.parse().ok()
}

fn decimal(bytes: &[u8], whole: u8, fraction: u8) -> Option<Decimal> {
    let text = core::str::from_utf8(bytes).ok()?;
    let (before, behind) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str, most: u8| {
        (1..=usize::from(most)).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (digits(before, whole) && digits(behind, fraction))
        .then(|| Decimal::from_str_exact(text).ok())
        .flatten()
}

fn groups(bytes: &[u8], most: u8, width: u8) -> Option<Vec<&[u8]>> {
    let bytes = bytes.trim_ascii_end();
    let groups = bytes.chunks_exact(usize::from(width));
    (groups.remainder().is_empty() && groups.len() <= usize::from(most)).then(|| groups.collect())
}
