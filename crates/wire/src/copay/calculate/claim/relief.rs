//! 減免: the relief that the insurer grants on the patient's share.

use crate::copay::calculate::Desk;
use crate::copay::calculate::finding::FindingKind;
use crate::copay::error::CopayRequestError;
use crate::copay::request::Person;
use crate::copay::request::insurance::Relief as WireRelief;
use santei_engine::copay::Relief;
use santei_engine::rulebook::copay_extra::RoundingUse;
use santei_engine::{Ratio, Yen};

/// The relief of the person's insurance, if there is one and it changes an amount.
pub(super) fn relief(
    desk: &mut Desk<'_>,
    person: &Person,
    path: &str,
) -> Result<Option<Relief>, CopayRequestError> {
    let Some(relief) = person.insurance.as_ref().and_then(|one| one.relief) else {
        return Ok(None);
    };
    let bad = || CopayRequestError::at(path, "`insurance.relief` is out of range");
    Ok(match relief {
        WireRelief::Amount { yen } if yen >= 0 => Some(Relief::Amount(Yen::new(yen))),
        WireRelief::Percent { percent } if (0..=100).contains(&percent) => {
            let day = desk.month.first_day();
            let row = desk
                .book
                .in_force(
                    &desk.book.roundings,
                    day,
                    |row| row.rule,
                    |row| row.purpose == RoundingUse::Relief,
                )
                .next()
                .ok_or_else(bad)?;
            let ratio = Ratio::new(percent, 100).map_err(|_| bad())?;
            desk.doubt(row.rule, path);
            Some(Relief::Part(ratio, row.rounding, row.rule))
        }
        WireRelief::Amount { .. } | WireRelief::Percent { .. } => return Err(bad()),
        WireRelief::Exemption => Some(Relief::All),
        WireRelief::Deferral => {
            desk.find(&FindingKind::Deferred, path, None);
            None
        }
    })
}
