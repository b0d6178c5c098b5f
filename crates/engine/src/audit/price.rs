//! 剤の再計算: the points of one set on one day, from the rows of its lines.
//!
//! Reads: the rows of the set, the tariffs and 項目数 rows of the rule book. Writes: points (or yen), or the reasons why there are none.
//! Findings: `addition_repeated`, `quantity_outside`.

use super::claim::{Item, ItemCode, ReceiptSet};
use super::finding::{Finding, FindingKind, Operands, Rule};
use super::percent::Bases;
use super::resolve::ItemRow;
use super::tariff::Tariffs;
use super::unpriced::{Unpriced, UnpricedReason};
use crate::amount::{AmountError, Points, Yen};
use crate::masters::act::Act;
use crate::masters::edition::TableKind;
use crate::points::price::{
    ActPrice, DrugUse, MaterialUse, PriceError, StepNote, act_price, drug_points, drug_yen,
    material_points,
};
use chrono::NaiveDate;

/// How a set is priced; the tally counts by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetKind {
    /// Σ of points of the act master.
    Plain,
    /// With きざみ.
    Step,
    /// With a 項目数 bundle.
    Bundle,
    /// With a ％加算 or ％減算.
    Percent,
    /// With drugs.
    Drug,
    /// With materials.
    Material,
    /// In yen (食事・生活療養).
    Yen,
}

/// What a set comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// 点数.
    Points(Points),
    /// 金額.
    Yen(Yen),
}

impl Worth {
    /// The number of points or yen.
    pub const fn number(self) -> i64 {
        match self {
            Self::Points(points) => points.count(),
            Self::Yen(yen) => yen.count(),
        }
    }
}

/// A set priced on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PricedSet {
    /// How.
    pub kind: SetKind,
    /// Points or yen of one.
    pub worth: Worth,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

impl SetKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Plain,
        Self::Step,
        Self::Bundle,
        Self::Percent,
        Self::Drug,
        Self::Material,
        Self::Yen,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Step => "step",
            Self::Bundle => "bundle",
            Self::Percent => "percent",
            Self::Drug => "drug",
            Self::Material => "material",
            Self::Yen => "yen",
        }
    }

    /// The kind of a set, from the rows that could be found; whether it is a bundle shows only when it is priced.
    pub(super) fn of(set: &ReceiptSet, rows: &[Result<ItemRow<'_>, UnpricedReason>]) -> Self {
        let has = |wanted: fn(&ItemCode) -> bool| set.items.iter().any(|item| wanted(&item.code));
        let any_act = |wanted: fn(&Act) -> bool| {
            rows.iter().filter_map(|row| row.ok().and_then(ItemRow::act)).any(wanted)
        };
        if has(|code| matches!(code, ItemCode::Drug(_))) {
            Self::Drug
        } else if has(|code| matches!(code, ItemCode::Material(_))) {
            Self::Material
        } else if any_act(|act| matches!(act.amount_kind, 5 | 6)) {
            Self::Percent
        } else if any_act(|act| act.amount_kind == 1) {
            Self::Yen
        } else if any_act(|act| act.is_step_priced) {
            Self::Step
        } else {
            Self::Plain
        }
    }
}

