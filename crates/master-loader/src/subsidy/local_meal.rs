//! 入院時食事・生活療養の助成範囲: what a row of the 地単公費マスター pays of the standard burdens.

use super::cells::CellFault;
use super::codes::Coded;
use santei_engine::rulebook::copay_programme::MealHelp;
use santei_engine::{Ratio, Yen};

/// The help with 食事療養, with the meals of 生活療養, and with 居住.
pub(super) fn help(coded: &Coded<'_>) -> Result<(MealHelp, Option<MealHelp>, MealHelp), CellFault> {
    let meals = one(coded, 60, (82, 83))?;
    if coded.meaning(61)? == Some("split") {
        return Ok((meals, Some(one(coded, 63, (86, 87))?), one(coded, 64, (88, 89))?));
    }
    let whole = one(coded, 62, (84, 85))?;
    Ok((meals, Some(whole), whole))
}

/// 助成範囲 with the caps of a day and of a month.
fn one(
    coded: &Coded<'_>,
    part: usize,
    (day, month): (usize, usize),
) -> Result<MealHelp, CellFault> {
    let wrong = || coded.row.expected(part, "a code of 助成範囲");
    let meaning = coded.meaning(part)?;
    let ratio = |above, below| Ratio::new(above, below).map_err(|_| wrong());
    let paid = match meaning {
        Some("full") => ratio(1, 1)?,
        Some("half") => ratio(1, 2)?,
        _ => ratio(0, 1)?,
    };
    let yen = |column: usize| -> Result<Option<Yen>, CellFault> {
        Ok(coded.row.number(column)?.map(Yen::new))
    };
    let (day_cap, month_cap) = (yen(day)?, yen(month)?);
    if meaning == Some("capped") && day_cap.is_none() && month_cap.is_none() {
        return Err(coded.row.expected(day, "a cap, for the range is what exceeds one"));
    }
    // 対象外: caps mean nothing where nothing is paid.
    let is_paid = !matches!(meaning, None | Some("none"));
    Ok(MealHelp {
        part: paid,
        day_cap: day_cap.filter(|_| is_paid),
        month_cap: month_cap.filter(|_| is_paid),
    })
}
