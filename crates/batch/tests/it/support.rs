//! What the tests share: the rule book of the tree and official files beside it, which may be absent.

use santei_engine::audit::Law;
use santei_engine::masters::Masters;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::RuleBook;
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook::points::points_book;
use santei_master_loader::{Loader, Revisions, rulebook};
use std::path::{Path, PathBuf};

/// The law a test audits with.
pub(crate) struct Books {
    pub(crate) masters: &'static Masters,
    rules: &'static PointsRules<'static>,
    pub(crate) book: RuleBook,
}

impl Books {
    /// The rule book of the tree with the masters in these files.
    pub(crate) fn with(files: &[PathBuf]) -> Self {
        let revisions = root().join("masters/rulebook/revisions.toml");
        let revisions = std::fs::read_to_string(revisions).unwrap();
        let mut loader = Loader::new(Revisions::parse(&revisions).unwrap());
        for file in files {
            let name = file.file_name().unwrap().to_str().unwrap();
            loader.add(name, std::fs::read(file).unwrap()).unwrap();
        }
        Self::of(loader.load().unwrap().masters)
    }

    /// The rule book of the tree with the edition inside the program.
    pub(crate) fn embedded() -> Self {
        Self::of(santei_wire::embedded::masters().unwrap())
    }

    fn of(masters: Masters) -> Self {
        let points = texts("points");
        let copay = texts("copay");
        // The rules look into masters and rule book; a test process ends soon enough.
        let masters: &'static Masters = Box::leak(Box::new(masters));
        let points: &'static PointsBook =
            Box::leak(Box::new(points_book(&pairs(&points)).unwrap()));
        let rules: &'static _ = Box::leak(Box::new(PointsRules::new(masters, points)));
        Self { masters, rules, book: rulebook::load(&pairs(&copay)).unwrap() }
    }

    pub(crate) fn law(&self) -> Law<'_> {
        Law {
            masters: self.masters,
            points: self.rules.book,
            rules: self.rules,
            copay: &self.book.copay,
        }
    }
}

/// A file of the shared material, or `None` with a printed line if it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = root().parent().unwrap().join("shared");
    let folder = option_env!("SANTEI_SHARED").map_or(beside, PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {} is absent", file.display());
    None
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().parent().unwrap()
}

fn texts(part: &str) -> Vec<(String, String)> {
    let folder = root().join("masters/rulebook").join(part);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let text = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        (format!("{part}/{name}"), std::fs::read_to_string(&path).unwrap())
    };
    files.map(text).collect()
}

fn pairs(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}
