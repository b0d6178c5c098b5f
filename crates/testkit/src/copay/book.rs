//! ルールブック: the co-pay rule book of the tree.

use std::path::Path;

use santei_engine::rulebook::copay::CopayBook;
use santei_master_loader::rulebook::load;

/// The rule book under `masters/rulebook` of the workspace at `root`.
///
/// # Errors
///
/// What cannot be read, or every mistake of the rule book, as text.
pub fn copay_book(root: &Path) -> Result<CopayBook, String> {
    let folder = root.join("masters/rulebook/copay");
    let mut texts = Vec::new();
    read(&folder, "copay/", &mut texts)?;
    texts.sort();
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let book = load(&files)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    Ok(book.copay)
}

/// Every `.toml` of the folder and of the folders in it, with its name.
fn read(folder: &Path, prefix: &str, texts: &mut Vec<(String, String)>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{prefix}: {error}"))?;
    for entry in entries {
        let path = entry.map_err(|error| format!("{prefix}: {error}"))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.is_dir() {
            read(&path, &format!("{prefix}{name}/"), texts)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(&path);
            texts.push((
                format!("{prefix}{name}"),
                text.map_err(|error| format!("{name}: {error}"))?,
            ));
        }
    }
    Ok(())
}
