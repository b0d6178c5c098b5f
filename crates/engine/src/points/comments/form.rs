//! コメントの文字データ: what a comment of each パターン (c 項番4, 別紙6-1) must carry.
//!
//! Digits stand in full width on a receipt; both widths are read. What follows a `／` is the comment printed for the reader and no
//! part of the data.

use crate::masters::comment::Comment;

/// 文字データの形式.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentForm {
    /// 20: no data.
    Nothing,
    /// 10, 30: any text.
    Text,
    /// 31: 診療行為コード, nine digits.
    Act,
    /// 40: so many digits, put into the comment at the places of レセプト編集情報.
    Digits(u16),
    /// 42: a number.
    Number,
    /// 50: 和暦年月日, seven digits.
    Date,
    /// 51: 時刻, four digits.
    Time,
    /// 52: minutes, five digits.
    Minutes,
    /// 53: day, hours and minutes, six digits.
    DayTime,
    /// 80: 和暦年月日 and a number of eight places.
    DateAndNumber,
    /// 90: 修飾語コード of parts of the body, four digits each.
    Modifiers,
}

impl CommentForm {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text => "text",
            Self::Act => "act",
            Self::Digits(_) => "digits",
            Self::Number => "number",
            Self::Date => "date",
            Self::Time => "time",
            Self::Minutes => "minutes",
            Self::DayTime => "day_time",
            Self::DateAndNumber => "date_and_number",
            Self::Modifiers => "modifiers",
        }
    }
}

/// The form of a comment; `None` for a パターン that the layout does not know.
pub fn form_of(comment: &Comment) -> Option<CommentForm> {
    Some(match comment.pattern {
        10 | 30 => CommentForm::Text,
        20 => CommentForm::Nothing,
        31 => CommentForm::Act,
        40 => {
            CommentForm::Digits(comment.inserts.iter().map(|[_, digits]| u16::from(*digits)).sum())
        }
        42 => CommentForm::Number,
        50 => CommentForm::Date,
        51 => CommentForm::Time,
        52 => CommentForm::Minutes,
        53 => CommentForm::DayTime,
        80 => CommentForm::DateAndNumber,
        90 => CommentForm::Modifiers,
        _ => return None,
    })
}

/// Whether `text` is data of the form.
pub fn is_in_form(form: CommentForm, text: &str) -> bool {
    let data: String =
        text.split('／').next().unwrap_or_default().trim().chars().map(narrow).collect();
    let digits =
        |count: usize| data.len() == count && data.bytes().all(|byte| byte.is_ascii_digit());
    match form {
        CommentForm::Nothing => data.is_empty(),
        CommentForm::Text => !text.trim().is_empty(),
        CommentForm::Act => digits(9),
        CommentForm::Digits(count) => digits(usize::from(count)),
        CommentForm::Number => is_number(&data),
        CommentForm::Date => digits(7) && is_date(&data),
        CommentForm::Time => digits(4) && is_time(&data),
        CommentForm::Minutes => digits(5),
        CommentForm::DayTime => {
            digits(6)
                && part(&data, 0, 2).is_some_and(|day| (1..=31).contains(&day))
                && data.get(2..).is_some_and(is_time)
        }
        CommentForm::DateAndNumber => {
            data.is_ascii()
                && data.len() == 15
                && data.get(..7).is_some_and(is_date)
                && data.get(7..).is_some_and(is_number)
        }
        CommentForm::Modifiers => {
            !data.is_empty()
                && data.len().is_multiple_of(4)
                && data.bytes().all(|byte| byte.is_ascii_digit())
        }
    }
}

/// Full-width digits, signs and points as ASCII.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' => u32::from(letter)
            .checked_sub(u32::from('０'))
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(letter),
        '．' => '.',
        '－' | '−' => '-',
        other => other,
    }
}

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let mut parts = unsigned.split('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = (parts.next(), parts.next());
    whole.is_some_and(is_digits) && fraction.is_none_or(is_digits) && parts.next().is_none()
}

fn part(text: &str, from: usize, through: usize) -> Option<u32> {
    text.get(from..through)?.parse().ok()
}

/// 年号区分コード 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和; year, month, day.
fn is_date(text: &str) -> bool {
    let numbers =
        (|| Some((part(text, 0, 1)?, part(text, 1, 3)?, part(text, 3, 5)?, part(text, 5, 7)?)))();
    let Some((era, year, month, day)) = numbers else { return false };
    let before = match era {
        1 => 1867,
        2 => 1911,
        3 => 1925,
        4 => 1988,
        5 => 2018,
        _ => return false,
    };
    let year = i32::try_from(year.saturating_add(before)).unwrap_or(i32::MAX);
    text.get(1..3) != Some("00") && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
}

fn is_time(text: &str) -> bool {
    part(text, 0, 2).is_some_and(|hour| hour < 24)
        && part(text, 2, 4).is_some_and(|minute| minute < 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of 別紙6-1 and of the receipts at hand, and what breaks each.
    const CASES: &[(CommentForm, &[&str], &[&str])] = &[
        (CommentForm::Nothing, &[""], &["右"]),
        (CommentForm::Text, &["疼痛時", "/"], &["", "　"]),
        (CommentForm::Act, &["２３４５６７８９１", "234567891"], &["23456789", "23456789x"]),
        (CommentForm::Digits(2), &["０３", "03"], &["3", "003", "３日"]),
        (CommentForm::Number, &["６．５", "-1.25", "120"], &["", "6,5", "6.", ".5", "1.2.3", "六"]),
        (
            CommentForm::Date,
            &["５０１１２２５", "4310430", "５０１１２２５／第１回カウンセリング実施年月日"],
            &["20191225", "5010229", "6010101", "5001225", "501122"],
        ),
        (CommentForm::Time, &["０９３０", "2359"], &["2400", "0960", "930"]),
        (CommentForm::Minutes, &["０００３０"], &["30", "000030"]),
        (CommentForm::DayTime, &["０１０９３０", "312359"], &["000930", "320930", "012400"]),
        (
            CommentForm::DateAndNumber,
            &["５０６０６０１００００１２．３"],
            &["5060601", "506060100000x1"],
        ),
        (CommentForm::Modifiers, &["２０５６", "20561019"], &["", "205", "右手"]),
    ];

    #[test]
    fn the_data_of_every_pattern() {
        for (form, right, wrong) in CASES {
            for text in *right {
                assert!(is_in_form(*form, text), "{form:?} {text}");
            }
            for text in *wrong {
                assert!(!is_in_form(*form, text), "{form:?} {text}");
            }
        }
    }
}
