//! 項目: what a cell of an official file may hold, and how it becomes a value.
//!
//! The engine sees text already decoded and cut into cells; files, encodings and places are the loader's.

use crate::amount::AmountError;
use crate::masters::text::{Text, TextPool};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

/// A cell did not hold what its column must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected {expected}")]
pub struct CellError {
    /// Which of the cells given, counted from 0.
    pub offset: usize,
    /// What the column must hold.
    pub expected: &'static str,
}

/// A value made of one or more cells that stand side by side.
pub trait FromCells: Sized {
    /// How many cells it takes.
    const WIDTH: usize;

    /// Reads the value.
    ///
    /// # Errors
    ///
    /// [`CellError`] with the offset of the cell and what was expected.
    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError>;

    /// The last text of the pool that the value speaks of; the empty text if it speaks of none.
    fn last_text(&self) -> Text {
        Text::default()
    }

    /// Every text of the value replaced by what `spell` makes of it, when rows move to another pool.
    fn respell(&mut self, _: &mut dyn FnMut(Text) -> Text) {}
}

/// A number with two decimals as the masters print them (`291.00`), held in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Hundredths(i64);

impl CellError {
    /// An error in the first cell.
    pub const fn new(expected: &'static str) -> Self {
        Self { offset: 0, expected }
    }
}

impl Hundredths {
    /// From a count of hundredths.
    pub const fn new(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The count of hundredths.
    pub const fn count(self) -> i64 {
        self.0
    }

    /// The exact value.
    pub fn decimal(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.0), 2)
    }

    /// The value if it is whole.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if there is a fraction.
    pub fn whole(self) -> Result<i64, AmountError> {
        let error = AmountError::of("a whole figure of a master");
        match self.0.checked_rem(100) {
            Some(0) => self.0.checked_div(100).ok_or(error),
            _ => Err(error),
        }
    }
}

fn only<'a>(cells: &[&'a str]) -> &'a str {
    cells.first().copied().unwrap_or_default()
}

macro_rules! number_cells {
    ($($number:ty),*) => {$(
        /// Digits; the empty cell (省略) is 0.
        impl FromCells for $number {
            const WIDTH: usize = 1;

            fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
                match only(cells) {
                    "" => Ok(0),
                    cell if cell.bytes().all(|byte| byte.is_ascii_digit()) => {
                        cell.parse().map_err(|_| CellError::new(concat!("a number within ", stringify!($number))))
                    }
                    _ => Err(CellError::new("digits")),
                }
            }
        }
    )*};
}

number_cells!(u8, u16, u32);

/// One letter or digit (`0`–`9`, `A`–`Z`), `0` when empty; for columns such as 注加算通番.
impl FromCells for char {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
        let mut letters = only(cells).chars();
        match (letters.next(), letters.next()) {
            (None, _) => Ok('0'),
            (Some(letter), None) => Ok(letter),
            _ => Err(CellError::new("one letter or digit")),
        }
    }
}

impl FromCells for bool {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
        match only(cells) {
            "" | "0" => Ok(false),
            "1" => Ok(true),
            _ => Err(CellError::new("`0` or `1`")),
        }
    }
}

impl FromCells for Hundredths {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
        let error = CellError::new("digits with at most two decimals (`291.00`)");
        let cell = only(cells);
        if cell.is_empty() {
            // 省略: only a difference file leaves a figure out, and the loader sees to that.
            return Ok(Self(0));
        }
        let (whole, fraction) = cell.split_once('.').unwrap_or((cell, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
            return Err(error);
        }
        let whole: i64 = whole.parse().map_err(|_| error)?;
        let part: i64 = format!("{fraction:0<2}").parse().map_err(|_| error)?;
        let all = whole.checked_mul(100).and_then(|sum| sum.checked_add(part));
        all.map(Self).ok_or(error)
    }
}

/// `YYYYMMDD`; `0`, `00000000`, `99999999` and the empty cell are "no date".
impl FromCells for Option<NaiveDate> {
    const WIDTH: usize = 1;

    fn from_cells(cells: &[&str], _: &mut TextPool) -> Result<Self, CellError> {
        let cell = only(cells);
        if matches!(cell, "" | "0" | "00000000" | "99999999") {
            return Ok(None);
        }
        let whole = cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
        let date = NaiveDate::parse_from_str(cell, "%Y%m%d").ok().filter(|_| whole);
        date.map(Some).ok_or(CellError::new("a date YYYYMMDD or 99999999"))
    }
}

impl<T: FromCells, const N: usize> FromCells for [T; N] {
    const WIDTH: usize = N.saturating_mul(T::WIDTH);

    fn from_cells(cells: &[&str], texts: &mut TextPool) -> Result<Self, CellError> {
        let mut values = Vec::with_capacity(N);
        for (index, chunk) in cells.chunks(T::WIDTH).take(N).enumerate() {
            let at = index.saturating_mul(T::WIDTH);
            let placed =
                |error: CellError| CellError { offset: error.offset.saturating_add(at), ..error };
            values.push(T::from_cells(chunk, texts).map_err(placed)?);
        }
        Self::try_from(values).map_err(|_| CellError::new("more cells"))
    }

    fn last_text(&self) -> Text {
        self.iter().map(T::last_text).max().unwrap_or_default()
    }

    fn respell(&mut self, spell: &mut dyn FnMut(Text) -> Text) {
        for value in self {
            value.respell(spell);
        }
    }
}
