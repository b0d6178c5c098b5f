//! コード: the codes of the national masters, each a number in a type of its own, printed with its leading zeros.

use crate::masters::cell::{CellError, FromCells};
use crate::masters::text::TextPool;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// Text that is not a code of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected {digits} digits for a {kind}")]
pub struct CodeError {
    kind: &'static str,
    digits: usize,
}

/// The first of the nine digits of an act, drug, material or comment code, which tells the master it belongs to.
pub(crate) fn leading_digit(number: u32) -> u32 {
    let eight_digits = u32::checked_pow(10, 8);
    eight_digits.and_then(|end| number.checked_div(end)).unwrap_or_default()
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $digits:literal, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(try_from = "u32"))]
        pub struct $name(u32);

        impl $name {
            /// The number of digits, leading zeros included.
            pub const DIGITS: usize = $digits;

            /// The code as a number.
            pub const fn number(self) -> u32 {
                self.0
            }

            /// A code from its number; `None` if it has too many digits.
            pub fn from_number(number: u32) -> Option<Self> {
                u32::checked_pow(10, $digits).is_some_and(|end| number < end).then_some(Self(number))
            }
        }

        impl TryFrom<u32> for $name {
            type Error = CodeError;

            fn try_from(number: u32) -> Result<Self, CodeError> {
                Self::from_number(number).ok_or(CodeError { kind: $kind, digits: $digits })
            }
        }

        impl FromStr for $name {
            type Err = CodeError;

            fn from_str(text: &str) -> Result<Self, CodeError> {
                let error = CodeError { kind: $kind, digits: $digits };
                if text.len() == $digits && text.bytes().all(|byte| byte.is_ascii_digit()) {
                    text.parse().map(Self).map_err(|_| error)
                } else {
                    Err(error)
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:0width$}", self.0, width = $digits)
            }
        }

        impl FromCells for $name {
            const WIDTH: usize = 1;

            fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
                let cell = cells.first().copied().unwrap_or_default();
                cell.parse().map_err(|_| CellError::new(concat!(stringify!($digits), " digits (", $kind, ")")))
            }
        }

        /// `0`, `00…0` and the empty cell stand for "none".
        impl FromCells for Option<$name> {
            const WIDTH: usize = 1;

            fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
                match cells.first().copied().unwrap_or_default() {
                    cell if cell.bytes().all(|byte| byte == b'0') => Ok(None),
                    _ => $name::from_cells(cells, texts).map(Some),
                }
            }
        }
    };
}

code! {
    /// 診療行為コード: an act, nine digits beginning with 1.
    #[doc(alias = "診療行為コード")]
    ActCode, 9, "診療行為コード"
}
code! {
    /// 医薬品コード: a drug, nine digits beginning with 6.
    #[doc(alias = "医薬品コード")]
    DrugCode, 9, "医薬品コード"
}
code! {
    /// 特定器材コード: a material, nine digits beginning with 7.
    #[doc(alias = "特定器材コード")]
    MaterialCode, 9, "特定器材コード"
}
code! {
    /// コメントコード: a comment, nine digits beginning with 8.
    #[doc(alias = "コメントコード")]
    CommentCode, 9, "コメントコード"
}
code! {
    /// 傷病名コード: a disease, seven digits.
    #[doc(alias = "傷病名コード")]
    DiseaseCode, 7, "傷病名コード"
}
code! {
    /// 修飾語コード: a disease modifier, four digits.
    #[doc(alias = "修飾語コード")]
    ModifierCode, 4, "修飾語コード"
}
