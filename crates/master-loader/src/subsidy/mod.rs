//! 公費マスター: the 国公費マスター and the 地単公費マスター of the 支払基金, from CSV to programmes of the rule book.
//!
//! Both are UTF-8, the first with a line of headings, the second without. Their columns stand in
//! `layouts/kokkouhi.csv` and `layouts/chitan.csv`, the codes of the second in `layouts/chitan_codes.csv`.

mod apply;
mod cells;
mod codes;
mod local;
mod local_charge;
mod local_meal;
mod local_scope;
mod national;
mod national_words;

pub use apply::{OrderDifference, apply, order_differences};

use crate::error::{LoadError, LoadErrorKind};
use crate::layout::{ColumnLayout, columns};
use chrono::NaiveDate;
use santei_engine::rulebook::Rule;
use santei_engine::rulebook::copay_subsidy::SubsidyRow;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::LazyLock;

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubsidyFile {
    /// 国公費マスター.
    National,
    /// 地単公費マスター.
    Local,
}

static NATIONAL: LazyLock<Vec<ColumnLayout>> =
    LazyLock::new(|| columns(include_str!("../../layouts/kokkouhi.csv")));
static LOCAL: LazyLock<Vec<ColumnLayout>> =
    LazyLock::new(|| columns(include_str!("../../layouts/chitan.csv")));

impl SubsidyFile {
    /// Both files.
    pub const ALL: [Self; 2] = [Self::National, Self::Local];

    /// The short name: `kokkouhi`, `chitan`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::National => "kokkouhi",
            Self::Local => "chitan",
        }
    }

    /// The official name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::National => "国公費マスター",
            Self::Local => "地単公費マスター",
        }
    }

    /// The columns in their order.
    pub fn columns(self) -> &'static [ColumnLayout] {
        match self {
            Self::National => &NATIONAL,
            Self::Local => &LOCAL,
        }
    }

    /// Which of the files `bytes` are, by the name and, failing that, the number of columns of the first line.
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        if name.contains("kokkouhi") {
            return Some(Self::National);
        }
        if name.contains("regional_publicly_funded") || name.contains("chitan") {
            return Some(Self::Local);
        }
        let width = cells::first_width(bytes)?;
        Self::ALL.into_iter().find(|kind| kind.columns().len() == width)
    }
}

/// 公費マスター, loaded.
#[doc(alias = "国公費マスター")]
#[derive(Clone, Debug)]
pub struct SubsidyMaster {
    /// Which file.
    pub kind: SubsidyFile,
    /// Its name, as the caller gave it.
    pub file: String,
    /// Rows.
    pub rows: usize,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What the rows say.
    pub programmes: Vec<Programme>,
}

impl SubsidyMaster {
    /// 版の日: the day in the file's name, else the last day on which a programme begins.
    pub fn issued(&self) -> Option<NaiveDate> {
        let digits = self.file.split(|letter: char| !letter.is_ascii_digit());
        let of_name = digits.filter(|run| run.len() == 8).find_map(cells::day);
        of_name.or_else(|| self.programmes.iter().map(|one| one.rule.span.from()).max())
    }

    /// The first day of which a programme speaks.
    pub fn from(&self) -> Option<NaiveDate> {
        self.programmes.iter().map(|one| one.rule.span.from()).min()
    }
}

/// A programme with the head of its rule.
#[derive(Clone, Debug)]
pub struct Programme {
    /// The head.
    pub rule: Rule,
    /// The row; its rule is set when it is put into a book.
    pub row: SubsidyRow,
    /// The file says in words what it pays of meals, so that the row of the rule book holds.
    pub keeps_meals: bool,
}

/// Reads a file.
///
/// # Errors
///
/// Every mistake found, each with line, column number, 項目名, what was found and what was expected.
pub fn read(name: &str, bytes: &[u8]) -> Result<SubsidyMaster, Vec<LoadError>> {
    let Some(kind) = SubsidyFile::of(name, bytes) else {
        return Err(vec![LoadError::of_file(name, "", LoadErrorKind::UnknownFile)]);
    };
    let mut errors = Vec::new();
    let rows = cells::rows(kind, name, bytes, &mut errors);
    let programmes = match kind {
        SubsidyFile::National => national::programmes(name, &rows, &mut errors),
        SubsidyFile::Local => local::programmes(name, &rows, &mut errors),
    };
    if !errors.is_empty() {
        errors.sort_by_key(|error| (error.line, error.column.as_ref().map(|column| column.0)));
        return Err(errors);
    }
    let sha256 = Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a `String` does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    Ok(SubsidyMaster {
        kind,
        file: name.to_owned(),
        rows: rows.len(),
        bytes: bytes.len(),
        sha256,
        programmes,
    })
}
