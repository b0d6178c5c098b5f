//! `cargo xtask verify-points FILE…`: worked cases of points against the masters of `../shared` and the rule book of the tree.
//!
//! The masters are compiled once into `target/verify/`, because a change of the rule book does not change them.

use clap::Args;
use santei_engine::masters::Masters;
use santei_engine::points::PointsRules;
use santei_engine::rulebook::points::PointsBook;
use santei_master_loader::rulebook::points::points_book;
use santei_master_loader::{Loader, Revisions};
use santei_wire::snapshot;
use santei_wire::verify::points::{Case, verify};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Files of cases, one JSON object a line.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Only cases whose id contains this.
    #[arg(long)]
    only: Option<String>,
    /// Print every difference, not just the failing ids.
    #[arg(long, short)]
    verbose: bool,
    /// Compile the masters anew.
    #[arg(long)]
    fresh: bool,
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut out = std::io::stdout().lock();
    match tally(arguments, &mut out) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(out, "{error}");
            ExitCode::from(3)
        }
    }
}

fn tally(arguments: &Arguments, out: &mut impl Write) -> Result<bool, Box<dyn Error>> {
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("the workspace has no folder")?;
    let masters = masters(root, arguments.fresh)?;
    let book = book(root)?;
    let rules = PointsRules::new(&masters, &book);
    let (mut passed, mut failed) = (0_u32, 0_u32);
    for file in &arguments.files {
        for (number, line) in std::fs::read_to_string(file)?.lines().enumerate() {
            let case: Case = serde_json::from_str(line).map_err(|error| {
                format!("{}:{}: {error}", file.display(), number.saturating_add(1))
            })?;
            if arguments.only.as_ref().is_some_and(|only| !case.id.contains(only.as_str())) {
                continue;
            }
            let outcome = verify(&rules, &case)?;
            if outcome.differences.is_empty() {
                passed = passed.saturating_add(1);
            } else {
                failed = failed.saturating_add(1);
                writeln!(out, "FAILED {} {}", case.id, case.title)?;
                for difference in &outcome.differences {
                    writeln!(out, "    {difference}")?;
                }
            }
            if arguments.verbose {
                for word in &outcome.other_words {
                    writeln!(out, "  word {} {word}", case.id)?;
                }
            }
        }
    }
    writeln!(out, "{passed} passed, {failed} failed")?;
    Ok(failed == 0)
}

fn book(root: &Path) -> Result<PointsBook, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root.join("masters/rulebook/points"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            files.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    let texts: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    points_book(&texts).map_err(|faults| {
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n").into()
    })
}

fn masters(root: &Path, is_fresh: bool) -> Result<Masters, Box<dyn Error>> {
    let kept = root.join("target/verify/points.snapshot");
    if !is_fresh
        && let Ok(file) = std::fs::read(&kept)
        && let Ok(known) = snapshot::decode(&file)
    {
        return Ok(known.masters);
    }
    let shared = std::env::var_os("SANTEI_SHARED")
        .map_or_else(|| root.parent().unwrap_or(root).join("shared"), PathBuf::from);
    let revisions = std::fs::read_to_string(root.join("masters/rulebook/revisions.toml"))?;
    let mut loader = Loader::new(Revisions::parse(&revisions)?);
    for folder in ["ika", "etensu_ika", "r8_mini"] {
        for entry in std::fs::read_dir(shared.join("masters").join(folder))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            loader.add_known(folder, &name, std::fs::read(&path)?);
        }
    }
    let loaded = loader.load().map_err(|errors| {
        errors.iter().take(20).map(ToString::to_string).collect::<Vec<_>>().join("\n")
    })?;
    let file = snapshot::encode(loaded.masters)?;
    std::fs::create_dir_all(kept.parent().unwrap_or(root))?;
    std::fs::write(&kept, &file)?;
    Ok(snapshot::decode(&file)?.masters)
}
