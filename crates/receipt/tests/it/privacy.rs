//! Nothing of a patient stands in a message or in `Debug`.

use crate::{cp932, wrong};
use core::fmt::Write;
use proptest::prelude::*;
use santei_receipt::ReceiptFile;

/// What of the good file is a patient's.
const SECRETS: [&str; 8] =
    ["試験", "太郎", "19900102", "1990-01-02", "K-77", "シケンタロウ", "７８", "7654321"];

fn assert_silent(bytes: &[u8]) {
    let file = ReceiptFile::read("f", bytes);
    let mut said = format!("{file:?} {file:#?}");
    for problem in file.problems() {
        said.push_str(&problem.to_string());
        said.push_str(&problem.message_ja());
        write!(said, "{problem:?}").unwrap();
    }
    for secret in SECRETS.iter().chain(&["特記すべき", "胸痛"]) {
        // 試験医院 is the facility.
        let said = said.replace("試験医院", "");
        assert!(!said.contains(secret), "`{secret}` is said");
    }
}

#[test]
fn the_good_file_says_nothing() {
    assert_silent(&cp932(&wrong::good().iter().map(String::as_str).collect::<Vec<_>>()));
}

proptest! {
    /// Fields fall out or come in, so that a patient's stand where others should.
    #[test]
    fn shifted_fields_say_nothing(line in 1..14_usize, field in 0..12_usize, out: bool) {
        let mut lines = wrong::good();
        let mut fields: Vec<_> = lines[line].split(',').map(str::to_owned).collect();
        if field < fields.len() && field > 0 {
            if out { fields.remove(field); } else { fields.insert(field, String::new()); }
        }
        lines[line] = fields.join(",");
        assert_silent(&cp932(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
    }

    /// A line is broken in two.
    #[test]
    fn broken_lines_say_nothing(line in 1..14_usize, comma in 0..12_usize) {
        let mut lines = wrong::good();
        let at = lines[line].match_indices(',').map(|(at, _)| at).nth(comma);
        if let Some(at) = at {
            let rest = lines[line].split_off(at);
            lines.insert(line + 1, rest.trim_start_matches(',').to_owned());
        }
        assert_silent(&cp932(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
    }
}
