//! 出典: the masters and the rule book that cases run on: those of `../shared`, those inside the program, the book of the tree.

use santei_engine::masters::Masters;
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook::points::points_book;
use santei_master_loader::{Loader, Revisions};
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.ancestors().nth(2).unwrap_or(own).to_path_buf()
}

/// The folder of reference material, if it is there: `SANTEI_SHARED`, or `shared` beside the workspace.
pub fn shared(root: &Path) -> Option<PathBuf> {
    let folder = std::env::var_os("SANTEI_SHARED")
        .map_or_else(|| root.parent().unwrap_or(root).join("shared"), PathBuf::from);
    folder.join("masters/ika").is_dir().then_some(folder)
}

/// The official masters of R6 with the small ones of R8 beside them; `None` where they are absent.
///
/// # Errors
///
/// What cannot be read or loaded, as text.
pub fn shared_masters(root: &Path) -> Result<Option<Masters>, String> {
    let Some(shared) = shared(root) else { return Ok(None) };
    let text = read(&root.join("masters/rulebook/revisions.toml"))?;
    let mut loader = Loader::new(Revisions::parse(&text).map_err(|error| error.to_string())?);
    for folder in ["ika", "etensu_ika", "r8_mini"] {
        for path in files(&shared.join("masters").join(folder))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).map_err(|error| format!("{name}: {error}"))?;
            loader.add_known(folder, &name, bytes);
        }
    }
    let loaded = loader.load();
    let words = |errors: Vec<_>| {
        let first = errors.iter().take(5).map(santei_master_loader::LoadError::to_string);
        first.collect::<Vec<_>>().join("\n")
    };
    loaded.map(|loaded| Some(loaded.masters)).map_err(words)
}

/// The masters inside the program.
///
/// # Errors
///
/// Why they do not load, as text.
pub fn embedded_masters() -> Result<Masters, String> {
    santei_wire::embedded::masters().map_err(|error| error.to_string())
}

/// The rule book of points of the tree.
///
/// # Errors
///
/// Every fault of it, as text.
pub fn book(root: &Path) -> Result<PointsBook, String> {
    let mut texts = Vec::new();
    for path in files(&root.join("masters/rulebook/points"))? {
        if path.extension().is_some_and(|extension| extension == "toml") {
            texts.push((path.display().to_string(), read(&path)?));
        }
    }
    let texts: Vec<(&str, &str)> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let words = |faults: Vec<_>| {
        let all = faults.iter().map(ToString::to_string);
        all.collect::<Vec<String>>().join("\n")
    };
    points_book(&texts).map_err(words)
}

/// The files of a folder, by name.
///
/// # Errors
///
/// The folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder);
    let entries = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|error| error.to_string())?.path());
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
