//! Prices whose figures the layout and the 告示 print, and the properties of the formulas.
use super::*;
use crate::amount::{Points, Rounding};
use crate::masters::act::Act;
use crate::masters::columns::Columns;
use crate::masters::drug::Drug;
use crate::masters::material::Material;
use crate::masters::text::TextPool;
use rust_decimal::Decimal;

fn row<T: Columns>(width: usize, cells: &[(usize, &str)]) -> T {
    let mut all = vec!["0"; width];
    for (number, cell) in cells {
        all[number - 1] = cell;
    }
    T::read(&all, &mut TextPool::default()).unwrap()
}

fn act(cells: &[(usize, &str)]) -> Act {
    let mut all = vec![(3, "100000001")];
    all.extend_from_slice(cells);
    row(150, &all)
}

fn stepped(handling: &str) -> Act {
    act(&[
        (11, "3"),
        (12, "85.00"),
        (30, "1"),
        (31, "2"),
        (32, "5"),
        (33, "1"),
        (34, "42.50"),
        (35, handling),
    ])
}

#[test]
fn steps_round_once_and_up_to_the_next_step() {
    let price = |data: &str| {
        step_points(&stepped("1"), data.parse().unwrap()).unwrap().points.unwrap().count()
    };
    // 85 + ceil(d − 2) × 42.5, half up.
    assert_eq!(
        ["1.5", "2", "2.1", "3", "4", "5", "9"].map(price),
        [85, 85, 128, 128, 170, 213, 213]
    );
}

#[test]
fn the_four_ways_outside_the_bounds() {
    let outside = |handling: &str, data: i64| {
        step_points(&stepped(handling), Decimal::from(data)).unwrap().points.map(Points::count)
    };
    assert_eq!(
        ["0", "1", "2", "3"].map(|handling| outside(handling, 1)),
        [Some(85), Some(85), None, None]
    );
    // 6: 85 + 4 × 42.5 = 255 when the formula goes on, 85 + 3 × 42.5 = 212.5 at the upper bound.
    let above = ["0", "1", "2", "3"].map(|handling| outside(handling, 6));
    assert_eq!(above, [Some(255), Some(213), Some(255), Some(213)]);
}

#[test]
fn kinds_of_amount() {
    let kind = |kind: &str, claimed| act_price(&act(&[(11, kind), (12, "150.00")]), None, claimed);
    let points = |count| Ok(ActPrice::Points(Points::new(count), StepNote::Inside));
    assert_eq!(kind("3", None), points(150));
    assert_eq!(kind("8", None), points(-150));
    assert_eq!(kind("4", Some(Points::new(7))), points(7));
    assert_eq!(kind("7", Some(Points::new(7))), points(-7));
    assert_eq!(kind("4", None), Err(PriceError::AmountMissing));
    assert_eq!(kind("2", None), Err(PriceError::UnknownKind(2)));
    // 別紙7-1: 150 − 150 × 10/100 = 135.
    let Ok(ActPrice::Percent(ratio)) = act_price(&act(&[(11, "6"), (12, "10.00")]), None, None)
    else {
        panic!("a percentage")
    };
    assert_eq!(percent_of(Points::new(150), ratio), Ok(Points::new(-15)));
}

#[test]
fn drugs_by_the_unit() {
    let tariff = |floor_points| DrugTariff {
        floor_yen: Decimal::from(15),
        floor_points,
        base_points: Points::new(1),
        step_yen: Decimal::from(10),
    };
    let drug: Drug = row(42, &[(3, "600000001"), (12, "10.10")]);
    let billed = |quantity: &str, floor| {
        let quantity = quantity.parse().unwrap();
        let yen = drug_yen([DrugUse { drug: &drug, quantity }]).unwrap();
        drug_points(yen, &tariff(floor)).unwrap().map(Points::count)
    };
    let one = Some(Points::new(1));
    // 10.10, 15.15, 25.25 and 35.35 yen.
    assert_eq!(
        ["1", "1.5", "2.5", "3.5"].map(|data| billed(data, one)),
        [Some(1), Some(2), Some(3), Some(4)]
    );
    assert_eq!(billed("1", None), None);
    assert!(drug_yen([DrugUse { drug: &drug, quantity: Decimal::ZERO }]).is_err());
}

