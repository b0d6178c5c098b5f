//! 適用期間: an inclusive span of days.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

/// 適用期間: from the first day (変更年月日・新設年月日) through the last (廃止年月日), both included.
#[doc(alias = "適用期間")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "(i32, i32)", into = "(i32, i32)"))]
pub struct Span {
    from: NaiveDate,
    through: NaiveDate,
}

/// A span that ends before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the span ends on {through}, before its first day {from}")]
pub struct SpanError {
    from: NaiveDate,
    through: NaiveDate,
}

impl Span {
    /// From the first day through the last.
    ///
    /// # Errors
    ///
    /// [`SpanError`] if the last day comes before the first.
    pub fn new(from: NaiveDate, through: NaiveDate) -> Result<Self, SpanError> {
        if from <= through { Ok(Self { from, through }) } else { Err(SpanError { from, through }) }
    }

    /// From a day on, with no end known.
    pub const fn open(from: NaiveDate) -> Self {
        Self { from, through: NaiveDate::MAX }
    }

    /// The first day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day; [`NaiveDate::MAX`] when no end is known.
    pub const fn through(self) -> NaiveDate {
        self.through
    }

    /// Whether `day` lies inside.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.through
    }

    /// Whether the two spans share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.through && other.from <= self.through
    }

    /// The days both spans share, if any.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.through.min(other.through)).ok()
    }
}

/// Days of a year in one number: a snapshot holds some 200,000 spans, and such a number becomes a date without a division.
const YEAR: i32 = 512;

/// The number that stands for [`NaiveDate::MAX`], which most spans end with.
const NO_END: i32 = 0;

/// Each day as its year times 512 plus its place in the year; 0 for an end that is not known.
impl From<Span> for (i32, i32) {
    fn from(span: Span) -> Self {
        let number = |day: NaiveDate| {
            let place = i32::try_from(day.ordinal()).unwrap_or_default();
            day.year().saturating_mul(YEAR).saturating_add(place)
        };
        let through = if span.through == NaiveDate::MAX { NO_END } else { number(span.through) };
        (number(span.from), through)
    }
}

/// A pair of numbers that is no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the day numbers {from} and {through} make no span")]
pub struct DayNumberError {
    from: i32,
    through: i32,
}

impl TryFrom<(i32, i32)> for Span {
    type Error = DayNumberError;

    fn try_from((from, through): (i32, i32)) -> Result<Self, DayNumberError> {
        let day = |number: i32| {
            let place = u32::try_from(number.rem_euclid(YEAR)).ok()?;
            NaiveDate::from_yo_opt(number.div_euclid(YEAR), place)
        };
        let last = if through == NO_END { Some(NaiveDate::MAX) } else { day(through) };
        day(from)
            .zip(last)
            .and_then(|(first, last)| Self::new(first, last).ok())
            .ok_or(DayNumberError { from, through })
    }
}
