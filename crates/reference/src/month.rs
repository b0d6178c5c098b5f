//! 事例形式 `month`: one patient, one facility, one month, in the order of the law.

use std::collections::BTreeMap;

use crate::input::{MonthInput, Set};
use crate::law::art41::{Part, article_41, is_livelihood_part, limit_of_part};
use crate::law::art42_6::article_42_9;
use crate::law::care::care_limit;
use crate::law::subsidies::{Kind, Leaves, kind, leaves};
use crate::law::{Person, Revision};
use crate::limit::MOST;
use crate::number::{Refusal, tenths_of};

/// The answer to a `month` case, in yen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthAnswer {
    /// What the patient pays.
    pub patient_total: i64,
    /// 一部負担金相当額 after the first-stage limits and 合算.
    pub uncovered: i64,
    /// What the insurer pays, 高額療養費 included.
    pub insurance_pays: i64,
    /// The subsidies, in the order of the input.
    pub subsidies: Vec<PayerAnswer>,
    /// The parts, those with the same payers made one, in the order of the input.
    pub sets: Vec<SetAnswer>,
}

/// One subsidy of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayerAnswer {
    /// 法別番号.
    pub act: String,
    /// 一部負担金相当額 that enters.
    pub share_in: i64,
    /// What the patient owes under it before 合算.
    pub due: i64,
    /// What it pays.
    pub pays: i64,
}

/// One part of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAnswer {
    /// 一部負担金相当額: the statutory share, at most the limit of the part.
    pub share: i64,
    /// What the patient owes of it after the subsidies, before 合算.
    pub due: i64,
}

/// A part on its way through the articles.
struct Draft<'a> {
    set: &'a Set,
    insured: bool,
    kinds: Vec<Kind>,
    share: i64,
    owed: i64,
    part: Part,
}

/// The month of `input`.
///
/// # Errors
///
/// [`Refusal`] where no text covers the month or the class, or the input has no meaning.
pub fn month(input: &MonthInput) -> Result<MonthAnswer, Refusal> {
    let revision = Revision::of(input.month)?;
    check(input)?;
    let person = Person {
        age: input.age_group,
        class: Some(input.income_class),
        remuneration: None,
        repeated: input.repeated,
        turns_75: input.turns_75,
    };
    let merged = merge(&input.sets);
    let mut drafts = Vec::new();
    for set in &merged {
        drafts.push(statutory_share(input, revision, &person, set)?);
    }
    share_special_disease(&mut drafts, &person, input.special_disease_cap);
    let mut ledger = Ledger::new(input);
    for draft in &mut drafts {
        national_subsidies(draft, &mut ledger)?;
    }
    let counted: Vec<Part> = drafts
        .iter()
        .filter(|draft| {
            draft.insured && !is_livelihood_part(&draft.kinds, input.special_disease_cap)
        })
        .map(|draft| draft.part)
        .collect();
    let refunded = article_41(revision, &person, input.inpatient, &counted)?;
    let sets =
        drafts.iter().map(|draft| SetAnswer { share: draft.share, due: draft.owed }).collect();
    take_off(&mut drafts, input, refunded);
    for draft in &mut drafts {
        local_subsidies(draft, &mut ledger)?;
    }
    let shares: i64 = drafts.iter().filter(|draft| draft.insured).map(|draft| draft.share).sum();
    let insured: i64 =
        drafts.iter().filter(|draft| draft.insured).map(|draft| draft.set.medical_yen).sum();
    let uncovered = shares - refunded;
    Ok(MonthAnswer {
        patient_total: drafts.iter().map(|draft| draft.owed).sum(),
        uncovered,
        insurance_pays: insured - uncovered,
        subsidies: ledger.answers,
        sets,
    })
}

/// Parts with the same payers are one part: the articles speak of the whole 療養 of a kind at one 病院等 in the month.
fn merge(sets: &[Set]) -> Vec<Set> {
    let mut merged: Vec<Set> = Vec::new();
    for set in sets {
        match merged.iter_mut().find(|one| one.payers == set.payers) {
            Some(one) => one.medical_yen += set.medical_yen,
            None => merged.push(set.clone()),
        }
    }
    merged
}

