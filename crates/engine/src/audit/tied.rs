//! 専用項目による加算と注加算の点検: an addition stands on a day without any act that may bear it; held by the ties of the calculation.
//!
//! Ties: `points/ties.rs`; 注加算コード and 通番 (項番38, 39) beside them. ドナー分集計区分 (項番49): what a donor's care costs stands on the
//! recipient's receipt with the donor's part (TI), so that one without the other is said.
//!
//! Reads: the counted acts with their days. Findings: `addition_without_base`, `donor_part_missing`.

use super::claim::{ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::window::date_of;
use crate::masters::act::Act;
use crate::masters::edition::TableKind;
use crate::points::ties::{Reach, TIES};

/// Holds every addition against the acts of its days.
pub(super) fn check_ties(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    findings: &mut Vec<Finding>,
) {
    for entry in counted {
        let ties = TIES.iter().filter(|tie| tie.asks(entry.act));
        let mut ties = ties;
        let lone = ties.find_map(|tie| {
            let answers = |other: &Act| tie.answers(entry.act, other);
            // A specimen of an earlier month may be examined in this one, which the receipt does not show.
            let is_open = tie.reach == Reach::Earlier;
            let day = lone_day(entry, counted, &answers).filter(|_| !is_open)?;
            Some((u16::from(tie.column), day))
        });
        let lone = lone.or_else(|| {
            let (act, is_base) = (entry.act, |other: &Act| is_note_base(entry.act, other));
            let is_note = act.addition_group != 0 && act.addition_number != '0';
            let day = is_note.then(|| lone_day(entry, counted, &is_base)).flatten()?;
            Some((38, day))
        });
        let Some((column, day)) = lone else { continue };
        let operands = Operands {
            code: Some(ItemCode::Act(entry.act.code)),
            day: date_of(claim.month, day),
            ..Operands::default()
        };
        let rule = Rule::Column(TableKind::Acts, column);
        findings.push(Finding::new(FindingKind::AdditionWithoutBase, entry.line, rule, operands));
    }
    if !claim.has_donor_part
        && let Some(entry) = counted.iter().find(|entry| entry.act.donor != 0)
    {
        let operands =
            Operands { code: Some(ItemCode::Act(entry.act.code)), ..Operands::default() };
        let rule = Rule::Column(TableKind::Acts, 49);
        findings.push(Finding::new(FindingKind::DonorPartMissing, entry.line, rule, operands));
    }
}

fn is_note_base(addition: &Act, other: &Act) -> bool {
    other.addition_group == addition.addition_group && other.addition_number == '0'
}

/// The first day of `entry` without an act that answers; `None` where every day has one, or no days are recorded and the month has one.
fn lone_day(
    entry: &CountedAct<'_>,
    counted: &[CountedAct<'_>],
    answers: &dyn Fn(&Act) -> bool,
) -> Option<u32> {
    let others = || counted.iter().filter(|other| answers(other.act));
    let mut days = entry.days_billed().peekable();
    if days.peek().is_none() || others().any(|other| other.days_billed().next().is_none()) {
        return others().next().is_none().then_some(1);
    }
    let has = |day: u32| others().any(|other| other.days_billed().any(|(own, _)| own == day));
    days.map(|(day, _)| day).find(|day| !has(*day))
}
