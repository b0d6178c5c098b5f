//! コメントの点検: what is billed against what is given: required comments that are missing, and comments that are wrong.
//!
//! A requirement is said once a month and row, however many lines raise it; any comment of the row given in the month answers it.
//! Reads: what was billed, what was given, the comment masters. Writes: [`Missing`] and [`Fault`]s.

use super::{Ask, asks_of, asks_of_elective, form_of, is_in_form};
use crate::audit::claim::Care;
use crate::masters::Masters;
use crate::masters::code::{ActCode, CommentCode, DrugCode, ModifierCode, leading_digit};
use chrono::NaiveDate;

/// 算定する行: a code billed on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Where the caller finds it again.
    pub place: u64,
    /// 診療行為コード or 医薬品コード.
    pub code: u32,
    /// The day.
    pub day: NaiveDate,
    /// 回数.
    pub count: u32,
}

/// A comment that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'a> {
    /// Where the caller finds it again.
    pub place: u64,
    /// コメントコード.
    pub code: CommentCode,
    /// 文字データ.
    pub text: &'a str,
    /// The day on which it must be valid.
    pub day: NaiveDate,
}

/// 記載もれ: a row that asks for a comment, and none of its comments was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The first line that raises it.
    pub place: u64,
    /// The code of that line.
    pub code: u32,
    /// The day of that line.
    pub day: NaiveDate,
    /// The row.
    pub ask: Ask,
}

/// 誤ったコメント.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where the comment stands.
    pub place: u64,
    /// コメントコード.
    pub code: CommentCode,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// No edition loaded has the code on the day.
    Unknown,
    /// The data is not in the form of its パターン.
    Form(super::CommentForm),
    /// 選択式コメント識別 1: it belongs to no code that is billed.
    FitsNothing,
}

/// Missing comments and wrong ones, of what was billed in one month.
pub fn check(
    masters: &Masters,
    care: Care,
    billed: &[Billed],
    given: &[Given<'_>],
) -> (Vec<Missing>, Vec<Fault>) {
    if masters.comment_links.rows().is_empty() {
        let faults = given.iter().filter_map(|one| fault_of(masters, one)).collect();
        return (Vec::new(), faults);
    }
    let (mut missing, mut known): (Vec<Missing>, Vec<CommentCode>) = (Vec::new(), Vec::new());
    let mut seen: Vec<u32> = Vec::new();
    for line in billed {
        if seen.contains(&line.code) {
            continue;
        }
        seen.push(line.code);
        let all = billed.iter().filter(|other| other.code == line.code);
        let count = all.fold(0_u32, |sum, other| sum.saturating_add(other.count));
        let mut asks = asks_of(masters, line.code, line.day, care);
        if is_elective(masters, line) {
            asks.extend(asks_of_elective(masters, line.day, care));
        }
        for ask in asks {
            let answered = given.iter().any(|one| ask.comments.contains(&one.code));
            known.extend(ask.comments.iter().copied());
            let said = || missing.iter().any(|other| other.ask == ask);
            if !answered && ask.when.is_decided(count) && !said() {
                let (place, code, day) = (line.place, line.code, line.day);
                missing.push(Missing { place, code, day, ask });
            }
        }
    }
    let mut faults = Vec::new();
    let mut before: Option<&Given<'_>> = None;
    for one in given {
        // A text too long for one record goes on in the next with the same code.
        let goes_on = before.is_some_and(|last| last.code == one.code && last.text.contains('／'));
        before = Some(one);
        if goes_on {
            continue;
        }
        let fault = fault_of(masters, one).or_else(|| fits_nothing(masters, one, billed, &known));
        faults.extend(fault);
    }
    (missing, faults)
}

/// 選定療養区分 1: a 長期収載品 that the patient needs for medical reasons.
fn is_elective(masters: &Masters, line: &Billed) -> bool {
    let drug = DrugCode::from_number(line.code).and_then(|code| masters.drugs.find(code, line.day));
    drug.is_some_and(|drug| drug.elective_class == 1)
}

/// What is wrong with a comment by itself; nothing where no edition of the comment master speaks for the day.
fn fault_of(masters: &Masters, one: &Given<'_>) -> Option<Fault> {
    let fault = |kind| Some(Fault { place: one.place, code: one.code, kind });
    let row = match masters.comment(one.code, one.day) {
        Ok(row) => row,
        Err(crate::masters::Absence::NoEdition) => return None,
        Err(_) => return fault(FaultKind::Unknown),
    };
    let form = form_of(row)?;
    if !is_in_form(form, one.text) {
        return fault(FaultKind::Form(form));
    }
    let digits = || one.text.chars().filter_map(narrow_digit).collect::<Vec<u8>>();
    let is_known = match form {
        super::CommentForm::Act => {
            let code = number(&digits()).and_then(ActCode::from_number);
            code.is_some_and(|code| masters.act(code, one.day).is_ok())
        }
        super::CommentForm::Modifiers if !masters.modifiers.rows().is_empty() => {
            digits().chunks(ModifierCode::DIGITS).all(|part| {
                let code = number(part).and_then(ModifierCode::from_number);
                code.is_some_and(|code| masters.modifier(code, one.day).is_ok())
            })
        }
        _ => true,
    };
    if is_known { None } else { fault(FaultKind::Form(form)) }
}

/// A 選択式 comment (c 項番20) of a code that is not billed.
fn fits_nothing(
    masters: &Masters,
    one: &Given<'_>,
    billed: &[Billed],
    known: &[CommentCode],
) -> Option<Fault> {
    let row = masters.comments.find(one.code, one.day)?;
    if !row.is_selectable || billed.is_empty() || known.contains(&one.code) {
        return None;
    }
    let fault = |kind| Fault { place: one.place, code: one.code, kind };
    let all = masters.comment_links.rows().iter();
    let mut links =
        all.filter(|link| link.comment == one.code && link.span.contains(one.day)).peekable();
    let is_linked = links.peek().is_some();
    // Comments of the table about no single code, and reasons why a code is not billed, stand without that code.
    let is_free = links.any(|link| link.is_reason_not_billed || is_open(link.act));
    (is_linked && !is_free).then(|| fault(FaultKind::FitsNothing))
}

/// 199999999 = 特定不能; codes that begin with 8 are the table's own.
fn is_open(act: ActCode) -> bool {
    let rest = u32::checked_pow(10, 8).and_then(|end| act.number().checked_rem(end));
    rest == Some(99_999_999) || leading_digit(act.number()) >= 8
}

fn narrow_digit(letter: char) -> Option<u8> {
    let digit = letter
        .to_digit(10)
        .or_else(|| u32::from(letter).checked_sub(u32::from('０')).filter(|digit| *digit < 10))?;
    u8::try_from(digit).ok()
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| sum.checked_mul(10)?.checked_add(u32::from(*digit)))
}
