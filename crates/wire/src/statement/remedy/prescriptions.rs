//! 処方の不足: a prescription that a fee of 投薬 asks for.

use super::Lack;
use super::changes::Tried;
use santei_engine::claim::{Claim, Dispensing, DrugOrder, Item, Order, Prescription, Route};
use santei_engine::points::PointsRules;
use santei_engine::rulebook::points::{Flag, PrescriptionBand, RuleNo};
use std::collections::BTreeSet;

/// 剤形: by mouth, and for outward use.
const ORAL: u8 = 1;
const EXTERNAL: u8 = 6;
/// 麻薬・向精神薬等: none of them.
const FREE: u8 = 0;
/// How long a prescription that is tried lasts, in days.
const DAYS: u32 = 7;

/// The prescriptions that the fee found by `rule` is for.
pub(super) fn by_rule(
    rules: &PointsRules<'_>,
    tried: &Tried<'_>,
    rule: RuleNo,
) -> Vec<(Lack, Claim)> {
    let book = rules.book;
    let mut fees = book.prescription_fees.iter().filter(|row| row.rule == rule);
    if let Some(row) = fees.next() {
        let kinds = match row.band {
            PrescriptionBand::ManyKinds => many_kinds(rules, tried),
            PrescriptionBand::Other => 1,
            // Which drugs these are is for the prescriber to say.
            PrescriptionBand::ManyPsychotropics => return Vec::new(),
        };
        return prescription(tried, row.dispensing, ORAL, kinds).into_iter().collect();
    }
    let mut fees = book.dispensing_fees.iter().filter(|row| row.rule == rule);
    let form = fees.next().map(|row| if row.is_internal { ORAL } else { EXTERNAL });
    let found = form.and_then(|form| prescription(tried, Dispensing::Inside, form, 1));
    found.into_iter().collect()
}

/// The prescription that a condition asks for.
pub(super) fn by_flag(tried: &Tried<'_>, flag: Flag) -> Vec<(Lack, Claim)> {
    let dispensing = match flag {
        Flag::PrescribedInside => Dispensing::Inside,
        Flag::PrescribedOutside => Dispensing::Outside,
        _ => return Vec::new(),
    };
    prescription(tried, dispensing, ORAL, 1).into_iter().collect()
}

fn many_kinds(rules: &PointsRules<'_>, tried: &Tried<'_>) -> usize {
    let mut rows = rules.book.prescription_rules.iter();
    let row = rows
        .find(|row| rules.book.meta(row.rule).is_some_and(|meta| meta.span.contains(tried.day)));
    row.map_or(1, |row| usize::from(row.kinds))
}

/// The claim with a prescription of so many drugs of different ingredients.
fn prescription(
    tried: &Tried<'_>,
    dispensing: Dispensing,
    form: u8,
    kinds: usize,
) -> Option<(Lack, Claim)> {
    let mut ingredients = BTreeSet::new();
    let drugs = tried.masters.drugs.rows().iter().filter(|row| {
        row.form == form
            && row.control_class == FREE
            && row.span.contains(tried.day)
            && ingredients.insert(
                tried.masters.text(row.price_standard_code).get(..7).unwrap_or_default().to_owned(),
            )
    });
    let items: Vec<Item> = drugs
        .take(kinds)
        .map(|row| Item {
            route: if form == ORAL { Route::Oral(DAYS) } else { Route::External },
            drugs: vec![DrugOrder {
                code: row.code,
                quantity: 1.into(),
                is_by_generic_name: false,
            }],
        })
        .collect();
    if items.len() < kinds {
        return None;
    }
    let mut claim = tried.claim.clone();
    let visit = claim.visits.get_mut(tried.visit)?;
    visit.orders.push(Order::Prescription(Prescription { dispensing, is_temporary: false, items }));
    Some((Lack::Prescription(dispensing, form == ORAL, kinds), claim))
}
