//! 項目定義: one declaration ties a column number of an official layout to a typed field.
//!
//! `columns!` makes the struct, the reader of a row and the list of columns that `santei masters coverage` shows,
//! so that none of the three can drift from the others.

/// Which columns of the official layout make a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// 項番 of the first cell, counted from 1.
    pub number: usize,
    /// How many cells the field takes.
    pub width: usize,
    /// The field's name.
    pub field: &'static str,
}

/// A row type made of columns of an official layout.
pub trait Columns: Sized {
    /// The columns that have a field.
    const COLUMNS: &'static [Column];

    /// Reads a row from its cells, numbered from 1 in the layout.
    ///
    /// # Errors
    ///
    /// The number of the column at fault, and what it must hold.
    fn read(
        cells: &[&str],
        texts: &mut super::text::TextPool,
    ) -> Result<Self, (usize, super::cell::CellError)>;

    /// The last text of the pool that the row speaks of; rows of a snapshot are checked by it.
    fn last_text(&self) -> super::text::Text;

    /// Every text of the row replaced by what `spell` makes of it, when rows move to another pool.
    fn respell(&mut self, spell: &mut dyn FnMut(super::text::Text) -> super::text::Text);
}

macro_rules! columns {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $( $(#[$field_meta:meta])* $number:literal $field:ident : $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        pub struct $name {
            $( $(#[$field_meta])* pub $field: $type, )*
            /// 適用期間 of this version of the row, worked out over all editions loaded.
            pub span: $crate::span::Span,
        }

        impl $crate::masters::columns::Columns for $name {
            const COLUMNS: &'static [$crate::masters::columns::Column] = &[
                $( $crate::masters::columns::Column {
                    number: $number,
                    width: <$type as $crate::masters::cell::FromCells>::WIDTH,
                    field: stringify!($field),
                }, )*
            ];

            fn read(
                cells: &[&str],
                texts: &mut $crate::masters::text::TextPool,
            ) -> Result<Self, (usize, $crate::masters::cell::CellError)> {
                Ok(Self {
                    $( $field: $crate::masters::columns::field($number, cells, texts)?, )*
                    span: $crate::span::Span::open(chrono::NaiveDate::MIN),
                })
            }

            fn last_text(&self) -> $crate::masters::text::Text {
                let texts = [$( $crate::masters::cell::FromCells::last_text(&self.$field) ),*];
                texts.into_iter().max().unwrap_or_default()
            }

            fn respell(
                &mut self,
                spell: &mut dyn FnMut($crate::masters::text::Text) -> $crate::masters::text::Text,
            ) {
                $( $crate::masters::cell::FromCells::respell(&mut self.$field, spell); )*
            }
        }
    };
}
pub(crate) use columns;

/// The field that begins at column `number`.
pub(crate) fn field<T: super::cell::FromCells>(
    number: usize,
    cells: &[&str],
    texts: &mut super::text::TextPool,
) -> Result<T, (usize, super::cell::CellError)> {
    let start = number.saturating_sub(1);
    let end = start.saturating_add(T::WIDTH);
    let short = (number, super::cell::CellError::new("more columns"));
    let own = cells.get(start..end).ok_or(short)?;
    T::from_cells(own, texts).map_err(|error| (number.saturating_add(error.offset), error))
}
