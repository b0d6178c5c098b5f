//! 上書き: what a facility or an insurer adds to the supplied rules or silences, by a file of its own.
//!
//! The rows added stand in the lists of [`super::PointsBook`] like every other, with the number of their overlay. A
//! supplied row silenced is still in its list and does not speak; a row of the 電子点数表 silenced is taken out of
//! the masters before anything is calculated.

use crate::masters::code::ActCode;
use crate::masters::edition::TableKind;
use crate::span::Span;

/// The number of an overlay: its place in [`super::PointsBook::overlays`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct OverlayNo(pub u32);

/// 上書き: one file of rules of a facility or an insurer.
#[doc(alias = "上書き")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Overlay {
    /// The name results show.
    pub name: String,
    /// The file.
    pub file: String,
    /// What it silences.
    pub silences: Vec<Silence>,
}

/// 停止: a supplied row that does not speak.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Silence {
    /// The row.
    pub target: Silenced,
    /// The days for which it does not speak.
    pub span: Span,
    /// Why, in the words of the overlay.
    pub reason: String,
    /// The line of the file.
    pub line: u32,
}

/// Which row.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Silenced {
    /// A row of the rule book, by its id.
    Rule(String),
    /// 背反: two acts in one of the tables 03-1 to 03-4, in either order.
    Pair(TableKind, ActCode, ActCode),
    /// 算定回数 (05): an act and a unit code.
    Frequency(ActCode, u16),
}
