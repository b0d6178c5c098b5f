//! 上限額管理票: the lines a claim adds to the ledgers of its subsidies, and the ledgers with the lines of others.

use super::Prepared;
use crate::copay::calculate::Desk;
use crate::copay::calculate::subsidy::Held;
use crate::copay::calculate::treatment::ledger_parts;
use crate::copay::error::CopayRequestError;
use crate::copay::statement::Ledger;
use crate::copay::statement::LedgerLine;
use chrono::NaiveDate;
use santei_engine::Yen;
use santei_engine::copay::VisitResult;

pub(super) fn ledgers(
    held: &[Held<'_>],
    lines: Vec<Vec<(NaiveDate, u32, LedgerLine)>>,
) -> Result<Vec<Ledger>, CopayRequestError> {
    let mut ledgers = Vec::new();
    for (one, new) in held.iter().zip(lines) {
        if !one.row.has_ledger || (new.is_empty() && one.ledger.is_empty()) {
            continue;
        }
        let mut all: Vec<(NaiveDate, u32, LedgerLine)> = Vec::new();
        let old = one
            .certificate
            .ledger
            .iter()
            .filter(|line| one.ledger.iter().any(|(day, _)| *day == line.date));
        for line in old {
            let entry = LedgerLine {
                date: Some(line.date),
                facility: line.facility.clone(),
                medical_yen: line.medical_yen,
                charged_yen: line.charged_yen,
                total_yen: 0,
                reached: false,
                parts: Vec::new(),
            };
            all.push((line.date, 0, entry));
        }
        all.extend(new);
        all.sort_by_key(|(day, sequence, _)| (*day, *sequence));
        let mut total = Yen::ZERO;
        let mut out = Vec::new();
        for (_, _, mut line) in all {
            total = total
                .plus(Yen::new(line.charged_yen))
                .map_err(|error| CopayRequestError::at(&one.path, error.to_string()))?;
            line.total_yen = total.count();
            line.reached = one.month_cap.is_some_and(|cap| total >= cap);
            out.push(line);
        }
        ledgers.push(Ledger { payer: one.name().to_owned(), lines: out });
    }
    // The order in which certificates are written means nothing.
    ledgers.sort_by(|one, other| one.payer.cmp(&other.payer));
    Ok(ledgers)
}
impl Prepared<'_> {
    pub(super) fn ledger_lines(
        &self,
        desk: &Desk<'_>,
        results: &[VisitResult],
        held: &[Held<'_>],
        lines: &mut [Vec<(NaiveDate, u32, LedgerLine)>],
    ) -> Result<(), CopayRequestError> {
        for (slot, place) in self.payers.held.iter().enumerate() {
            let (Some(one), Some(lines)) = (held.get(*place), lines.get_mut(*place)) else {
                continue;
            };
            if !one.row.has_ledger {
                continue;
            }
            let mut before = Yen::ZERO;
            for (visit, result) in self.visits.iter().zip(results) {
                let now = result.charged.get(slot).copied().unwrap_or_default();
                let medical =
                    visit.parts.iter().filter(|part| part.key.has(slot)).map(|part| part.medical);
                let overflow = |error: santei_engine::AmountError| {
                    CopayRequestError::at(&self.path, error.to_string())
                };
                let medical = Yen::sum(medical).map_err(overflow)?;
                let change = now.minus(before).map_err(overflow)?;
                before = now;
                if medical > Yen::ZERO {
                    let line = LedgerLine {
                        date: Some(visit.day).filter(|_| visit.is_dated),
                        facility: self.claim.facility.clone(),
                        medical_yen: Some(medical.count()),
                        charged_yen: change.count(),
                        total_yen: 0,
                        reached: false,
                        parts: ledger_parts(desk, one, slot, &visit.treatments, change)
                            .map_err(overflow)?,
                    };
                    lines.push((visit.day, visit.sequence, line));
                }
            }
        }
        Ok(())
    }
}
