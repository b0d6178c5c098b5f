//! 診療年月: a month of service, written `2026-06`.

use chrono::{Datelike, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// 診療年月: a calendar month, written `YYYY-MM`.
#[doc(alias = "診療年月")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

/// Text that is no month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a month such as `2026-06`, found `{0}`")]
pub struct MonthError(String);

impl Month {
    /// The first day.
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The month that holds `day`.
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Whether `day` lies in this month.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        let well_formed = text.len() == 7
            && text
                .bytes()
                .enumerate()
                .all(|(place, byte)| if place == 4 { byte == b'-' } else { byte.is_ascii_digit() });
        match NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d") {
            Ok(first) if well_formed => Ok(Self { first }),
            _ => Err(MonthError(text)),
        }
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
    }
}

impl JsonSchema for Month {
    fn schema_name() -> Cow<'static, str> {
        "Month".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$", "description": "診療年月" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_four_digits_a_hyphen_and_two() {
        for (text, good) in [
            ("2026-06", true),
            ("2026-13", false),
            ("2026-6", false),
            ("20260601", false),
            ("", false),
        ] {
            assert_eq!(Month::try_from(text.to_owned()).is_ok(), good, "{text}");
        }
        assert_eq!(Month::try_from("2015-01".to_owned()).unwrap().to_string(), "2015-01");
    }
}
