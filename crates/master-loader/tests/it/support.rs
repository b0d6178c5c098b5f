//! What the tests share: the rule book's revisions and the real files beside the project.

use santei_master_loader::{ColumnLayout, Domain, Layout, Loader, Mode, OfficialName, Revisions};
use std::path::PathBuf;

/// A loader with the revisions of the rule book.
pub(crate) fn loader() -> Loader {
    Loader::new(
        Revisions::parse(include_str!("../../../../masters/rulebook/revisions.toml")).unwrap(),
    )
}

/// The folder of real files, or `None` with a message when it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let root = option_env!("SANTEI_SHARED").map_or(beside, PathBuf::from);
    let found = Some(root.join(path)).filter(|path| path.exists());
    if found.is_none() {
        println!("skipped: {path} is not beside the project");
    }
    found
}

/// Adds every file of a folder or one file.
pub(crate) fn add(loader: &mut Loader, path: &std::path::Path) {
    if path.is_dir() {
        let mut files: Vec<_> =
            std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            add(loader, &file);
        }
    } else {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        loader.add(&name, std::fs::read(path).unwrap()).unwrap();
    }
}

/// A row of the layout of `name` that loads: codes of the domain, dates of R6, zeros and short texts.
pub(crate) fn row(name: &str) -> Vec<String> {
    let kind = OfficialName::parse(name).unwrap().kind;
    let layout = Layout::of(kind);
    let cell = |column: &ColumnLayout| match &column.domain {
        Domain::Date if column.number == layout.through => "99999999".to_owned(),
        Domain::Date if column.number == layout.from.0 => "20240601".to_owned(),
        Domain::Date => String::new(),
        Domain::Decimal => "0.00".to_owned(),
        Domain::Age => "00".to_owned(),
        Domain::Codes(_) if column.number == 1 => "0".to_owned(),
        Domain::Codes(codes) => {
            codes.iter().map(ToString::to_string).find(|code| code != "(empty)").unwrap()
        }
        Domain::Any => match (
            column.mode,
            column.name.ends_with("コード")
                || column.name.contains("コード①")
                || column.name.contains("コード②"),
        ) {
            (Mode::Digits, true) if column.max_bytes == 9 => "111000110".to_owned(),
            (Mode::Digits, true) if column.max_bytes == 7 => "8848176".to_owned(),
            (Mode::Digits, _) => "0".to_owned(),
            (Mode::Alphanumeric, _) => String::new(),
            _ => "名".to_owned(),
        },
    };
    let mut cells: Vec<String> = layout.columns.iter().map(cell).collect();
    for cell in &mut cells {
        // A span such as `0-16` stands for its first number.
        if let Some((first, last)) =
            cell.split_once('-').filter(|(first, last)| !first.is_empty() && !last.is_empty())
        {
            assert!(first <= last || first.len() <= last.len());
            *cell = first.to_owned();
        }
    }
    cells
}

/// The line of a row, every field quoted, in cp932.
pub(crate) fn line(cells: &[String]) -> Vec<u8> {
    let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{cell}\"")).collect();
    let text = quoted.join(",");
    let (bytes, _, bad) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!bad, "the test row is cp932");
    [bytes.as_ref(), b"\r\n"].concat()
}

/// What loading one file says.
pub(crate) fn errors(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let mut loader = loader();
    let result = loader.add(name, bytes).and_then(|()| loader.load());
    result.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}
