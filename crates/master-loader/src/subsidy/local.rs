//! 地単公費マスター: its rows, put together by 公費負担者番号, 事業内区分コード, days and 対象範囲.

use super::Programme;
use super::cells::{CellFault, Row, day};
use super::codes::Coded;
use super::local_charge::{Charges, charges};
use super::local_meal::help;
use super::local_scope::scope;
use crate::error::{LoadError, LoadErrorKind};
use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::rulebook::copay_limit::FirstStage;
use santei_engine::rulebook::copay_programme::{Division, Others};
use santei_engine::rulebook::copay_subsidy::{Charge, Cover, Options, SubsidyRow};
use santei_engine::rulebook::{Rule, RuleIndex};
use std::collections::BTreeMap;

/// 地方単独 comes after every national subsidy.
const FIRST_PRIORITY: u32 = 1_000;

/// The last column of the order among local programmes counts up to this.
const MOST_ORDER: u32 = 999;

/// One row, read.
struct Read {
    programme: Programme,
    charges: Charges,
    line: u64,
}

/// The programmes of the file.
pub(super) fn programmes(file: &str, rows: &[Row], errors: &mut Vec<LoadError>) -> Vec<Programme> {
    let mut all: Vec<Read> = Vec::new();
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for row in rows {
        let one = match read(file, row) {
            Ok(one) => one,
            Err(fault) => {
                errors.push(row.error(file, fault));
                continue;
            }
        };
        let key = (row.cell(8).to_owned(), row.cell(9).to_owned());
        let family = places.entry(key).or_default();
        let old = family
            .iter()
            .copied()
            .find(|place| all.get(*place).is_some_and(|old| is_same(old, &one)));
        let Some(old) = old.and_then(|place| all.get_mut(place)) else {
            family.push(all.len());
            all.push(one);
            continue;
        };
        if let Err(error) = join(file, old, one) {
            errors.push(*error);
        }
    }
    let numbers = places.keys().map(|(number, _)| number.as_str());
    let mut divisions: BTreeMap<&str, usize> = BTreeMap::new();
    for number in numbers {
        let count = divisions.entry(number).or_default();
        *count = count.saturating_add(1);
    }
    let is_required = |row: &SubsidyRow| {
        let number = row.payer_prefixes.first();
        number.and_then(|number| divisions.get(number.as_str())).is_some_and(|count| *count > 1)
    };
    let mut programmes: Vec<Programme> = all.into_iter().map(finished).collect();
    for one in &mut programmes {
        // A certificate must name its 事業内区分 where its number has several.
        let is_required = is_required(&one.row);
        if let Some(division) = &mut one.row.division {
            division.is_required = is_required;
        }
    }
    programmes
}

fn is_same(old: &Read, new: &Read) -> bool {
    let (one, other) = (&old.programme, &new.programme);
    one.row.payer_prefixes == other.row.payer_prefixes
        && one.row.division == other.row.division
        && one.row.name == other.row.name
        && one.rule.span == other.rule.span
        && one.row.scope == other.row.scope
}

/// The charges of a further row of the same programme: for another setting, or for other visits, days and months.
fn join(file: &str, old: &mut Read, new: Read) -> Result<(), Box<LoadError>> {
    let settings = [
        (&mut old.charges.inpatient, new.charges.inpatient),
        (&mut old.charges.outpatient, new.charges.outpatient),
    ];
    for (have, more) in settings {
        for charge in more {
            if have.iter().any(|other| other.window == charge.window) {
                let key = format!("{}行目と同じ条件の行", old.line);
                let kind = LoadErrorKind::Duplicate(old.line);
                return Err(Box::new(LoadError::of_line(file, new.line, key, kind)));
            }
            have.push(charge);
        }
    }
    old.programme.row.unread.extend(new.programme.row.unread);
    if old.programme.rule.doubt.is_none() {
        old.programme.rule.doubt = new.programme.rule.doubt;
    }
    Ok(())
}

