//! 助成・自己負担と上限額: what a row of the 地単公費マスター leaves to an inpatient and to an outpatient.

use super::cells::CellFault;
use super::codes::Coded;
use santei_engine::rulebook::copay_programme::{Range, Window};
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};
use santei_engine::{Ratio, Rounding, Yen};

/// The charges of a programme, by setting, in the order of the rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Charges {
    pub(super) inpatient: Vec<Charge>,
    pub(super) outpatient: Vec<Charge>,
}

/// The columns of a setting's pattern: 範囲詳細, 固定額, 割合, 分子, 分母.
const INPATIENT: [usize; 5] = [50, 51, 52, 53, 54];
const OUTPATIENT: [usize; 5] = [55, 56, 57, 58, 59];

/// The charges of one row.
pub(super) fn charges(coded: &Coded<'_>) -> Result<Charges, CellFault> {
    // Without a flag in either column the row speaks of both settings.
    let flags = (coded.flag(16)?, coded.flag(17)?);
    let is_both = flags == (None, None);
    let is_refunded = coded.meaning(35)? == Some("reimbursed");
    let mut charges = Charges::default();
    if is_both || flags.0 == Some(true) {
        charges.inpatient.push(if is_refunded { refunded() } else { inpatient(coded)? });
    }
    if is_both || flags.1 == Some(true) {
        charges.outpatient.push(if is_refunded { refunded() } else { outpatient(coded)? });
    }
    Ok(charges)
}

fn refunded() -> Charge {
    Charge { cover: Cover::Reimbursed, ..Charge::default() }
}

fn inpatient(coded: &Coded<'_>) -> Result<Charge, CellFault> {
    let row = coded.row;
    let mut charge = pattern(coded, INPATIENT)?;
    charge.window = Window {
        stay_days: range(coded, 72, 73)?,
        stay_months: range(coded, 40, 41)?,
        ..Window::default()
    };
    charge.first_visit_only = coded.flag(38)?.unwrap_or(false);
    let repeated = yen(coded, 75)?.filter(|_| row.cell(67) != "0");
    coded.flag(67)?;
    let caps = Caps { visit: None, day: yen(coded, 71)?, month: yen(coded, 74)?, repeated };
    cap(coded, &mut charge, caps)?;
    Ok(settled(charge))
}

fn outpatient(coded: &Coded<'_>) -> Result<Charge, CellFault> {
    let row = coded.row;
    let mut charge = pattern(coded, OUTPATIENT)?;
    charge.window = Window { visits: range(coded, 42, 43)?, ..Window::default() };
    charge.first_visit_only = coded.flag(37)?.unwrap_or(false);
    let repeated = yen(coded, 81)?.filter(|_| row.cell(68) != "0");
    coded.flag(68)?;
    let caps =
        Caps { visit: yen(coded, 76)?, day: yen(coded, 78)?, month: yen(coded, 80)?, repeated };
    cap(coded, &mut charge, caps)?;
    charge.visit_times = row.number(77)?;
    charge.day_times = row.number(79)?;
    if charge.visit_times.is_some() && caps.visit.is_none() && charge.fixed_visit.is_none() {
        return Err(row.expected(76, "an amount, for 64 counts its times"));
    }
    if charge.day_times.is_some() && caps.day.is_none() {
        return Err(row.expected(78, "an amount, for 66 counts its days"));
    }
    Ok(settled(charge))
}

