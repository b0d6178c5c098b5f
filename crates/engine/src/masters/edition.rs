//! 版: which issues of which official files the masters were made from, and for which days each speaks.

use crate::span::Span;
use chrono::NaiveDate;
use std::fmt;

/// One kind of official file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TableKind {
    /// 医科診療行為マスター (s).
    Acts,
    /// 機能病棟 rows in the layout of the act master (k).
    WardActs,
    /// 医薬品マスター (y).
    Drugs,
    /// 特定器材マスター (t).
    Materials,
    /// コメントマスター (c).
    Comments,
    /// コメント関連テーブル (ck).
    CommentLinks,
    /// 傷病名マスター (b).
    Diseases,
    /// 修飾語マスター (z).
    Modifiers,
    /// 電子点数表 01 補助マスターテーブル.
    Auxiliary,
    /// 電子点数表 02 包括テーブル.
    Inclusions,
    /// 電子点数表 03-1 背反テーブル１（１日につき）.
    ExclusionsDay,
    /// 電子点数表 03-2 背反テーブル２（同一月内）.
    ExclusionsMonth,
    /// 電子点数表 03-3 背反テーブル３（同時）.
    ExclusionsTogether,
    /// 電子点数表 03-4 背反テーブル４（１週間につき）.
    ExclusionsWeek,
    /// 電子点数表 04 入院基本料テーブル.
    InpatientAdditions,
    /// 電子点数表 05 算定回数テーブル.
    Frequencies,
}

/// 版: one issue of one official file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Edition {
    /// The kind of file.
    pub table: TableKind,
    /// Whether it is a difference file (変更区分 without 0) rather than a whole edition.
    pub is_difference: bool,
    /// The file's name, without its folder.
    pub file: String,
    /// The day in the file's name, or else the latest 変更年月日 of its rows.
    pub issued: NaiveDate,
    /// The days from the first of its revision through the last: the days for which the edition speaks.
    pub speaks_for: Span,
    /// 改定: the revision's name in the rule book (`R6`).
    pub revision: String,
    /// Rows of the file.
    pub rows: u32,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// 未読項目: a value in a column that no step reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct UnreadCell {
    /// The kind of file.
    pub table: TableKind,
    /// The code of the row, as a number.
    pub code: u32,
    /// 項番 of the column.
    pub column: u16,
    /// What the column holds.
    pub value: super::text::Text,
}

impl TableKind {
    /// Every kind, in the order of the layouts.
    pub const ALL: [Self; 16] = [
        Self::Acts,
        Self::WardActs,
        Self::Drugs,
        Self::Materials,
        Self::Comments,
        Self::CommentLinks,
        Self::Diseases,
        Self::Modifiers,
        Self::Auxiliary,
        Self::Inclusions,
        Self::ExclusionsDay,
        Self::ExclusionsMonth,
        Self::ExclusionsTogether,
        Self::ExclusionsWeek,
        Self::InpatientAdditions,
        Self::Frequencies,
    ];

    /// The short name the field knows the file by: `s`, `y`, …, `03-1`, `05`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Acts => "s",
            Self::WardActs => "k",
            Self::Drugs => "y",
            Self::Materials => "t",
            Self::Comments => "c",
            Self::CommentLinks => "ck",
            Self::Diseases => "b",
            Self::Modifiers => "z",
            Self::Auxiliary => "01",
            Self::Inclusions => "02",
            Self::ExclusionsDay => "03-1",
            Self::ExclusionsMonth => "03-2",
            Self::ExclusionsTogether => "03-3",
            Self::ExclusionsWeek => "03-4",
            Self::InpatientAdditions => "04",
            Self::Frequencies => "05",
        }
    }

    /// The official name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acts => "医科診療行為マスター",
            Self::WardActs => "医科診療行為マスター（機能病棟）",
            Self::Drugs => "医薬品マスター",
            Self::Materials => "特定器材マスター",
            Self::Comments => "コメントマスター",
            Self::CommentLinks => "コメント関連テーブル",
            Self::Diseases => "傷病名マスター",
            Self::Modifiers => "修飾語マスター",
            Self::Auxiliary => "補助マスターテーブル",
            Self::Inclusions => "包括テーブル",
            Self::ExclusionsDay => "背反テーブル１（１日につき）",
            Self::ExclusionsMonth => "背反テーブル２（同一月内）",
            Self::ExclusionsTogether => "背反テーブル３（同時）",
            Self::ExclusionsWeek => "背反テーブル４（１週間につき）",
            Self::InpatientAdditions => "入院基本料テーブル",
            Self::Frequencies => "算定回数テーブル",
        }
    }
}

impl fmt::Display for TableKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}
