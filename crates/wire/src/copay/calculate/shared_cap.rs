//! 上限の共有: which other claims of a person, and which earlier certificate, use up the cap of a certificate.

use super::change::carries;
use super::subsidy::Held;
use crate::copay::request::claim::{Claim, Service};
use santei_engine::rulebook::copay_programme::CertificateChange;
use santei_engine::rulebook::copay_subsidy::SubsidyRow;
use santei_engine::{AmountError, Yen};

/// Whether the cap of a certificate that `users` claims use may be used up outside one claim.
pub(super) fn is_shared(held: &[Held<'_>], place: usize, users: usize) -> bool {
    let Some(one) = held.get(place) else { return false };
    let options = &one.row.options;
    let by_claims = one.row.has_ledger || options.is_cap_common || options.is_cap_with_pharmacy;
    (by_claims && users > 1) || options.change != CertificateChange::Separate
}

/// What other claims of the person charged that counts against the certificate at `place` on `claim`.
///
/// `charged` is what the counter has taken so far, by certificate and claim.
///
/// # Errors
///
/// [`AmountError`] if the sum does not fit.
pub(super) fn used(
    held: &[Held<'_>],
    place: usize,
    charged: &[Vec<Yen>],
    claims: &[&Claim],
    claim: usize,
) -> Result<Yen, AmountError> {
    let mut sum = Yen::ZERO;
    let Some(one) = held.get(place) else { return Ok(sum) };
    for (certificate, by_claim) in charged.iter().enumerate() {
        for (other, yen) in by_claim.iter().enumerate() {
            let pair = claims.get(claim).zip(claims.get(other));
            let is_joint = other == claim || pair.is_some_and(|(a, b)| is_joint(one.row, a, b));
            let counts = if certificate == place {
                other != claim && is_joint
            } else {
                is_joint && held.get(certificate).is_some_and(|earlier| carries(earlier, one))
            };
            if counts {
                sum = sum.plus(*yen)?;
            }
        }
    }
    Ok(sum)
}

/// Whether one cap holds for two claims: everywhere with a 上限額管理票, else 入外合算 and 院外処方 at a facility.
fn is_joint(row: &SubsidyRow, one: &Claim, other: &Claim) -> bool {
    let options = &row.options;
    let is_setting = options.is_cap_common
        && one.facility == other.facility
        && one.service == other.service
        && one.setting != other.setting;
    let fills = |pharmacy: &Claim, prescriber: &Claim| {
        pharmacy.service == Service::Pharmacy
            && pharmacy.prescriber.as_ref() == Some(&prescriber.facility)
    };
    let is_pharmacy = options.is_cap_with_pharmacy && (fills(one, other) || fills(other, one));
    row.has_ledger || is_setting || is_pharmacy
}
