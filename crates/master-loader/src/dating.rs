//! 電子点数表の発行日: the files of one set carry no date, so the latest first day in any of them dates all.

use crate::layout::Layout;
use crate::line::{Cells, lines};
use chrono::NaiveDate;
use santei_engine::masters::edition::TableKind;

/// Whether files of this kind are published as a set without a date.
pub(crate) fn is_of_a_set(kind: TableKind) -> bool {
    matches!(
        kind,
        TableKind::Auxiliary
            | TableKind::Inclusions
            | TableKind::ExclusionsDay
            | TableKind::ExclusionsMonth
            | TableKind::ExclusionsTogether
            | TableKind::ExclusionsWeek
            | TableKind::InpatientAdditions
            | TableKind::Frequencies
    )
}

/// The latest first day of a file's rows; damaged lines are passed over here and reported when the file is read.
pub(crate) fn latest_first_day(kind: TableKind, bytes: &[u8]) -> Option<NaiveDate> {
    let column = Layout::of(kind).from.0.checked_sub(1)?;
    let mut cells = Cells::default();
    let mut latest: Vec<u8> = Vec::new();
    for (_, line) in lines(bytes) {
        if cells.cut(line).is_ok()
            && cells.get(column) > latest.as_slice()
            && cells.get(column).len() == 8
        {
            latest = cells.get(column).to_vec();
        }
    }
    NaiveDate::parse_from_str(std::str::from_utf8(&latest).ok()?, "%Y%m%d").ok()
}
