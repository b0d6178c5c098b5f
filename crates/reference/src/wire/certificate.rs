//! 受給者証: order of payment, month caps by income, and what the ledger shows.

use santei_wire::copay::request::certificate::Certificate;

use crate::facts::Covered;
use crate::number::Refusal;

/// 公費の優先順位 (国公費マスター, item 1), the first pays first; 地方単独事業 come after all of them.
const ORDER: [&str; 28] = [
    "13", "14", "18", "29", "30", "10", "11", "20", "15", "21", "16", "24", "22", "28", "17", "79",
    "19", "23", "52", "54", "51", "38", "53", "66", "62", "86", "25", "12",
];

/// The place of an act in the order of payment.
pub(super) fn place(act: &str) -> usize {
    ORDER.iter().position(|one| *one == act).unwrap_or(ORDER.len())
}

/// The name by which `payers` may call the certificate, if it is this one.
pub(super) fn is_named(certificate: &Certificate, payer: &str) -> bool {
    certificate.medical_subsidy_insurer_number.as_deref() == Some(payer)
        || act(certificate).is_some_and(|act| act == payer)
}

/// 法別番号: given, or the first two digits of the 公費負担者番号.
pub(super) fn act(certificate: &Certificate) -> Option<String> {
    let number = certificate.medical_subsidy_insurer_number.as_deref();
    let from_number = || number.and_then(|number| number.get(..2)).map(str::to_owned);
    certificate.act.clone().or_else(from_number)
}

/// The subsidy as the claim `name`s it.
pub(super) fn covered(certificate: &Certificate, name: &str) -> Result<Covered, Refusal> {
    let act = act(certificate)
        .ok_or_else(|| Refusal::Meaningless(format!("certificate `{name}` has no act")))?;
    if certificate.is_always_reimbursement || certificate.segment.is_some() {
        return Err(Refusal::NoText(format!("a programme of its own for `{name}`")));
    }
    let is_dated = certificate.valid_from.is_some() || certificate.valid_to.is_some();
    if is_dated || !certificate.designated_medical_institutions.is_empty() {
        return Err(Refusal::NoText(format!("where and when the certificate `{name}` holds")));
    }
    let own = match certificate.max_copayment_amount {
        Some(yen) => Some(yen),
        None => cap_of_income(&act, certificate)?,
    };
    let month_cap =
        own.map(|own| of_household(own, &certificate.other_household_caps)).transpose()?;
    Ok(Covered {
        name: name.to_owned(),
        act,
        month_cap,
        charged_before: certificate.ledger.iter().map(|line| line.charged_yen).sum(),
        class_shown: certificate.insurer_class_shown,
    })
}

/// 世帯按分 (難病法施行令1条): the household's highest cap, divided by the caps of its patients.
fn of_household(own: i64, others: &[i64]) -> Result<i64, Refusal> {
    let all: i64 = own + others.iter().sum::<i64>();
    let highest = others.iter().copied().fold(own, i64::max);
    if others.is_empty() || all == 0 {
        Ok(own)
    } else if (highest * own).rem_euclid(all) == 0 {
        Ok((highest * own).div_euclid(all))
    } else {
        Err(Refusal::NoText("the rounding of 世帯按分".to_owned()))
    }
}

/// The month cap of an income tier; nothing where the tier names none.
fn cap_of_income(act: &str, certificate: &Certificate) -> Result<Option<i64>, Refusal> {
    let Some(tier) = certificate.income_segment.as_deref() else { return Ok(None) };
    let has =
        |condition: &str| certificate.additional_conditions.iter().any(|one| one == condition);
    match act {
        "16" if !has("重度かつ継続") => growth(tier),
        "15" | "16" | "21" => independence(tier, has("重度かつ継続")),
        "54" => intractable(tier, has("高額かつ長期"), has("人工呼吸器等")),
        "52" => children(tier, has("重症"), has("人工呼吸器等")),
        _ => Err(Refusal::NoText(format!("income tiers of {act}"))),
    }
}

/// 障害者総合支援法施行令35条: 自立支援医療.
fn independence(tier: &str, severe: bool) -> Result<Option<i64>, Refusal> {
    Ok(match (tier, severe) {
        ("生活保護", _) => Some(0),
        ("低所得1", _) => Some(2_500),
        ("低所得2", _) | ("中間1", true) => Some(5_000),
        ("中間2", true) => Some(10_000),
        ("一定以上", true) => Some(20_000),
        ("中間1" | "中間2", false) => None,
        _ => return Err(Refusal::NoText(format!("tier `{tier}`"))),
    })
}

/// 障害者総合支援法施行令附則: 育成医療 of middle incomes, a transitional measure.
fn growth(tier: &str) -> Result<Option<i64>, Refusal> {
    match tier {
        "中間1" => Ok(Some(5_000)),
        "中間2" => Ok(Some(10_000)),
        _ => independence(tier, false),
    }
}

/// 難病法施行令1条: 指定難病.
fn intractable(tier: &str, long: bool, ventilator: bool) -> Result<Option<i64>, Refusal> {
    Ok(Some(match (tier, ventilator, long) {
        ("生活保護", _, _) => 0,
        (_, true, _) => 1_000,
        ("低所得Ⅰ", ..) => 2_500,
        ("低所得Ⅱ", ..) | ("一般所得Ⅰ", false, true) => 5_000,
        ("一般所得Ⅰ", false, false) | ("一般所得Ⅱ", false, true) => 10_000,
        ("一般所得Ⅱ", false, false) | ("上位", false, true) => 20_000,
        ("上位", false, false) => 30_000,
        _ => return Err(Refusal::NoText(format!("tier `{tier}`"))),
    }))
}

/// 児童福祉法施行令22条: 小児慢性特定疾病.
fn children(tier: &str, severe: bool, ventilator: bool) -> Result<Option<i64>, Refusal> {
    Ok(Some(match (tier, ventilator, severe) {
        ("生活保護", _, _) => 0,
        (_, true, _) => 500,
        ("低所得Ⅰ", ..) => 1_250,
        ("低所得Ⅱ", ..) | ("一般所得Ⅰ", false, true) => 2_500,
        ("一般所得Ⅰ", false, false) | ("一般所得Ⅱ", false, true) => 5_000,
        ("一般所得Ⅱ", false, false) | ("上位", false, true) => 10_000,
        ("上位", false, false) => 15_000,
        _ => return Err(Refusal::NoText(format!("tier `{tier}`"))),
    }))
}
