//! 点数のルールブック: the book of the tree loads, and wrong rows are refused at their line and column.

use santei_master_loader::rulebook::points::{points_book, points_book_with};
use std::path::Path;

#[test]
fn the_book_of_the_tree_loads() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../masters/rulebook/points");
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    let texts: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let book = points_book(&texts).unwrap_or_else(|faults| {
        panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    assert!(book.metas.len() > 300 && book.metas.iter().all(|meta| !meta.article.is_empty()));
}

#[test]
fn a_wrong_row_is_refused_at_its_place() {
    let head = "[[requirement]]\nid = \"a\"\narticle = \"Ａ０００\"\nfrom = 2024-06-01\n";
    let tail = "refuse = \"visit\"\n";
    let row = |acts: &str, needs: &str| format!("{head}acts = [{acts}]\nneeds = '{needs}'\n{tail}");
    for (text, line, column, found) in [
        (row("\"A001\"", "age < 6 and"), 6, 0, ""),
        (row("\"A001\"", "age < 6 and colour"), 6, 0, "colour"),
        (row("\"A001\"", "visit = walk"), 6, 0, "walk"),
        (row("\"A001\"", "not (age < 6"), 6, 0, ""),
        (row("\"A001\", \"a001\"", "always"), 5, 17, "\"a001\""),
        (row("\"!A001\"", "always"), 5, 0, ""),
        (row("\"A001\"", "always").replace("\"visit\"", "\"walk\""), 7, 10, "\"walk\""),
        (format!("{}{}", row("\"A001\"", "always"), row("\"A001\"", "always")), 9, 6, "\"a\""),
        (row("\"A001\"", "always").replace("Ａ０００", ""), 3, 11, "\"\""),
        (row("\"A001\"", "always\ncolour = 1\n#"), 6, 0, ""),
        (format!("{}colour = 1\n", row("\"A001\"", "always")), 8, 0, ""),
    ] {
        let faults = points_book(&[("x.toml", &text)]).unwrap_err();
        let fault = faults.first().unwrap();
        assert_eq!((fault.file.as_str(), fault.line), ("x.toml", line), "{text}\n{fault}");
        assert!(column == 0 || fault.column == column, "{text}\n{fault}");
        assert!(fault.found.contains(found), "{text}\n{fault}");
    }
}

#[test]
fn rows_that_speak_at_once_are_refused() {
    let row = |id: &str, days: &str, limit: u32| {
        format!(
            "[[limit]]\nid = \"{id}\"\narticle = \"Ｄ０００\"\n{days}\nacts = [\"D000\"]\nunit = \"day\"\nlimit = {limit}\n"
        )
    };
    let open = row("old", "from = 2024-06-01", 1);
    let ended = row("old", "from = 2024-06-01\nthrough = 2026-05-31", 1);
    let next = row("new", "from = 2026-06-01", 2);
    let both = format!("{open}{next}");
    let faults = points_book(&[("x.toml", &both)]).unwrap_err();
    let [fault] = faults.as_slice() else { panic!("{faults:?}") };
    assert_eq!((fault.line, fault.found.as_str()), (9, "\"new\""));
    assert_eq!(fault.expected, "a row that does not speak at once with `old`");
    points_book(&[("x.toml", &format!("{ended}{next}"))]).unwrap();
    // Another condition is another question.
    let other = next.replace("limit =", "when = 'age < 6'\nlimit =");
    points_book(&[("x.toml", &format!("{open}{other}"))]).unwrap();
    // An overlay must silence what it says otherwise, for as long as it says it.
    let overlay = |silence: &str| format!("[overlay]\nname = \"x\"\n{silence}{next}");
    let silence = |days: &str| format!("[[silence]]\nrule = \"old\"\nreason = \"x\"\n{days}");
    for (silence, sound) in [
        (String::new(), false),
        (silence(""), true),
        (silence("from = 2026-06-01\n"), true),
        (silence("through = 2026-12-31\n"), false),
    ] {
        let found = points_book_with(&[("x.toml", &open)], &[("own.toml", &overlay(&silence))]);
        assert_eq!(found.is_ok(), sound, "{silence}");
    }
}
