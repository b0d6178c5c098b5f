//! 循環: lines that wait for each other. The one with the most points stands (the facility's favour), then the smaller code.

use super::Edges;
use super::settle::{Need, Open, decide, left_of, needs};
use crate::points::sheet::{Refusal, Sheet, State};
use std::cmp::Reverse;

/// A ring of undecided lines: the dearest is decided before the others, of those that wait for no base and no earlier line
/// of a limit if there are any. What would have struck it falls, since the two may not both stand.
pub(super) fn break_ring(sheet: &mut Sheet<'_>, edges: &Edges) -> bool {
    let open = sheet.lines.iter().enumerate().filter(|(_, line)| line.is_open());
    let best = open.min_by_key(|(index, line)| {
        (is_behind(sheet, edges, *index), Reverse(line.points), line.act.code, line.visit)
    });
    let Some(index) = best.map(|(index, _)| index) else { return false };
    let Some(state) = decide(sheet, edges, index, Open::Passes) else { return false };
    if let Some(line) = sheet.lines.get_mut(index) {
        line.state = state;
    }
    if state == State::Billed {
        let other = sheet.other(index);
        let (strikes, _) = edges.of(index);
        for strike in strikes {
            // Where a rule of its own lets it fall before the one that stands, that rule is the reason.
            let (own, _) = edges.of(strike.from);
            let reason = own.iter().find(|back| back.from == index).map(|back| back.refusal);
            sheet.refuse(strike.from, reason.unwrap_or(Refusal { other, ..strike.refusal }));
        }
    }
    true
}

/// Whether a base or an earlier line of a limit is undecided.
fn is_behind(sheet: &Sheet<'_>, edges: &Edges, index: usize) -> bool {
    let (_, quotas) = edges.of(index);
    matches!(needs(sheet, index), Need::Waits)
        || quotas.iter().any(|quota| left_of(sheet, edges, quota, Open::Waits).is_none())
}
