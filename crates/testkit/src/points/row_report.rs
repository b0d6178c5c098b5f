//! 行ごとの集計: every row of the tables of one edition tried, and the tally by table.

use super::rows::{Trial, Verdict, exclusion_tables};
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::table::Table;
use santei_engine::points::PointsRules;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

/// The tally of one table.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Rows tried.
    pub rows: usize,
    /// Applied as the row says.
    pub applied: usize,
    /// Warned, as 特例条件 asks.
    pub warned: usize,
    /// Decided by another rule, by that rule.
    pub elsewhere: BTreeMap<String, Class>,
    /// Not built for an outpatient claim, by the reason.
    pub not_built: BTreeMap<String, Class>,
    /// Rows not applied, each with what happened.
    pub failed: Vec<String>,
}

/// Rows with one reason.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// How many.
    pub rows: usize,
    /// The first of them.
    pub example: String,
}

impl Class {
    fn add(&mut self, row: &str) {
        if self.rows == 0 {
            row.clone_into(&mut self.example);
        }
        self.rows = self.rows.saturating_add(1);
    }
}

/// The tallies of all tables.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By the table's symbol.
    pub tables: BTreeMap<&'static str, Tally>,
}

impl Report {
    fn add(&mut self, table: TableKind, row: &str, verdict: Verdict) {
        let tally = self.tables.entry(table.symbol()).or_default();
        tally.rows = tally.rows.saturating_add(1);
        let count = |place: &mut usize| *place = place.saturating_add(1);
        match verdict {
            Verdict::Applied => count(&mut tally.applied),
            Verdict::Warned => count(&mut tally.warned),
            Verdict::Elsewhere(rule) => tally.elsewhere.entry(rule).or_default().add(row),
            Verdict::NotBuilt(reason) => tally.not_built.entry(reason).or_default().add(row),
            Verdict::Failed(what) => tally.failed.push(format!("{row}: {what}")),
        }
    }

    /// Rows not applied, over all tables.
    pub fn failures(&self) -> usize {
        self.tables.values().map(|tally| tally.failed.len()).sum()
    }

    /// Rows tried, over all tables.
    pub fn rows(&self) -> usize {
        self.tables.values().map(|tally| tally.rows).sum()
    }
}

/// Tries one row in `every` (1 = all) of 背反, 包括 and 算定回数.
pub fn run(rules: &PointsRules<'_>, every: usize) -> Report {
    let mut trial = Trial::new(rules);
    let mut report = Report::default();
    let masters = rules.masters;
    let every = every.max(1);
    for (place, table) in exclusion_tables() {
        let rows = masters.exclusions.get(place).map(Table::rows).unwrap_or_default();
        for row in rows.iter().step_by(every) {
            let name = format!("{} {}", row.act, row.other);
            report.add(table, &name, trial.exclusion(table, row));
        }
    }
    let parents: Vec<_> = masters
        .auxiliaries
        .rows()
        .iter()
        .flat_map(|row| row.inclusions.map(|reference| (row.act, row.span, reference)))
        .filter(|(_, _, reference)| reference.unit != 0)
        .collect();
    for row in masters.inclusions.rows().iter().step_by(every) {
        for (parent, span, reference) in &parents {
            if reference.group == row.group && span.overlaps(row.span) {
                let name = format!("{parent} {}", row.act);
                let verdict = trial.inclusion(*parent, reference.unit, row);
                report.add(TableKind::Inclusions, &name, verdict);
            }
        }
    }
    for row in masters.frequencies.rows().iter().step_by(every) {
        let name = format!("{} unit {} limit {}", row.act, row.unit, row.limit);
        report.add(TableKind::Frequencies, &name, trial.frequency(row));
    }
    report
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (table, tally) in &self.tables {
            let sum = |classes: &BTreeMap<String, Class>| -> usize {
                classes.values().map(|class| class.rows).sum()
            };
            let (elsewhere, not_built) = (sum(&tally.elsewhere), sum(&tally.not_built));
            writeln!(
                f,
                "{table}: {} rows, {} applied, {} warned (特例条件), {elsewhere} decided by another rule, {not_built} not \
                 built, {} failed",
                tally.rows,
                tally.applied,
                tally.warned,
                tally.failed.len()
            )?;
            for (title, groups) in
                [("other rule", &tally.elsewhere), ("not built", &tally.not_built)]
            {
                let mut groups: Vec<_> = groups.iter().collect();
                groups.sort_by_key(|(reason, class)| (Reverse(class.rows), (*reason).clone()));
                for (reason, class) in groups {
                    let Class { rows, example } = class;
                    writeln!(f, "    {title} {rows:>6} {reason} (first: {example})")?;
                }
            }
            for line in tally.failed.iter().take(40) {
                writeln!(f, "    FAILED {line}")?;
            }
        }
        write!(f, "{} rows, {} failed", self.rows(), self.failures())
    }
}
