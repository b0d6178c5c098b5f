//! 二重の規定: two rows of the book that speak of the same key on the same day are refused.

use super::{Places, RuleBookError};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::{ClassIndex, CopayBook};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Compares every kind of row.
pub(super) fn conflicts(book: &CopayBook, places: &Places, errors: &mut Vec<RuleBookError>) {
    let mut check = |kind: &str, rows: Vec<(RuleIndex, String)>| {
        check_kind(book, places, errors, kind, rows);
    };
    check("age", book.ages.iter().map(|row| (row.rule, key(&[&row.group]))).collect());
    check(
        "rate",
        pairs(&book.rates, |row| (row.rule, product(&row.ages, &or_any(&row.classes))))
            .into_iter()
            .zip(book.rates.iter().flat_map(|row| {
                std::iter::repeat_n(
                    format!("{:?}", row.born_through),
                    product(&row.ages, &or_any(&row.classes)).len(),
                )
            }))
            .map(|((rule, text), born)| (rule, format!("{text} {born}")))
            .collect(),
    );
    check(
        "limit",
        book.limits
            .iter()
            .flat_map(|row| {
                product(&row.ages, &or_any(&row.classes))
                    .into_iter()
                    .map(|text| (row.rule, format!("{text} {:?}", row.scope)))
            })
            .collect(),
    );
    check(
        "fixed_limit",
        book.fixed_limits
            .iter()
            .flat_map(|row| {
                let by_class = product(&row.ages, &or_any(&row.classes));
                let settings = row.settings.clone();
                by_class.into_iter().flat_map(move |text| {
                    settings
                        .iter()
                        .map(|setting| (row.rule, format!("{text} {:?} {setting:?}", row.kind)))
                        .collect::<Vec<_>>()
                })
            })
            .collect(),
    );
    check("combination", pairs(&book.combinations, |row| (row.rule, product(&row.ages, &[()]))));
    check("halving", book.halvings.iter().map(|row| (row.rule, String::new())).collect());
    check(
        "year_cap",
        book.year_caps
            .iter()
            .flat_map(|row| {
                product(&row.ages, &row.classes)
                    .into_iter()
                    .map(|text| (row.rule, format!("{text} {:?}", row.scope)))
            })
            .collect(),
    );
    check(
        "meal_cost",
        book.meal_costs.iter().map(|row| (row.rule, key(&[&row.standard, &row.liquid]))).collect(),
    );
    check(
        "meal_burden",
        pairs(&book.meal_burdens, |row| (row.rule, product(&row.standards, &row.classes))),
    );
    check(
        "unit_price",
        book.unit_prices.iter().map(|row| (row.rule, key(&[&row.basis]))).collect(),
    );
    check("tax", book.taxes.iter().map(|row| (row.rule, String::new())).collect());
    check(
        "tier",
        book.tiers
            .iter()
            .flat_map(|row| {
                product(&row.acts, &row.segments)
                    .into_iter()
                    .map(|text| (row.rule, format!("{text} {:?}", row.condition)))
            })
            .collect(),
    );
    check(
        "subsidy",
        book.subsidies
            .iter()
            .flat_map(|row| {
                let by_act = product(
                    &row.acts,
                    &if row.issuers.is_empty() { vec![String::new()] } else { row.issuers.clone() },
                );
                by_act.into_iter().map(|text| {
                    let place = (&row.prefecture, &row.payer_prefixes, &row.segment);
                    (row.rule, format!("{text} {place:?}"))
                })
            })
            .collect(),
    );
}

fn check_kind(
    book: &CopayBook,
    places: &Places,
    errors: &mut Vec<RuleBookError>,
    kind: &str,
    rows: Vec<(RuleIndex, String)>,
) {
    let mut by_key: BTreeMap<String, Vec<RuleIndex>> = BTreeMap::new();
    for (rule, text) in rows {
        let others = by_key.entry(text).or_default();
        for other in others.iter() {
            if let (Some(one), Some(two)) = (book.rule(*other), book.rule(rule))
                && one.is_enacted() == two.is_enacted()
                && one.span.overlaps(two.span)
            {
                let place = usize::try_from(rule.0).ok().and_then(|index| places.lines.get(index));
                let (file, line) = place.cloned().unwrap_or_default();
                let message = format!(
                    "`{}` and `{}` both speak of one {kind} on the same day",
                    one.id, two.id
                );
                errors.push(RuleBookError { file, line, message });
            }
        }
        others.push(rule);
    }
    errors.dedup();
}

fn pairs<T>(rows: &[T], of: impl Fn(&T) -> (RuleIndex, Vec<String>)) -> Vec<(RuleIndex, String)> {
    rows.iter()
        .flat_map(|row| {
            let (rule, texts) = of(row);
            texts.into_iter().map(move |text| (rule, text))
        })
        .collect()
}

fn product<A: Debug, B: Debug>(ones: &[A], twos: &[B]) -> Vec<String> {
    ones.iter().flat_map(|one| twos.iter().map(move |two| format!("{one:?} {two:?}"))).collect()
}

fn or_any(classes: &[ClassIndex]) -> Vec<Option<ClassIndex>> {
    if classes.is_empty() { vec![None] } else { classes.iter().copied().map(Some).collect() }
}

fn key(parts: &[&dyn Debug]) -> String {
    format!("{parts:?}")
}
