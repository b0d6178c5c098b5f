//! 按分記載: one charge under a ledger, shared out over the treatments of a visit.

use super::Desk;
use super::subsidy::Held;
use crate::copay::request::claim::PayerSet;
use crate::copay::statement::LedgerPart;
use santei_engine::copay::{Part, SetKey};
use santei_engine::{AmountError, Ratio, Yen};

/// A treatment with a name of its own at a visit.
#[derive(Clone, Debug)]
pub(super) struct Treatment {
    name: String,
    key: SetKey,
    medical: Yen,
}

impl Treatment {
    /// The treatment of a set, if it is named.
    pub(super) fn of(set: &PayerSet, part: Part) -> Option<Self> {
        let name = set.treatment.clone()?;
        Some(Self { name, key: part.key, medical: part.medical })
    }
}

/// The parts of `charged` by the 医療費 of each treatment under the subsidy at `slot`; none for a single treatment.
///
/// Each percentage is rounded, then each part; what is left over goes to the greatest.
///
/// # Errors
///
/// [`AmountError`] if a sum leaves the range of amounts.
pub(super) fn ledger_parts(
    desk: &Desk<'_>,
    held: &Held<'_>,
    slot: usize,
    treatments: &[Treatment],
    charged: Yen,
) -> Result<Vec<LedgerPart>, AmountError> {
    let (book, day) = (desk.book, desk.month.first_day());
    let of_act = |acts: &[String]| acts.contains(&held.act);
    let mut rows = book.in_force(&book.ledger_shares, day, |row| row.rule, |row| of_act(&row.acts));
    let mut sums: Vec<(&str, Yen)> = Vec::new();
    for one in treatments.iter().filter(|one| one.key.has(slot)) {
        match sums.iter_mut().find(|(name, _)| *name == one.name) {
            Some((_, sum)) => *sum = sum.plus(one.medical)?,
            None => sums.push((&one.name, one.medical)),
        }
    }
    let whole = Yen::sum(sums.iter().map(|(_, medical)| *medical))?;
    let Some(row) = rows.next().filter(|_| sums.len() > 1 && whole > Yen::ZERO) else {
        return Ok(Vec::new());
    };
    sums.sort_by(|(one, first), (two, second)| second.cmp(first).then_with(|| one.cmp(two)));
    let mut left = charged;
    let mut parts = Vec::new();
    for (name, medical) in &sums {
        let steps = i128::from(medical.count()).saturating_mul(i128::from(row.steps));
        let steps = row.rounding.divide(steps, whole.count())?;
        let part = charged.part(Ratio::new(steps, row.steps)?, row.rounding)?;
        left = left.minus(part)?;
        parts.push((*name, part));
    }
    if let Some((_, greatest)) = parts.first_mut() {
        *greatest = greatest.plus(left)?;
    }
    let part = |(name, yen): (&str, Yen)| LedgerPart {
        treatment: name.to_owned(),
        charged_yen: yen.count(),
    };
    Ok(parts.into_iter().map(part).collect())
}
