//! 規則: bundles, exclusions and frequency limits over all lines of a claim, in one pass to a fixed point.
//!
//! Every rule first says which line would strike which ([`Strike`]) or how many lines may stand ([`Quota`]); then
//! [`settle`] decides each line once nothing undecided can strike it any more. A line that is struck strikes nobody, so
//! what it would have struck comes back by itself, and the order of the input plays no part.

mod exclusions;
mod inclusions;
mod limits;
mod ring;
mod same_field;
mod settle;
mod tables;

pub(crate) use exclusions::are_together;
pub(crate) use settle::settle;

use crate::masters::code::ActCode;
use crate::masters::edition::TableKind;
use crate::points::sheet::Refusal;
use crate::rulebook::points::Measure;
use std::ops::Range;

/// A line strikes another when it is billed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strike {
    /// The line that strikes.
    pub(crate) from: usize,
    /// The line that is struck.
    pub(crate) to: usize,
    /// Why.
    pub(crate) refusal: Refusal,
    /// It strikes even when it is itself refused by a count.
    pub(crate) even_if_refused: bool,
}

/// So many of the lines before a line may be billed for the line to be billed.
#[derive(Clone, Debug)]
pub(crate) struct Quota {
    /// The line.
    pub(crate) line: usize,
    /// The lines before it that count (places in [`Edges::pool`]).
    pub(crate) earlier: Range<usize>,
    /// How much is left after the history.
    pub(crate) left: i64,
    /// What is counted.
    pub(crate) measure: Measure,
    /// Why the line is refused or cut.
    pub(crate) refusal: Refusal,
}

/// Everything the rules say of the lines.
#[derive(Debug, Default)]
pub(crate) struct Edges {
    pub(crate) strikes: Vec<Strike>,
    pub(crate) quotas: Vec<Quota>,
    pub(crate) pool: Vec<usize>,
    /// Pairs and limits whose row has 特例条件: no rule, but said when both stand or the limit is passed.
    pub(crate) doubtful_pairs: Vec<(usize, usize, TableKind)>,
    /// Lines beside an act of the history, likewise.
    pub(crate) doubtful_past: Vec<(usize, ActCode, TableKind)>,
    pub(crate) doubtful_quotas: Vec<Quota>,
    /// Where the strikes and the quotas of each line begin, once they are sorted.
    starts: Vec<(usize, usize)>,
}

impl Edges {
    /// Room for what a claim of so many lines usually asks.
    fn for_lines(lines: usize) -> Self {
        Self {
            strikes: Vec::with_capacity(lines),
            quotas: Vec::with_capacity(lines),
            pool: Vec::with_capacity(lines),
            ..Self::default()
        }
    }

    /// Sorts strikes and quotas by the line they fall on; of one line they keep the order in which the rules said them.
    fn sort(&mut self, lines: usize) {
        self.strikes.sort_by_key(|strike| strike.to);
        self.quotas.sort_by_key(|quota| quota.line);
        let (mut strike, mut quota) = (0, 0);
        self.starts = Vec::with_capacity(lines.saturating_add(1));
        for line in 0..=lines {
            let strikes = self.strikes.get(strike..).unwrap_or_default().iter();
            strike = strikes.take_while(|strike| strike.to < line).count().saturating_add(strike);
            let quotas = self.quotas.get(quota..).unwrap_or_default().iter();
            quota = quotas.take_while(|quota| quota.line < line).count().saturating_add(quota);
            self.starts.push((strike, quota));
        }
    }

    /// The strikes and the quotas that fall on a line.
    fn of(&self, line: usize) -> (&[Strike], &[Quota]) {
        let after = line.checked_add(1).and_then(|next| self.starts.get(next));
        let Some((start, end)) = self.starts.get(line).zip(after) else { return (&[], &[]) };
        (
            self.strikes.get(start.0..end.0).unwrap_or_default(),
            self.quotas.get(start.1..end.1).unwrap_or_default(),
        )
    }
}
