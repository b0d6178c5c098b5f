//! コメントマスター (c) and コメント関連テーブル (ck): the comments and which act asks for which.
//!
//! Source: 支払基金 マスターファイル仕様説明書（令和６年度版） and コメント関連テーブル仕様, 30 columns each.

use crate::masters::cell::{CellError, FromCells};
use crate::masters::code::{ActCode, CommentCode};
use crate::masters::columns::columns;
use crate::masters::text::{Text, TextPool};

/// コメントコード in the three columns that make it up; difference files leave 項番 23 out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CommentNumber(CommentCode);

impl FromCells for CommentNumber {
    const WIDTH: usize = 3;

    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
        let [kind, pattern, serial] = <[u32; 3]>::from_cells(cells, texts)?;
        let code = format!("{kind}{pattern:02}{serial:06}");
        let expected = |_| CellError { offset: 2, expected: "at most 6 digits (一連番号)" };
        code.parse().map(Self).map_err(expected)
    }
}

impl Comment {
    /// コメントコード: nine digits beginning with 8.
    pub const fn code(&self) -> CommentCode {
        self.number.0
    }
}

columns! {
    /// コメント: one comment in one version.
    #[doc(alias = "コメント")]
    pub struct Comment {
        /// 区分, パターン, 一連番号: the digits of the code (コメントコード, 項番 23, repeats them).
        3 number: CommentNumber,
        /// パターン: 10 free text, 20 fixed, 30 fixed + text, 31 act name, 40 numbers put in, …
        4 pattern: u8,
        /// 漢字名称: the comment's fixed text.
        7 text: Text,
        /// レセプト編集情報①–④: where digits are put in (カラム位置, 桁数).
        10 inserts: [[u8; 2]; 4],
        /// 選択式コメント識別.
        20 is_selectable: bool,
    }
}

columns! {
    /// コメント関連: an act and a comment that belongs on its receipt line.
    #[doc(alias = "選択式コメント")]
    pub struct CommentLink {
        /// コメント記載通知等: the table of the notice.
        2 notice: u8,
        /// 項番 of the notice.
        3 notice_item: u16,
        /// 区分: the section as the notice writes it.
        4 section: Text,
        /// 枝番.
        5 branch: u8,
        /// 診療行為コード; 199999999 = no single code.
        6 act: ActCode,
        /// コメントコード.
        9 comment: CommentCode,
        /// 患者の状態コード.
        10 patient_state: Text,
        /// 条件区分: 00 none, 01 when billed, 02 in/out, 03 several times, 10–13 DPC, 20 長期収載品.
        14 condition: u8,
        /// 非算定理由コメント.
        15 is_reason_not_billed: bool,
        /// 入外区分: 1 inpatient, 2 outpatient.
        16 care_setting: u8,
        /// 算定回数.
        17 count: u16,
    }
}
