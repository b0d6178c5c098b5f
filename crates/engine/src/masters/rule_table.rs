//! 医科電子点数表: the tables of bundles, exclusions, inpatient additions and frequency limits.
//!
//! Source: 支払基金 医科電子点数表の活用手引き（令和６年度版）, tables 01 to 05.

use crate::masters::cell::{CellError, FromCells};
use crate::masters::code::ActCode;
use crate::masters::columns::columns;
use crate::masters::text::{Text, TextPool};

/// 包括単位・グループ番号: the unit within which the acts of a group are included; unit 0 = unused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct InclusionRef {
    /// 単位: 1 a day, 2 the calendar month, 3 at the same time, 5 the week before an operation, 6 an operation.
    pub unit: u8,
    /// グループ番号, the key of the inclusion table.
    pub group: Text,
}

impl FromCells for InclusionRef {
    const WIDTH: usize = 2;

    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
        let unit = u8::from_cells(cells, texts)?;
        let group = cells.get(1).copied().filter(|group| *group != "0").unwrap_or_default();
        Ok(Self { unit, group: texts.intern(group)? })
    }

    fn last_text(&self) -> Text {
        self.group
    }

    fn respell(&mut self, spell: &mut dyn FnMut(Text) -> Text) {
        self.group = spell(self.group);
    }
}

columns! {
    /// 補助マスター (01): which tables speak of an act.
    #[doc(alias = "補助マスターテーブル")]
    pub struct Auxiliary {
        /// 診療行為コード.
        2 act: ActCode,
        /// 包括単位・グループ番号①–③.
        4 inclusions: [InclusionRef; 3],
        /// 背反関連識別: in the exclusion tables of a day, a month, at the same time, a week.
        10 exclusions: [bool; 4],
        /// 入院基本料識別: the group of the inpatient table.
        20 inpatient_group: u16,
        /// 算定回数関連.
        21 has_frequency: bool,
    }
}

columns! {
    /// 包括 (02): an act that is included in the acts of a group.
    #[doc(alias = "包括テーブル")]
    pub struct Inclusion {
        /// グループ番号.
        2 group: Text,
        /// 診療行為コード of the included act.
        3 act: ActCode,
        /// 特例条件: the notice knows an exception.
        5 has_exception: bool,
    }
}

columns! {
    /// 背反 (03-1 to 03-4): two acts that are not billed together within a unit.
    #[doc(alias = "背反テーブル")]
    pub struct Exclusion {
        /// 診療行為コード①.
        2 act: ActCode,
        /// 診療行為コード②.
        4 other: ActCode,
        /// 背反区分: 1 bill ①, 2 bill ②, 3 either one.
        6 survivor: u8,
        /// 特例条件: the notice knows an exception.
        7 has_exception: bool,
    }
}

columns! {
    /// 入院基本料 (04): an addition allowed with the inpatient fees of a group.
    #[doc(alias = "入院基本料テーブル")]
    pub struct InpatientAddition {
        /// グループ番号.
        2 group: u16,
        /// 診療行為コード of the addition.
        3 act: ActCode,
        /// 加算識別: additions with one number exclude each other.
        5 number: u8,
    }
}

columns! {
    /// 算定回数 (05): how often an act may be billed within a unit.
    #[doc(alias = "算定回数テーブル")]
    pub struct Frequency {
        /// 診療行為コード.
        2 act: ActCode,
        /// 算定単位コード: 121 a day, 131 a month, 138 a week, … (付表１).
        4 unit: u16,
        /// 算定回数: the limit.
        6 limit: u16,
        /// 特例条件: the notice knows an exception.
        7 has_exception: bool,
    }
}
