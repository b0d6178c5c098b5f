//! 性質: what must hold of every month, whoever calculates it, shown on the reference.

#![cfg(test)]

use proptest::prelude::*;
use santei_reference::wire::claim;
use santei_reference::{Age, LimitInput, MonthInput, Period, limit, month};
use santei_testkit::copay::domain::{EDGE_MONTHS, classes, random_month};
use santei_testkit::copay::minimise::minimise;
use santei_testkit::copay::random::Random;
use santei_testkit::copay::requests::random_request;
use santei_testkit::copay::strategy::months;
use santei_testkit::copay::wire_form::request;

/// Every yen of the 医療費 is paid by someone, and nobody is paid.
fn assert_conserved(input: &MonthInput) {
    let answer = month(input).unwrap();
    let medical: i64 = input.sets.iter().map(|set| set.medical_yen).sum();
    let subsidies: i64 = answer.subsidies.iter().map(|one| one.pays).sum();
    assert_eq!(medical, answer.insurance_pays + subsidies + answer.patient_total, "{input:?}");
    let least = answer.subsidies.iter().flat_map(|one| [one.share_in, one.due, one.pays]);
    let amounts = [answer.patient_total, answer.uncovered, answer.insurance_pays];
    assert!(least.chain(amounts).all(|yen| yen >= 0), "{answer:?}");
}

#[test]
fn random_months_are_valid_and_conserved() {
    let mut random = Random::new(20_260_801);
    for _ in 0..20_000 {
        let input = random_month(&mut random);
        assert_conserved(&input);
        let request = request(&input).unwrap();
        assert_eq!(request.month.to_string(), String::from(input.month));
    }
}

#[test]
fn requests_say_the_same_as_the_case_form() {
    let mut random = Random::new(11);
    for _ in 0..5_000 {
        let input = random_month(&mut random);
        let by_form = month(&input).unwrap();
        let by_request = claim(&request(&input).unwrap(), 0, 0).unwrap().receipt;
        assert_eq!(by_form.patient_total, by_request.patient, "{input:?}");
        assert_eq!(by_form.uncovered, by_request.uncovered, "{input:?}");
        assert_eq!(by_form.subsidies.len(), input.subsidies.len());
    }
}

#[test]
fn random_requests_are_answered_and_visits_add_up() {
    let mut random = Random::new(12);
    let mut answered = 0;
    for _ in 0..5_000 {
        let request = random_request(&mut random).unwrap();
        let Ok(answer) = claim(&request, 0, 0) else { continue };
        answered += 1;
        let receipt: i64 = answer.visits.iter().map(|visit| visit.0).sum();
        let counter: i64 = answer.visits.iter().map(|visit| visit.1).sum();
        assert_eq!((receipt, counter), (answer.receipt.patient, answer.counter.patient));
        assert!(receipt >= 0 && counter >= 0);
    }
    assert!(answered > 4_000, "only {answered} answered");
}

#[test]
fn the_minimiser_keeps_what_fails() {
    let mut random = Random::new(5);
    let fails = |one: &MonthInput| one.sets.iter().any(|set| set.medical_yen >= 70_000);
    let mut seen = 0;
    for _ in 0..200 {
        let input = random_month(&mut random);
        if fails(&input) {
            let small = minimise(&input, fails);
            assert!(small.sets.len() == 1 && small.sets[0].medical_yen < 70_020, "{small:?}");
            seen += 1;
        }
    }
    assert!(seen > 20);
}

proptest! {
    #[test]
    fn strategies_make_valid_months(input in months()) {
        assert_conserved(&input);
    }

    #[test]
    fn the_order_of_the_parts_means_nothing(input in months()) {
        let mut turned = input.clone();
        turned.sets.reverse();
        let (one, other) = (month(&input).unwrap(), month(&turned).unwrap());
        prop_assert_eq!(one.patient_total, other.patient_total);
        prop_assert_eq!(one.subsidies, other.subsidies);
    }

    #[test]
    fn a_part_may_be_split_in_two(input in months(), tens in 0_i64..100) {
        let mut split = input.clone();
        let taken = (tens * 20).min(input.sets[0].medical_yen);
        let mut half = split.sets[0].clone();
        half.medical_yen = taken;
        split.sets[0].medical_yen -= taken;
        split.sets.push(half);
        prop_assert_eq!(month(&input).unwrap(), month(&split).unwrap());
    }

    #[test]
    fn limits_rise_with_the_sum_and_fall_with_repetition(
        place in 0..EDGE_MONTHS.len(),
        age in prop::sample::select(&[Age::Under70, Age::From70, Age::From75][..]),
        medical_yen in 0_i64..5_000_000,
        more in 0_i64..1_000_000,
    ) {
        let (year, number) = EDGE_MONTHS[place];
        let month = Period::new(year, number);
        let mut below = i64::MAX;
        for class in classes(age, month).iter().take(6) {
            let input = LimitInput {
                month,
                age_group: age,
                income_class: Some(*class),
                standard_monthly_remuneration: None,
                repeated: false,
                medical_yen,
            };
            let once = limit(&input).unwrap().limit;
            let greater = LimitInput { medical_yen: medical_yen + more, ..input.clone() };
            let again = LimitInput { repeated: true, ..input };
            prop_assert!(limit(&greater).unwrap().limit >= once);
            prop_assert!(limit(&again).unwrap().limit <= once);
            prop_assert!(medical_yen > 1_000_000 || once <= below, "a lower class has no higher limit");
            below = once;
        }
    }
}
