//! 項目の値: reads a field as a number, a day, a code or a text; what is not one is told.

use super::Fields;
use crate::calendar;
use crate::codes::Coded;
use crate::error::ReceiptErrorKind;
use crate::expected::{Expected, Found};
use crate::text::{self, Private};
use chrono::NaiveDate;
use core::str::FromStr;
use rust_decimal::Decimal;

impl Fields<'_> {
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
