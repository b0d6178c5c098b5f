//! 指摘の文: the sentence of every kind of finding and of every reason why a line has no price.

use crate::lang::Lang;
use santei_engine::audit::finding::FindingKind;
use santei_wire::audit::{AuditFinding, AuditUnpriced};

/// The sentence of a finding; of a kind this version does not know, its code.
pub(super) fn of_finding(finding: &AuditFinding, lang: Lang) -> String {
    let Some(kind) = FindingKind::from_code(&finding.kind) else {
        return finding.kind.clone();
    };
    let (ja, en) = words(kind);
    let subject = subject(finding.code.as_deref(), finding.name.as_deref());
    let other = subject_of_other(finding);
    let number = |value: Option<i64>| value.map(thousands).unwrap_or_default();
    let mut sentence = pick(lang, ja, en).to_owned();
    for (place, value) in [
        ("{subject}", subject),
        ("{other}", other),
        ("{expected}", number(finding.expected)),
        ("{found}", number(finding.found)),
        ("{day}", finding.day.map(|day| day.to_string()).unwrap_or_default()),
        ("{number}", finding.number.map(|number| number.to_string()).unwrap_or_default()),
        ("{text}", finding.text.clone().unwrap_or_default()),
    ] {
        sentence = sentence.replace(place, &value);
    }
    sentence
}

/// The sentence of a line without a price.
pub(super) fn of_unpriced(line: &AuditUnpriced, lang: Lang) -> String {
    let subject = subject(line.code.as_deref(), line.name.as_deref());
    let day = line.day.map(|day| day.to_string()).unwrap_or_default();
    let table = line.table.as_deref().unwrap_or_default();
    let reason = match line.reason.as_str() {
        "no_edition" => pick(
            lang,
            "{day} に対応する版のマスター（{table}）がありません",
            "no edition of master {table} speaks for {day}",
        ),
        "unknown_code" => {
            pick(lang, "読み込んだ版にないコードです", "no edition loaded has this code")
        }
        "not_yet_valid" => pick(
            lang,
            "{day} から有効な内容しかマスターにありません",
            "the masters know this code only from {day}",
        ),
        "no_longer_valid" => pick(lang, "{day} で廃止されています", "valid only through {day}"),
        "unreadable_code" => pick(lang, "コードとして読めません", "the field holds no code"),
        "no_day" => pick(
            lang,
            "算定日の記録がなく、月の途中で内容が変わります",
            "no day is recorded, and the row changes within the month",
        ),
        "amount_missing" => pick(
            lang,
            "金額がマスターになく、レセプトにもありません（購入価格・減点など）",
            "neither master nor receipt has the amount (purchase price, deduction)",
        ),
        "no_price" => pick(
            lang,
            "数量などの記録が足りず計算できません",
            "data such as the quantity is missing or out of range",
        ),
        "not_billable" => pick(
            lang,
            "数量が下限に満たず算定できません（返戻）",
            "the quantity lies below the bounds and is not billable",
        ),
        "no_base" => pick(
            lang,
            "割合の加算・減算がどの行にかかるかマスターから決まりません",
            "the masters do not say which line the percentage works on",
        ),
        "mixed_percentages" => pick(
            lang,
            "割合の加算と減算が重なり、順序の定めがありません",
            "percentages of both signs meet, and no provision at hand gives their order",
        ),
        "no_bundle" => pick(
            lang,
            "項目数による点数の定めがルールブックにありません",
            "the rule book has no points for this number of tests",
        ),
        "no_tariff" => pick(
            lang,
            "薬剤料・材料料の算定方法がルールブックにありません",
            "the rule book has no tariff for drugs or materials",
        ),
        "points_and_yen" => pick(lang, "点数と金額が混在しています", "points and yen in one set"),
        code => code,
    };
    let reason = reason.replace("{day}", &day).replace("{table}", table);
    pick(lang, "{subject}: {reason}", "{subject}: {reason}")
        .replace("{subject}", &subject)
        .replace("{reason}", &reason)
}

/// Digits in groups of three.
pub(super) fn thousands(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let rest = digits.len().saturating_sub(place);
        if place > 0 && rest.checked_rem(3) == Some(0) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if value < 0 { format!("-{grouped}") } else { grouped }
}

/// One of the two.
pub(super) const fn pick<'a>(lang: Lang, ja: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

fn subject(code: Option<&str>, name: Option<&str>) -> String {
    match (name, code) {
        (Some(name), Some(code)) => format!("{name}（{code}）"),
        (None, Some(code)) => code.to_owned(),
        (_, None) => String::new(),
    }
}

