//! 依頼の1件: what the request says of one claim, as the reference's facts.

use chrono::Datelike;
use santei_wire::copay::Month;
use santei_wire::copay::request::Person as WirePerson;
use santei_wire::copay::request::claim::{Basis, Claim, PayerSet, SameDay, Setting};

use super::{age, certificate};
use crate::facts::{Facts, Share};
use crate::input::{Age, Class, Period};
use crate::law::{Person, Revision};
use crate::limit::MOST;
use crate::number::Refusal;

pub(super) fn facts(month: Month, who: &WirePerson, claim: &Claim) -> Result<Facts, Refusal> {
    if claim.basis != Basis::Insurance || !claim.meals.is_empty() || !claim.extras.is_empty() {
        return Err(Refusal::NoText("charges beyond the insured share".to_owned()));
    }
    let insurance = who.insurance.as_ref();
    if insurance.is_some_and(|one| one.relief.is_some()) {
        return Err(Refusal::NoText("the rounding of a relief".to_owned()));
    }
    let first = month.first_day();
    let period = Period::new(first.year(), first.month());
    let revision = Revision::of(period)?;
    let group = age::age(month, who)?;
    let class = insurance.and_then(|one| one.income_class.as_deref()).map(class).transpose()?;
    let person = Person {
        age: group.0,
        class,
        remuneration: if class.is_some() {
            None
        } else {
            insurance.and_then(|one| one.standard_monthly_remuneration)
        },
        repeated: insurance.is_some_and(|one| one.repeated),
        turns_75: age::turns_75(month, who)?,
    };
    let repeated = insurance.and_then(|one| one.repeated_specific_disease);
    let certified = insurance.is_some_and(|one| one.certified);
    let class = if insurance.is_some() { Some(person.class()?) } else { None };
    let special = insurance
        .and_then(|one| one.special_disease)
        .map(|one| special_disease_cap(one.cap_yen, one.dialysis, class));
    let mut facts = Facts {
        month: period,
        age: group.0,
        inpatient: claim.setting == Setting::Inpatient,
        rate_tenths: age::rate(month, who, group, class)?,
        class,
        general: general(revision, person, certified),
        specific_disease: Person { repeated: repeated.unwrap_or(person.repeated), ..person },
        special_disease_cap: special,
        subsidies: Vec::new(),
        visits: Vec::new(),
    };
    fill_subsidies(&mut facts, who, claim)?;
    facts.visits = visits(&facts, who, claim)?;
    Ok(facts)
}

/// 令43条1項: which limit the counter applies without 認定.
fn general(revision: Revision, person: Person, certified: bool) -> Option<Person> {
    let class = person.class().ok()?;
    if certified {
        return Some(person);
    }
    let shown = |class| Some(Person { class: Some(class), remuneration: None, ..person });
    match person.age {
        // 1号: only who is certified.
        Age::Under70 => None,
        // 2号ロ: 現役並み without 認定 is Ⅲ; before 平成30年8月 there was one class of them.
        Age::From70 | Age::From75 if class.is_active() && revision >= Revision::H30August => {
            shown(Class::Active3)
        }
        Age::From70 | Age::From75 if class.is_active() => Some(person),
        // 2号イ, 4号イ: 一般, and 低所得 without 認定.
        Age::From70 | Age::From75 => shown(Class::General),
    }
}

/// 令42条9項: 20,000 yen for 人工透析 of ア and イ (上位所得者 before 平成27年1月), else 10,000.
fn special_disease_cap(said: Option<i64>, dialysis: bool, class: Option<Class>) -> i64 {
    let upper = matches!(class, Some(Class::A | Class::I));
    said.unwrap_or(if dialysis && upper { 20_000 } else { 10_000 })
}

fn class(text: &str) -> Result<Class, Refusal> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| Refusal::Meaningless(format!("class `{text}`")))
}

/// The subsidies that the claim names, in order of payment.
fn fill_subsidies(facts: &mut Facts, who: &WirePerson, claim: &Claim) -> Result<(), Refusal> {
    let of_visits = claim.visits.iter().flat_map(|visit| visit.sets.iter());
    for payer in claim.sets.iter().chain(of_visits).flat_map(|set| &set.payers) {
        let known = facts.subsidies.iter().any(|one| one.name == *payer);
        if payer == "insurance" || known {
            continue;
        }
        let mut named = who.certificates.iter().filter(|one| certificate::is_named(one, payer));
        match (named.next(), named.next()) {
            (Some(one), None) => facts.subsidies.push(certificate::covered(one, payer)?),
            _ => return Err(Refusal::Meaningless(format!("payer `{payer}` names no certificate"))),
        }
    }
    facts.subsidies.sort_by_key(|one| certificate::place(&one.act));
    Ok(())
}

/// The visits in order of time; one for the sums of a month; visits of a day together when they are one payment.
fn visits(facts: &Facts, who: &WirePerson, claim: &Claim) -> Result<Vec<Vec<Share>>, Refusal> {
    let special = who.insurance.as_ref().is_some_and(|one| one.special_disease.is_some());
    let shares = |sets: &[PayerSet]| {
        sets.iter().map(|set| share(facts, set, special)).collect::<Result<Vec<_>, _>>()
    };
    if claim.visits.is_empty() {
        return Ok(vec![shares(&claim.sets)?]);
    }
    if claim.counter.same_day == SameDay::OnePayment {
        return Err(Refusal::NoText("visits of a day as one payment".to_owned()));
    }
    let mut visits: Vec<_> = claim.visits.iter().collect();
    visits.sort_by_key(|visit| (visit.date, visit.sequence));
    visits.into_iter().map(|visit| shares(&visit.sets)).collect()
}

fn share(facts: &Facts, set: &PayerSet, special: bool) -> Result<Share, Refusal> {
    let medical = match (set.points, set.medical_yen) {
        (Some(points), None) => points.saturating_mul(10),
        (None, Some(yen)) => yen,
        _ => return Err(Refusal::Meaningless("points and medical_yen".to_owned())),
    };
    if !(0..=MOST).contains(&medical) {
        return Err(Refusal::Meaningless(format!("医療費 {medical}")));
    }
    let insured = set.payers.iter().any(|payer| payer == "insurance");
    let named = facts.subsidies.iter().filter(|one| set.payers.contains(&one.name));
    Ok(Share {
        medical,
        insured,
        subsidies: named.map(|one| one.name.clone()).collect(),
        special: insured && set.special_disease.unwrap_or(special),
    })
}
