//! 世帯合算 (令41条1項から5項): what the insurer pays back over persons and facilities.

use santei_wire::copay::CopayRequest;
use santei_wire::copay::request::Person as WirePerson;
use santei_wire::copay::request::claim::{Claim, Service, Setting};

use super::facts::facts;
use crate::claim::{Row, settle};
use crate::facts::Facts;
use crate::input::{Age, Class};
use crate::law::art42_1::article_42_1;
use crate::law::art42_3::article_42_3;
use crate::law::art42_5::article_42_5;
use crate::law::care::care_limit_of_outpatient;
use crate::law::{Person, Revision};
use crate::number::{Refusal, Rounding};

/// The refunds of a household, in yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HouseholdAnswer {
    /// What the members owe at their facilities.
    pub paid: i64,
    /// 配慮措置 over facilities.
    pub transition: i64,
    /// 令41条5項.
    pub outpatient: i64,
    /// 令41条2項 and 4項.
    pub turning_75: i64,
    /// 令41条3項.
    pub over_70: i64,
    /// 令41条1項.
    pub household: i64,
}

/// 病院等: the person's facility, the pharmacy counted with its prescriber; 歯科 and 入院 by themselves.
type Place = (String, bool, bool, Vec<String>);

/// One amount that may be added.
#[derive(Clone, Debug)]
struct Amount {
    place: Place,
    outpatient: bool,
    alone: bool,
    medical: i64,
    statutory: i64,
    owed: i64,
}

/// One member with the amounts.
struct Member {
    person: Person,
    facts: Option<Facts>,
    amounts: Vec<Amount>,
}

/// The household at `index`.
///
/// # Errors
///
/// [`Refusal`] for what the reference does not answer, or input without meaning.
pub fn household(request: &CopayRequest, index: usize) -> Result<HouseholdAnswer, Refusal> {
    let asked = request.households.get(index);
    let asked = asked.ok_or_else(|| Refusal::Meaningless(format!("no household {index}")))?;
    let mut answer = HouseholdAnswer::default();
    let mut members = Vec::new();
    for id in &asked.members {
        let who = request.persons.iter().find(|person| person.id == *id);
        let who = who.ok_or_else(|| Refusal::Meaningless(format!("no person `{id}`")))?;
        members.push(member(request, who, &mut answer)?);
    }
    let Some(first) = members.iter().find_map(|one| one.facts.as_ref()) else {
        return Ok(answer);
    };
    let revision = Revision::of(first.month)?;
    let mut over_70 = (0, 0);
    let mut household_person = None;
    for member in &members {
        if member.person.age == Age::Under70 {
            continue;
        }
        let left = article_41_5_and_4(revision, member, &mut answer)?;
        over_70 = (over_70.0 + left.0, over_70.1 + left.1);
        household_person = Some(Person { turns_75: false, ..member.person });
    }
    if let Some(person) = household_person {
        let limit = article_42_3(revision, &person)?.for_medical(over_70.1);
        answer.over_70 = (over_70.0 - limit).max(0);
    }
    answer.household = article_41_1(revision, &members, over_70, &mut answer)?;
    Ok(answer)
}

/// The member's amounts; what is owed is summed up.
fn member(
    request: &CopayRequest,
    who: &WirePerson,
    answer: &mut HouseholdAnswer,
) -> Result<Member, Refusal> {
    let mut amounts: Vec<Amount> = Vec::new();
    let mut last = None;
    for claim in &who.claims {
        let facts = facts(request.month, who, claim)?;
        let settled = settle(&facts, facts.visits.len(), Rounding::Receipt)?;
        answer.paid += settled.patient();
        for row in settled.rows.iter().filter(|row| row.counted) {
            add(&mut amounts, claim, row);
        }
        last = Some(Facts { inpatient: false, ..facts });
    }
    let person = last.as_ref().map(|facts| {
        let single = facts.specific_disease;
        let repeated = who.insurance.as_ref().is_some_and(|one| one.repeated);
        Person { repeated, ..single }
    });
    let person = person.ok_or_else(|| Refusal::NoText("a member without claims".to_owned()))?;
    Ok(Member { person, facts: last, amounts })
}