/// The first charge of a setting carries the others; a setting without any is not covered.
fn finished(read: Read) -> Programme {
    let Read { mut programme, charges, .. } = read;
    let one = |mut list: Vec<Charge>| {
        if list.is_empty() {
            return Charge { cover: Cover::Excluded, ..Charge::default() };
        }
        let mut first = list.remove(0);
        first.bands = list;
        first
    };
    programme.row.inpatient = one(charges.inpatient);
    programme.row.outpatient = one(charges.outpatient);
    programme
}

fn read(file: &str, row: &Row) -> Result<Read, CellFault> {
    let coded = Coded::new(row);
    let number = row.cell(8);
    if number.len() != 8 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(row.expected(8, "eight digits (公費負担者番号)"));
    }
    let act = number.get(..2).unwrap_or_default();
    let prefecture = match row.cell(3) {
        "" => number.get(2..4).unwrap_or_default(),
        text if text.len() == 2 => text,
        _ => return Err(row.expected(3, "two digits (都道府県番号)")),
    };
    let order: u32 = row.number(94)?.unwrap_or(0);
    if order > MOST_ORDER {
        return Err(row.expected(94, "at most 999"));
    }
    let mut unread = row.unread(file);
    let charges = charges(&coded)?;
    let scope = scope(&coded, file, &mut unread)?;
    let (meals, living_meals, living) = help(&coded)?;
    let is_cap_common = coded.flag(66)?.unwrap_or(false);
    let others = others(&coded)?;
    let division = row.cell(9);
    let subsidy = SubsidyRow {
        rule: RuleIndex::default(),
        name: row.cell(1).to_owned(),
        acts: vec![act.to_owned()],
        issuers: Vec::new(),
        prefecture: Some(prefecture.to_owned()),
        payer_prefixes: vec![number.to_owned()],
        segment: None,
        division: (!division.is_empty())
            .then(|| Division { code: division.to_owned(), is_required: false }),
        scope,
        priority: FIRST_PRIORITY.saturating_add(order),
        is_local: true,
        first_stage_inpatient: FirstStage::Ordinary,
        first_stage_outpatient: FirstStage::Ordinary,
        inpatient: Charge::default(),
        outpatient: Charge::default(),
        pharmacy: None,
        has_ledger: false,
        meals,
        living,
        living_meals,
        options: Options { others, is_cap_common, ..Options::default() },
        unread,
    };
    let place = row.cell(4);
    let rule = Rule {
        id: format!("chitan.{number}.{division}.{}", row.line),
        span: span(row)?,
        article: format!(
            "支払基金「地単公費マスター」{file} {}行目（{prefecture} {place}）",
            row.line
        ),
        doubt: coded.doubt(),
        cases: Vec::new(),
    };
    let programme = Programme { rule, row: subsidy, keeps_meals: false };
    Ok(Read { programme, charges, line: row.line })
}

/// 有効開始年月日 through 有効終了年月日.
fn span(row: &Row) -> Result<Span, CellFault> {
    let from = day(row.cell(10)).ok_or_else(|| row.expected(10, "a date YYYYMMDD"))?;
    let through = match row.cell(11) {
        "" => NaiveDate::MAX,
        text => day(text).ok_or_else(|| row.expected(11, "a date YYYYMMDD"))?,
    };
    Span::new(from, through).map_err(|_| row.expected(11, "a day not before the first day"))
}

/// 他の公費負担医療の自己負担: whether, and after which, the programme pays.
fn others(coded: &Coded<'_>) -> Result<Others, CellFault> {
    let mut acts = Vec::new();
    for column in [91, 92, 93] {
        let text = coded.row.cell(column);
        let is_act = matches!(text.len(), 2 | 8) && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.get(..2).filter(|_| is_act) {
            Some(act) => acts.push(act.to_owned()),
            None if text.is_empty() => {}
            None => {
                return Err(coded.row.expected(column, "a 法別番号 or a 公費負担者番号"));
            }
        }
    }
    match (coded.meaning(90)?, acts.is_empty()) {
        (Some("not_paid"), _) => Ok(Others::NotPaid),
        (Some("listed"), true) => Err(coded.row.expected(91, "a 法別番号, for 74 asks for one")),
        // 助成有 with programmes named pays after those only.
        (_, false) => Ok(Others::Only(acts)),
        (_, true) => Ok(Others::Paid),
    }
}
