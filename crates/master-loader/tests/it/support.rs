//! What the tests share: the rule book's revisions and the real files beside the project.

use santei_master_loader::{Loader, Revisions};
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
