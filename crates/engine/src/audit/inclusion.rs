//! 包括テーブル (02): acts that are included in another act of the receipt.
//!
//! 補助 (01) names for an act up to three groups with their span: 1 a day, 2 the month, 3 at the same time, 5 the week before an
//! operation, 6 an operation. A receipt does not show visits and operations, so 3 and 6 are held against the day and are warnings.
//!
//! Reads: the counted acts. Findings: `included`, `included_exception`.

use super::claim::{ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::window::date_of;
use crate::masters::Masters;
use crate::masters::edition::TableKind;

/// Holds every act that includes others against the rest of the receipt.
pub(super) fn check_inclusions(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    masters: &Masters,
    findings: &mut Vec<Finding>,
) {
    if masters.inclusions.rows().is_empty() {
        return;
    }
    for parent in counted {
        let Some(row) = masters.auxiliaries.find(parent.act.code, claim.month) else { continue };
        for group in row.inclusions.iter().filter(|group| group.unit != 0) {
            for child in counted.iter().filter(|child| child.act.code != parent.act.code) {
                let Some(day) = meet(group.unit, parent, child) else { continue };
                let Some(date) = date_of(claim.month, day) else { continue };
                let Some(row) = masters.inclusions.find((group.group, child.act.code), date) else {
                    continue;
                };
                let open = row.has_exception || matches!(group.unit, 3 | 6);
                let kind =
                    if open { FindingKind::IncludedException } else { FindingKind::Included };
                let operands = Operands {
                    code: Some(ItemCode::Act(child.act.code)),
                    other: Some(ItemCode::Act(parent.act.code)),
                    day: Some(date),
                    ..Operands::default()
                };
                let rule = Rule::Table(TableKind::Inclusions);
                findings.push(Finding::new(kind, child.line, rule, operands));
            }
        }
    }
}

/// The first day of the month on which the child stands within the span of the parent.
fn meet(unit: u8, parent: &CountedAct<'_>, child: &CountedAct<'_>) -> Option<u32> {
    if unit == 2 {
        return Some(child.days_billed().next().map_or(1, |(day, _)| day));
    }
    let within = |day: u32| {
        parent.days_billed().any(|(operation, _)| match unit {
            1 | 3 | 6 => operation == day,
            // 手術前1週間: the seven days up to the operation.
            5 => (operation.saturating_sub(7)..=operation).contains(&day),
            _ => false,
        })
    };
    child.days_billed().map(|(day, _)| day).find(|day| within(*day))
}
