//! ルールブック: the embedded book loads, is complete, and wrong books are refused at their line.

use santei_master_loader::{embedded, rulebook};
use std::path::Path;

#[test]
fn the_embedded_book_loads() {
    let book = rulebook::load(embedded::RULEBOOK).unwrap_or_else(|errors| {
        let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    });
    assert!(book.copay.limits.len() > 40 && book.copay.subsidies.len() > 30);
}

#[test]
fn every_file_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../masters/rulebook/copay");
    for entry in std::fs::read_dir(root).unwrap() {
        let name = format!("copay/{}", entry.unwrap().file_name().to_string_lossy());
        assert!(embedded::RULEBOOK.iter().any(|(file, _)| *file == name), "{name}");
    }
}

#[test]
fn a_wrong_row_is_refused_at_its_line() {
    let head = "id = \"a\"\nfrom = 2020-01-01\narticle = \"x\"\n";
    for (text, line, word) in [
        (format!("[[halving]]\n{head}ratio = \"1/2\"\ncolour = 1\n"), 6, "colour"),
        (format!("[[halving]]\n{head}ratio = \"1/0\"\n"), 5, "amount out of range"),
        (format!("\n[[halving]]\n{head}ratio = \"1/2\"\nenacted = false\n"), 2, "reason"),
        (
            format!("[[rate]]\n{head}classes = [\"ヲ\"]\nages = [\"under70\"]\nrate = \"3/10\"\n"),
            1,
            "ヲ",
        ),
        (
            format!("[[halving]]\n{head}ratio = \"1/2\"\n[[halving]]\n{head}ratio = \"1/2\"\n"),
            6,
            "twice",
        ),
        (
            format!(
                "[[halving]]\n{head}ratio = \"1/2\"\n[[halving]]\n{}ratio = \"1/3\"\n",
                head.replace("\"a\"", "\"b\"")
            ),
            6,
            "same day",
        ),
    ] {
        let errors = rulebook::load(&[("copay/x.toml", text.as_str())]).unwrap_err();
        assert!(
            errors.iter().any(|error| error.line == line && error.message.contains(word)),
            "{text}\n{errors:?}"
        );
    }
}
