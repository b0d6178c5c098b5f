//! 集計の見出し: the short words of findings and of reasons without a price, as a clerk would head a column.

use crate::lang::Lang;

/// Codes and their words in Japanese.
const WORDS: &[(&str, &str)] = &[
    ("set_points_differ", "剤の点数の不一致"),
    ("set_points_missing", "剤の点数の記載なし"),
    ("addition_repeated", "割合の加算・減算の重複"),
    ("bundle_split", "項目数包括の分割"),
    ("quantity_outside", "数量がきざみの範囲外"),
    ("unknown_code", "マスターにないコード"),
    ("not_yet_valid", "適用開始前のコード"),
    ("no_longer_valid", "廃止されたコード"),
    ("age_outside", "年齢の範囲外"),
    ("born_after_care", "生年月日が診療日より後"),
    ("care_setting_wrong", "入院・入院外の区分違い"),
    ("scheme_wrong", "後期高齢者の適用区分違い"),
    ("section_differs", "診療識別と集計先の不一致"),
    ("form_differs", "剤形と診療識別の不一致"),
    ("count_differs", "回数と算定日の不一致"),
    ("day_outside_month", "月にない日"),
    ("count_over_limit", "上限回数の超過"),
    ("frequency_over", "算定回数の超過"),
    ("frequency_over_exception", "算定回数の超過（特例条件あり）"),
    ("excluded", "併算定不可（背反）"),
    ("excluded_exception", "併算定不可（特例条件あり）"),
    ("either_one", "何れか一方のみ算定"),
    ("either_one_exception", "何れか一方のみ算定（特例条件あり）"),
    ("included", "包括"),
    ("included_exception", "包括（特例条件あり）"),
    ("management_shut_out", "外来管理加算の算定不可"),
    ("care_days_exceeded", "実日数の超過"),
    ("payer_unknown", "負担区分の負担者なし"),
    ("own_total_differs", "合計点数と剤の合計の不一致"),
    ("total_differs", "合計点数の不一致"),
    ("meals_differ", "食事・生活療養の金額の不一致"),
    ("meals_without_lines", "食事・生活療養の明細なし"),
    ("share_differs", "負担金額の不足"),
    ("share_too_high", "負担金額の過大"),
    ("share_class_differs", "レセプト種別と年齢の不一致"),
    ("donor_part_unread", "臓器提供者レセプト（未計算）"),
    ("donor_part_missing", "臓器提供者レセプトなし"),
    ("addition_without_base", "加算の対象となる診療行為なし"),
    ("earned_not_claimed", "算定もれの可能性"),
    ("rule_conflict", "算定ルールとの不一致"),
    ("comment_missing", "コメントの記載なし"),
    ("comment_unknown", "マスターにないコメントコード"),
    ("comment_form", "コメントの形式違い"),
    ("comment_fits_nothing", "対応する診療行為のないコメント"),
    ("disease_unknown", "マスターにない傷病名コード"),
    ("disease_alone", "修飾語のない傷病名"),
    ("disease_outside_insurance", "保険請求外の傷病名"),
    ("unread_column", "未読項目の値"),
    ("no_edition", "診療日の版なし"),
    ("unreadable_code", "読めないコード"),
    ("no_day", "算定日の記載なし"),
    ("amount_missing", "購入価格等の記載なし"),
    ("no_tariff", "算定式なし"),
    ("no_price", "点数を計算できない"),
    ("not_billable", "単独で算定できないコード"),
    ("no_base", "所定点数の剤なし"),
    ("mixed_percentages", "割合の組合せが定まらない"),
    ("no_bundle", "項目数の点数なし"),
    ("points_and_yen", "点数と金額の混在"),
];

/// The word of a code; in English its own letters.
pub(super) fn word(code: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => {
            let found = WORDS.iter().find(|(known, _)| *known == code);
            found.map_or(code, |(_, word)| word).to_owned()
        }
        Lang::En => code.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use santei_engine::audit::finding::FindingKind;

    #[test]
    fn every_finding_has_its_word() {
        let lacks = |kind: &&FindingKind| word(kind.code(), Lang::Ja) == kind.code();
        assert_eq!(FindingKind::ALL.iter().find(lacks), None);
    }
}
