//! 最小化: the smallest month near a given one that still fails.

use santei_reference::MonthInput;

/// A month as small as single steps make it while `fails` holds; `input` itself must fail.
pub fn minimise(input: &MonthInput, mut fails: impl FnMut(&MonthInput) -> bool) -> MonthInput {
    let mut smallest = input.clone();
    loop {
        let smaller = candidates(&smallest).into_iter().find(|one| *one != smallest && fails(one));
        match smaller {
            Some(one) => smallest = one,
            None => return smallest,
        }
    }
}

/// The month with one thing less.
fn candidates(input: &MonthInput) -> Vec<MonthInput> {
    let mut all = Vec::new();
    let mut push = |change: &dyn Fn(&mut MonthInput)| {
        let mut one = input.clone();
        change(&mut one);
        all.push(one);
    };
    for place in 0..input.sets.len() {
        push(&|one| {
            one.sets.remove(place);
        });
    }
    for place in 0..input.subsidies.len() {
        push(&|one| {
            let gone = one.subsidies.remove(place);
            one.sets.retain(|set| !set.payers.contains(&gone.act));
        });
    }
    push(&|one| one.turns_75 = false);
    push(&|one| one.repeated = false);
    push(&|one| one.inpatient = true);
    push(&|one| one.special_disease_cap = None);
    for place in 0..input.sets.len() {
        for smaller in [
            |yen: i64| yen.div_euclid(2),
            |yen: i64| yen.saturating_sub(100_000),
            |yen: i64| yen.saturating_sub(1_000),
            |yen: i64| yen.saturating_sub(20),
        ] {
            push(&|one| {
                if let Some(set) = one.sets.get_mut(place) {
                    let yen = smaller(set.medical_yen).max(0);
                    set.medical_yen = yen.saturating_sub(yen.rem_euclid(20));
                }
            });
        }
    }
    all.retain(|one| !one.sets.is_empty());
    all
}
