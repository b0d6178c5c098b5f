//! 衝突: two rows that answer one question on one day, of which only one can be meant.
//!
//! The question of a row is what it speaks of without what it answers: the kind of visit and the condition of a fee, the
//! acts, unit and condition of a limit. Rows that say the same of the same are refused too: one of them is a mistake.

use santei_engine::rulebook::points::{PointsBook, RuleMeta, RuleNo};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// The pairs of rows that answer one question on one day, the later of the book first.
pub(super) fn clashes(book: &PointsBook) -> Vec<(RuleNo, RuleNo)> {
    let mut asked: BTreeMap<String, Vec<RuleNo>> = BTreeMap::new();
    let mut found = Vec::new();
    for (question, rule) in questions(book) {
        let earlier = asked.entry(question).or_default();
        let mut same_day = earlier.iter().filter(|other| is_with(book, **other, rule));
        if let Some(other) = same_day.next() {
            found.push((rule, *other));
        }
        earlier.push(rule);
    }
    found
}

fn questions(book: &PointsBook) -> Vec<(String, RuleNo)> {
    let mut all = Vec::new();
    {
        let mut ask = |kind: &str, rule: RuleNo, of: &dyn Debug| {
            all.push((format!("{kind} {of:?}"), rule));
        };
        for row in &book.basic_fees {
            ask("basic_fee", row.rule, &(row.visit, &row.when));
        }
        for row in &book.additions {
            ask("addition", row.rule, &(row.act, row.to, &row.when));
        }
        for row in &book.percents {
            ask("percent", row.rule, &(row.act, row.to, &row.when));
        }
        for row in &book.requirements {
            ask("requirement", row.rule, &(row.acts, &row.needs));
        }
        for row in &book.attachments {
            ask("attachment", row.rule, &(row.acts, row.to));
        }
        for row in &book.inclusions {
            ask("inclusion", row.rule, &(row.parent, row.included, row.unit, &row.when));
        }
        for row in &book.exclusions {
            ask("exclusion", row.rule, &(row.first, row.second, row.unit, &row.when));
        }
        for row in &book.limits {
            let of = (row.acts, row.unit, row.measure, row.is_each, &row.when);
            ask("limit", row.rule, &of);
        }
        for row in &book.frequency_offs {
            ask("frequency_off", row.rule, &(row.acts, row.unit_code));
        }
        for row in &book.judgements {
            ask("judgement", row.rule, &(row.group, &row.when));
        }
        for row in &book.specimens {
            ask("specimen", row.rule, &(row.act, row.tests));
        }
        for row in &book.bundles {
            ask("bundle", row.rule, &row.group);
        }
        for row in &book.reductions {
            ask("reduction", row.rule, &row.acts);
        }
        for row in &book.factors {
            ask("factor", row.rule, &(row.acts, &row.when));
        }
        for row in &book.first_months {
            ask("first_month", row.rule, &row.acts);
        }
        for row in &book.age_exceptions {
            ask("age_exception", row.rule, &(row.acts, &row.when));
        }
        for row in &book.same_fields {
            ask("same_field", row.rule, &row.acts);
        }
        for row in &book.opens {
            ask("open", row.rule, &(row.acts, &row.when, &row.about));
        }
    }
    all.extend(medication(book));
    all
}

fn medication(book: &PointsBook) -> Vec<(String, RuleNo)> {
    let mut all = Vec::new();
    let mut ask = |kind: &str, rule: RuleNo, of: &dyn Debug| {
        all.push((format!("{kind} {of:?}"), rule));
    };
    for row in &book.drug_tariffs {
        for section in &row.sections {
            ask("drug_tariff", row.rule, section);
        }
    }
    for row in &book.material_tariffs {
        ask("material_tariff", row.rule, &row.tariff.kind);
    }
    for row in &book.prescription_fees {
        ask("prescription_fee", row.rule, &(row.dispensing, row.band));
    }
    for row in &book.dispensing_fees {
        ask("dispensing_fee", row.rule, &row.is_internal);
    }
    for row in &book.prescription_rules {
        ask("prescription_rules", row.rule, &());
    }
    for row in &book.drug_classes {
        ask("drug_class", row.rule, &row.number);
    }
    for row in &book.patch_limits {
        for ingredient in &row.ingredients {
            ask("patch_limit", row.rule, &(row.unit, ingredient));
        }
    }
    all
}

/// Whether there is a day for which both speak.
fn is_with(book: &PointsBook, one: RuleNo, two: RuleNo) -> bool {
    if one == two {
        return false;
    }
    // Two spans that share a day share the first day of one of them, or the day after a silence.
    let days = |meta: &RuleMeta| {
        let after = meta.silenced.iter().filter_map(|span| span.through().succ_opt());
        after.chain([meta.span.from()]).collect::<Vec<_>>()
    };
    let all = [one, two].into_iter().filter_map(|rule| book.meta(rule)).flat_map(days);
    all.into_iter().any(|day| book.speaks(one, day) && book.speaks(two, day))
}
