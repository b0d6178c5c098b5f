//! 確定: which lines stand, by strikes, quotas and needs, to a fixed point.
//!
//! A line is decided when every line that could strike it, every line before it in a quota and every base it needs are
//! decided; if a ring of lines waits for itself, [`break_ring`] goes on.

use super::ring::break_ring;
use super::{Edges, Quota, exclusions, inclusions, limits, same_field, tables};
use crate::points::sheet::{Cause, Finding, Line, Refusal, Sheet, State};
use crate::rulebook::points::{Measure, RefusalKind};
use rust_decimal::Decimal;

pub(crate) fn settle(sheet: &mut Sheet<'_>) {
    let mut edges = Edges::for_lines(sheet.lines.len());
    exclusions::strike(sheet, &mut edges);
    tables::strike(sheet, &mut edges);
    inclusions::strike(sheet, &mut edges);
    same_field::strike(sheet, &mut edges);
    limits::count(sheet, &mut edges);
    edges.sort(sheet.lines.len());
    while step(sheet, &edges) || break_ring(sheet, &edges) {}
    move_bases(sheet);
    say_doubts(sheet, &edges);
}

/// An addition whose base fell while another of the bases it may stand on is billed stands on that one.
fn move_bases(sheet: &mut Sheet<'_>) {
    for index in 0..sheet.lines.len() {
        let Some(line) = sheet.lines.get(index).filter(|line| line.is_billed()) else { continue };
        let Some(base) = line.base else { continue };
        let stands = |place: &usize| sheet.lines.get(*place).is_some_and(Line::is_billed);
        if stands(&base) {
            continue;
        }
        let needed = sheet.pool.get(line.needs.clone()).unwrap_or_default();
        let next = needed.iter().copied().find(stands);
        if let Some(line) = sheet.lines.get_mut(index) {
            line.base = next.or(Some(base));
        }
    }
}

/// 特例条件: pairs that both stand, and lines beyond a limit, where the table knows an exception that the facts do not show.
fn say_doubts(sheet: &mut Sheet<'_>, edges: &Edges) {
    let mut found = Vec::new();
    for (one, two, table) in &edges.doubtful_pairs {
        let (Some(first), Some(second)) = (sheet.lines.get(*one), sheet.lines.get(*two)) else {
            continue;
        };
        if first.is_billed() && second.is_billed() {
            let acts = vec![first.act.code, second.act.code];
            let visit = first.visit.max(second.visit);
            found.push(Finding::of_acts(visit, Cause::Table(*table), acts));
        }
    }
    for (index, past, table) in &edges.doubtful_past {
        if let Some(line) = sheet.lines.get(*index).filter(|line| line.is_billed()) {
            let acts = vec![*past, line.act.code];
            found.push(Finding::of_acts(line.visit, Cause::Table(*table), acts));
        }
    }
    for quota in &edges.doubtful_quotas {
        let Some(line) = sheet.lines.get(quota.line).filter(|line| line.is_billed()) else {
            continue;
        };
        if left_of(sheet, edges, quota, Open::Waits)
            .is_some_and(|left| left < i64::from(line.count))
        {
            let acts = vec![line.act.code];
            found.push(Finding::of_acts(line.visit, quota.refusal.cause, acts));
        }
    }
    sheet.findings.extend(found);
}

/// Decides every line that can be decided; false if nothing changed.
fn step(sheet: &mut Sheet<'_>, edges: &Edges) -> bool {
    let mut changed = false;
    for index in 0..sheet.lines.len() {
        if !is_open(sheet, index) {
            continue;
        }
        if let Some(state) = decide(sheet, edges, index, Open::Waits) {
            if let Some(line) = sheet.lines.get_mut(index) {
                line.state = state;
            }
            changed = true;
        }
    }
    changed
}

fn is_open(sheet: &Sheet<'_>, index: usize) -> bool {
    sheet.lines.get(index).is_some_and(Line::is_open)
}

/// What a line does about the undecided lines it depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// It waits for them.
    Waits,
    /// It goes before them: they strike nobody, use up nothing and carry nobody yet.
    Passes,
}

