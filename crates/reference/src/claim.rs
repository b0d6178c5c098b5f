//! 1件の計算: one facility's claim of one month, on one of the two tracks, over its first visits.

use crate::facts::{Facts, Share};
use crate::law::art41::{Part, article_41, is_livelihood_part, limit_of_part};
use crate::law::art42_6::article_42_9;
use crate::law::care::care_limit_of_outpatient;
use crate::law::subsidies::Kind;
use crate::law::{Limit, Revision};
use crate::ledger::Ledger;
use crate::number::{Refusal, Rounding, rounded_hundredths};

/// The whole of the month that the same payers cover.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) share: Share,
    /// The sums of the visits, each rounded by itself on the counter's track.
    pub(crate) sums: Vec<i64>,
    pub(crate) kinds: Vec<Kind>,
    /// 一部負担金 before any limit, to the yen of the track.
    pub(crate) statutory: i64,
    /// 一部負担金相当額.
    pub(crate) limited: i64,
    /// What the patient owes after the subsidies, before 合算.
    pub(crate) due: i64,
    /// What the patient owes in the end.
    pub(crate) owed: i64,
    /// Counted in 合算.
    pub(crate) counted: bool,
}

/// A claim settled.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    pub(crate) rows: Vec<Row>,
    pub(crate) ledger: Ledger,
    /// 高額療養費 of 合算.
    pub(crate) refunded: i64,
}

/// The claim over its first `visits` visits, every product rounded by `rounding`.
pub(crate) fn settle(facts: &Facts, visits: usize, rounding: Rounding) -> Result<Settled, Refusal> {
    let revision = Revision::of(facts.month)?;
    let mut rows = rows(facts, visits, rounding)?;
    for row in &mut rows {
        first_limit(facts, revision, row)?;
    }
    share_special_disease(facts, &mut rows);
    let mut ledger = Ledger::new(facts);
    for row in &mut rows {
        subsidies(row, &mut ledger, rounding, false)?;
        row.due = row.owed;
    }
    let refunded = combine(facts, revision, &mut rows)?;
    take_off(&mut rows, refunded);
    for row in &mut rows {
        subsidies(row, &mut ledger, rounding, true)?;
    }
    Ok(Settled { rows, ledger, refunded })
}

impl Settled {
    /// What the patient pays.
    pub(crate) fn patient(&self) -> i64 {
        self.rows.iter().map(|row| row.owed).sum()
    }

    /// 医療費 under the insurance.
    pub(crate) fn insured_medical(&self) -> i64 {
        self.rows.iter().filter(|row| row.share.insured).map(|row| row.share.medical).sum()
    }

    /// 一部負担金 before any limit.
    pub(crate) fn statutory(&self) -> i64 {
        self.rows.iter().filter(|row| row.share.insured).map(|row| row.statutory).sum()
    }

    /// 一部負担金相当額 after the limits and 合算.
    pub(crate) fn uncovered(&self) -> i64 {
        let shares = self.rows.iter().filter(|row| row.share.insured).map(|row| row.limited);
        shares.sum::<i64>() - self.refunded
    }
}

/// Parts with the same payers are one part: the articles speak of the whole 療養 of a kind at one 病院等 in the month.
fn rows(facts: &Facts, visits: usize, rounding: Rounding) -> Result<Vec<Row>, Refusal> {
    let mut rows: Vec<Row> = Vec::new();
    for share in facts.visits.iter().take(visits).flatten() {
        let share = &facts.without_insurance(share)?;
        let same = |row: &&mut Row| {
            row.share.insured == share.insured
                && row.share.subsidies == share.subsidies
                && row.share.special == share.special
        };
        if let Some(row) = rows.iter_mut().find(same) {
            row.share.medical += share.medical;
            row.sums.push(share.medical);
        } else {
            let kinds = share.subsidies.iter().map(|name| facts.kind(name));
            rows.push(Row {
                kinds: kinds.collect::<Result<_, _>>()?,
                share: share.clone(),
                sums: vec![share.medical],
                statutory: 0,
                limited: 0,
                due: 0,
                owed: 0,
                counted: false,
            });
        }
    }
    rows.sort_by_key(|row| place(facts, row));
    for row in &mut rows {
        let hundredths = if row.share.insured { facts.rate_tenths * 10 } else { 100 };
        row.statutory = rounded_hundredths(&row.sums, hundredths, rounding)?;
    }
    Ok(rows)
}

