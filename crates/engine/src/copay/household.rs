//! 世帯合算 (施行令41条): 75歳到達月 → 外来特例 → 70歳以上の世帯 → 世帯全体.

use super::claim::Patient;
use super::error::CopayError;
use super::table::{Limit, MonthTable};
use crate::amount::{Rounding, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, Setting};

/// One amount: a set's share at a facility (a pharmacy's is already with its prescriber).
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// The member.
    pub person: usize,
    /// The facility, setting and service that are tested together.
    pub account: usize,
    /// 入院・外来.
    pub setting: Setting,
    /// 医療費.
    pub medical: Yen,
    /// 一部負担金相当額, which the minimum is tested on.
    pub share: Yen,
    /// What the member still owes after subsidies that count and after the facility's own limits.
    pub owed: Yen,
    /// 生活保護 and sets without insurance: never added.
    pub is_excluded: bool,
    /// 配慮措置の対象 (insurance alone).
    pub is_ordinary: bool,
}

/// The refunds, in the order of 41条.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseholdResult {
    /// 75歳到達月, each person (2項・4項).
    pub turning_75: Yen,
    /// 配慮措置 over facilities.
    pub transition: Yen,
    /// 外来特例 (5項).
    pub outpatient: Yen,
    /// 70歳以上 (3項).
    pub over_70: Yen,
    /// 世帯全体 (1項).
    pub household: Yen,
    /// Whether each amount was counted.
    pub counted: Vec<bool>,
    /// The rules that were used.
    pub rules: Vec<RuleIndex>,
}

impl HouseholdResult {
    /// The sum of the refunds.
    ///
    /// # Errors
    ///
    /// [`CopayError`] if it leaves its range.
    pub fn refund(&self) -> Result<Yen, CopayError> {
        let parts =
            [self.turning_75, self.transition, self.outpatient, self.over_70, self.household];
        Ok(Yen::sum(parts)?)
    }
}

/// What a level of 41条 has left of each amount.
struct Sheet<'a> {
    amounts: &'a [Amount],
    left: Vec<Yen>,
}

impl Sheet<'_> {
    fn sum(&self, keep: impl Fn(usize, &Amount) -> bool) -> Result<(Yen, Yen), CopayError> {
        let (mut medical, mut owed) = (Yen::ZERO, Yen::ZERO);
        for (place, (amount, left)) in self.amounts.iter().zip(&self.left).enumerate() {
            if keep(place, amount) {
                medical = medical.plus(amount.medical)?;
                owed = owed.plus(*left)?;
            }
        }
        Ok((medical, owed))
    }

    /// Takes `excess` off the kept amounts, first to last.
    fn take(
        &mut self,
        mut excess: Yen,
        keep: impl Fn(usize, &Amount) -> bool,
    ) -> Result<(), CopayError> {
        for (place, (amount, left)) in self.amounts.iter().zip(self.left.iter_mut()).enumerate() {
            if keep(place, amount) {
                let taken = excess.min(*left);
                *left = left.minus(taken)?;
                excess = excess.minus(taken)?;
            }
        }
        Ok(())
    }

    /// One level: what the kept amounts exceed the limit by, taken off.
    fn level(
        &mut self,
        limit: Option<Limit>,
        repeated: bool,
        rules: &mut Vec<RuleIndex>,
        keep: impl Fn(usize, &Amount) -> bool + Copy,
    ) -> Result<Yen, CopayError> {
        let Some(limit) = limit else { return Ok(Yen::ZERO) };
        let (medical, owed) = self.sum(keep)?;
        let yen = match limit.repeated.filter(|_| repeated) {
            Some(repeated) => repeated,
            None => limit.formula.limit(medical)?,
        };
        let excess = owed.minus(yen)?.max(Yen::ZERO);
        if excess > Yen::ZERO {
            rules.push(limit.rule);
        }
        self.take(excess, keep)?;
        Ok(excess)
    }
}

