//! 選択式コメント: which comments the コメント関連テーブル (ck) asks for beside a code, and what decides whether they are asked for.
//!
//! Source: 支払基金 コメント関連テーブル (30 columns); 「診療報酬請求書等の記載要領等について」別表Ⅰ (1), 別表Ⅱ 医薬品 (5), 別表Ⅲ 検査値 (6).
//! Comments of one act with the same 項番 and 枝番 are alternatives: any one of them answers. 条件区分 (項番14): 01 when billed, 02 by
//! 入外, 03 from the 算定回数-th time of the month, 20 for 長期収載品; 00 = the notice says when, and a claim does not show it. The tens 1 (10,
//! 11) let only DPC leave the comment out, so that an outpatient claim reads the ones alone.
//!
//! The calculation of requests and the audit of receipts ask the same questions here.

mod check;
mod form;

pub use check::{Billed, Fault, FaultKind, Given, Missing, check};
pub use form::{CommentForm, form_of, is_in_form};

use crate::audit::claim::Care;
use crate::masters::Masters;
use crate::masters::code::{ActCode, CommentCode, leading_digit};
use crate::masters::comment::CommentLink;
use crate::masters::text::Text;
use chrono::NaiveDate;

/// 記載: comments of which any one answers, and when the table asks for them.
#[doc(alias = "選択式コメント")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The row's place in the notice.
    pub row: AskRow,
    /// コメントコード, rising; any one of them answers.
    pub comments: Vec<CommentCode>,
    /// When they are asked for.
    pub when: When,
}

/// 記載要領 別表, 項番, 区分, 枝番: how the notice names the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AskRow {
    /// コメント記載通知等 (項番2): 1 別表Ⅰ, 5 別表Ⅱ, 6 別表Ⅲ.
    pub notice: u8,
    /// 項番 (項番3).
    pub item: u16,
    /// 区分 (項番4).
    pub section: Text,
    /// 枝番 (項番5).
    pub branch: u8,
}

/// When a comment is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// 算定: whenever the code is billed in this care setting.
    Billed,
    /// 複数回: from this many times in the month on.
    Repeated(u16),
    /// 長期収載品: a drug of 選定療養 that is medically needed.
    Elective,
    /// The notice says when; the claim does not show it.
    Circumstance,
    /// 患者の状態: of patients in this state alone (患者の状態コード).
    State(Text),
    /// 非算定理由: says why the code is not billed.
    NotBilled,
}

impl When {
    /// Whether the table asks for the comment of a code billed `count` times in the month.
    pub fn is_decided(self, count: u32) -> bool {
        match self {
            Self::Billed | Self::Elective => true,
            Self::Repeated(times) => count >= u32::from(times),
            Self::Circumstance | Self::State(_) | Self::NotBilled => false,
        }
    }
}

/// The notices of 医科: 別表Ⅰ, 別表Ⅱ 医薬品, 別表Ⅲ 検査値; the others belong to dentistry, pharmacies and visiting nurses.
const NOTICES: [u8; 3] = [1, 5, 6];
/// 別表Ⅰ of 医科: the notice whose 長期収載品 row a medical claim reads.
const OWN_NOTICE: u8 = 1;
/// コメントコード begin with 8.
const COMMENT_DIGIT: u32 = 8;
/// 条件区分: 長期収載品.
const ELECTIVE: u8 = 20;

/// Every row of the table about a code (診療行為 or 医薬品, nine digits) on a day, for the care setting.
pub fn asks_of(masters: &Masters, code: u32, day: NaiveDate, care: Care) -> Vec<Ask> {
    let rows = masters.comment_links.matching(|(act, ..)| act.number().cmp(&code));
    gather(rows.iter().filter(|row| row.condition != ELECTIVE), day, care)
}

/// The rows about 長期収載品 that the patient needs for medical reasons (選定療養区分 1).
pub fn asks_of_elective(masters: &Masters, day: NaiveDate, care: Care) -> Vec<Ask> {
    // The table names no drug but a code of its own that begins with 8, behind all acts and drugs.
    let is_own = |act: ActCode| leading_digit(act.number()).cmp(&COMMENT_DIGIT);
    let rows = masters.comment_links.matching(|(act, ..)| is_own(act));
    let own = rows.iter().filter(|row| row.condition == ELECTIVE && row.notice == OWN_NOTICE);
    gather(own, day, care)
}

fn gather<'m>(rows: impl Iterator<Item = &'m CommentLink>, day: NaiveDate, care: Care) -> Vec<Ask> {
    let other = match care {
        Care::Outpatient => 1,
        Care::Inpatient => 2,
    };
    let mut asks: Vec<Ask> = Vec::new();
    for link in rows {
        if !link.span.contains(day) || !NOTICES.contains(&link.notice) || link.care_setting == other
        {
            continue;
        }
        let row = AskRow {
            notice: link.notice,
            item: link.notice_item,
            section: link.section,
            branch: link.branch,
        };
        let when = when_of(link);
        match asks.iter_mut().find(|ask| ask.row == row && ask.when == when) {
            Some(ask) => ask.comments.push(link.comment),
            None => asks.push(Ask { row, comments: vec![link.comment], when }),
        }
    }
    for ask in &mut asks {
        ask.comments.sort_unstable();
        ask.comments.dedup();
    }
    asks.sort_unstable_by_key(|ask| (ask.row, ask.when));
    asks
}

fn when_of(link: &CommentLink) -> When {
    if link.is_reason_not_billed {
        return When::NotBilled;
    }
    if link.patient_state != Text::default() {
        return When::State(link.patient_state);
    }
    if link.condition == ELECTIVE {
        return When::Elective;
    }
    // 10–13: as 00–03, and DPC may leave it out.
    match link.condition.checked_rem(10) {
        Some(1 | 2) => When::Billed,
        Some(3) => When::Repeated(link.count.max(1)),
        _ => When::Circumstance,
    }
}
