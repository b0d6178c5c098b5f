//! 停止: takes out of the masters the rows of the 電子点数表 that overlays silence.

use crate::rulebook::RuleFault;
use santei_engine::Span;
use santei_engine::masters::code::ActCode;
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::rule_table::Exclusion;
use santei_engine::masters::table::Row;
use santei_engine::masters::{Masters, MastersParts};
use santei_engine::rulebook::points::{Overlay, PointsBook, Silence, Silenced};

/// The masters without the rows that the overlays of `book` silence.
///
/// # Errors
///
/// A fault for each silence that speaks of no row of these masters.
pub fn silence_rows(book: &PointsBook, masters: Masters) -> Result<Masters, Vec<RuleFault>> {
    let of_tables = |silence: &&Silence| !matches!(silence.target, Silenced::Rule(_));
    if !book
        .overlays
        .iter()
        .flat_map(|overlay| &overlay.silences)
        .any(|silence| of_tables(&silence))
    {
        return Ok(masters);
    }
    let mut parts = masters.into_parts();
    let mut faults = Vec::new();
    for overlay in &book.overlays {
        for silence in overlay.silences.iter().filter(of_tables) {
            if !take(&mut parts, silence) {
                faults.push(no_row(overlay, silence, "a row of the masters at hand"));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    // Spans were only made smaller, so that no two rows can meet.
    Masters::from_parts(parts).map_err(|error| {
        let fault = |overlay: &Overlay| RuleFault {
            file: overlay.file.clone(),
            line: 1,
            column: 1,
            found: error.to_string(),
            expected: "masters that stay sound".to_owned(),
        };
        book.overlays.iter().map(fault).collect()
    })
}

fn take(parts: &mut MastersParts, silence: &Silence) -> bool {
    match silence.target {
        Silenced::Rule(_) => true,
        Silenced::Frequency(act, unit) => {
            cut(&mut parts.frequencies, silence.span, |row| row.act == act && row.unit == unit)
        }
        Silenced::Pair(table, one, other) => {
            let [day, month, together, week] = &mut parts.exclusions;
            let rows = match table {
                TableKind::ExclusionsDay => day,
                TableKind::ExclusionsMonth => month,
                TableKind::ExclusionsTogether => together,
                _ => week,
            };
            cut(rows, silence.span, |row| is_pair(row, one, other))
        }
    }
}

fn is_pair(row: &Exclusion, one: ActCode, other: ActCode) -> bool {
    (row.act, row.other) == (one, other) || (row.act, row.other) == (other, one)
}

/// Leaves of the rows in question only the days outside `span`; whether there was one with a day inside.
fn cut<T: Row + Clone>(rows: &mut Vec<T>, span: Span, is_meant: impl Fn(&T) -> bool) -> bool {
    let mut found = false;
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows.drain(..) {
        if !is_meant(&row) || !row.span().overlaps(span) {
            kept.push(row);
            continue;
        }
        found = true;
        let own = row.span();
        let before = span.from().pred_opt().and_then(|last| Span::new(own.from(), last).ok());
        let after =
            span.through().succ_opt().and_then(|first| Span::new(first, own.through()).ok());
        for rest in [before, after].into_iter().flatten() {
            let mut row = row.clone();
            row.set_span(rest);
            kept.push(row);
        }
    }
    *rows = kept;
    found
}

fn no_row(overlay: &Overlay, silence: &Silence, expected: &str) -> RuleFault {
    let found = match &silence.target {
        Silenced::Rule(id) => id.clone(),
        Silenced::Pair(table, one, other) => format!("{} {one} {other}", table.symbol()),
        Silenced::Frequency(act, unit) => {
            format!("{} {act} {unit}", TableKind::Frequencies.symbol())
        }
    };
    RuleFault {
        file: overlay.file.clone(),
        line: usize::try_from(silence.line).unwrap_or(usize::MAX),
        column: 1,
        found,
        expected: expected.to_owned(),
    }
}
