//! 選定療養・自費: long-listed drugs and private charges, with consumption tax.

use super::error::CopayError;
use crate::amount::{AmountError, Rounding, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::CopayBook;
use crate::rulebook::copay_extra::RoundingUse;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A drug of one unit (内服 1剤1日分, 頓服・外用 1調剤).
#[derive(Clone, Copy, Debug)]
pub struct UnitDrug {
    /// 先発品の薬価.
    pub brand_price: Decimal,
    /// 後発品の最高価格.
    pub generic_price: Decimal,
    /// 量.
    pub quantity: Decimal,
}

/// A charge outside the insured share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExtraResult {
    /// Before tax.
    pub amount: Yen,
    /// 消費税.
    pub tax: Yen,
    /// The rule of the amount, if one.
    pub rule: Option<RuleIndex>,
    /// The rule of the tax, if one was due.
    pub tax_rule: Option<RuleIndex>,
}

/// 長期収載品の特別の料金 of one unit, `units` times; none before it began.
///
/// # Errors
///
/// [`CopayError`] if the book has no row for the day, or an amount leaves its range.
pub fn long_listed(
    book: &CopayBook,
    day: NaiveDate,
    drugs: &[UnitDrug],
    units: u32,
) -> Result<ExtraResult, CopayError> {
    let row = book
        .in_force(&book.long_listed, day, |row| row.rule, |_| true)
        .next()
        .ok_or(CopayError::NoRule("長期収載品の選定療養"))?;
    let rounding = book
        .in_force(
            &book.roundings,
            day,
            |row| row.rule,
            |row| row.purpose == RoundingUse::DrugPoints,
        )
        .next()
        .ok_or(CopayError::NoRule("端数処理 of drug points"))?;
    let error = AmountError::of("a price");
    let (above, below) =
        (Decimal::from(row.share.numerator()), Decimal::from(row.share.denominator()));
    let mut price = Decimal::ZERO;
    for drug in drugs {
        let gap = drug.brand_price.checked_sub(drug.generic_price).ok_or(error)?;
        if gap.is_sign_negative() || drug.quantity.is_sign_negative() {
            return Err(CopayError::Negative);
        }
        let part = gap
            .checked_mul(above)
            .and_then(|part| part.checked_div(below))
            .and_then(|part| part.checked_mul(drug.quantity));
        price = price.checked_add(part.ok_or(error)?).ok_or(error)?;
    }
    let points = if price.is_zero() {
        0
    } else if price <= Decimal::from(row.one_point_up_to.count()) {
        1
    } else {
        let exact = price.checked_div(Decimal::from(row.yen_per_point)).ok_or(error)?;
        rounding.rounding.apply(exact)?
    };
    let amount = points
        .checked_mul(row.yen_per_point)
        .and_then(|yen| yen.checked_mul(i64::from(units)))
        .ok_or(error)?;
    let (tax, tax_rule) = tax(book, day, Yen::new(amount))?;
    Ok(ExtraResult {
        amount: Yen::new(amount),
        tax,
        rule: Some(row.rule),
        tax_rule: Some(tax_rule),
    })
}

/// 自費・差額: the price and, when taxable, the tax of the day.
///
/// # Errors
///
/// [`CopayError`] if the amount is negative, the book has no tax for the day, or an amount leaves its range.
pub fn private(
    book: &CopayBook,
    day: NaiveDate,
    amount: Yen,
    taxable: bool,
) -> Result<ExtraResult, CopayError> {
    if amount < Yen::ZERO {
        return Err(CopayError::Negative);
    }
    if !taxable {
        return Ok(ExtraResult { amount, ..ExtraResult::default() });
    }
    let (tax, rule) = tax(book, day, amount)?;
    Ok(ExtraResult { amount, tax, rule: None, tax_rule: Some(rule) })
}

fn tax(book: &CopayBook, day: NaiveDate, amount: Yen) -> Result<(Yen, RuleIndex), CopayError> {
    let row = book
        .in_force(&book.taxes, day, |row| row.rule, |_| true)
        .next()
        .ok_or(CopayError::NoRule("消費税"))?;
    Ok((amount.part(row.rate, row.rounding)?, row.rule))
}

/// 点数 → 円 for a basis with its own unit price (労災, 自賠責, 自費).
///
/// # Errors
///
/// [`CopayError`] if the book has no row, or an amount leaves its range.
pub fn medical_yen(
    book: &CopayBook,
    day: NaiveDate,
    basis: crate::rulebook::copay_extra::Basis,
    points: i64,
    goods_points: i64,
) -> Result<(Yen, RuleIndex, bool), CopayError> {
    let row = book
        .in_force(&book.unit_prices, day, |row| row.rule, |row| row.basis == basis)
        .next()
        .ok_or(CopayError::NoRule("1点単価"))?;
    let rounding = book
        .in_force(&book.roundings, day, |row| row.rule, |row| row.purpose == RoundingUse::UnitPrice)
        .next()
        .map_or(Rounding::Down, |row| row.rounding);
    let technique = points.checked_sub(goods_points).ok_or(AmountError::of("a difference"))?;
    if technique < 0 || goods_points < 0 {
        return Err(CopayError::Negative);
    }
    let yen = Yen::new(row.technique.of(technique, rounding)?)
        .plus(Yen::new(row.goods.of(goods_points, rounding)?))?;
    Ok((yen, row.rule, row.is_patients))
}
