//! Sets: which records are priced together, and what of them survives a broken record.

use crate::file;
use santei_receipt::{LineKind, Payer, Receipt, Section, Set};

fn receipt(details: &[&str]) -> Receipt {
    let mut lines = vec![
        "IR,1,13,1,1234567,,,202606,00,",
        "RE,1,1122,202606,試験,1,19900102",
        "HO,06130017,1,2,1,0",
        "KO,54136015,1234567,,1,0",
    ];
    lines.extend(details);
    file(&lines).receipts().next().unwrap().clone()
}

type Shape = (Option<Section>, Vec<u32>, Vec<u32>, Option<i64>);

/// Section, lines by the last digits of their codes, comments likewise, total.
fn shape(set: &Set) -> Shape {
    let lines = set.lines.iter().map(|line| line.code % 1000).collect();
    (
        set.section,
        lines,
        set.comments.iter().map(|comment| comment.code % 1000).collect(),
        set.total(),
    )
}

fn shapes(receipt: &Receipt) -> Vec<Shape> {
    receipt.sets.iter().map(shape).collect()
}

#[test]
fn a_set_ends_at_its_points_and_a_section_holds_on() {
    let receipt = receipt(&[
        "SI,11,1,111000001,,,1",
        "SI,,1,111000002,,375,1",
        "SI,60,1,160000003,,112,2",
        "SI,,1,160000004,,48,1",
        "IY,,1,620000005,2,,3",
        "TO,,1,710000006,1,70,3",
    ]);
    assert_eq!(
        shapes(&receipt),
        [
            (Some(Section::FirstVisit), vec![1, 2], vec![], Some(375)),
            (Some(Section::Test), vec![3], vec![], Some(224)),
            (Some(Section::Test), vec![4], vec![], Some(48)),
            (Some(Section::Test), vec![5, 6], vec![], Some(210)),
        ]
    );
    let kinds: Vec<_> = receipt.sets[3].lines.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [LineKind::Drug, LineKind::Material]);
    assert_eq!(receipt.points_of(Payer::Insurance), Some(375 + 224 + 48 + 210));
    assert_eq!(receipt.points_of(Payer::Public1), Some(0));
}

#[test]
fn comments_stay_with_their_set() {
    let receipt = receipt(&[
        "CO,01,1,810000001,",
        "CO,22,1,810000002,",
        "IY,,1,620000003,1,1,2",
        "CO,,1,810000004,",
        "IY,,1,620000005,1,,1",
        "CO,,1,810000006,",
        "IY,,1,620000007,1,9,1",
        "CO,40,1,810000008,",
        "CO,99,1,810000009,",
        "CO,,1,810000010,",
    ]);
    assert_eq!(
        shapes(&receipt),
        [
            (Some(Section::AsNeededMedicine), vec![3], vec![2, 4], Some(2)),
            (Some(Section::AsNeededMedicine), vec![5, 7], vec![6], Some(9)),
        ]
    );
    let rest: Vec<_> = receipt.comments.iter().map(|comment| comment.code % 1000).collect();
    assert_eq!(rest, [1, 8, 9, 10]);
}

#[test]
fn a_new_section_ends_a_set_without_points() {
    let receipt = receipt(&["SI,50,1,150000001,,,1", "SI,60,1,160000002,,112,1"]);
    assert_eq!(
        shapes(&receipt),
        [
            (Some(Section::Surgery), vec![1], vec![], None),
            (Some(Section::Test), vec![2], vec![], Some(112)),
        ]
    );
    assert_eq!(receipt.points_of(Payer::Insurance), None);
    let problems: Vec<_> = receipt.problems().iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["f:5: SI ends a set without `点数`"]);
}

/// A broken record keeps its place: its set is not whole and its neighbours are.
#[test]
fn a_quarantined_record_marks_its_set_alone() {
    let receipt = receipt(&[
        "SI,11,1,111000001,,291,1",
        "SI,50,1,15000000x,,,1",
        "SI,,1,150000003,,700,1",
        "SI,60,1,160000004,,x12,1",
        "SI,,1,160000005,,48,1",
        "XX,60",
        "SI,8x,1,180000006,,68,1",
    ]);
    let sets: Vec<_> = receipt
        .sets
        .iter()
        .map(|set| (set.is_whole(), set.total(), set.quarantined.clone()))
        .collect();
    assert_eq!(
        sets,
        [
            (true, Some(291), vec![]),
            (false, Some(700), vec![6]),
            (false, None, vec![8]),
            (true, Some(48), vec![]),
            (false, None, vec![11])
        ]
    );
    assert_eq!(receipt.sets[4].section, None);
    assert_eq!(receipt.quarantined(), [6, 8, 11]);
    assert!(!receipt.is_whole());
    assert_eq!(receipt.points_of(Payer::Insurance), None);
    let raw: Vec<_> = receipt.raw_records().map(santei_receipt::Record::line).collect();
    assert_eq!(raw, [10]);
}

#[test]
fn shares_count_only_their_sets_and_meals_are_yen() {
    let receipt = receipt(&[
        "SI,11,2,111000001,,291,1",
        "SI,60,1,160000002,,100,2",
        "SI,80,5,180000003,,68,1",
        "SI,92,1,190000005,,-30,2",
        "SI,97,1,197000004,,670,9",
    ]);
    assert_eq!(receipt.points_of(Payer::Insurance), Some(291 + 200 - 60));
    assert_eq!(receipt.points_of(Payer::Public1), Some(291 + 68));
    assert_eq!(receipt.points_of(Payer::Public2), Some(0));
}

#[test]
fn what_follows_a_donor_is_the_donors() {
    let receipt = receipt(&[
        "SI,50,1,150000001,,700,1",
        "TI,13,1,1234567",
        "TR,1,1991",
        "TS,1",
        "SY,2500013,20260601,1",
        "SI,50,1,150000002,,900,1",
        "TR,2,1991",
        "SI,60,1,160000003,,10,1",
        "CO,99,1,810000001,",
    ]);
    assert_eq!(shapes(&receipt), [(Some(Section::Surgery), vec![1], vec![], Some(700))]);
    assert!(receipt.diseases.is_empty());
    let donors: Vec<_> = receipt
        .donors
        .iter()
        .map(|donor| {
            (
                donor.at.clone(),
                donor.diseases.len(),
                donor.sets.iter().filter_map(Set::total).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(donors, [(vec![6, 7, 8], 1, vec![900]), (vec![11], 0, vec![10])]);
    assert_eq!(receipt.donors[1].comments.len(), 1);
    assert_eq!(receipt.points_of(Payer::Insurance), Some(700));
}
