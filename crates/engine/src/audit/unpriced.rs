//! 算定不能の理由: why a set could not be priced; such a set is never called right, and its receipt has no total.

use super::claim::ItemCode;
use crate::masters::Absence;
use crate::masters::edition::TableKind;
use crate::points::price::PriceError;
use chrono::NaiveDate;

/// 算定不能: a line that has no price, and why.
#[doc(alias = "算定不能")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpriced {
    /// The line of the file.
    pub line: u64,
    /// The code of the line.
    pub code: ItemCode,
    /// Why.
    pub reason: UnpricedReason,
}

/// Why a line has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpricedReason {
    /// No edition of this file speaks for the day.
    NoEdition(TableKind, NaiveDate),
    /// No edition loaded has the code.
    UnknownCode,
    /// The code is valid only from this day on.
    NotYet(NaiveDate),
    /// The code was valid only through this day.
    Ended(NaiveDate),
    /// The code field holds no code.
    UnreadableCode,
    /// 算定日: the record has none, and the row is not the same through the month.
    NoDay,
    /// The master's row has no price for this kind of line (購入価格 or 減点 without an amount, no quantity, …).
    Price(PriceError),
    /// 返戻: the quantity lies below the steps.
    NotBillable,
    /// ％: the masters do not say on which of the lines before it the percentage works.
    NoBase,
    /// ％加算 and ％減算 on one act, and no provision at hand gives their order.
    MixedPercentages,
    /// 包括: the rule book has no enacted row for this group and number of tests on the day.
    NoBundle {
        /// 包括対象検査 (項番16).
        group: u8,
        /// The number of tests.
        tests: u16,
    },
    /// 薬剤料・材料料: the rule book has no tariff for the day.
    NoTariff,
    /// Points and yen in one set.
    PointsAndYen,
}

impl UnpricedReason {
    /// Every stable code, in the order of the tally.
    pub const CODES: [&'static str; 14] = [
        "no_edition",
        "unknown_code",
        "not_yet_valid",
        "no_longer_valid",
        "unreadable_code",
        "no_day",
        "amount_missing",
        "no_price",
        "not_billable",
        "no_base",
        "mixed_percentages",
        "no_bundle",
        "no_tariff",
        "points_and_yen",
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoEdition(..) => "no_edition",
            Self::UnknownCode => "unknown_code",
            Self::NotYet(_) => "not_yet_valid",
            Self::Ended(_) => "no_longer_valid",
            Self::UnreadableCode => "unreadable_code",
            Self::NoDay => "no_day",
            Self::Price(PriceError::AmountMissing) => "amount_missing",
            Self::Price(PriceError::NoTariff(_)) | Self::NoTariff => "no_tariff",
            Self::Price(_) => "no_price",
            Self::NotBillable => "not_billable",
            Self::NoBase => "no_base",
            Self::MixedPercentages => "mixed_percentages",
            Self::NoBundle { .. } => "no_bundle",
            Self::PointsAndYen => "points_and_yen",
        }
    }

    /// The reason behind an absence from the master `table` on `day`.
    pub(super) const fn absent(absence: Absence, table: TableKind, day: NaiveDate) -> Self {
        match absence {
            Absence::NoEdition => Self::NoEdition(table, day),
            Absence::UnknownCode => Self::UnknownCode,
            Absence::NotYet(from) => Self::NotYet(from),
            Absence::Ended(through) => Self::Ended(through),
        }
    }
}