/// 令41条9項 speaks of all 療養 of the 特定疾病 at one 病院等 together: the parts with a subsidy use its limit up first.
fn share_special_disease(drafts: &mut [Draft<'_>], person: &Person, certificate: Option<i64>) {
    let Some(certificate) = certificate else { return };
    let mut left = article_42_9(person, certificate).for_medical(0);
    for subsidised in [true, false] {
        for draft in drafts.iter_mut().filter(|draft| draft.insured) {
            if draft.kinds.iter().any(|kind| *kind != Kind::Local) == subsidised {
                draft.share = draft.share.min(left);
                draft.owed = draft.share;
                draft.part.owed = draft.share;
                left -= draft.share;
            }
        }
    }
}

/// What the form demands of the input.
fn check(input: &MonthInput) -> Result<(), Refusal> {
    let wrong = |what: &str| Err(Refusal::Meaningless(what.to_owned()));
    if !(0..=10).contains(&input.rate_tenths) {
        return wrong("rate_tenths");
    }
    if input.special_disease_cap.is_some_and(|cap| !(0..=MOST).contains(&cap)) {
        return wrong("special_disease_cap");
    }
    if input.subsidies.iter().any(|one| one.month_cap.is_some_and(|cap| !(0..=MOST).contains(&cap)))
    {
        return wrong("month_cap");
    }
    if input.sets.iter().any(|set| !(0..=MOST).contains(&set.medical_yen)) {
        return wrong("medical_yen");
    }
    Ok(())
}

/// 法74条 and the first limits: the 一部負担金相当額 of one part.
fn statutory_share<'a>(
    input: &MonthInput,
    revision: Revision,
    person: &Person,
    set: &'a Set,
) -> Result<Draft<'a>, Refusal> {
    let insured = set.payers.first().is_some_and(|payer| payer == "insurance");
    let acts = set.payers.iter().skip(usize::from(insured));
    let kinds = acts.map(|act| kind(act, input.month)).collect::<Result<Vec<_>, _>>()?;
    let medical = set.medical_yen;
    let statutory = if insured { tenths_of(medical, input.rate_tenths)? } else { medical };
    let mut share = statutory;
    if insured {
        let special = input.special_disease_cap;
        let limit = limit_of_part(revision, person, input.inpatient, &kinds, special)?;
        share = share.min(limit.for_medical(medical));
        if kinds.is_empty()
            && let Some(limit) = care_limit(input, medical)
        {
            share = share.min(limit);
        }
    }
    let part = Part { medical, statutory, owed: share };
    Ok(Draft { set, insured, kinds, share, owed: share, part })
}

/// Step 5: the national subsidies in their order, each of what the one before left.
fn national_subsidies(draft: &mut Draft<'_>, ledger: &mut Ledger<'_>) -> Result<(), Refusal> {
    for (act, kind) in acts(draft) {
        if kind != Kind::Local {
            draft.owed = ledger.enter(&act, draft.set.medical_yen, draft.owed)?;
        }
    }
    draft.part.owed = draft.owed;
    Ok(())
}

/// Step 7: the local subsidies last.
fn local_subsidies(draft: &mut Draft<'_>, ledger: &mut Ledger<'_>) -> Result<(), Refusal> {
    for (act, kind) in acts(draft) {
        if kind == Kind::Local {
            draft.owed = ledger.enter(&act, draft.set.medical_yen, draft.owed)?;
        }
    }
    Ok(())
}

/// The acts of a part with their kinds.
fn acts(draft: &Draft<'_>) -> Vec<(String, Kind)> {
    let skipped = usize::from(draft.insured);
    let acts = draft.set.payers.iter().skip(skipped).cloned();
    acts.zip(draft.kinds.iter().copied()).collect()
}

/// The 高額療養費 of 合算 is booked on the parts without a national subsidy first.
fn take_off(drafts: &mut [Draft<'_>], input: &MonthInput, refunded: i64) {
    let mut left = refunded;
    for with_subsidy in [false, true] {
        for draft in drafts.iter_mut() {
            let subsidised = draft.kinds.iter().any(|kind| *kind != Kind::Local);
            let counted =
                draft.insured && !is_livelihood_part(&draft.kinds, input.special_disease_cap);
            if counted && subsidised == with_subsidy {
                let taken = left.min(draft.owed);
                draft.owed -= taken;
                left -= taken;
            }
        }
    }
}

/// What each subsidy of the month has taken in and left so far.
struct Ledger<'a> {
    input: &'a MonthInput,
    charged: BTreeMap<String, i64>,
    answers: Vec<PayerAnswer>,
}

impl<'a> Ledger<'a> {
    fn new(input: &'a MonthInput) -> Self {
        let answers = input.subsidies.iter().map(|one| PayerAnswer {
            act: one.act.clone(),
            share_in: 0,
            due: 0,
            pays: 0,
        });
        Self { input, charged: BTreeMap::new(), answers: answers.collect() }
    }

    /// `min(remaining, rate x 医療費, cap - used)`.
    fn enter(&mut self, act: &str, medical: i64, remaining: i64) -> Result<i64, Refusal> {
        let subsidy = self.input.subsidies.iter().find(|one| one.act == act);
        let cap = subsidy
            .ok_or_else(|| Refusal::Meaningless(format!("payer `{act}` is no subsidy")))?
            .month_cap;
        let charged = self.charged.get(act).copied().unwrap_or(0);
        let room = cap.map(|cap| (cap - charged).max(0));
        let due = match (leaves(act), room) {
            (Leaves::Hundredths(rate), room) => {
                let by_rate = hundredths_of(medical, rate)?;
                remaining.min(by_rate).min(room.unwrap_or(by_rate))
            }
            (Leaves::Certificate, Some(room)) => remaining.min(room),
            (Leaves::Certificate, None) => 0,
        };
        self.charged.insert(act.to_owned(), charged + due);
        for answer in self.answers.iter_mut().filter(|answer| answer.act == act) {
            answer.share_in += remaining;
            answer.due += due;
            answer.pays += remaining - due;
        }
        Ok(due)
    }
}

/// So many hundredths of `medical_yen`; a fraction of a yen is dropped from 50銭 down, rounded up from 50銭.
fn hundredths_of(medical_yen: i64, rate: i64) -> Result<i64, Refusal> {
    if medical_yen.rem_euclid(10) == 0 {
        Ok(crate::number::one_hundredth(medical_yen * rate))
    } else {
        Err(Refusal::Meaningless(format!("medical_yen {medical_yen} is no multiple of ten")))
    }
}
