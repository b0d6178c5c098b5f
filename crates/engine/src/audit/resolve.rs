//! 解決: every line's code looked up on the day of its set; what has no row says why.

use super::claim::{Item, ItemCode, ReceiptClaim, ReceiptSet};
use super::unpriced::UnpricedReason;
use crate::masters::Masters;
use crate::masters::act::Act;
use crate::masters::drug::Drug;
use crate::masters::edition::TableKind;
use crate::masters::material::Material;
use crate::span::Span;
use chrono::NaiveDate;

/// The row of a line.
#[derive(Clone, Copy, Debug)]
pub(super) enum ItemRow<'m> {
    /// 診療行為.
    Act(&'m Act),
    /// 医薬品.
    Drug(&'m Drug),
    /// 特定器材.
    Material(&'m Material),
}

/// A set with the rows of its lines on its first day.
#[derive(Clone, Debug)]
pub(super) struct ResolvedSet<'a, 'm> {
    /// The set.
    pub(super) set: &'a ReceiptSet,
    /// The first day it was billed on; the first of the month when the file has no days.
    pub(super) first: NaiveDate,
    /// The last day it was billed on; the last of the month when the file has no days.
    pub(super) last: NaiveDate,
    /// One entry a line, in order.
    pub(super) rows: Vec<Result<ItemRow<'m>, UnpricedReason>>,
    /// Whether every row holds through `last`, so that one price holds for every day.
    pub(super) is_uniform: bool,
}

impl<'m> ItemRow<'m> {
    /// The days for which the row speaks.
    pub(super) fn span(self) -> Span {
        match self {
            Self::Act(row) => row.span,
            Self::Drug(row) => row.span,
            Self::Material(row) => row.span,
        }
    }

    /// The act, if it is one.
    pub(super) fn act(self) -> Option<&'m Act> {
        match self {
            Self::Act(row) => Some(row),
            Self::Drug(_) | Self::Material(_) => None,
        }
    }
}

impl<'m> ResolvedSet<'_, 'm> {
    /// The acts of the set with their lines.
    pub(super) fn acts(&self) -> impl Iterator<Item = (&Item, &'m Act)> {
        let acts = self.rows.iter().map(|row| row.ok().and_then(ItemRow::act));
        self.set.items.iter().zip(acts).filter_map(|(item, act)| Some((item, act?)))
    }
}

/// Every set of the claim with its rows.
pub(super) fn resolve<'a, 'm>(
    claim: &'a ReceiptClaim,
    masters: &'m Masters,
) -> Vec<ResolvedSet<'a, 'm>> {
    claim.sets.iter().map(|set| resolve_set(claim, set, masters)).collect()
}

fn resolve_set<'a, 'm>(
    claim: &ReceiptClaim,
    set: &'a ReceiptSet,
    masters: &'m Masters,
) -> ResolvedSet<'a, 'm> {
    let mut days = set.billed_days(claim.month).map(|(day, _)| day);
    let first = days.next().unwrap_or(claim.month);
    let last = if set.has_days() { days.last().unwrap_or(first) } else { claim.last_day() };
    let rows: Vec<_> = set.items.iter().map(|item| row_on(item.code, first, masters)).collect();
    let holds = |row: &Result<ItemRow<'_>, _>| row.is_ok_and(|row| row.span().contains(last));
    let is_uniform = rows.iter().all(holds);
    ResolvedSet { set, first, last, rows, is_uniform }
}

/// The row of a code on a day.
pub(super) fn row_on(
    code: ItemCode,
    day: NaiveDate,
    masters: &Masters,
) -> Result<ItemRow<'_>, UnpricedReason> {
    let absent = |table| move |absence| UnpricedReason::absent(absence, table, day);
    match code {
        ItemCode::Act(code) => {
            masters.act(code, day).map(ItemRow::Act).map_err(absent(TableKind::Acts))
        }
        ItemCode::Drug(code) => {
            masters.drug(code, day).map(ItemRow::Drug).map_err(absent(TableKind::Drugs))
        }
        ItemCode::Material(code) => {
            masters.material(code, day).map(ItemRow::Material).map_err(absent(TableKind::Materials))
        }
        ItemCode::Comment(_) | ItemCode::Disease(_) | ItemCode::Unreadable => {
            Err(UnpricedReason::UnreadableCode)
        }
    }
}
