//! 地方単独事業の乱数事例: invented programmes and visits through the engine and through the reference.

use chrono::NaiveDate;
use santei_engine::rulebook::copay::CopayBook;
use santei_engine::rulebook::copay_subsidy::{Charge, Cover};
use santei_engine::{Ratio, Yen};
use santei_reference::local::{Programme, Visit, local};
use santei_wire::copay::{CopayRequest, calculate};
use serde_json::{Value, json};

use super::random::Random;

/// What a run found.
#[derive(Clone, Debug, Default)]
pub struct LocalTally {
    /// Months compared.
    pub compared: u64,
    /// Months that differ.
    pub differing: u64,
    /// The first of them.
    pub first: Vec<String>,
}

/// `cases` random months of random programmes, from `seed` on.
///
/// # Errors
///
/// A text when the book has no local programme to put the mechanisms into, or a case cannot be calculated.
pub fn run_local(
    book: &CopayBook,
    cases: u64,
    seed: u64,
    print: usize,
) -> Result<LocalTally, String> {
    let mut book = book.clone();
    let place = book.subsidies.iter().position(|row| row.is_local && row.segment.is_none());
    let place = place.ok_or("the book has no local programme without a segment")?;
    let mut tally = LocalTally::default();
    for number in 0..cases {
        let mut random = Random::new(seed.wrapping_add(number));
        let programme = random_programme(&mut random);
        let rate = random.pick(&[1, 2, 3]).unwrap_or(3);
        // 5 % of the 医療費 must be whole yen; no text says how else to round it.
        let step = if programme.rate == Some(5) { 20 } else { 10 };
        let visits = random_visits(&mut random, step);
        let Some(row) = book.subsidies.get_mut(place) else { continue };
        row.outpatient = charge(&programme)?;
        let request = request(rate, &visits);
        let expected = local(&programme, rate, &visits).map_err(|refusal| refusal.to_string())?;
        let actual = engine(&book, &request)?;
        tally.compared = tally.compared.saturating_add(1);
        if actual != expected {
            tally.differing = tally.differing.saturating_add(1);
            if tally.first.len() < print {
                tally.first.push(format!(
                    "{programme:?} {rate}割 {visits:?}\n  reference {expected:?}\n  engine {actual:?}"
                ));
            }
        }
    }
    Ok(tally)
}

fn random_programme(random: &mut Random) -> Programme {
    let yen = |random: &mut Random, likely: i64| {
        let sums = [10, 80, 200, 500, 530, 600, 800, 1_000, 2_000, 5_000, 18_000];
        random.percent(likely).then(|| random.pick(&sums)).flatten()
    };
    let visit_cap = yen(random, 40);
    let fixed = if visit_cap.is_none() { yen(random, 20) } else { None };
    let day_cap = yen(random, 30);
    let times = |random: &mut Random, holds: bool| {
        (holds && random.percent(50)).then(|| usize::try_from(random.between(1, 4)).unwrap_or(1))
    };
    Programme {
        rate: random.percent(35).then(|| random.pick(&[5, 10, 20])).flatten(),
        half: random.percent(20),
        visit_times: times(random, visit_cap.is_some() || fixed.is_some()),
        day_times: times(random, day_cap.is_some()),
        month_cap: yen(random, 40),
        first_only: fixed.is_some() && random.percent(30),
        pays_month: yen(random, 15),
        pays_visit: yen(random, 15),
        fixed,
        visit_cap,
        day_cap,
    }
}

fn random_visits(random: &mut Random, step: i64) -> Vec<Visit> {
    let mut day = 1_u32;
    let mut visits = Vec::new();
    for number in 0..random.between(1, 7) {
        if !random.percent(35) {
            day = day.saturating_add(u32::try_from(random.between(1, 3)).unwrap_or(1));
        }
        let most = random.pick(&[100, 1_000, 10_000]).unwrap_or(100);
        let medical = random.between(1, most).saturating_mul(step);
        visits.push(Visit { day, medical, initial: number == 0 && random.percent(60) });
    }
    visits
}

fn charge(programme: &Programme) -> Result<Charge, String> {
    let ratio = |above, below| Ratio::new(above, below).map_err(|error| error.to_string());
    let times = |times: Option<usize>| times.and_then(|times| u32::try_from(times).ok());
    Ok(Charge {
        cover: Cover::Shared,
        rate: programme.rate.map(|rate| ratio(rate, 100)).transpose()?,
        portion: programme.half.then(|| ratio(1, 2)).transpose()?,
        fixed_visit: programme.fixed.map(Yen::new),
        visit_cap: programme.visit_cap.map(Yen::new),
        visit_times: times(programme.visit_times),
        day_cap: programme.day_cap.map(Yen::new),
        day_times: times(programme.day_times),
        month_cap: programme.month_cap.map(Yen::new),
        first_visit_only: programme.first_only,
        pays_up_to: programme.pays_month.map(Yen::new),
        pays_visit: programme.pays_visit.map(Yen::new),
        ..Charge::default()
    })
}

fn request(rate: i64, visits: &[Visit]) -> Value {
    let visits: Vec<Value> = (1_u32..)
        .zip(visits)
        .map(|(sequence, visit)| {
            let date = NaiveDate::from_ymd_opt(2024, 6, visit.day);
            json!({
                "date": date, "sequence": sequence, "initial": visit.initial,
                "sets": [{ "payers": ["insurance", "80"], "medical_yen": visit.medical }],
            })
        })
        .collect();
    json!({
        "month": "2024-06",
        "persons": [{
            "id": "1", "age_group": "under70",
            "insurance": { "scheme": "employee", "rate_tenths": rate, "certified": false },
            "certificates": [{ "act": "80" }],
            "claims": [{ "facility": "A", "setting": "outpatient", "visits": visits }],
        }],
    })
}

/// What each visit adds, to the yen and at the counter.
fn engine(book: &CopayBook, request: &Value) -> Result<Vec<(i64, i64)>, String> {
    let request: CopayRequest =
        serde_json::from_value(request.clone()).map_err(|error| error.to_string())?;
    let statement = calculate(book, &request).map_err(|error| error.to_string())?;
    let claim = statement.persons.first().and_then(|person| person.claims.first());
    let claim = claim.ok_or("no claim")?;
    Ok(claim.visits.iter().map(|visit| (visit.patient_yen, visit.counter_yen)).collect())
}
