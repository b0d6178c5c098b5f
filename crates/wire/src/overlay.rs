//! 上書き: the overlays a result was made with, and what each added and silenced, so that no result hides them.

use chrono::NaiveDate;
use santei_engine::masters::edition::TableKind;
use santei_engine::rulebook::points::{Overlay, OverlayNo, PointsBook, Silence, Silenced};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 上書き: one file of rules of a facility or an insurer that took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OverlayUse {
    /// Its name.
    pub name: String,
    /// The ids of the rows it adds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// The supplied rows it silences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub silenced: Vec<SilencedRow>,
}

/// 停止: a supplied row that does not speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SilencedRow {
    /// The id of a row of the rule book, or table and codes of a row of the 電子点数表 (`03-2 113001810 113002010`).
    pub row: String,
    /// The first day; left out when it is silenced from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The last day; left out when no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub through: Option<NaiveDate>,
    /// Why, in the words of the overlay.
    pub reason: String,
}

/// The overlays of a rule book, in their order.
pub fn overlays(book: &PointsBook) -> Vec<OverlayUse> {
    (0..)
        .zip(&book.overlays)
        .map(|(number, overlay)| of(book, OverlayNo(number), overlay))
        .collect()
}

fn of(book: &PointsBook, number: OverlayNo, overlay: &Overlay) -> OverlayUse {
    let own = book.metas.iter().filter(|meta| meta.overlay == Some(number));
    OverlayUse {
        name: overlay.name.clone(),
        added: own.map(|meta| meta.id.clone()).collect(),
        silenced: overlay.silences.iter().map(silenced).collect(),
    }
}

fn silenced(silence: &Silence) -> SilencedRow {
    let (from, through) = (silence.span.from(), silence.span.through());
    SilencedRow {
        row: match &silence.target {
            Silenced::Rule(id) => id.clone(),
            Silenced::Pair(table, one, other) => format!("{} {one} {other}", table.symbol()),
            Silenced::Frequency(act, unit) => {
                format!("{} {act} {unit}", TableKind::Frequencies.symbol())
            }
        },
        from: (from != NaiveDate::MIN).then_some(from),
        through: (through != NaiveDate::MAX).then_some(through),
        reason: silence.reason.clone(),
    }
}
