//! 国公費マスター: its rows, put together by 法別番号, 実施機関番号 and 本人負担の区分.

use super::Programme;
use super::cells::{CellFault, Row, day};
use super::national_words::{Flag, charge, flag, issuers};
use crate::error::LoadError;
use chrono::NaiveDate;
use santei_engine::rulebook::copay::Setting;
use santei_engine::rulebook::copay_limit::FirstStage;
use santei_engine::rulebook::copay_programme::{Condition, MealHelp, Scope};
use santei_engine::rulebook::copay_subsidy::{Charge, Cover, Options, SubsidyRow};
use santei_engine::rulebook::{Rule, RuleIndex};
use santei_engine::{Ratio, Span};

/// 公費適用順位 is spread, so that acts without a row keep their place between two that have one.
pub(super) const PRIORITY_STEP: u32 = 10;

/// One row, read.
struct Read {
    programme: Programme,
    /// 10-2, which tells rows of one subsidy apart.
    words: String,
    covers: Flag,
}

/// The programmes of the file, in its order.
pub(super) fn programmes(file: &str, rows: &[Row], errors: &mut Vec<LoadError>) -> Vec<Programme> {
    let mut all: Vec<Read> = Vec::new();
    for row in rows {
        match read(file, row) {
            Ok(one) => put(&mut all, one),
            Err(fault) => errors.push(row.error(file, fault)),
        }
    }
    name_conditions(&mut all);
    all.into_iter().map(|one| one.programme).collect()
}

/// Puts a row with the one of the same words for the other setting, or behind the rest.
fn put(all: &mut Vec<Read>, one: Read) {
    let same = all.iter_mut().find(|old| {
        let (old_row, row) = (&old.programme.row, &one.programme.row);
        old_row.acts == row.acts
            && old_row.issuers == row.issuers
            && old.words == one.words
            && !(old.covers.inpatient && one.covers.inpatient)
            && !(old.covers.outpatient && one.covers.outpatient)
    });
    let Some(old) = same else {
        all.push(one);
        return;
    };
    let (to, from) = (&mut old.programme.row, one.programme.row);
    if one.covers.inpatient {
        (to.inpatient, to.first_stage_inpatient) = (from.inpatient, from.first_stage_inpatient);
    } else {
        (to.outpatient, to.first_stage_outpatient) = (from.outpatient, from.first_stage_outpatient);
    }
    to.unread.extend(from.unread);
    old.covers.inpatient |= one.covers.inpatient;
    old.covers.outpatient |= one.covers.outpatient;
}

/// A later row of the same subsidy and days holds for those who show its 本人負担の区分.
fn name_conditions(all: &mut [Read]) {
    for place in 0..all.len() {
        let (before, rest) = all.split_at_mut(place);
        let Some(one) = rest.first_mut() else { continue };
        let is_second = before.iter().any(|old| {
            let (old, own) = (&old.programme, &one.programme);
            old.row.acts == own.row.acts
                && old.row.issuers == own.row.issuers
                && old.rule.span.overlaps(own.rule.span)
        });
        if is_second {
            one.programme.row.scope.conditions = vec![Condition::Additional(one.words.clone())];
        }
    }
}

fn read(file: &str, row: &Row) -> Result<Read, CellFault> {
    let act = row.cell(2);
    if act.len() != 2 || !act.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(row.expected(2, "two digits (法別番号)"));
    }
    let order: u32 = row.number(1)?.ok_or_else(|| row.expected(1, "a number"))?;
    let covers = covers(row)?;
    let words: String = row.cell(23).split_whitespace().collect::<Vec<_>>().join(" ");
    let charge = at_counter(row, charge(row)?)?;
    let outside = Charge { cover: Cover::Excluded, ..Charge::default() };
    let of = |is_covered: bool| if is_covered { charge.clone() } else { outside.clone() };
    let issuers = issuers(row, 4)?;
    let rule = Rule {
        id: format!("kokkouhi.{act}.{}", row.line),
        span: span(row)?,
        article: format!("支払基金「国公費マスタ」{file} {}行目（{}）", row.line, row.cell(9)),
        doubt: None,
        cases: Vec::new(),
    };
    let subsidy = SubsidyRow {
        rule: RuleIndex::default(),
        name: row.cell(10).to_owned(),
        acts: vec![act.to_owned()],
        issuers,
        prefecture: None,
        payer_prefixes: Vec::new(),
        segment: None,
        division: None,
        scope: Scope::default(),
        priority: order.saturating_mul(PRIORITY_STEP),
        is_local: false,
        first_stage_inpatient: first_stage(row, Setting::Inpatient)?,
        first_stage_outpatient: first_stage(row, Setting::Outpatient)?,
        inpatient: of(covers.inpatient),
        outpatient: of(covers.outpatient),
        pharmacy: None,
        has_ledger: flag(row, 44)?.outpatient,
        meals: whole(flag(row, 16)?)?,
        living: whole(flag(row, 17)?)?,
        living_meals: None,
        options: Options { without_insurance: without_insurance(row), ..Options::default() },
        unread: row.unread(file),
    };
    // 09-8 says in words for whom the standard burden is paid.
    let keeps_meals = !row.cell(18).is_empty();
    Ok(Read { programme: Programme { rule, row: subsidy, keeps_meals }, words, covers })
}