pub(super) fn decide(
    sheet: &mut Sheet<'_>,
    edges: &Edges,
    index: usize,
    open: Open,
) -> Option<State> {
    let mut waits = false;
    let mut struck: Option<Refusal> = None;
    let (strikes, quotas) = edges.of(index);
    for strike in strikes {
        match sheet.lines.get(strike.from).map(|line| line.state) {
            Some(State::Open) => waits = open == Open::Waits,
            Some(State::Billed | State::Bundled(_)) => {
                struck = Some(stronger(struck, strike.refusal));
            }
            Some(State::Refused(refusal))
                if strike.even_if_refused && refusal.kind == RefusalKind::Frequency =>
            {
                struck = Some(stronger(struck, strike.refusal));
            }
            _ => {}
        }
    }
    if waits {
        return None;
    }
    match needs(sheet, index) {
        Need::Waits if open == Open::Waits => return None,
        Need::Missing => {
            let line = sheet.lines.get(index)?;
            let refusal = Refusal::new(RefusalKind::Condition, Cause::Base);
            return Some(if line.is_ordered() {
                State::Refused(refusal)
            } else {
                State::Absent(refusal)
            });
        }
        Need::Met | Need::Waits => {}
    }
    if let Some(refusal) = struck {
        return Some(State::Refused(refusal));
    }
    let mut cuts = Vec::new();
    for quota in quotas {
        let left = left_of(sheet, edges, quota, open)?;
        if left <= 0 {
            return Some(State::Refused(quota.refusal));
        }
        cuts.push((left, quota.measure, quota.refusal.cause));
    }
    for (left, measure, cause) in cuts {
        cut(sheet, index, left, measure, cause);
    }
    Some(State::Billed)
}

/// One refusal of several: the one whose kind says most, so that the reason does not depend on the order of rules.
fn stronger(known: Option<Refusal>, other: Refusal) -> Refusal {
    match known {
        Some(known) if known.kind <= other.kind => Refusal {
            // 判断料 is lost if any of the rules takes it.
            keeps_judgement: known.keeps_judgement && other.keeps_judgement,
            ..known
        },
        Some(known) => {
            Refusal { keeps_judgement: known.keeps_judgement && other.keeps_judgement, ..other }
        }
        None => other,
    }
}

pub(super) enum Need {
    Met,
    Missing,
    Waits,
}

pub(super) fn needs(sheet: &Sheet<'_>, index: usize) -> Need {
    let Some(line) = sheet.lines.get(index) else { return Need::Missing };
    let needed = sheet.pool.get(line.needs.clone()).unwrap_or_default();
    if needed.is_empty() {
        return Need::Met;
    }
    // 判断料・採取料 stand on tests that were done; everything else on lines that are billed.
    let is_judgement = line.act.judgement_kind == 2 || is_specimen(sheet, index);
    let mut waits = false;
    for place in needed {
        let Some(base) = sheet.lines.get(*place) else { continue };
        if base.is_open() {
            waits = true;
        } else if base.is_billed() || is_judgement && base.counts_as_done() {
            return Need::Met;
        }
    }
    if waits { Need::Waits } else { Need::Missing }
}

fn is_specimen(sheet: &Sheet<'_>, index: usize) -> bool {
    let cause = sheet.lines.get(index).map(|line| line.cause);
    let Some(Cause::Rule(rule)) = cause else { return false };
    sheet.rules.book.specimens.iter().any(|row| row.rule == rule)
}

/// What the quota leaves for the line; `None` while a line before it is undecided.
pub(super) fn left_of(sheet: &Sheet<'_>, edges: &Edges, quota: &Quota, open: Open) -> Option<i64> {
    let mut left = quota.left;
    for place in edges.pool.get(quota.earlier.clone()).unwrap_or_default() {
        let line = sheet.lines.get(*place)?;
        if line.is_open() && open == Open::Waits {
            return None;
        }
        if line.is_billed() {
            left = left.saturating_sub(quota.measure.of(line));
        }
    }
    Some(left)
}

/// The part of the line that the quota leaves.
fn cut(sheet: &mut Sheet<'_>, index: usize, left: i64, measure: Measure, cause: Cause) {
    let Some(line) = sheet.lines.get_mut(index).filter(|line| measure.of(line) > left) else {
        return;
    };
    line.changes.push(cause);
    match measure {
        Measure::Count => line.count = u32::try_from(left).unwrap_or(line.count),
        // An act without きざみ is one unit each time.
        Measure::Quantity if !line.act.is_step_priced => {
            line.count = u32::try_from(left).unwrap_or(line.count);
        }
        // What is left of the units of several times is billed as one quantity.
        Measure::Quantity => {
            line.quantity = Some(Decimal::from(left));
            line.count = 1;
            crate::points::steps::price_line(line);
            line.state = State::Open;
        }
    }
}