/// The price of a set on `day`.
///
/// # Errors
///
/// Every line that has no price, with its reason.
pub(super) fn price(
    set: &ReceiptSet,
    rows: &[Result<ItemRow<'_>, UnpricedReason>],
    day: NaiveDate,
    tariffs: Tariffs<'_>,
) -> Result<PricedSet, Vec<Unpriced>> {
    let mut sheet = Sheet::default();
    let mut missing = Vec::new();
    for (item, row) in set.items.iter().zip(rows) {
        let entered = row.and_then(|row| sheet.enter(item, row));
        if let Err(reason) = entered {
            missing.push(Unpriced { line: item.line, code: item.code, reason });
        }
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let whole = |reason| {
        let code = set.items.first().map_or(ItemCode::Unreadable, |item| item.code);
        vec![Unpriced { line: set.line, code, reason }]
    };
    let (tests, is_bundle) = sheet.tests_points(day, tariffs).map_err(whole)?;
    let worth = sheet.worth(set, day, tariffs, tests).map_err(whole)?;
    let kind = match SetKind::of(set, rows) {
        SetKind::Plain | SetKind::Step if is_bundle => SetKind::Bundle,
        kind => kind,
    };
    Ok(PricedSet { kind, worth, findings: sheet.findings })
}

/// What the lines of a set add up to, before the rules of the whole set.
#[derive(Debug, Default)]
struct Sheet<'m> {
    bases: Bases<'m>,
    tests: Vec<(&'m Act, Points)>,
    drugs: Vec<DrugUse<'m>>,
    materials: Vec<MaterialUse<'m>>,
    letter: Option<char>,
    yen: Option<Yen>,
    findings: Vec<Finding>,
}

impl<'m> Sheet<'m> {
    fn enter(&mut self, item: &Item, row: ItemRow<'m>) -> Result<(), UnpricedReason> {
        match row {
            ItemRow::Act(act) => self.enter_act(item, act),
            ItemRow::Drug(drug) => {
                // 金額種別: 7 減点 is an amount of the claim, 3 belongs to dentistry.
                match drug.amount_kind {
                    1 => {}
                    7 => return Err(UnpricedReason::Price(PriceError::AmountMissing)),
                    kind => return Err(UnpricedReason::Price(PriceError::UnknownKind(kind))),
                }
                let quantity = item.quantity.ok_or(PriceError::QuantityMissing);
                let quantity = quantity.map_err(UnpricedReason::Price)?;
                self.drugs.push(DrugUse { drug, quantity });
                Ok(())
            }
            ItemRow::Material(material) => {
                // ％加算 and 乗算割合 need no quantity; what is counted does.
                let quantity = item
                    .quantity
                    .or((!matches!(material.amount_kind, 1 | 2)).then(Default::default));
                let quantity = quantity.ok_or(PriceError::QuantityMissing);
                let quantity = quantity.map_err(UnpricedReason::Price)?;
                self.materials.push(MaterialUse { material, quantity, price: item.unit_price });
                Ok(())
            }
        }
    }

    fn enter_act(&mut self, item: &Item, act: &'m Act) -> Result<(), UnpricedReason> {
        let fits = |error: AmountError| UnpricedReason::Price(PriceError::Amount(error));
        self.letter = self.letter.or(Some(act.section_letter));
        match act_price(act, item.quantity, None).map_err(UnpricedReason::Price)? {
            ActPrice::Points(points, note) => {
                self.note_bounds(item, act, note);
                if act.test_bundle == 0 {
                    self.bases.push(act, points).map_err(fits)?;
                } else {
                    self.tests.push((act, points));
                }
            }
            ActPrice::Yen(yen) => {
                self.yen = Some(self.yen.unwrap_or_default().plus(yen).map_err(fits)?);
            }
            ActPrice::Percent(ratio) => {
                if !self.bases.push_percent(act, ratio)? {
                    let operands = Operands { code: Some(item.code), ..Operands::default() };
                    let rule = Rule::Column(TableKind::Acts, 11);
                    self.findings.push(Finding::new(
                        FindingKind::AdditionRepeated,
                        item.line,
                        rule,
                        operands,
                    ));
                }
            }
            ActPrice::NotBillable => return Err(UnpricedReason::NotBillable),
        }
        Ok(())
    }

    fn note_bounds(&mut self, item: &Item, act: &Act, note: StepNote) {
        let bound = match note {
            StepNote::Inside => return,
            StepNote::Below => act.step_lower,
            StepNote::CutToUpper | StepNote::AboveUpper => act.step_upper,
        };
        let operands = Operands {
            code: Some(item.code),
            expected: Some(i64::from(bound)),
            ..Operands::default()
        };
        let rule = Rule::Column(TableKind::Acts, 35);
        let kind = FindingKind::QuantityOutside;
        self.findings.push(Finding::new(kind, item.line, rule, operands));
    }

    fn worth(
        &self,
        set: &ReceiptSet,
        day: NaiveDate,
        tariffs: Tariffs<'_>,
        tests: Points,
    ) -> Result<Worth, UnpricedReason> {
        let fits = |error: AmountError| UnpricedReason::Price(PriceError::Amount(error));
        let mut points = self.bases.points()?.plus(tests).map_err(fits)?;
        if !self.drugs.is_empty() {
            let tariff = tariffs.drugs(self.letter, set.section, day);
            let tariff = tariff.ok_or(UnpricedReason::NoTariff)?;
            let yen = drug_yen(self.drugs.iter().copied()).map_err(UnpricedReason::Price)?;
            // Up to 15 yen outside 投薬 and 注射 the drugs are part of the procedure: nothing is added.
            let drugs = drug_points(yen, tariff).map_err(fits)?.unwrap_or_default();
            points = points.plus(drugs).map_err(fits)?;
        }
        if !self.materials.is_empty() {
            let known = tariffs.materials(day);
            let materials = material_points(&self.materials, &known);
            points = points.plus(materials.map_err(UnpricedReason::Price)?).map_err(fits)?;
        }
        match self.yen {
            None => Ok(Worth::Points(points)),
            Some(yen) if points == Points::ZERO => Ok(Worth::Yen(yen)),
            Some(_) => Err(UnpricedReason::PointsAndYen),
        }
    }

    /// 項目数による包括: each group of tests by its number, or one by one where no row speaks; and whether a row spoke.
    fn tests_points(
        &self,
        day: NaiveDate,
        tariffs: Tariffs<'_>,
    ) -> Result<(Points, bool), UnpricedReason> {
        let fits = |error: AmountError| UnpricedReason::Price(PriceError::Amount(error));
        let mut groups: Vec<u8> = self.tests.iter().map(|(act, _)| act.test_bundle).collect();
        groups.sort_unstable();
        groups.dedup();
        groups.into_iter().try_fold((Points::ZERO, false), |(sum, spoke), group| {
            let of_group = || self.tests.iter().filter(move |(act, _)| act.test_bundle == group);
            let tests = u16::try_from(of_group().count()).unwrap_or(u16::MAX);
            let bundled = tariffs.bundle(group, tests, day)?;
            let single = || Points::sum(of_group().map(|(_, points)| *points)).map_err(fits);
            let points = bundled.map_or_else(single, Ok)?;
            Ok((sum.plus(points).map_err(fits)?, spoke || bundled.is_some()))
        })
    }
}
