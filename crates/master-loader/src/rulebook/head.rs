//! 行の頭: what every row of the rule book carries, read from TOML.

use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::rulebook::Rule;
use serde::Deserialize;
use toml::value::Datetime;

/// A row that carries a head.
pub(crate) trait HasHead {
    /// The head, or what is wrong with it.
    fn head(&self) -> Result<Rule, String>;
}

/// The common fields of a row, borrowed.
#[derive(Debug)]
pub(crate) struct HeadFields<'a> {
    pub(crate) id: &'a str,
    pub(crate) from: &'a Datetime,
    pub(crate) through: Option<&'a Datetime>,
    pub(crate) article: &'a str,
    pub(crate) enacted: bool,
    pub(crate) reason: Option<&'a str>,
    pub(crate) cases: &'a [String],
}

impl HeadFields<'_> {
    /// The rule.
    pub(crate) fn rule(&self) -> Result<Rule, String> {
        let from = date(self.from)?;
        let span = match self.through {
            None => Span::open(from),
            Some(through) => Span::new(from, date(through)?).map_err(|error| error.to_string())?,
        };
        if self.id.is_empty() || self.article.is_empty() {
            return Err("`id` and `article` must not be empty".to_owned());
        }
        let doubt = match (self.enacted, self.reason) {
            (true, None) => None,
            (false, Some(reason)) => Some(reason.to_owned()),
            (true, Some(_)) => return Err("`reason` belongs to `enacted = false`".to_owned()),
            (false, None) => return Err("`enacted = false` needs a `reason`".to_owned()),
        };
        Ok(Rule {
            id: self.id.to_owned(),
            span,
            article: self.article.to_owned(),
            doubt,
            cases: self.cases.to_vec(),
        })
    }
}

/// A TOML local date.
pub(crate) fn date(value: &Datetime) -> Result<NaiveDate, String> {
    let found =
        value.date.filter(|_| value.time.is_none() && value.offset.is_none()).and_then(|day| {
            NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day))
        });
    found.ok_or_else(|| format!("expected a day such as 2026-06-01, found `{value}`"))
}

/// The default of `enacted`.
pub(crate) const fn yes() -> bool {
    true
}

/// A ratio, written `3/10`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct RawRatio(pub(crate) santei_engine::Ratio);

impl TryFrom<String> for RawRatio {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(above, below)| {
            Some((above.trim().parse().ok()?, below.trim().parse().ok()?))
        });
        let (above, below): (i64, i64) =
            parts.ok_or_else(|| format!("expected a ratio such as `3/10`, found `{text}`"))?;
        if above < 0 {
            return Err(format!("a ratio is not negative, found `{text}`"));
        }
        santei_engine::Ratio::new(above, below).map(Self).map_err(|error| error.to_string())
    }
}

/// Makes a raw row: the head's fields, then its own.
macro_rules! raw_row {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            id: String,
            from: toml::value::Datetime,
            through: Option<toml::value::Datetime>,
            article: String,
            #[serde(default = "crate::rulebook::head::yes")]
            enacted: bool,
            reason: Option<String>,
            #[serde(default)]
            cases: Vec<String>,
            $($(#[$field_meta])* pub(crate) $field: $type,)*
        }

        impl crate::rulebook::head::HasHead for $name {
            fn head(&self) -> Result<santei_engine::rulebook::Rule, String> {
                crate::rulebook::head::HeadFields {
                    id: &self.id,
                    from: &self.from,
                    through: self.through.as_ref(),
                    article: &self.article,
                    enacted: self.enacted,
                    reason: self.reason.as_deref(),
                    cases: &self.cases,
                }
                .rule()
            }
        }
    };
}
pub(crate) use raw_row;
