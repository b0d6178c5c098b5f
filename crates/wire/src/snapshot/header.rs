//! 版一覧: the header of a snapshot, as `santei masters info` shows it.

use chrono::NaiveDate;
use santei_engine::masters::edition::Edition;
use serde::{Deserialize, Serialize};

/// What a snapshot was made of, readable without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// 版: the official files.
    pub sources: Vec<Source>,
    /// The body that follows.
    pub body: Packed,
}

/// 版: one official file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The short name of the kind of file: `s`, `y`, …, `05`.
    pub table: String,
    /// Name of the file, without its folder.
    pub file: String,
    /// Whether it is a difference file.
    pub is_difference: bool,
    /// The day of issue.
    pub issued: NaiveDate,
    /// The first day it speaks for.
    pub from: NaiveDate,
    /// The last day it speaks for; `null` when no end is known.
    pub through: Option<NaiveDate>,
    /// 改定.
    pub revision: String,
    /// Rows of the file.
    pub rows: u32,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// Size and hash of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packed {
    /// Bytes in the file.
    pub bytes: u64,
    /// Bytes when unpacked.
    pub unpacked_bytes: u64,
    /// SHA-256 of the bytes in the file, in hexadecimal.
    pub sha256: String,
}

impl From<&Edition> for Source {
    fn from(edition: &Edition) -> Self {
        let (from, through) = (edition.speaks_for.from(), edition.speaks_for.through());
        Self {
            table: edition.table.symbol().to_owned(),
            file: edition.file.clone(),
            is_difference: edition.is_difference,
            issued: edition.issued,
            from,
            through: (through != NaiveDate::MAX).then_some(through),
            revision: edition.revision.clone(),
            rows: edition.rows,
            bytes: edition.bytes,
            sha256: edition.sha256.clone(),
        }
    }
}