/// Amounts of one 病院等 under the same payers are one amount.
fn add(amounts: &mut Vec<Amount>, claim: &Claim, row: &Row) {
    let facility = match (claim.service, &claim.prescriber) {
        (Service::Pharmacy, Some(prescriber)) => prescriber,
        _ => &claim.facility,
    };
    let dental = claim.service == Service::Dental;
    let outpatient = claim.setting == Setting::Outpatient;
    let place = (facility.clone(), dental, outpatient, row.share.subsidies.clone());
    let alone = row.kinds.is_empty() && !row.share.special;
    match amounts.iter_mut().find(|one| one.place == place && one.alone == alone) {
        Some(one) => {
            one.medical += row.share.medical;
            one.statutory += row.statutory;
            one.owed += row.owed;
        }
        None => amounts.push(Amount {
            place,
            outpatient,
            alone,
            medical: row.share.medical,
            statutory: row.statutory,
            owed: row.owed,
        }),
    }
}

/// 配慮措置 over facilities, then 5項, then 4項; what is left of the member's amounts, and their 医療費.
fn article_41_5_and_4(
    revision: Revision,
    member: &Member,
    answer: &mut HouseholdAnswer,
) -> Result<(i64, i64), Refusal> {
    let of = |wanted: &dyn Fn(&&Amount) -> bool| {
        let chosen: Vec<&Amount> = member.amounts.iter().filter(wanted).collect();
        let owed: i64 = chosen.iter().map(|one| one.owed).sum();
        let medical: i64 = chosen.iter().map(|one| one.medical).sum();
        (owed, medical)
    };
    let alone = of(&|one| one.outpatient && one.alone);
    let measure = member.facts.as_ref().and_then(|facts| care_limit_of_outpatient(facts, alone.1));
    let transition = measure.map_or(0, |limit| (alone.0 - limit).max(0));
    let outpatient = of(&|one| one.outpatient).0 - transition;
    let by_5 = article_42_5(revision, &member.person)?
        .map_or(0, |limit| (outpatient - limit.for_medical(0)).max(0));
    let all = of(&|_| true);
    let mut left = all.0 - transition - by_5;
    if member.person.turns_75 {
        let limit = article_42_3(revision, &member.person)?.for_medical(all.1);
        let by_4 = (left - limit).max(0);
        answer.turning_75 += by_4;
        left -= by_4;
    }
    answer.transition += transition;
    answer.outpatient += by_5;
    Ok((left, all.1))
}

/// 2項 for each 被扶養者 of the 75 month under 70, then 1項 with what is left of the members from 70 on.
fn article_41_1(
    revision: Revision,
    members: &[Member],
    over_70: (i64, i64),
    answer: &mut HouseholdAnswer,
) -> Result<i64, Refusal> {
    let mut owed = over_70.0 - answer.over_70;
    let mut medical = over_70.1;
    let mut classes: Vec<(Class, Person)> = Vec::new();
    for member in members.iter().filter(|member| member.person.age == Age::Under70) {
        let least = if member.person.turns_75 { 10_500 } else { 21_000 };
        let counted = member.amounts.iter().filter(|one| one.statutory >= least);
        let (mut sum, mut cost) = (0, 0);
        for one in counted {
            sum += one.owed;
            cost += one.medical;
        }
        if member.person.turns_75 {
            let limit = article_42_1(revision, &member.person)?.for_medical(cost);
            let by_2 = (sum - limit).max(0);
            answer.turning_75 += by_2;
            sum -= by_2;
        }
        owed += sum;
        medical += cost;
        classes.push((member.person.class()?, Person { turns_75: false, ..member.person }));
    }
    let Some((class, person)) = classes.first().copied() else { return Ok(0) };
    if classes.iter().any(|(other, _)| *other != class) {
        return Err(Refusal::Meaningless("members of several classes".to_owned()));
    }
    Ok((owed - article_42_1(revision, &person)?.for_medical(medical)).max(0))
}
