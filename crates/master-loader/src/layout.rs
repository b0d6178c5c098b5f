//! レイアウト: the columns of every official file as the 仕様説明書 lists them (`layouts/*.csv`).

use santei_engine::masters::edition::TableKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// モード: which characters a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// 数字: digits, and the point of a decimal.
    Digits,
    /// 英数: ASCII letters, digits and signs.
    Alphanumeric,
    /// 英数カナ: ASCII and half-width kana (full-width in the disease files).
    Kana,
    /// 漢字: any text.
    Text,
}

/// What a value must be beyond its characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// Nothing further.
    Any,
    /// `YYYYMMDD`, `99999999`, zeros or empty.
    Date,
    /// Digits with at most two decimals.
    Decimal,
    /// A bound of age.
    Age,
    /// One of the codes listed; a span `0-9` stands for all numbers of it.
    Codes(Vec<CodeSpan>),
}

/// One code of a coded column, or a span of numbers of one width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeSpan {
    /// This text.
    One(String),
    /// A number from the first through the last, written with as many digits as the first.
    Numbers(u32, u32, usize),
    /// A letter from the first through the last.
    Letters(char, char),
}

/// 項目: one column of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLayout {
    /// 項番, counted from 1.
    pub number: usize,
    /// 項目名.
    pub name: String,
    /// モード.
    pub mode: Mode,
    /// 最大バイト in cp932.
    pub max_bytes: usize,
    /// What values it may take.
    pub domain: Domain,
    /// The step that reads the column, as a path under a crate's `src`; empty if none does.
    pub reader: String,
    /// Why no step reads it.
    pub reason: String,
}

/// One official layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Its columns in order.
    pub columns: Vec<ColumnLayout>,
    /// The counts of columns accepted: all of them, and those of older issues.
    pub counts: &'static [usize],
    /// 項番 of the column with the first day (変更年月日・新設年月日), and of one used when that is empty.
    pub from: (usize, usize),
    /// 項番 of the column with the last day (廃止年月日).
    pub through: usize,
    /// Whether a row without a first day speaks from the beginning (傷病名, 修飾語 listed before the dates were kept).
    pub is_timeless: bool,
}

struct Source {
    kinds: &'static [TableKind],
    text: &'static str,
    counts: &'static [usize],
    from: (usize, usize),
    through: usize,
}

const SOURCES: &[Source] = &[
    Source {
        kinds: &[TableKind::Acts, TableKind::WardActs],
        text: include_str!("../layouts/s.csv"),
        counts: &[150],
        from: (87, 87),
        through: 88,
    },
    Source {
        kinds: &[TableKind::Drugs],
        text: include_str!("../layouts/y.csv"),
        counts: &[42, 40],
        from: (30, 30),
        through: 31,
    },
    Source {
        kinds: &[TableKind::Materials],
        text: include_str!("../layouts/t.csv"),
        counts: &[38],
        from: (28, 28),
        through: 30,
    },
    Source {
        kinds: &[TableKind::Comments],
        text: include_str!("../layouts/c.csv"),
        counts: &[30],
        from: (21, 21),
        through: 22,
    },
    Source {
        kinds: &[TableKind::CommentLinks],
        text: include_str!("../layouts/ck.csv"),
        counts: &[30],
        from: (12, 12),
        through: 13,
    },
    Source {
        kinds: &[TableKind::Diseases],
        text: include_str!("../layouts/b.csv"),
        counts: &[46],
        from: (22, 23),
        through: 24,
    },
    Source {
        kinds: &[TableKind::Modifiers],
        text: include_str!("../layouts/z.csv"),
        counts: &[19],
        from: (14, 15),
        through: 16,
    },
    Source {
        kinds: &[TableKind::Auxiliary],
        text: include_str!("../layouts/01.csv"),
        counts: &[27],
        from: (26, 26),
        through: 27,
    },
    Source {
        kinds: &[TableKind::Inclusions],
        text: include_str!("../layouts/02.csv"),
        counts: &[7],
        from: (6, 6),
        through: 7,
    },
    Source {
        kinds: &[
            TableKind::ExclusionsDay,
            TableKind::ExclusionsMonth,
            TableKind::ExclusionsTogether,
            TableKind::ExclusionsWeek,
        ],
        text: include_str!("../layouts/03.csv"),
        counts: &[10],
        from: (9, 9),
        through: 10,
    },
    Source {
        kinds: &[TableKind::InpatientAdditions],
        text: include_str!("../layouts/04.csv"),
        counts: &[8],
        from: (7, 7),
        through: 8,
    },
    Source {
        kinds: &[TableKind::Frequencies],
        text: include_str!("../layouts/05.csv"),
        counts: &[14],
        from: (13, 13),
        through: 14,
    },
];