/// The order in which parts use up what they share: the part whose subsidies all pay earlier comes first.
fn place(facts: &Facts, row: &Row) -> Vec<usize> {
    let names = row.share.subsidies.iter();
    let places = names.map(|name| facts.subsidies.iter().position(|one| one.name == *name));
    let mut places: Vec<usize> = places.flatten().collect();
    places.sort_unstable();
    places.reverse();
    places
}

/// The limit of the part alone.
fn first_limit(facts: &Facts, revision: Revision, row: &mut Row) -> Result<(), Refusal> {
    row.limited = row.statutory;
    if row.share.insured {
        let limit = limit_of_part(revision, facts, &row.kinds, row.share.special)?;
        row.limited = row
            .limited
            .min(limit.map_or(i64::MAX, |one: Limit| one.for_medical(row.share.medical)));
        if row.kinds.is_empty()
            && !row.share.special
            && let Some(limit) = care_limit_of_outpatient(facts, row.share.medical)
        {
            row.limited = row.limited.min(limit);
        }
    }
    row.owed = row.limited;
    Ok(())
}

/// 令41条9項 speaks of all 療養 of the 特定疾病 at one 病院等 together: the parts with a subsidy use its limit up first.
fn share_special_disease(facts: &Facts, rows: &mut [Row]) {
    let Some(certificate) = facts.special_disease_cap else { return };
    let mut left = article_42_9(&facts.specific_disease, certificate).for_medical(0);
    for subsidised in [true, false] {
        for row in rows.iter_mut().filter(|row| row.share.insured && row.share.special) {
            if has_national(row) == subsidised {
                row.limited = row.limited.min(left);
                row.owed = row.limited;
                left -= row.limited;
            }
        }
    }
}

fn has_national(row: &Row) -> bool {
    row.kinds.iter().any(|kind| *kind != Kind::Local)
}

/// The subsidies in their order, each of what the one before left: the national ones, or the local ones.
fn subsidies(
    row: &mut Row,
    ledger: &mut Ledger,
    rounding: Rounding,
    local: bool,
) -> Result<(), Refusal> {
    for (name, kind) in row.share.subsidies.iter().zip(&row.kinds) {
        if (*kind == Kind::Local) == local {
            row.owed = ledger.enter(name, &row.sums, row.owed, rounding)?;
        }
    }
    Ok(())
}

/// 令41条1項, 3項, 5項 over the parts.
fn combine(facts: &Facts, revision: Revision, rows: &mut [Row]) -> Result<i64, Refusal> {
    for row in rows.iter_mut() {
        row.counted = row.share.insured && !is_livelihood_part(&row.kinds, row.share.special);
    }
    let Some(person) = facts.general else { return Ok(0) };
    let counted: Vec<Part> = rows
        .iter()
        .filter(|row| row.counted)
        .map(|row| Part { medical: row.share.medical, statutory: row.statutory, owed: row.due })
        .collect();
    article_41(revision, &person, facts.inpatient, &counted)
}

/// The 高額療養費 of 合算 is booked on the parts without a national subsidy first.
fn take_off(rows: &mut [Row], refunded: i64) {
    let mut left = refunded;
    for subsidised in [false, true] {
        for row in rows.iter_mut().filter(|row| row.counted) {
            if has_national(row) == subsidised {
                let taken = left.min(row.owed);
                row.owed -= taken;
                left -= taken;
            }
        }
    }
}
