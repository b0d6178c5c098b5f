//! 配慮措置: the two-tenths out-patients of 75 and over, 令和4年10月から令和7年9月まで (高確令の経過措置).

use crate::facts::Facts;
use crate::input::{Age, Class, Period};

/// The limit of the insurance-only part, or nothing where the measure does not reach.
///
/// `6,000 + (医療費 - 30,000) x 10%`, at most the out-patient limit of 18,000 (9,000 in the month of the 75th
/// birthday; the widening of 3,000 is not halved). Parts with a subsidy and マル長 are outside it.
pub(crate) fn care_limit_of_outpatient(facts: &Facts, medical_yen: i64) -> Option<i64> {
    let in_force = facts.month >= Period::new(2022, 10) && facts.month <= Period::new(2025, 9);
    let reached = in_force
        && !facts.inpatient
        && facts.age == Age::From75
        && facts.class == Some(Class::General2)
        && facts.rate_tenths == 2
        && medical_yen > 30_000;
    let outpatient_limit = if facts.specific_disease.turns_75 { 9_000 } else { 18_000 };
    reached.then(|| {
        let one_tenth = (medical_yen - 30_000).div_euclid(10);
        (6_000 + one_tenth).min(outpatient_limit)
    })
}