static LAYOUTS: LazyLock<BTreeMap<TableKind, Layout>> = LazyLock::new(|| {
    let layout = |source: &Source| Layout {
        columns: columns(source.text),
        counts: source.counts,
        from: source.from,
        through: source.through,
        is_timeless: source
            .kinds
            .iter()
            .any(|kind| matches!(kind, TableKind::Diseases | TableKind::Modifiers)),
    };
    SOURCES
        .iter()
        .flat_map(|source| source.kinds.iter().map(move |kind| (*kind, layout(source))))
        .collect()
});

static NOTHING: Layout =
    Layout { columns: Vec::new(), counts: &[], from: (0, 0), through: 0, is_timeless: false };

impl Layout {
    /// The layout of a kind of file.
    pub fn of(kind: TableKind) -> &'static Self {
        LAYOUTS.get(&kind).unwrap_or(&NOTHING)
    }

    /// The column with the number.
    pub fn column(&self, number: usize) -> Option<&ColumnLayout> {
        self.columns.get(number.checked_sub(1)?)
    }
}

impl Domain {
    fn parse(text: &str) -> Self {
        match text {
            "" => Self::Any,
            "date" => Self::Date,
            "decimal" => Self::Decimal,
            "age" => Self::Age,
            codes => Self::Codes(codes.split('|').map(CodeSpan::parse).collect()),
        }
    }
}

impl CodeSpan {
    fn parse(text: &str) -> Self {
        let span =
            text.split_once('-').filter(|(first, last)| !first.is_empty() && !last.is_empty());
        let Some((first, last)) = span else { return Self::One(text.to_owned()) };
        match (first.parse(), last.parse(), first.chars().next(), last.chars().next()) {
            (Ok(low), Ok(high), _, _) => Self::Numbers(low, high, first.len()),
            (_, _, Some(low), Some(high)) => Self::Letters(low, high),
            _ => Self::One(text.to_owned()),
        }
    }

    /// Whether `text` is one of the codes.
    pub fn holds(&self, text: &str) -> bool {
        match self {
            Self::One(code) => code == text,
            Self::Numbers(low, high, width) => {
                let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                let plain = text.len() == *width || (text.len() > *width && !text.starts_with('0'));
                digits
                    && plain
                    && text.parse().is_ok_and(|number: u32| (*low..=*high).contains(&number))
            }
            Self::Letters(low, high) => {
                let mut letters = text.chars();
                matches!((letters.next(), letters.next()), (Some(letter), None) if (*low..=*high).contains(&letter))
            }
        }
    }
}

impl std::fmt::Display for CodeSpan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::One(code) if code.is_empty() => f.write_str("(empty)"),
            Self::One(code) => f.write_str(code),
            Self::Numbers(low, high, width) => write!(f, "{low:0width$}-{high:0width$}"),
            Self::Letters(low, high) => write!(f, "{low}-{high}"),
        }
    }
}

/// The columns of a layout file. The files are part of the program and a test reads every one, so a line that
/// does not parse cannot reach a user.
pub(crate) fn columns(text: &str) -> Vec<ColumnLayout> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().filter_map(Result::ok);
    rows.filter_map(|row| {
        let cell = |index: usize| row.get(index).unwrap_or_default();
        Some(ColumnLayout {
            number: cell(0).parse().ok()?,
            name: cell(1).to_owned(),
            mode: match cell(2) {
                "数字" => Mode::Digits,
                "英数" => Mode::Alphanumeric,
                "英数カナ" => Mode::Kana,
                _ => Mode::Text,
            },
            max_bytes: cell(3).parse().ok()?,
            domain: Domain::parse(cell(4)),
            reader: cell(5).to_owned(),
            reason: cell(6).to_owned(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_all_its_columns_in_order() {
        for source in SOURCES {
            let columns = columns(source.text);
            let numbers: Vec<_> = columns.iter().map(|column| column.number).collect();
            assert_eq!(numbers, (1..=source.counts[0]).collect::<Vec<_>>(), "{:?}", source.kinds);
            assert_eq!(source.text.lines().count(), columns.len() + 1, "{:?}", source.kinds);
        }
    }

    #[test]
    fn code_spans_hold_what_they_say() {
        let codes = Domain::parse("|0-16|A-Z|BK");
        let Domain::Codes(spans) = codes else { panic!("codes expected") };
        let holds = |text| spans.iter().any(|span| span.holds(text));
        assert!(["", "0", "16", "Q", "BK"].into_iter().all(holds));
        assert!(!["17", "00", "q", "BKX", "-"].into_iter().any(holds));
    }
}
