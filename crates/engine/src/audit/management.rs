//! 外来管理加算: not billed on a day with an act that shuts it out (外来管理加算区分, 項番56: 1 shuts it out, 2 is the addition itself).
//!
//! Article: A001 再診料 注8.
//!
//! Reads: the counted acts. Findings: `management_shut_out`.

use super::claim::{ItemCode, ReceiptClaim};
use super::count::CountedAct;
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::window::date_of;
use crate::masters::edition::TableKind;

/// Holds every day of the addition against the acts of the day; the first day with such an act speaks for all.
pub(super) fn check_management(
    claim: &ReceiptClaim,
    counted: &[CountedAct<'_>],
    findings: &mut Vec<Finding>,
) {
    let of_kind = |kind| counted.iter().filter(move |one| one.act.outpatient_management == kind);
    for addition in of_kind(2) {
        let shut_out = addition.days_billed().find_map(|(day, _)| {
            let mut others = of_kind(1);
            let on_day = |one: &&CountedAct<'_>| one.days_billed().any(|(other, _)| other == day);
            others.find(on_day).map(|other| (day, other))
        });
        findings.extend(shut_out.map(|(day, other)| {
            let operands = Operands {
                code: Some(ItemCode::Act(addition.act.code)),
                other: Some(ItemCode::Act(other.act.code)),
                day: date_of(claim.month, day),
                ..Operands::default()
            };
            let rule = Rule::Column(TableKind::Acts, 56);
            Finding::new(FindingKind::ManagementShutOut, addition.line, rule, operands)
        }));
    }
}