fn subject_of_other(finding: &AuditFinding) -> String {
    subject(finding.other.as_deref(), finding.other_name.as_deref())
}

/// Japanese and English of a kind.
#[expect(clippy::too_many_lines, reason = "one entry a kind, and no logic")]
const fn words(kind: FindingKind) -> (&'static str, &'static str) {
    use FindingKind as Kind;
    match kind {
        Kind::SetPointsDiffer => (
            "剤の点数が異なります: {subject} 再計算 {expected}、記載 {found}",
            "points of the set differ: {subject} expected {expected}, found {found}",
        ),
        Kind::SetPointsMissing => (
            "剤に点数がありません: {subject} 再計算 {expected}",
            "the set has no points: {subject} expected {expected}",
        ),
        Kind::AdditionRepeated => (
            "同じ割合加算が重ねて算定されています: {subject}",
            "the same percentage is billed again on what it already worked on: {subject}",
        ),
        Kind::BundleSplit => (
            "同日の検査が分けて算定されています（1回の採血なら項目数で包括）: {subject} {day} 包括 {expected}、記載 {found}",
            "tests of {day} stand in several sets (one sampling is paid by number): {subject} expected {expected}, found {found}",
        ),
        Kind::QuantityOutside => (
            "数量がきざみの範囲外です: {subject} 境界 {expected}",
            "the quantity lies outside the steps: {subject} bound {expected}",
        ),
        Kind::UnknownCode => (
            "この診療日の版にないコードです: {subject} {day}",
            "no edition for {day} has this code: {subject}",
        ),
        Kind::NotYetValid => {
            ("{day} からのコードです: {subject}", "valid only from {day}: {subject}")
        }
        Kind::NoLongerValid => {
            ("{day} で廃止されたコードです: {subject}", "valid only through {day}: {subject}")
        }
        Kind::AgeOutside => (
            "年齢の範囲外です: {subject} {day}",
            "the patient's age is outside the bounds: {subject} {day}",
        ),
        Kind::BornAfterCare => {
            ("生年月日が診療日 {day} より後です", "born after the day of care {day}")
        }
        Kind::CareSettingWrong => (
            "入院・入院外の区分が合いません: {subject}",
            "belongs to the other of inpatient and outpatient: {subject}",
        ),
        Kind::SchemeWrong => (
            "保険の適用区分（医保・後期高齢者）が合いません: {subject}",
            "belongs to the other scheme: {subject}",
        ),
        Kind::SectionDiffers => (
            "診療識別 {found} と集計先 {expected} が合いません: {subject}",
            "section {found} is not that of column {expected}: {subject}",
        ),
        Kind::FormDiffers => (
            "診療識別 {found} と剤形 {expected} が合いません: {subject}",
            "section {found} is not for a drug of form {expected}: {subject}",
        ),
        Kind::CountDiffers => (
            "回数 {found} が算定日の合計 {expected} と合いません: {subject}",
            "count {found} is not the sum of the days {expected}: {subject}",
        ),
        Kind::DayOutsideMonth => (
            "診療月にない日（{found} 日）があります: {subject}",
            "day {found} is not in the month: {subject}",
        ),
        Kind::CountOverLimit => (
            "上限回数 {expected} を超えています: {subject} {found} 回",
            "above the limit of {expected}: {subject} {found} times",
        ),
        Kind::FrequencyOver => (
            "算定回数の限度 {expected} を超えています（単位 {number}、{day} から）: {subject} {found} 回",
            "above the limit of {expected} (unit {number}, from {day}): {subject} {found} times",
        ),
        Kind::FrequencyOverException => (
            "算定回数の限度 {expected} を超えています（特例あり、単位 {number}、{day} から）: {subject} {found} 回",
            "above the limit of {expected} unless an exception applies (unit {number}, from {day}): {subject} {found} times",
        ),
        Kind::Excluded => (
            "併せて算定できません: {subject} は {other} と（{day}）",
            "not billed together: {subject} with {other} ({day})",
        ),
        Kind::ExcludedException => (
            "併せて算定できません（特例・同時かどうかの確認が必要）: {subject} は {other} と（{day}）",
            "not billed together unless an exception applies or they were not at one time: {subject} with {other} ({day})",
        ),
        Kind::EitherOne => (
            "いずれか一方のみ算定できます: {subject} と {other}（{day}）",
            "only one of them is billed: {subject} and {other} ({day})",
        ),
        Kind::EitherOneException => (
            "いずれか一方のみ算定できます（特例・同時かどうかの確認が必要）: {subject} と {other}（{day}）",
            "only one of them is billed unless an exception applies or they were not at one time: {subject} and {other} ({day})",
        ),
        Kind::Included => {
            ("{other} に含まれます: {subject}（{day}）", "included in {other}: {subject} ({day})")
        }
        Kind::IncludedException => (
            "{other} に含まれます（特例・同時かどうかの確認が必要）: {subject}（{day}）",
            "included in {other} unless an exception applies or they were not at one time: {subject} ({day})",
        ),
        Kind::ManagementShutOut => (
            "{other} を行った日（{day}）には算定できません: {subject}",
            "not billed on {day}, when {other} was done: {subject}",
        ),
        Kind::CareDaysExceeded => (
            "診療実日数 {expected} を超えて算定されています: {subject} ほか {found} 回",
            "billed {found} times in {expected} days of care: {subject}",
        ),
        Kind::PayerUnknown => {
            ("負担区分の負担者の記録がありません", "the set is borne by a payer without a record")
        }
        Kind::OwnTotalDiffers => (
            "合計点数が剤の記載の合計と合いません: 剤の合計 {expected}、記載 {found}",
            "the total is not the sum of the receipt's own sets: sum {expected}, found {found}",
        ),
        Kind::TotalDiffers => (
            "合計点数が異なります: 再計算 {expected}、記載 {found}",
            "the total differs: expected {expected}, found {found}",
        ),
        Kind::MealsDiffer => (
            "食事・生活療養の合計金額が異なります: 再計算 {expected} 円、記載 {found} 円",
            "the amount of meals differs: expected {expected} yen, found {found} yen",
        ),
        Kind::MealsWithoutLines => (
            "食事・生活療養の行がなく、合計金額 {found} 円を確かめられません",
            "no line of meals, so the amount of {found} yen cannot be checked",
        ),
        Kind::ShareDiffers => (
            "負担金額が負担割合による額より低くなっています（限度額の確認が必要）: {expected} 円、記載 {found} 円",
            "the share is below the plain one (a limit needs its certificate): {expected} yen, found {found} yen",
        ),
        Kind::ShareTooHigh => (
            "負担金額が負担割合による額を超えています: {expected} 円、記載 {found} 円",
            "the share is above the plain one: {expected} yen, found {found} yen",
        ),
        Kind::ShareClassDiffers => (
            "レセプト種別（本人・家族・未就学・高齢）が年齢と合いません",
            "the kind of receipt is not that of the patient's age",
        ),
        Kind::DonorPartUnread => {
            ("臓器提供者の部分は点検していません", "the donor's part of the receipt is not audited")
        }
        Kind::DonorPartMissing => (
            "臓器提供者の費用が算定され、臓器提供者の部分がありません: {subject}",
            "a donor's costs are billed and the receipt has no donor's part: {subject}",
        ),
        Kind::AdditionWithoutBase => (
            "加算の対象となる診療行為がありません: {subject}（{day}）",
            "no act that may bear the addition: {subject} ({day})",
        ),
        Kind::EarnedNotClaimed => (
            "算定もれの可能性: {subject} は {other} に伴い算定できます（{day}、算定できる回数 {expected}、記載 {found}）",
            "earned and perhaps not claimed: {subject} on {other} ({day}; due {expected}, claimed {found})",
        ),
        Kind::RuleConflict => (
            "算定ルールにより算定できません: {subject}（{day}） {other}",
            "a rule does not let it be billed: {subject} ({day}) {other}",
        ),
        Kind::CommentMissing => (
            "コメントの記載がありません（{text}、{found} 件のいずれか）: {subject} に {other}",
            "a comment is missing ({text}, one of {found}): {subject} needs {other}",
        ),
        Kind::CommentUnknown => (
            "マスターにないコメントコードです: {subject}",
            "no edition has this comment: {subject}",
        ),
        Kind::CommentForm => (
            "コメントの文字データの形式が合いません: {subject}",
            "the data of the comment is not in its form: {subject}",
        ),
        Kind::CommentFitsNothing => (
            "対応する診療行為のない選択式コメントです: {subject}",
            "a comment of a code that is not billed: {subject}",
        ),
        Kind::DiseaseUnknown => {
            ("マスターにない傷病名コードです: {subject}", "no edition has this disease: {subject}")
        }
        Kind::DiseaseAlone => (
            "修飾語なしでは使えない傷病名です: {subject}",
            "the disease may not stand without a modifier: {subject}",
        ),
        Kind::DiseaseOutsideInsurance => (
            "保険請求の対象外の傷病名です: {subject}",
            "the insurance pays for no such disease: {subject}",
        ),
        Kind::UnreadColumn => (
            "点検が読まない項目に値があります: {subject} 項番 {number} = {text}",
            "a column that no step reads has a value: {subject} column {number} = {text}",
        ),
    }
}
