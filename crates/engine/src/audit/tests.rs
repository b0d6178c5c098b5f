//! Percentages on sets of invented acts: which act they work on, of what, and how they are rounded.
use super::percent::Bases;
use super::unpriced::UnpricedReason;
use crate::amount::{Points, Ratio};
use crate::masters::act::Act;
use crate::masters::columns::Columns;
use crate::masters::text::TextPool;

/// An act of a part with these columns beside its code.
fn act(code: u32, part: &str, cells: &[(usize, &str)]) -> Act {
    let code = code.to_string();
    let mut all = vec!["0"; 150];
    for (number, cell) in [(3, code.as_str()), (90, "2"), (91, part)].iter().chain(cells) {
        all[number - 1] = cell;
    }
    Act::read(&all, &mut TextPool::default()).unwrap()
}

/// Bases and additions with points, then percentage lines in hundredths; the sum and whether every line found an act of its own.
fn sum(acts: &[(&Act, i64)], lines: &[(&Act, i64)]) -> Result<(i64, bool), UnpricedReason> {
    let mut bases = Bases::default();
    for (act, points) in acts {
        bases.push(act, Points::new(*points)).unwrap();
    }
    let mut all_new = true;
    for (line, percent) in lines {
        all_new &= bases.push_percent(line, Ratio::new(*percent, 100).unwrap())?;
    }
    Ok((bases.points()?.count(), all_new))
}

#[test]
fn each_act_of_a_set_bears_the_age_addition_once() {
    let [one, other] =
        [100_000_001, 100_000_002].map(|code| act(code, "03", &[(68, "1"), (40, "1")]));
    let child = act(100_000_003, "03", &[(68, "7"), (40, "1")]);
    // 130 × 70/100 = 91, 45 × 70/100 = 31.5 → 32.
    assert_eq!(sum(&[(&one, 130), (&other, 45)], &[(&child, 70)]), Ok((298, true)));
    // Again: priced as recorded, each act with its own, 221 × 1.7 = 375.7 → 376 and 77 × 1.7 = 130.9 → 131, and said.
    assert_eq!(sum(&[(&one, 130), (&other, 45)], &[(&child, 70), (&child, 70)]), Ok((507, false)));
}

#[test]
fn general_additions_take_the_act_with_its_notes_and_not_each_other() {
    let operation = act(100_000_001, "10", &[(68, "1"), (40, "1"), (43, "1"), (38, "5001")]);
    let note = act(100_000_002, "10", &[(68, "7"), (38, "5001"), (39, "1")]);
    let child = act(100_000_003, "10", &[(68, "9"), (40, "1")]);
    let night = act(100_000_004, "10", &[(68, "9"), (43, "4")]);
    // 手術 通則 9: (1,000 + 100) × (1 + 100/100 + 80/100).
    let acts = [(&operation, 1_000), (&note, 100)];
    assert_eq!(sum(&acts, &[(&child, 100), (&night, 80)]), Ok((3_080, true)));
}

#[test]
fn a_reduction_of_tests_is_a_product_rounded_once() {
    let test = act(100_000_001, "03", &[(68, "1"), (40, "1"), (52, "1")]);
    let child = act(100_000_002, "03", &[(68, "7"), (40, "1")]);
    let again = act(100_000_003, "03", &[(68, "7"), (52, "1")]);
    // 生体検査料 通則 2, 4: 1,140 × 0.9 × 1.7 = 1,744.2; the order of the lines has no bearing.
    for lines in [[(&again, -10), (&child, 70)], [(&child, 70), (&again, -10)]] {
        assert_eq!(sum(&[(&test, 1_140)], &lines), Ok((1_744, true)));
    }
    // 別紙7-1: 150 − 150 × 10/100.
    assert_eq!(sum(&[(&test, 150)], &[(&again, -10)]), Ok((135, true)));
}

#[test]
fn a_percentage_of_a_group_works_on_its_group_alone() {
    let photo = act(100_000_001, "04", &[(68, "1"), (38, "7001")]);
    let reading = act(100_000_002, "04", &[(68, "1"), (38, "7009")]);
    let child = act(100_000_003, "04", &[(68, "7"), (38, "7001"), (39, "3")]);
    // 68 × 30/100 = 20.4 → 20.
    assert_eq!(sum(&[(&reading, 85), (&photo, 68)], &[(&child, 30)]), Ok((173, true)));
}

#[test]
fn what_the_columns_leave_open_has_no_price() {
    let act_alone = act(100_000_001, "04", &[(68, "1"), (38, "7002")]);
    let second = act(100_000_002, "04", &[(68, "7"), (38, "7002"), (39, "1")]);
    let child = act(100_000_003, "04", &[(68, "7"), (38, "7002"), (39, "5")]);
    let mixed = sum(&[(&act_alone, 900)], &[(&second, -20), (&child, 50)]);
    assert_eq!(mixed, Err(UnpricedReason::MixedPercentages));
    assert_eq!(sum(&[], &[(&child, 50)]), Err(UnpricedReason::NoBase));
    let other_part = act(100_000_004, "10", &[(68, "9"), (43, "4")]);
    assert_eq!(sum(&[(&act_alone, 900)], &[(&other_part, 80)]), Err(UnpricedReason::NoBase));
}