#[test]
fn materials_and_oxygen() {
    let tariffs = [
        MaterialTariff {
            kind: 0,
            yen_per_point: Decimal::TEN,
            rounding: Rounding::HalfUp,
            yen_rounding: None,
        },
        MaterialTariff {
            kind: 2,
            yen_per_point: Decimal::TEN,
            rounding: Rounding::HalfUp,
            yen_rounding: Some(Rounding::HalfUp),
        },
    ];
    let film: Material = row(38, &[(3, "700000001"), (11, "1"), (12, "113.00"), (14, "1")]);
    let child: Material = row(38, &[(3, "700000002"), (11, "5"), (12, "10.00"), (14, "1")]);
    let other: Material = row(38, &[(3, "700000005"), (11, "1"), (12, "50.00")]);
    let nitrogen: Material =
        row(38, &[(3, "700000006"), (11, "1"), (12, "0.12"), (21, "9"), (22, "2")]);
    let pressure: Material =
        row(38, &[(3, "700000007"), (11, "9"), (12, "0.00"), (21, "1"), (22, "2")]);
    let oxygen: Material =
        row(38, &[(3, "700000003"), (11, "1"), (12, "0.32"), (21, "3"), (22, "2"), (23, "1")]);
    let rate: Material = row(38, &[(3, "700000004"), (11, "9"), (12, "1.30"), (21, "1")]);
    let entry = |material, quantity: i64, price: Option<&str>| MaterialUse {
        material,
        quantity: Decimal::from(quantity),
        price: price.map(|price| price.parse().unwrap()),
    };
    let points = |uses: &[MaterialUse<'_>]| material_points(uses, &tariffs).map(Points::count);
    assert_eq!(points(&[entry(&film, 1, None)]), Ok(11));
    // 113 × 1.1 = 124.3 yen.
    assert_eq!(points(&[entry(&film, 1, None), entry(&child, 1, None)]), Ok(12));
    // 0.19 × 710 × 1.3 = 175.37 → 175 yen → 17.5 → 18 points; above the limit of 0.32 the limit is billed.
    assert_eq!(points(&[entry(&oxygen, 710, Some("0.19")), entry(&rate, 1, None)]), Ok(18));
    assert_eq!(points(&[entry(&oxygen, 710, Some("0.40")), entry(&rate, 1, None)]), Ok(30));
    // 年齢加算区分: the film bears the addition, the other material does not: 113 × 1.1 + 50 = 174.3 yen.
    assert_eq!(
        points(&[entry(&film, 1, None), entry(&other, 1, None), entry(&child, 1, None)]),
        Ok(17)
    );
    // 酸素等区分: 0.19 × 100 × 1.3 + 0.12 × 1000 = 24.7 + 120 = 144.7 → 145 yen; 1.3 on both would be 181 yen.
    let mixed =
        [entry(&oxygen, 100, Some("0.19")), entry(&nitrogen, 1000, None), entry(&rate, 1, None)];
    assert_eq!(points(&mixed), Ok(15));
    // 高気圧酸素加算: 0.19 × 100 × 1.3 × 2 = 49.4 → 49 yen; without a pressure there is no price.
    let with = |pressures: i64| {
        [
            entry(&oxygen, 100, Some("0.19")),
            entry(&rate, 1, None),
            entry(&pressure, pressures, None),
        ]
    };
    assert_eq!(points(&with(2)), Ok(5));
    assert_eq!(points(&with(0)), Err(PriceError::QuantityNotPositive));
    assert!(points(&[]).is_err());
}
