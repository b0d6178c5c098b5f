//! 規定: what every row of the rule book carries: its name, its days, its article, and whether it is law.

use crate::span::Span;

/// The place of a [`Rule`] in its book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleIndex(pub u32);

impl RuleIndex {
    /// No rule of the book: a certificate or a setting of the facility says so.
    pub const CERTIFICATE: Self = Self(u32::MAX);
}

/// 規定: the head of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rule {
    /// Unique in the whole book.
    pub id: String,
    /// 適用期間.
    pub span: Span,
    /// 根拠条項, as a clerk would cite it.
    pub article: String,
    /// Why the row is not (yet) law, or not confirmed; `None` for law in force.
    pub doubt: Option<String>,
    /// Ids of cases that show it.
    pub cases: Vec<String>,
}

impl Rule {
    /// Whether the row is confirmed law.
    pub const fn is_enacted(&self) -> bool {
        self.doubt.is_none()
    }
}
