//! Every act of the newest national master, each alone on a receipt: it prices, or says why it cannot.

use crate::support::{Books, shared};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use santei_engine::audit::audit;
use santei_engine::audit::claim::{
    Care, Item, ItemCode, Payer, PayerPlace, Payers, ReceiptClaim, ReceiptSet,
};
use santei_engine::audit::price::Worth;
use santei_engine::audit::set::Outcome;
use santei_engine::claim::Sex;
use santei_engine::masters::act::Act;
use std::collections::BTreeMap;

#[test]
fn every_act_prices_or_says_why_not() {
    let Some(file) = shared("masters/ika/s_20251104.csv") else { return };
    let books = Books::with(&[file]);
    let acts = books.masters.acts.rows();
    assert_eq!(acts.len(), 10_169);
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    let mut kinds: BTreeMap<u8, usize> = BTreeMap::new();
    for act in acts {
        let claim = alone(act);
        let result = audit(&claim, books.law());
        let [set] = result.sets.as_slice() else { panic!("one set in, one set out") };
        match &set.outcome {
            Outcome::Priced { one, .. } => {
                *kinds.entry(act.amount_kind).or_default() += 1;
                check(act, *one);
            }
            Outcome::Unpriced(lines) => {
                let [line] = lines.as_slice() else { panic!("one line, one reason") };
                *reasons.entry(line.reason.code()).or_default() += 1;
                // ％ lines have nothing to work on when they stand alone; 購入価格 and 減点 need the amount of the claim.
                let expected = match act.amount_kind {
                    5 | 6 => "no_base",
                    4 | 7 => "amount_missing",
                    kind => {
                        panic!("{}: kind {kind} has no price: {}", act.code, line.reason.code())
                    }
                };
                assert_eq!(line.reason.code(), expected, "{}", act.code);
            }
        }
    }
    println!("priced by 点数識別: {kinds:?}, unpriced: {reasons:?}");
    // The counts of 点数識別 in the file: 1 yen, 3 points, 4 and 7 amounts of the claim, 5 and 6 percentages, 8 minus points.
    assert_eq!(kinds, BTreeMap::from([(1, 46), (3, 9_845), (8, 144)]));
    assert_eq!(reasons, BTreeMap::from([("amount_missing", 10 + 2), ("no_base", 66 + 56)]));
}

/// A single act comes to what its row says, worked out here in the plainest way.
fn check(act: &Act, one: Worth) {
    let base = act.amount.decimal();
    // At the lower bound of the steps the price is the base.
    let half_up =
        base.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let expected = match (act.amount_kind, one) {
        (1, Worth::Points(_)) | (3 | 8, Worth::Yen(_)) => panic!("{}: the wrong unit", act.code),
        (8, _) => -half_up,
        _ => half_up,
    };
    assert_eq!(Decimal::from(one.number()), expected, "{}", act.code);
}

fn alone(act: &Act) -> ReceiptClaim {
    let day = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap();
    let mut days = [0; 31];
    days[29] = 1;
    let quantity = act.is_step_priced.then(|| Decimal::from(act.step_lower.max(1)));
    ReceiptClaim {
        number: 1,
        line: 1,
        month: day,
        care: if act.care_setting == 1 { Care::Inpatient } else { Care::Outpatient },
        is_elderly_scheme: false,
        birth: NaiveDate::from_ymd_opt(1980, 1, 1).unwrap(),
        sex: Sex::Male,
        beds: None,
        diseases: Vec::new(),
        comments: Vec::new(),
        payers: vec![Payer {
            place: PayerPlace::Insurance,
            line: 2,
            days: Some(1),
            points: None,
            share: None,
            meals: None,
        }],
        sets: vec![ReceiptSet {
            line: 3,
            section: 0,
            payers: Payers::NONE.with(PayerPlace::Insurance),
            points: None,
            count: 1,
            days,
            items: vec![Item {
                line: 3,
                code: ItemCode::Act(act.code),
                quantity,
                unit_price: None,
            }],
        }],
        share: None,
        has_donor_part: false,
    }
}
