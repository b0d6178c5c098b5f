//! 別表: the code tables of 記録条件仕様 (医科), one enum a table.

mod burden;
mod receipt_type;
mod section;
mod special_note;
mod tables;

pub use crate::codes::burden::{Burden, Payer};
pub use crate::codes::receipt_type::{Patient, ReceiptType, Scheme};
pub use crate::codes::section::Section;
pub use crate::codes::special_note::SpecialNote;
pub use crate::codes::tables::{
    Confirmation, CopayClass, CounterCopayClass, DutyReason, FeeTable, MainDisease, Outcome,
    PatientState, PayerClass, ReviewAgency, Sex, SymptomClass, VisitClass, Waiver, Ward,
};

/// A value that a table of the specification gives a code.
pub trait Coded: Copy + Sized + 'static {
    /// The table, by number and name.
    const TABLE: &'static str;

    /// The value of a code, written exactly as the table writes it.
    fn from_code(code: &str) -> Option<Self>;

    /// The code.
    fn code(self) -> &'static str;

    /// The Japanese name the table gives.
    fn name_ja(self) -> &'static str;
}

/// Makes an enum of a table: `variant = code, name`.
macro_rules! code_table {
    ($(#[$meta:meta])* $name:ident, $table:literal; $($variant:ident = $code:literal, $ja:literal;)+) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $code, "` ", $ja)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
        }

        impl crate::codes::Coded for $name {
            const TABLE: &'static str = $table;

            fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)+
                    _ => None,
                }
            }

            fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            fn name_ja(self) -> &'static str {
                match self {
                    $(Self::$variant => $ja,)+
                }
            }
        }
    };
}
pub(crate) use code_table;
