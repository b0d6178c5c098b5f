//! 改定: the revisions of the rule book, which say for which days an issue of a master speaks.

use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::masters::edition::TableKind;
use serde::Deserialize;
use thiserror::Error;

/// 改定: one revision of the fee schedule, the drug prices or another master.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The name, `R6`.
    pub name: String,
    /// The first and last day.
    pub span: Span,
}

/// 改定一覧: the revisions of every kind of master.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    schedules: Vec<(Vec<String>, Vec<Revision>)>,
}

/// The list of revisions cannot be used.
#[derive(Debug, Error)]
pub enum RevisionError {
    /// It is not the TOML expected.
    #[error("revisions.toml: {0}")]
    Toml(#[from] toml::de::Error),
    /// Its days do not rise, or a span is empty.
    #[error("revisions.toml: the days of `{tables}` do not rise at `{name}`")]
    Order {
        /// The tables of the list.
        tables: String,
        /// The revision at fault.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevisions {
    schedule: Vec<RawSchedule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSchedule {
    tables: Vec<String>,
    revision: Vec<RawRevision>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRevision {
    name: String,
    from: NaiveDate,
    #[serde(rename = "article")]
    _article: String,
}

impl Revisions {
    /// Reads `masters/rulebook/revisions.toml`.
    ///
    /// # Errors
    ///
    /// [`RevisionError`] if it is not the TOML expected or its days do not rise.
    pub fn parse(text: &str) -> Result<Self, RevisionError> {
        let raw: RawRevisions = toml::from_str(text)?;
        let schedules = raw.schedule.into_iter().map(|schedule| {
            let starts: Vec<_> = schedule.revision.iter().map(|revision| revision.from).collect();
            let revisions = schedule.revision.into_iter().enumerate().map(|(index, revision)| {
                let next = index.checked_add(1).and_then(|next| starts.get(next));
                let through = next.map_or(Some(NaiveDate::MAX), NaiveDate::pred_opt);
                let span = through.and_then(|last| Span::new(revision.from, last).ok());
                let order = || RevisionError::Order {
                    tables: schedule.tables.join(", "),
                    name: revision.name.clone(),
                };
                Ok(Revision { span: span.ok_or_else(order)?, name: revision.name.clone() })
            });
            Ok((schedule.tables.clone(), revisions.collect::<Result<_, RevisionError>>()?))
        });
        Ok(Self { schedules: schedules.collect::<Result<_, RevisionError>>()? })
    }

    /// The revision of a kind of master in force on `day`.
    pub fn on(&self, kind: TableKind, day: NaiveDate) -> Option<&Revision> {
        let schedule = self
            .schedules
            .iter()
            .find(|(tables, _)| tables.iter().any(|table| table == kind.symbol()));
        schedule?.1.iter().find(|revision| revision.span.contains(day))
    }
}