/// The refunds of a household; `members` are under one insurer.
///
/// # Errors
///
/// [`CopayError`] if an amount leaves its range.
pub fn settle(
    table: &MonthTable,
    members: &[Patient],
    amounts: &[Amount],
) -> Result<HouseholdResult, CopayError> {
    let mut sheet = Sheet { amounts, left: amounts.iter().map(|amount| amount.owed).collect() };
    let mut result = HouseholdResult::default();
    let counted = qualified(table, members, amounts)?;
    let counts = |place: usize, _: &Amount| counted.get(place).copied().unwrap_or(false);
    for (person, member) in members.iter().enumerate() {
        let own = |place: usize, amount: &Amount| amount.person == person && counts(place, amount);
        let outpatient = |place: usize, amount: &Amount| {
            own(place, amount) && amount.setting == Setting::Outpatient
        };
        let limits = member.class.and_then(|class| table.class(member.age, class));
        let rules = &mut result.rules;
        if member.age.is_70_or_over() {
            let ordinary =
                |place: usize, amount: &Amount| outpatient(place, amount) && amount.is_ordinary;
            let transition = limits.and_then(|limits| limits.transition(Setting::Outpatient));
            let refund = sheet.level(transition, false, rules, ordinary)?;
            result.transition = result.transition.plus(refund)?;
        }
        if member.turns_75 {
            let half = |limit: Option<Limit>| halved(table, limit);
            if member.age.is_70_or_over() {
                let limit = half(limits.and_then(|limits| limits.outpatient))?;
                // 41条4項は5項の支給額を控除する: 5項が先.
                let refund = sheet.level(limit, false, rules, outpatient)?;
                result.outpatient = result.outpatient.plus(refund)?;
            }
            let limit = half(limits.and_then(|limits| limits.household))?;
            let refund = sheet.level(limit, member.repeated, rules, own)?;
            result.turning_75 = result.turning_75.plus(refund)?;
        }
        if member.age.is_70_or_over() {
            let limit = limits.and_then(|limits| limits.outpatient);
            let refund = sheet.level(limit, false, rules, outpatient)?;
            result.outpatient = result.outpatient.plus(refund)?;
        }
    }
    let elder = |place: usize, amount: &Amount| {
        let age = members.get(amount.person).map(|member| member.age);
        counts(place, amount) && age.is_some_and(AgeGroup::is_70_or_over)
    };
    let head = |over_70: bool| {
        members
            .iter()
            .filter(|member| member.age.is_70_or_over() == over_70)
            .find_map(|member| member.class.map(|class| (member, class)))
    };
    let limit_of = |over_70: bool| {
        head(over_70).and_then(|(member, class)| table.class(member.age, class)?.household)
    };
    let repeated = members.iter().any(|member| member.repeated);
    result.over_70 = sheet.level(limit_of(true), repeated, &mut result.rules, elder)?;
    if head(false).is_some() {
        result.household = sheet.level(limit_of(false), repeated, &mut result.rules, counts)?;
    }
    result.counted = counted;
    Ok(result)
}

/// 41条1項・3項: from 70 everything counts; under 70, accounts whose share reaches the minimum.
fn qualified(
    table: &MonthTable,
    members: &[Patient],
    amounts: &[Amount],
) -> Result<Vec<bool>, CopayError> {
    let mut counted = Vec::with_capacity(amounts.len());
    for amount in amounts {
        let Some(member) = members.get(amount.person) else {
            counted.push(false);
            continue;
        };
        let minimum = match (table.minimum(member.age), table.halving()) {
            (Some((least, _)), Some((ratio, _))) if member.turns_75 => {
                Some(least.part(ratio, Rounding::HalfUp)?)
            }
            (minimum, _) => minimum.map(|(least, _)| least),
        };
        // The insured sets of one account that have the same payers are one amount already.
        let reaches = minimum.is_none_or(|least| amount.share >= least);
        counted.push(!amount.is_excluded && reaches);
    }
    Ok(counted)
}

fn halved(table: &MonthTable, limit: Option<Limit>) -> Result<Option<Limit>, CopayError> {
    let (Some(limit), Some((ratio, _))) = (limit, table.halving()) else { return Ok(limit) };
    let repeated = limit.repeated.map(|yen| yen.part(ratio, Rounding::HalfUp)).transpose()?;
    Ok(Some(Limit { formula: limit.formula.scaled(ratio)?, repeated, rule: limit.rule }))
}
