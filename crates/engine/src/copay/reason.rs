//! 根拠: why each payer pays what it pays, as rule numbers and operands; sentences are made elsewhere.

use super::claim::{Claim, Relief, SetKey};
use super::error::CopayError;
use super::settle::Scratch;
use crate::amount::Yen;
use crate::rulebook::RuleIndex;

/// 支払者.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    /// 保険者.
    Insurance,
    /// 高額療養費 (the insurer's too).
    HighCost,
    /// The subsidy at this place of the claim.
    Subsidy(u8),
    /// 国保の減免.
    Relief,
    /// 患者.
    Patient,
}

/// What a step did; the operands are named in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReasonKind {
    /// 医療費 × 負担割合: 医療費, numerator, denominator, share.
    Share,
    /// 限度額: 医療費, fixed part, threshold, limit.
    Limit,
    /// 限度額, 多数回該当: as `Limit`.
    LimitRepeated,
    /// 合算: summed 医療費, summed due, limit.
    Combination,
    /// 公費: share in, due.
    Subsidy,
    /// 公費の月額上限: cap, used elsewhere, due.
    SubsidyCap,
    /// 減免: before, after.
    Relief,
    /// 患者負担: to the yen, at the counter.
    Patient,
}

/// 根拠1つ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Whose sum it explains.
    pub payer: Payer,
    /// What the step did.
    pub kind: ReasonKind,
    /// What it gives the payer.
    pub amount: Yen,
    /// The rule.
    pub rule: RuleIndex,
    /// The set, when the step is one set's.
    pub set: Option<SetKey>,
    /// As [`ReasonKind`] says.
    pub operands: [i64; 4],
}

/// The reasons of the claim just settled, put behind those in `reasons`.
///
/// # Errors
///
/// [`CopayError`] as [`super::settle`].
pub fn explain(
    claim: &Claim<'_>,
    scratch: &Scratch,
    reasons: &mut Vec<Reason>,
) -> Result<(), CopayError> {
    for slot in scratch.slots.iter().take(scratch.used) {
        let set = Some(slot.key);
        let lane = &slot.receipt;
        if let (true, Some((rate, rule))) = (slot.plan.is_insured, claim.plan.rate) {
            reasons.push(Reason {
                payer: Payer::Insurance,
                kind: ReasonKind::Share,
                amount: slot.medical.minus(slot.share)?,
                rule,
                set,
                operands: [
                    slot.medical.count(),
                    rate.numerator(),
                    rate.denominator(),
                    slot.share.count(),
                ],
            });
        }
        let lowest = slot.plan.limits.get(slot.lowest).copied().flatten();
        if let (Some(applied), Some(limit)) = (lowest, slot.limit) {
            reasons.push(Reason {
                payer: Payer::HighCost,
                kind: if applied.repeated { ReasonKind::LimitRepeated } else { ReasonKind::Limit },
                amount: slot.share.minus(lane.limited)?,
                rule: applied.rule,
                set,
                operands: [
                    slot.medical.count(),
                    applied.formula.base.count(),
                    applied.formula.threshold.count(),
                    limit.count(),
                ],
            });
        }
        for ((place, active), state) in (0_u8..).zip(claim.subsidies).zip(&lane.subsidies) {
            if !slot.key.has(usize::from(place)) {
                continue;
            }
            reasons.push(Reason {
                payer: Payer::Subsidy(place),
                kind: ReasonKind::Subsidy,
                amount: state.entered.minus(state.due)?,
                rule: active.rule,
                set,
                operands: [state.entered.count(), state.due.count(), 0, 0],
            });
            if let Some(cap) = active.month_cap {
                reasons.push(Reason {
                    payer: Payer::Subsidy(place),
                    kind: ReasonKind::SubsidyCap,
                    amount: Yen::ZERO,
                    rule: active.cap_rule,
                    set,
                    operands: [
                        cap.count(),
                        elsewhere(claim, usize::from(place)).count(),
                        state.due.count(),
                        0,
                    ],
                });
            }
        }
    }
    whole(claim, scratch, reasons)
}

/// What other facilities charged under a subsidy in the month.
fn elsewhere(claim: &Claim<'_>, place: usize) -> Yen {
    let last = claim.visits.last().and_then(|visit| visit.elsewhere.get(place));
    last.copied().unwrap_or_default()
}

/// The steps that are of the claim as a whole.
fn whole(
    claim: &Claim<'_>,
    scratch: &Scratch,
    reasons: &mut Vec<Reason>,
) -> Result<(), CopayError> {
    if let (Some((medical, owed, limit)), Some(applied)) =
        (scratch.receipt.combination, claim.plan.ordinary)
    {
        let mut excess = Yen::ZERO;
        for slot in scratch.slots.iter().take(scratch.used) {
            excess = excess.plus(slot.receipt.excess)?;
        }
        reasons.push(Reason {
            payer: Payer::HighCost,
            kind: ReasonKind::Combination,
            amount: excess,
            rule: applied.rule,
            set: None,
            operands: [medical.count(), owed.count(), limit.count(), 0],
        });
    }
    if let Some(relief) = claim.relief {
        let rule = match relief {
            Relief::Part(_, _, rule) => rule,
            Relief::Amount(_) | Relief::All => claim.counter_rule,
        };
        let before = scratch.receipt.patient.plus(scratch.receipt.relief)?;
        reasons.push(Reason {
            payer: Payer::Relief,
            kind: ReasonKind::Relief,
            amount: scratch.receipt.relief,
            rule,
            set: None,
            operands: [before.count(), scratch.receipt.patient.count(), 0, 0],
        });
    }
    reasons.push(Reason {
        payer: Payer::Patient,
        kind: ReasonKind::Patient,
        amount: scratch.receipt.patient,
        rule: claim.counter_rule,
        set: None,
        operands: [scratch.receipt.patient.count(), scratch.counter.patient.count(), 0, 0],
    });
    Ok(())
}
