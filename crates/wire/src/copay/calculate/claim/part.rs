//! 部分: one set of payers resolved: its medical yen, and who covers it on the day.

use super::{Prepared, fail};
use crate::copay::calculate::Desk;
use crate::copay::calculate::payer::{INSURANCE, holds};
use crate::copay::calculate::person::Known;
use crate::copay::calculate::subsidy::Held;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::{Basis as WireBasis, PayerSet};
use chrono::NaiveDate;
use santei_engine::Yen;
use santei_engine::copay::selection::medical_yen;
use santei_engine::copay::{CopayError, Part as EnginePart, SetKey};
use santei_engine::rulebook::copay_extra::Basis;

impl Prepared<'_> {
    pub(super) fn part(
        &mut self,
        desk: &mut Desk<'_>,
        set: &PayerSet,
        held: &[Held<'_>],
        known: &Known,
        day: Option<NaiveDate>,
        path: &str,
    ) -> Result<EnginePart, CopayRequestError> {
        let first = desk.month.first_day();
        let medical = self.medical(desk, set, day.unwrap_or(first), path)?;
        let mut key = SetKey::new();
        if set.payers.iter().any(|payer| payer == INSURANCE) {
            if known.patient.rate.is_none() {
                let error = CopayError::NotInsured.to_string();
                return Err(CopayRequestError::at(format!("{path}.payers"), error));
            }
            key = key.insured();
        }
        let special = set.special_disease.unwrap_or(known.patient.special_disease.is_some())
            && known.patient.special_disease.is_some()
            && key.is_insured();
        let payers = self.payers.clone();
        for place in payers.places(desk, held, set, (day, special), path)? {
            let one = self.payers.held.get(place).and_then(|place| held.get(*place));
            // The sums of a month hold if the certificate holds on some day of it.
            let is_valid = one.is_some_and(|one| {
                let from = one.certificate.valid_from.unwrap_or(first).max(first);
                let some_day = if desk.month.contains(from) { from } else { first };
                holds(desk, one, day.unwrap_or(some_day))
            });
            if is_valid {
                key = key.with(place);
            }
        }
        if special {
            key = key.special();
        }
        Ok(EnginePart { key, medical })
    }

    fn medical(
        &mut self,
        desk: &mut Desk<'_>,
        set: &PayerSet,
        day: NaiveDate,
        path: &str,
    ) -> Result<Yen, CopayRequestError> {
        let basis = match self.claim.basis {
            WireBasis::Insurance => Basis::Insurance,
            WireBasis::WorkersAccident => Basis::WorkersAccident,
            WireBasis::WorkersAccidentTaxExempt => Basis::WorkersAccidentTaxExempt,
            WireBasis::Automobile => Basis::Automobile,
            WireBasis::SelfPay => Basis::SelfPay,
        };
        let negative = |field: &str| {
            CopayRequestError::at(
                format!("{path}.{field}"),
                "expected a number that is not negative",
            )
        };
        let (yen, rule, is_patients) = match (set.points, set.medical_yen) {
            (Some(points), None) if points < 0 => return Err(negative("points")),
            (None, Some(yen)) if yen < 0 => return Err(negative("medical_yen")),
            (Some(points), None) => {
                let goods = set.goods_points.unwrap_or(0);
                if goods < 0 || goods > points {
                    return Err(negative("goods_points"));
                }
                let path = format!("{path}.points");
                medical_yen(desk.book, day, basis, points, goods).map_err(fail(&path))?
            }
            (None, Some(yen)) => {
                let (_, rule, is_patients) =
                    medical_yen(desk.book, day, basis, 0, 0).map_err(fail(path))?;
                (Yen::new(yen), rule, is_patients)
            }
            _ => {
                return Err(CopayRequestError::at(
                    path,
                    "expected one of `points` and `medical_yen`",
                ));
            }
        };
        if basis != Basis::Insurance {
            desk.doubt(rule, path);
            self.whole = Some((is_patients, rule));
            if !set.payers.is_empty() {
                let path = format!("{path}.payers");
                return Err(CopayRequestError::at(path, "expected none: the basis says who pays"));
            }
        }
        Ok(yen)
    }
}
