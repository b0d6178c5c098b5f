//! レセプトの検査: the files are up to date, read without a problem, and their plain lines cost what the edition says.

use super::{generate, run};
use chrono::NaiveDate;
use santei_engine::masters::Masters;
use santei_engine::masters::code::ActCode;
use santei_master_loader::{Loader, Revisions};
use santei_receipt::{LineKind, Payer, Receipt, ReceiptFile, Set};
use std::sync::LazyLock;

/// The one file with mistakes.
const MISTAKES: &str = "with_mistakes.UKE";

static MASTERS: LazyLock<Masters> = LazyLock::new(|| {
    let masters = crate::root().join("masters");
    let text = std::fs::read_to_string(masters.join("rulebook/revisions.toml")).unwrap();
    let mut loader = Loader::new(Revisions::parse(&text).unwrap());
    for (name, bytes) in crate::embedded::generate(&masters.join("table")).unwrap() {
        loader.add(name.rsplit('/').next().unwrap(), bytes).unwrap();
    }
    loader.load().unwrap().masters
});

fn files() -> Vec<(String, Vec<u8>)> {
    generate(&crate::root().join("fixtures/receipts/src")).unwrap()
}

fn day(receipt: &Receipt, set: &Set) -> NaiveDate {
    let month = receipt.header.as_ref().unwrap().month;
    let first = set.days().unwrap().iter().next().unwrap().0;
    month.day(u32::from(first)).unwrap()
}

#[test]
fn the_files_are_up_to_date() {
    run(&crate::root(), true).unwrap();
}

#[test]
fn every_file_reads_and_writes_back_and_adds_up() {
    for (name, bytes) in files() {
        let file = ReceiptFile::read(&name, &bytes);
        let problems: Vec<_> = file.problems().map(ToString::to_string).collect();
        assert_eq!(problems.is_empty(), name != MISTAKES, "{problems:?}");
        let mut written = Vec::new();
        file.write(&mut written).unwrap();
        assert!(written == bytes, "{name}");
        for receipt in file.receipts().filter(|_| name != MISTAKES) {
            assert!(receipt.is_whole(), "{name} line {}", receipt.line());
            let claimed = receipt.claimed_points().map(i64::from);
            assert!(claimed.is_some());
            let payer = receipt.publics.first().map_or(Payer::Insurance, |_| Payer::Public1);
            assert_eq!(receipt.points_of(payer), claimed, "{name} line {}", receipt.line());
        }
    }
}

#[test]
fn the_mistaken_file_has_one_broken_record() {
    let (name, bytes) = files().into_iter().find(|(name, _)| name == MISTAKES).unwrap();
    let file = ReceiptFile::read(&name, &bytes);
    let problems: Vec<_> = file.problems().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.contains(":55: SI field")), "{problems:?}");
}

/// Acts with a plain amount: neither きざみ nor bundle nor percentage.
fn plain(receipt: &Receipt, set: &Set) -> Option<i64> {
    let date = day(receipt, set);
    let mut sum = 0;
    for line in &set.lines {
        if line.kind != LineKind::Act || line.quantity.is_some() {
            return None;
        }
        let code = ActCode::from_number(line.code).unwrap();
        let act = MASTERS.act(code, date).unwrap_or_else(|absence| panic!("{code}: {absence:?}"));
        if act.amount_kind != 3 || act.is_step_priced || act.test_bundle != 0 {
            return None;
        }
        sum += act.amount.whole().unwrap();
    }
    Some(sum)
}

#[test]
fn plain_lines_cost_what_the_edition_says() {
    let mut compared = 0;
    for (name, bytes) in files().into_iter().filter(|(name, _)| name != MISTAKES) {
        let file = ReceiptFile::read(&name, &bytes);
        for receipt in file.receipts() {
            for set in &receipt.sets {
                let Some(sum) = plain(receipt, set) else { continue };
                let codes: Vec<_> = set.lines.iter().map(|line| line.code).collect();
                assert_eq!(set.points(), Some(sum), "{name} line {} {codes:?}", receipt.line());
                compared += 1;
            }
        }
    }
    assert!(compared > 150, "{compared}");
}

/// 検証番号: the check digit of the numbers is right, though the insurers do not exist.
#[test]
fn numbers_carry_their_check_digits() {
    let is_sound = |number: &str| {
        let digits: Vec<u32> = number.chars().map(|digit| digit.to_digit(10).unwrap()).collect();
        let (last, rest) = digits.split_last().unwrap();
        let part = |(index, digit): (usize, &u32)| {
            let doubled = digit * if index % 2 == 0 { 2 } else { 1 };
            if doubled > 9 { doubled - 9 } else { doubled }
        };
        let sum: u32 = rest.iter().rev().enumerate().map(part).sum();
        (sum + last).is_multiple_of(10)
    };
    for (name, bytes) in files() {
        let file = ReceiptFile::read(&name, &bytes);
        for receipt in file.receipts() {
            assert!(is_sound(&receipt.insurance.as_ref().unwrap().insurer), "{name}");
            for public in receipt.publics.iter().flatten() {
                assert!(is_sound(&format!("{:08}", public.payer)), "{name}");
            }
        }
    }
}