fn covers(row: &Row) -> Result<Flag, CellFault> {
    let (inpatient, outpatient, both) =
        (flag(row, 12)?.inpatient, flag(row, 13)?.inpatient, flag(row, 14)?.inpatient);
    let covers = Flag { inpatient: inpatient || both, outpatient: outpatient || both };
    if covers.inpatient || covers.outpatient {
        Ok(covers)
    } else {
        Err(row.expected(14, "one of 09-2, 09-3 and 09-4 to be 1"))
    }
}

/// 17-1: without 現物給付 the patient is refunded.
fn at_counter(row: &Row, charge: Charge) -> Result<Charge, CellFault> {
    let is_in_kind = flag(row, 50)?.outpatient;
    Ok(if is_in_kind { charge } else { Charge { cover: Cover::Reimbursed, ..Charge::default() } })
}

/// 事業開始日 (else 制度開始日) through 終了予定日.
fn span(row: &Row) -> Result<Span, CellFault> {
    let date = |column: usize| match row.cell(column) {
        "" => Ok(None),
        text => day(text).map(Some).ok_or_else(|| row.expected(column, "a date YYYY-MM-DD")),
    };
    let from = date(7)?.or(date(6)?).ok_or_else(|| row.expected(7, "a date YYYY-MM-DD"))?;
    let through = date(8)?.unwrap_or(NaiveDate::MAX);
    Span::new(from, through).map_err(|_| row.expected(8, "a day not before the first day"))
}

/// 10-1 and 18-1 to 18-4. 公費優先 in 18-1 of a subsidy that comes after the insurance is 令41条8項 (生活保護の例).
fn first_stage(row: &Row, setting: Setting) -> Result<FirstStage, CellFault> {
    let holds = |column: usize| -> Result<bool, CellFault> {
        let flag = flag(row, column)?;
        Ok(match setting {
            Setting::Inpatient => flag.inpatient,
            Setting::Outpatient => flag.outpatient,
        })
    };
    let is_first = flag(row, 22)?.outpatient;
    let (public, specific) = (holds(53)?, holds(54)?);
    let (disease, ordinary) = (holds(55)?, holds(56)?);
    match (public, specific, disease, ordinary) {
        (true, false, false, false) if is_first => Ok(FirstStage::PublicFirst),
        (true, false, false, false) => Ok(FirstStage::Livelihood),
        (false, true, false, false) => Ok(FirstStage::Specific),
        (false, false, true, false) => Ok(FirstStage::SpecificDisease),
        (false, false, false, true) => Ok(FirstStage::Ordinary),
        _ => Err(row.expected(53, "exactly one of 18-1 to 18-4 to be 1")),
    }
}

fn whole(flag: Flag) -> Result<MealHelp, CellFault> {
    let part = Ratio::new(i64::from(flag.inpatient), 1);
    let wrong = || CellFault { column: 16, kind: crate::error::LoadErrorKind::Value("0 or 1") };
    part.map(MealHelp::part).map_err(|_| wrong())
}

/// 13: whether it pays where no insurance does.
fn without_insurance(row: &Row) -> Option<bool> {
    let text = row.cell(37);
    (!text.is_empty()).then(|| !text.contains("不可"))
}
