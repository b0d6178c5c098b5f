//! 傷病名の点検: codes without a row, names that may not stand alone, names outside the insurance.
//!
//! 単独使用禁止区分 (b 項番19) 01: only with a modifier of part or position; 保険請求外区分 (項番20) 1: not a disease the insurance pays for.
//!
//! Reads: SY of the receipt, the disease master on the last day of the month. Findings: `disease_unknown`, `disease_alone`,
//! `disease_outside_insurance`.

use super::claim::{ItemCode, ReceiptClaim};
use super::finding::{Finding, FindingKind, Operands, Rule};
use crate::masters::edition::TableKind;
use crate::masters::{Absence, Masters};

/// Checks every coded disease.
pub(super) fn check_diseases(claim: &ReceiptClaim, masters: &Masters, findings: &mut Vec<Finding>) {
    let day = claim.last_day();
    for disease in &claim.diseases {
        let Some(code) = disease.code else { continue };
        let (kind, column) = match masters.disease(code, day) {
            Err(Absence::UnknownCode) => (FindingKind::DiseaseUnknown, 3),
            Ok(row) if row.needs_modifier == 1 && disease.modifiers == 0 => {
                (FindingKind::DiseaseAlone, 19)
            }
            Ok(row) if row.is_outside_insurance => (FindingKind::DiseaseOutsideInsurance, 20),
            // An older name stays on a receipt until it heals; a missing edition says nothing.
            Ok(_) | Err(_) => continue,
        };
        let operands =
            Operands { code: Some(ItemCode::Disease(code)), day: Some(day), ..Operands::default() };
        let rule = Rule::Column(TableKind::Diseases, column);
        findings.push(Finding::new(kind, disease.line, rule, operands));
    }
}
