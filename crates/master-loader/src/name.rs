//! ファイル名: which official file a name stands for, and the day of its issue.

use chrono::NaiveDate;
use santei_engine::masters::edition::TableKind;

/// What the name of an official file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficialName {
    /// The kind of file.
    pub kind: TableKind,
    /// The day in the name (`s_20251104.csv`, `s_ALL20220218.csv`), if there is one.
    pub issued: Option<NaiveDate>,
}

/// The prefixes of the electronic points table, longest first; R8 writes a space after the number.
const TABLES: [(&str, TableKind); 8] = [
    ("03-1背反テーブル1", TableKind::ExclusionsDay),
    ("03-2背反テーブル2", TableKind::ExclusionsMonth),
    ("03-3背反テーブル3", TableKind::ExclusionsTogether),
    ("03-4背反テーブル4", TableKind::ExclusionsWeek),
    ("01補助マスターテーブル", TableKind::Auxiliary),
    ("02包括テーブル", TableKind::Inclusions),
    ("04入院基本料テーブル", TableKind::InpatientAdditions),
    ("05算定回数テーブル", TableKind::Frequencies),
];

const LETTERS: [(&str, TableKind); 8] = [
    ("s", TableKind::Acts),
    ("k", TableKind::WardActs),
    ("y", TableKind::Drugs),
    ("t", TableKind::Materials),
    ("c", TableKind::Comments),
    ("ck", TableKind::CommentLinks),
    ("b", TableKind::Diseases),
    ("z", TableKind::Modifiers),
];

impl OfficialName {
    /// Reads a file name without its folder; `None` if it is not that of a medical master.
    pub fn parse(name: &str) -> Option<Self> {
        let (stem, ending) = name.rsplit_once('.')?;
        if !["csv", "txt"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
            return None;
        }
        let packed: String =
            stem.chars().filter(|letter| !matches!(letter, ' ' | '　' | '_')).collect();
        let narrow =
            packed.replace('１', "1").replace('２', "2").replace('３', "3").replace('４', "4");
        if let Some((_, kind)) = TABLES.iter().find(|(official, _)| narrow == *official) {
            return Some(Self { kind: *kind, issued: None });
        }
        let (letters, rest) = stem.split_once('_').unwrap_or((stem, ""));
        let kind = LETTERS.iter().find(|(letter, _)| letters.eq_ignore_ascii_case(letter))?.1;
        let rest = rest.trim_start_matches("ALL").trim_start_matches('_');
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let issued = match digits.len() {
            0 if rest.is_empty() => None,
            8 => Some(NaiveDate::parse_from_str(&digits, "%Y%m%d").ok()?),
            _ => return None,
        };
        Some(Self { kind, issued })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn official_names_of_two_revisions_are_known() {
        let day = |text: &str| Some(text.parse().unwrap());
        for (name, kind, issued) in [
            ("s_20251104.csv", TableKind::Acts, day("2025-11-04")),
            ("s_ALL20220218.csv", TableKind::Acts, day("2022-02-18")),
            ("s_20260601_mini.csv", TableKind::Acts, day("2026-06-01")),
            ("ck_ALL_20250901.csv", TableKind::CommentLinks, day("2025-09-01")),
            ("b_20250601.txt", TableKind::Diseases, day("2025-06-01")),
            ("k.csv", TableKind::WardActs, None),
            ("01補助マスターテーブル.csv", TableKind::Auxiliary, None),
            ("01 補助マスターテーブル.csv", TableKind::Auxiliary, None),
            ("03-3 背反テーブル３.csv", TableKind::ExclusionsTogether, None),
        ] {
            assert_eq!(OfficialName::parse(name), Some(OfficialName { kind, issued }), "{name}");
        }
        for name in [
            "readme.txt",
            "s_2025.csv",
            "s_20251104.xlsx",
            "01補助マスターテーブル（歯科）.csv",
            "h_20250901.csv",
        ] {
            assert_eq!(OfficialName::parse(name), None, "{name}");
        }
    }
}
