//! 読込エラー: what is wrong with an official file, with its exact place.

use std::fmt;

/// Something that keeps an official file from being loaded; every one of a file is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// The file as the caller named it.
    pub file: String,
    /// 行: the line, counted from 1.
    pub line: Option<u64>,
    /// 項番 and 項目名 of the column.
    pub column: Option<(usize, String)>,
    /// What was found, shortened to 40 characters.
    pub found: String,
    /// What was expected.
    pub kind: LoadErrorKind,
}

/// What was expected of the place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadErrorKind {
    /// The file's name is not that of an official master.
    UnknownFile,
    /// A file of subsidies, which stands beside the masters and is no part of them.
    SubsidyFile,
    /// The file is larger than the limit, in bytes.
    TooLarge(u64),
    /// The zip archive cannot be read.
    BadArchive,
    /// The file has no row.
    NoRow,
    /// A line is longer than the limit, in bytes.
    LineTooLong(usize),
    /// A blank line among the rows.
    BlankLine,
    /// A quotation mark that is not closed on the line.
    OpenQuote,
    /// The number of columns of the layout.
    ColumnCount(Vec<usize>),
    /// Bytes that are no character of cp932.
    BadBytes,
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Characters of the column's mode.
    Mode(&'static str),
    /// At most so many bytes of cp932.
    TooLong(usize),
    /// One of the codes of the layout.
    Code(String),
    /// A value of the column's type.
    Value(&'static str),
    /// The first row for the key and day stands on this line.
    Duplicate(u64),
    /// The rule book has no revision for the latest day of the file.
    NoRevision,
    /// A difference file changes a row that no edition loaded has just before.
    NoBase,
    /// Rows of several files contradict each other.
    Conflict(String),
    /// So many further errors of the file are not listed.
    More(usize),
}

impl LoadError {
    /// An error of a whole file.
    pub fn of_file(file: &str, found: impl Into<String>, kind: LoadErrorKind) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: None,
            found: shortened(&found.into()),
            kind,
        }
    }

    /// An error of a line.
    pub fn of_line(file: &str, line: u64, found: impl Into<String>, kind: LoadErrorKind) -> Self {
        Self { line: Some(line), ..Self::of_file(file, found, kind) }
    }

    /// The same error, at a column.
    #[must_use]
    pub fn at(self, number: usize, name: &str) -> Self {
        Self { column: Some((number, name.to_owned())), ..self }
    }

    /// The message in Japanese.
    pub fn message_ja(&self) -> String {
        let mut place = self.file.clone();
        if let Some(line) = self.line {
            place = format!("{place} {line}行目");
        }
        if let Some((number, name)) = &self.column {
            place = format!("{place} 項番{number}「{name}」");
        }
        let found = if self.found.is_empty() { "（空）" } else { &self.found };
        let what = match &self.kind {
            LoadErrorKind::UnknownFile => {
                "公表されているマスターのファイル名ではありません".to_owned()
            }
            LoadErrorKind::SubsidyFile => {
                "公費のファイルです。マスターには入りません（--subsidies で指定してください）"
                    .to_owned()
            }
            LoadErrorKind::TooLarge(limit) => {
                format!("大きすぎます（上限 {limit} バイト、実際 {found}）")
            }
            LoadErrorKind::BadArchive => format!("zip として読めません: {found}"),
            LoadErrorKind::NoRow => "行がありません".to_owned(),
            LoadErrorKind::LineTooLong(limit) => {
                format!("行が長すぎます（上限 {limit} バイト、実際 {found}）")
            }
            LoadErrorKind::BlankLine => "空行があります".to_owned(),
            LoadErrorKind::OpenQuote => "引用符が閉じていません".to_owned(),
            LoadErrorKind::ColumnCount(expected) => {
                format!("項目数が {found} です。{} でなければなりません", listed(expected))
            }
            LoadErrorKind::BadBytes => format!("cp932 でないバイト列 {found} があります"),
            LoadErrorKind::NotUtf8 => format!("UTF-8 でないバイト列 {found} があります"),
            LoadErrorKind::Mode(mode) => format!("`{found}` は{}ではありません", mode_ja(mode)),
            LoadErrorKind::TooLong(limit) => format!("`{found}` は {limit} バイトを超えています"),
            LoadErrorKind::Code(codes) => {
                format!("`{found}` は定められたコード（{codes}）ではありません")
            }
            LoadErrorKind::Value(expected) => format!("`{found}` は読めません。期待: {expected}"),
            LoadErrorKind::Duplicate(line) => {
                format!("`{found}` は同じ日について {line} 行目と重複しています")
            }
            LoadErrorKind::NoRevision => format!("{found} を含む改定がルールブックにありません"),
            LoadErrorKind::NoBase => {
                format!("`{found}` を変更していますが、直前の版が読み込まれていません")
            }
            LoadErrorKind::Conflict(detail) => format!("ファイル間で矛盾しています: {detail}"),
            LoadErrorKind::More(count) => format!("ほかに {count} 件のエラーがあります"),
        };
        format!("{place}: {what}")
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, " line {line}")?;
        }
        if let Some((number, name)) = &self.column {
            write!(f, ", column {number} ({name})")?;
        }
        let found = &self.found;
        match &self.kind {
            LoadErrorKind::UnknownFile => write!(f, ": not the name of a national master"),
            LoadErrorKind::SubsidyFile => {
                write!(f, ": found a file of subsidies, expected masters (give it to --subsidies)")
            }
            LoadErrorKind::TooLarge(limit) => {
                write!(f, ": found {found} bytes, expected at most {limit}")
            }
            LoadErrorKind::BadArchive => write!(f, ": not a readable zip archive: {found}"),
            LoadErrorKind::NoRow => write!(f, ": found no row, expected at least one"),
            LoadErrorKind::LineTooLong(limit) => {
                write!(f, ": found a line of {found} bytes, expected at most {limit}")
            }
            LoadErrorKind::BlankLine => write!(f, ": found a blank line, expected a row"),
            LoadErrorKind::OpenQuote => {
                write!(f, ": found a quotation mark that is not closed on the line")
            }
            LoadErrorKind::ColumnCount(expected) => {
                write!(f, ": found {found} columns, expected {}", listed(expected))
            }
            LoadErrorKind::BadBytes => write!(f, ": found bytes {found}, expected cp932 text"),
            LoadErrorKind::NotUtf8 => write!(f, ": found bytes {found}, expected UTF-8 text"),
            LoadErrorKind::Mode(mode) => write!(f, ": found `{found}`, expected {mode}"),
            LoadErrorKind::TooLong(limit) => {
                write!(f, ": found `{found}`, expected at most {limit} bytes")
            }
            LoadErrorKind::Code(codes) => write!(f, ": found `{found}`, expected one of {codes}"),
            LoadErrorKind::Value(expected) => write!(f, ": found `{found}`, expected {expected}"),
            LoadErrorKind::Duplicate(line) => {
                write!(
                    f,
                    ": found a second row for `{found}` on one day, the first is on line {line}"
                )
            }
            LoadErrorKind::NoRevision => {
                write!(f, ": found rows of {found}, expected a revision of the rule book")
            }
            LoadErrorKind::NoBase => {
                write!(
                    f,
                    ": found a change of `{found}`, expected an edition loaded that has it just before"
                )
            }
            LoadErrorKind::Conflict(detail) => write!(f, ": {detail}"),
            LoadErrorKind::More(count) => write!(f, ": {count} further errors are not listed"),
        }
    }
}

impl std::error::Error for LoadError {}

fn listed(counts: &[usize]) -> String {
    counts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

fn mode_ja(mode: &str) -> &str {
    match mode {
        "digits" => "数字",
        "letters and digits" => "英数字",
        _ => mode,
    }
}

fn shortened(text: &str) -> String {
    let mut letters = text.chars();
    let short: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() { short + "…" } else { short }
}
