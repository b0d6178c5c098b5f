//! 版: which files the embedded edition has, and from which day each speaks (`masters/table/editions.toml`).

use super::Fault;
use serde::Deserialize;
use std::path::Path;

/// `editions.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Editions {
    /// One revision of the fee schedule each.
    pub(crate) edition: Vec<Edition>,
    /// One list of drug prices each.
    pub(crate) drugs: Vec<DrugEdition>,
    /// The diseases, which no revision ends.
    pub(crate) diseases: DiseaseEdition,
}

/// 改定: one revision of the fee schedule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Edition {
    /// `R6`.
    pub(crate) name: String,
    /// The first day, `YYYYMMDD`.
    pub(crate) from: String,
    /// The column of `acts.csv` with its amounts, and that of the revision before.
    pub(crate) amounts: [String; 2],
    /// Whether `r8_changes` and its like apply: the column of `acts.csv` with what differs.
    pub(crate) changes: Option<String>,
    /// The files.
    pub(crate) files: Files,
}

/// The files of a revision, below `masters`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Files {
    pub(crate) acts: String,
    pub(crate) comments: String,
    pub(crate) comment_links: String,
    /// The column of `materials.csv` and the file; left out while the prices are not known.
    pub(crate) materials: Option<[String; 2]>,
    pub(crate) auxiliary: String,
    pub(crate) inclusions: String,
    /// A day, a month, at the same time, a week.
    pub(crate) exclusions: [String; 4],
    pub(crate) inpatient_additions: String,
    pub(crate) frequencies: String,
}

/// 薬価: one list of drug prices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DrugEdition {
    pub(crate) file: String,
    pub(crate) from: String,
    /// The column of `drugs.csv` with its prices.
    pub(crate) prices: String,
    /// The column of `drugs.csv` with what differs from `attributes`.
    pub(crate) changes: Option<String>,
}

/// 傷病名・修飾語.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DiseaseEdition {
    pub(crate) diseases: String,
    pub(crate) modifiers: String,
    pub(crate) from: String,
}

impl Editions {
    /// Reads `editions.toml` in the folder `tables`.
    pub(crate) fn read(tables: &Path) -> Result<Self, Fault> {
        let path = tables.join("editions.toml");
        let text = std::fs::read_to_string(&path).map_err(|source| Fault::File { path, source })?;
        toml::from_str(&text)
            .map_err(|error| Fault::Description("editions.toml", error.to_string()))
    }
}
