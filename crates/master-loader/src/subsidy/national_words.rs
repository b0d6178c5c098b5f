//! 国公費マスターの語: flags with a setting in brackets, 実施機関番号 lists, and shares in per cent.

use super::cells::{CellFault, Row};
use santei_engine::Ratio;
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};

/// A flag (`0`, `1`), perhaps of one setting only (`1（入院）`).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flag {
    pub(super) inpatient: bool,
    pub(super) outpatient: bool,
}

/// The flag in a cell; an empty one is off.
pub(super) fn flag(row: &Row, column: usize) -> Result<Flag, CellFault> {
    let text = row.cell(column);
    let mut letters = text.chars();
    let rest = match letters.next() {
        None | Some('0' | '０') => return Ok(Flag::default()),
        Some('1' | '１') => letters.as_str().trim(),
        Some(_) => return Err(row.expected(column, "0 or 1, perhaps with a setting in brackets")),
    };
    // `1（マル長の者）` and the like name persons, not a setting.
    let one = rest.trim_matches(['（', '）', '(', ')']);
    Ok(Flag { inpatient: one != "外来", outpatient: one != "入院" })
}

/// The 実施機関番号 that a cell lists (`601,602`, `601/602`, `801～810、701～710`).
pub(super) fn issuers(row: &Row, column: usize) -> Result<Vec<String>, CellFault> {
    let wrong = || row.expected(column, "numbers of three digits, listed or from one to another");
    let mut numbers = Vec::new();
    let parts = row.cell(column).split(['、', ',', '，', '/', '／']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once(['～', '〜', '-']).unwrap_or((part, part));
        let number = |text: &str| {
            let is_issuer = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u16>().ok().filter(|_| is_issuer)
        };
        let (Some(first), Some(last)) = (number(first.trim()), number(last.trim())) else {
            return Err(wrong());
        };
        if first > last {
            return Err(wrong());
        }
        numbers.extend((first..=last).map(|number| format!("{number:03}")));
    }
    Ok(numbers)
}

/// What the shares of 11-1 to 11-9 leave to the patient.
///
/// The file gives the shares of insurance, subsidy and patient for the three rates of the insurance. A patient's
/// share that is the whole of what the insurance leaves is a matter of caps; one below it is a rate.
pub(super) fn charge(row: &Row) -> Result<Charge, CellFault> {
    let mut rate: Option<i64> = None;
    let (mut is_free, mut is_whole) = (true, true);
    let mut pairs = Vec::new();
    for (insurance, patient) in [(24, 26), (27, 29), (30, 32)] {
        let Some(own) = per_cent(row, patient)? else { continue };
        // 「70＋マル長」: the limit of the special disease stands in the insurance's part.
        let left = per_cent(row, insurance)?.map(|paid| 100_i64.saturating_sub(paid));
        is_free &= own == 0;
        is_whole &= left == Some(own);
        rate = rate.max(Some(own));
        pairs.extend(left.map(|left| (left, own, patient)));
    }
    if is_free {
        return Ok(Charge::default());
    }
    if is_whole {
        return Ok(Charge { cover: Cover::Shared, ..Charge::default() });
    }
    let rate = rate.unwrap_or(0);
    if let Some((_, _, column)) = pairs.iter().find(|(left, own, _)| *own != rate.min(*left)) {
        return Err(row.expected(
            *column,
            "the same share of the 医療費 for every rate, at most what the insurance leaves",
        ));
    }
    let ratio = Ratio::new(rate, 100).map_err(|_| row.expected(26, "0 to 100"))?;
    Ok(Charge { cover: Cover::Shared, rate: Some(ratio), ..Charge::default() })
}

fn per_cent(row: &Row, column: usize) -> Result<Option<i64>, CellFault> {
    let text = row.cell(column);
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if text.is_empty() || (digits.len() != text.len() && text.contains("マル長")) {
        return Ok(None);
    }
    let number: Option<i64> = digits.parse().ok().filter(|number| (0..=100).contains(number));
    match number.filter(|_| digits.len() == text.len()) {
        Some(number) => Ok(Some(number)),
        None => Err(row.expected(column, "0 to 100")),
    }
}
