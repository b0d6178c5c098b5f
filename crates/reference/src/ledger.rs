//! 上限額管理: what each subsidy takes in, leaves and has charged.

use crate::facts::{Covered, Facts};
use crate::law::subsidies::{Leaves, leaves};
use crate::number::{Refusal, Rounding, rounded_hundredths};

/// The subsidies of a claim, with what went through each.
#[derive(Clone, Debug)]
pub(crate) struct Ledger {
    pub(crate) lines: Vec<Line>,
}

/// One subsidy.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    covered: Covered,
    /// 一部負担金相当額 that entered.
    pub(crate) share_in: i64,
    /// What was left to the patient.
    pub(crate) due: i64,
}

impl Ledger {
    pub(crate) fn new(facts: &Facts) -> Self {
        let line = |covered: &Covered| Line { covered: covered.clone(), share_in: 0, due: 0 };
        Self { lines: facts.subsidies.iter().map(line).collect() }
    }

    /// `min(remaining, rate x 医療費, cap - used)`.
    pub(crate) fn enter(
        &mut self,
        name: &str,
        sums: &[i64],
        remaining: i64,
        rounding: Rounding,
    ) -> Result<i64, Refusal> {
        let line = self.lines.iter_mut().find(|line| line.covered.name == name);
        let line =
            line.ok_or_else(|| Refusal::Meaningless(format!("payer `{name}` is no subsidy")))?;
        let used = line.covered.charged_before + line.due;
        let room = line.covered.month_cap.map(|cap| (cap - used).max(0));
        let due = match leaves(&line.covered.act) {
            Leaves::Hundredths(rate) => {
                let by_rate = rounded_hundredths(sums, rate, rounding)?;
                remaining.min(by_rate).min(room.unwrap_or(by_rate))
            }
            Leaves::Certificate => remaining.min(room.unwrap_or(0)),
        };
        line.share_in += remaining;
        line.due += due;
        Ok(due)
    }
}

impl Line {
    /// The name the caller gave.
    pub(crate) fn name(&self) -> &str {
        &self.covered.name
    }
}
