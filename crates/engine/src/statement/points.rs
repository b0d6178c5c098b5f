//! 点数の計算結果: every line billed, every line not billed and why, and the total.

use crate::amount::Points;
use crate::masters::code::{ActCode, DrugCode, MaterialCode};
use crate::points::sheet::{Cause, Finding, Line, Refusal, Sheet, State, UseLine, Uses};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// 点数の計算結果.
#[doc(alias = "計算結果")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsStatement {
    /// The lines billed.
    pub lines: Vec<BilledLine>,
    /// The lines not billed.
    pub refused: Vec<RefusedLine>,
    /// What is open.
    pub findings: Vec<Finding>,
    /// 合計点数; `None` if the sum does not fit.
    pub total: Option<Points>,
}

/// What a line bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// 診療行為.
    Act(ActCode),
    /// 項目数包括: tests paid by their number.
    Bundle(Vec<ActCode>),
    /// 医薬品 of one 剤 or one group.
    Drugs(Vec<DrugCode>),
    /// 特定器材 of one group.
    Materials(Vec<MaterialCode>),
    /// A code that no master has on the day.
    Unknown(u32),
}

/// 算定した行.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BilledLine {
    /// The visit, counted from 0.
    pub visit: usize,
    /// The day.
    pub date: NaiveDate,
    /// What is billed.
    pub subject: Subject,
    /// Points of one, as billed.
    pub points: Points,
    /// 回数.
    pub count: u32,
    /// 数量データ, as billed.
    pub quantity: Option<Decimal>,
    /// 点数欄集計先識別（入院外） (項番15).
    pub column: u16,
    /// Why it stands and what changed its points or count.
    pub causes: Vec<Cause>,
}

/// 算定しない行.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// The visit, counted from 0.
    pub visit: usize,
    /// The day.
    pub date: NaiveDate,
    /// What is not billed.
    pub subject: Subject,
    /// Why.
    pub refusal: Refusal,
}

impl PointsStatement {
    pub(crate) fn of(sheet: &Sheet<'_>) -> Self {
        let mut statement = Self {
            lines: Vec::new(),
            refused: Vec::new(),
            findings: sheet.findings.clone(),
            total: None,
        };
        for line in &sheet.lines {
            statement.add_line(sheet, line);
        }
        for bundle in &sheet.bundles {
            let members = bundle.members.iter().filter_map(|index| sheet.lines.get(*index));
            let column = members.clone().map(|line| line.act.outpatient_column).next();
            statement.lines.push(BilledLine {
                visit: bundle.visit,
                date: sheet.day(bundle.visit),
                subject: Subject::Bundle(members.map(|line| line.act.code).collect()),
                points: bundle.points,
                count: 1,
                quantity: None,
                column: column.unwrap_or_default(),
                causes: vec![Cause::Rule(bundle.rule)],
            });
        }
        for entry in &sheet.uses {
            statement.add_use(sheet, entry);
        }
        for entry in &sheet.unresolved {
            statement.refused.push(RefusedLine {
                visit: entry.visit,
                date: sheet.day(entry.visit),
                subject: Subject::Unknown(entry.code),
                refusal: entry.refusal,
            });
        }
        statement.lines.sort_by_key(|line| (line.visit, line.column));
        statement.refused.sort_by_key(|line| line.visit);
        let sums = statement.lines.iter().map(|line| line.points.times(line.count));
        let sums: Result<Vec<Points>, _> = sums.collect();
        statement.total = sums.and_then(Points::sum).ok();
        statement
    }

    fn add_line(&mut self, sheet: &Sheet<'_>, line: &Line<'_>) {
        let subject = Subject::Act(line.act.code);
        let (visit, date) = (line.visit, sheet.day_of(line));
        match line.state {
            State::Billed => {
                let mut causes = vec![line.cause];
                causes.extend(&line.changes);
                self.lines.push(BilledLine {
                    visit,
                    date,
                    subject,
                    points: line.points,
                    count: line.count,
                    quantity: line.quantity,
                    column: line.act.outpatient_column,
                    causes,
                });
            }
            State::Refused(refusal) => {
                self.refused.push(RefusedLine { visit, date, subject, refusal });
            }
            State::Bundled(_) | State::Absent(_) | State::Open => {}
        }
    }

    fn add_use(&mut self, sheet: &Sheet<'_>, entry: &UseLine) {
        let subject = match &entry.what {
            Uses::Drugs(codes) => Subject::Drugs(codes.clone()),
            Uses::Materials(codes) => Subject::Materials(codes.clone()),
        };
        let (visit, date) = (entry.visit, sheet.day(entry.visit));
        match entry.refusal {
            Some(refusal) => self.refused.push(RefusedLine { visit, date, subject, refusal }),
            None => self.lines.push(BilledLine {
                visit,
                date,
                subject,
                points: entry.points,
                count: entry.count,
                quantity: None,
                column: entry.column,
                causes: entry.changes.clone(),
            }),
        }
    }
}
