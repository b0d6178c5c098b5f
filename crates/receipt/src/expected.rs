//! 期待する形: what a field must hold, and the text that was found instead.

use core::fmt;

/// What a field must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expected {
    /// A whole number of at most so many digits.
    Number(u8),
    /// A whole number of at most so many digits, a minus allowed in front.
    SignedNumber(u8),
    /// Exactly so many digits.
    Digits(u8),
    /// 4, 6 or 8 digits.
    InsurerNumber,
    /// A number with a decimal point, at most so many digits before and behind it.
    Decimal(u8, u8),
    /// A day.
    Day,
    /// A month.
    Month,
    /// A code of the table.
    Code(&'static str),
    /// At most so many codes of so many characters of the table, side by side.
    Codes(&'static str, u8, u8),
    /// At most so many groups of so many characters, side by side.
    Groups(u8, u8),
    /// Text.
    Text,
}

/// The text found, or only its size if it may be a patient's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Found {
    /// Short ASCII.
    Shown(String),
    /// So many bytes.
    Redacted(usize),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(digits) => write!(f, "a number of at most {digits} digits"),
            Self::SignedNumber(digits) => {
                write!(f, "a number of at most {digits} digits, with `-` in front if negative")
            }
            Self::Digits(digits) => write!(f, "{digits} digits"),
            Self::InsurerNumber => f.write_str("4, 6 or 8 digits"),
            Self::Decimal(whole, fraction) => {
                write!(f, "a number of at most {whole} digits and {fraction} decimals")
            }
            Self::Day => f.write_str("a day as `YYYYMMDD` or `GYYMMDD`"),
            Self::Month => f.write_str("a month as `YYYYMM` or `GYYMM`"),
            Self::Code(table) => write!(f, "a code of {table}"),
            Self::Codes(table, most, width) => {
                write!(f, "at most {most} codes of {width} characters of {table}")
            }
            Self::Groups(most, width) => write!(f, "at most {most} codes of {width} characters"),
            Self::Text => f.write_str("text"),
        }
    }
}

impl Expected {
    /// The same in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Number(digits) => format!("{digits}桁以内の数字"),
            Self::SignedNumber(digits) => format!("{digits}桁以内の数字（負の場合は先頭に「-」）"),
            Self::Digits(digits) => format!("{digits}桁の数字"),
            Self::InsurerNumber => "4桁、6桁又は8桁の数字".to_owned(),
            Self::Decimal(whole, fraction) => {
                format!("整数部{whole}桁以内、小数部{fraction}桁以内の数値")
            }
            Self::Day => "「YYYYMMDD」又は「GYYMMDD」の年月日".to_owned(),
            Self::Month => "「YYYYMM」又は「GYYMM」の年月".to_owned(),
            Self::Code(table) => format!("「{table}」のコード"),
            Self::Codes(table, most, width) => {
                format!("「{table}」の{width}桁のコードを{most}個まで")
            }
            Self::Groups(most, width) => format!("{width}桁のコードを{most}個まで"),
            Self::Text => "文字".to_owned(),
        }
    }
}

impl Found {
    /// Shows short printable ASCII and hides everything else.
    pub(crate) fn short(bytes: &[u8], longest: usize) -> Self {
        match core::str::from_utf8(bytes) {
            Ok(text)
                if text.len() <= longest
                    && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) =>
            {
                Self::Shown(text.to_owned())
            }
            _ => Self::Redacted(bytes.len()),
        }
    }

    /// The same in Japanese.
    pub fn ja(&self) -> String {
        match self {
            Self::Shown(text) => format!("「{text}」"),
            Self::Redacted(bytes) => format!("［非表示 {bytes}バイト］"),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(text) => write!(f, "`{text}`"),
            Self::Redacted(1) => f.write_str("[redacted, 1 byte]"),
            Self::Redacted(bytes) => write!(f, "[redacted, {bytes} bytes]"),
        }
    }
}