/// 助成条件又は自己負担: a sum, a rate or a fraction, of the subsidy or of the patient.
fn pattern(coded: &Coded<'_>, columns: [usize; 5]) -> Result<Charge, CellFault> {
    let row = coded.row;
    let [detail, fixed, rate, above, below] = columns;
    let is_subsidy = coded.meaning(36)? == Some("subsidy");
    let detail = coded.meaning(detail)?;
    let mut charge = Charge { cover: Cover::Shared, ..Charge::default() };
    match detail {
        Some("excluded") => return Ok(Charge { cover: Cover::Excluded, ..charge }),
        Some("free") => return Ok(Charge { cover: Cover::Free, ..charge }),
        _ => {}
    }
    if let Some(sum) = yen(coded, fixed)? {
        let field = if is_subsidy { &mut charge.pays_visit } else { &mut charge.fixed_visit };
        *field = Some(sum);
    }
    let percent: Option<i64> = row.number(rate)?;
    if let Some(percent) = percent {
        if percent > 100 {
            return Err(row.expected(rate, "0 to 100"));
        }
        let ratio = |part| Ratio::new(part, 100).map_err(|_| row.expected(rate, "0 to 100"));
        let rest = 100_i64.saturating_sub(percent);
        match (detail, is_subsidy) {
            (Some("of_share"), false) => charge.portion = Some(ratio(percent)?),
            (Some("of_share"), true) => charge.portion = Some(ratio(rest)?),
            (_, false) => charge.rate = Some(ratio(percent)?),
            (_, true) => charge.pays_rate = Some(ratio(percent)?),
        }
    }
    let fraction: (Option<i64>, Option<i64>) = (row.number(above)?, row.number(below)?);
    match fraction {
        (None, None) => {}
        (Some(part), Some(whole)) if whole > 0 && part <= whole => {
            let ratio =
                |part| Ratio::new(part, whole).map_err(|_| row.expected(below, "more than 0"));
            let rest = whole.saturating_sub(part);
            match (detail, is_subsidy) {
                (Some("of_medical"), false) => charge.rate = Some(ratio(part)?),
                (Some("of_medical"), true) => charge.pays_rate = Some(ratio(part)?),
                (_, false) => charge.portion = Some(ratio(part)?),
                (_, true) => charge.portion = Some(ratio(rest)?),
            }
        }
        _ => return Err(row.expected(below, "a fraction: 分子 at most 分母, 分母 more than 0")),
    }
    round(coded, &mut charge)?;
    Ok(charge)
}

/// 端数条件: below a yen it rounds the rate, else what is owed.
fn round(coded: &Coded<'_>, charge: &mut Charge) -> Result<(), CellFault> {
    let rounding = coded.meaning(70)?.map(|meaning| match meaning {
        "down" => Rounding::Down,
        "up" => Rounding::Up,
        _ => Rounding::HalfUp,
    });
    let unit: Option<i64> = coded.meaning(69)?.and_then(|unit| unit.parse().ok());
    match (unit, rounding) {
        (None, None) => {}
        (None | Some(1), Some(rounding)) => charge.rate_rounding = Some(rounding),
        (Some(1), None) => charge.rate_rounding = Some(Rounding::HalfUp),
        (Some(unit), rounding) => {
            charge.rounding = Some((unit, rounding.unwrap_or(Rounding::HalfUp)));
        }
    }
    Ok(())
}

#[derive(Clone, Copy)]
struct Caps {
    visit: Option<Yen>,
    day: Option<Yen>,
    month: Option<Yen>,
    repeated: Option<Yen>,
}

/// 上限額識別フラグ: caps of what the patient owes, or of what the subsidy pays.
fn cap(coded: &Coded<'_>, charge: &mut Charge, caps: Caps) -> Result<(), CellFault> {
    if coded.meaning(65)? == Some("subsidy") {
        if caps.repeated.is_some() {
            return Err(coded.row.expected(65, "自己負担の上限 where 多数回該当 has a cap"));
        }
        charge.pays_visit = charge.pays_visit.or(caps.visit);
        (charge.pays_day, charge.pays_up_to) = (caps.day, caps.month);
    } else {
        (charge.visit_cap, charge.day_cap) = (caps.visit, caps.day);
        (charge.month_cap, charge.month_cap_repeated) = (caps.month, caps.repeated);
    }
    Ok(())
}

/// 全額助成 with a cap of the patient is a charge.
fn settled(charge: Charge) -> Charge {
    let caps = [charge.visit_cap, charge.day_cap, charge.month_cap];
    let is_capped = caps.iter().any(Option::is_some);
    let cover = match charge.cover {
        Cover::Free if is_capped => Cover::Shared,
        cover => cover,
    };
    Charge { cover, ..charge }
}

fn range(coded: &Coded<'_>, from: usize, through: usize) -> Result<Range, CellFault> {
    let range = Range { from: coded.row.number(from)?, through: coded.row.number(through)? };
    if range.from.zip(range.through).is_some_and(|(first, last)| first > last) {
        return Err(coded.row.expected(through, "a number not below the first"));
    }
    Ok(range)
}

fn yen(coded: &Coded<'_>, column: usize) -> Result<Option<Yen>, CellFault> {
    Ok(coded.row.number(column)?.map(Yen::new))
}
