//! 月途中の受給者証変更: two certificates of one programme in one month, and what the later does with the cap.

use super::subsidy::Held;
use santei_engine::Yen;
use santei_engine::rulebook::copay_programme::CertificateChange;

/// Gives certificates of one programme the cap that its option names.
pub(super) fn share_caps(held: &mut [Held<'_>]) {
    let caps: Vec<Option<Yen>> = held.iter().map(|one| shared_cap(one, held)).collect();
    for (one, cap) in held.iter_mut().zip(caps) {
        one.month_cap = cap;
    }
}

/// Whether what was charged under `earlier` counts against the cap of `later`.
pub(super) fn carries(earlier: &Held<'_>, later: &Held<'_>) -> bool {
    later.row.options.change != CertificateChange::Separate && is_before(earlier, later)
}

fn is_before(earlier: &Held<'_>, later: &Held<'_>) -> bool {
    earlier.path != later.path
        && earlier.act == later.act
        && earlier.row.is_local == later.row.is_local
        && earlier.certificate.valid_to.is_some()
        && earlier.certificate.valid_to < later.certificate.valid_from
}

/// The cap of a certificate: its own, or the one it has together with others of the month.
fn shared_cap(one: &Held<'_>, held: &[Held<'_>]) -> Option<Yen> {
    let mut family: Vec<&Held<'_>> = held
        .iter()
        .filter(|other| other.path == one.path || is_before(other, one) || is_before(one, other))
        .collect();
    family.sort_by_key(|other| other.certificate.valid_from);
    let mut caps = family.iter().map(|other| other.month_cap);
    match one.row.options.change {
        CertificateChange::Separate | CertificateChange::Carried => one.month_cap,
        // A certificate without a cap is the highest.
        CertificateChange::Higher if caps.clone().any(|cap| cap.is_none()) => None,
        CertificateChange::Higher => caps.flatten().max(),
        CertificateChange::Lower => caps.flatten().min(),
        CertificateChange::Earlier => caps.next().flatten(),
    }
}
