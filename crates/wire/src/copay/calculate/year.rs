//! 年間上限の集計: with this month, per person.

use super::Desk;
use super::person::Counted;
use crate::copay::error::CopayRequestError;
use crate::copay::request::CopayRequest;
use crate::copay::statement::{PersonStatement, YearStatement};
use santei_engine::copay::year;
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_limit::LimitScope;
use santei_engine::{AmountError, Yen};

pub(super) fn fill(
    desk: &mut Desk<'_>,
    request: &CopayRequest,
    counted: &[Counted],
    persons: &mut [PersonStatement],
) -> Result<(), CopayRequestError> {
    let all = request.persons.iter().zip(counted).zip(persons).enumerate();
    for (number, ((person, counted), statement)) in all {
        let Some(before) = person.year_to_date else { continue };
        let path = format!("persons[{number}].year_to_date");
        if before.outpatient_yen < 0 || before.all_yen < 0 {
            return Err(CopayRequestError::at(path, "expected amounts that are not negative"));
        }
        let overflow = |error: AmountError| CopayRequestError::at(&path, error.to_string());
        let sum = |from: i64, keep: fn(Setting) -> bool| {
            let parts =
                counted.parts.iter().filter(|part| keep(part.setting) && !part.is_livelihood);
            parts.map(|part| part.owed).try_fold(Yen::new(from), Yen::plus)
        };
        let outpatient =
            sum(before.outpatient_yen, |one| one == Setting::Outpatient).map_err(overflow)?;
        let whole = sum(before.all_yen, |_| true).map_err(overflow)?;
        let patient = counted.known.patient;
        let day = desk.month.first_day();
        let mut cap = |scope| {
            let found = patient
                .class
                .and_then(|class| year::cap(desk.book, day, patient.age, class, scope));
            if let Some((_, rule)) = found {
                desk.doubt(rule, &path);
            }
            found.map(|(yen, _)| yen)
        };
        let (outpatient_cap, all_cap) = (cap(LimitScope::Outpatient), cap(LimitScope::Household));
        let over = |sum: Yen, cap: Option<Yen>| {
            let over = cap.map_or(Ok(Yen::ZERO), |cap| sum.minus(cap));
            over.map(|yen| yen.max(Yen::ZERO).count()).map_err(overflow)
        };
        statement.year = Some(YearStatement {
            outpatient_yen: outpatient.count(),
            outpatient_cap_yen: outpatient_cap.map(Yen::count),
            outpatient_refund_yen: over(outpatient, outpatient_cap)?,
            all_yen: whole.count(),
            all_cap_yen: all_cap.map(Yen::count),
            all_refund_yen: over(whole, all_cap)?,
        });
    }
    Ok(())
}
