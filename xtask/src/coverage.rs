//! `cargo xtask coverage-doc`: `docs/coverage.md`, what is calculated of every 区分 of the 点数表, by the worked cases that show it.
//!
//! The list of 区分 is `docs/sections.csv` (`--refresh` makes it anew from the reference material), the cases are
//! `fixtures/points/*.jsonl`, and a case named in `fixtures/points/failing.txt` shows nothing.

mod cases;
mod notice;
mod owners;
mod page;
mod sections;
mod unrefusable;

use clap::Args;
use std::path::Path;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Only says whether the page is up to date.
    #[arg(long)]
    check: bool,
    /// Makes the list of 区分 anew; needs the reference material.
    #[arg(long)]
    refresh: bool,
}

const PAGE: &str = "docs/coverage.md";

/// Writes the page, or checks it.
pub(crate) fn run(root: &Path, arguments: &Arguments) -> Result<String, String> {
    let shown = cases::read(root)?;
    if arguments.refresh {
        sections::refresh(root, &shown)?;
    }
    let page = page::page(&sections::read(root)?, &shown, &unrefusable::read(root)?);
    let path = root.join(PAGE);
    if arguments.check {
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        return if known == page {
            Ok(format!("{PAGE} is up to date"))
        } else {
            Err(format!("{PAGE} is not up to date: cargo xtask coverage-doc"))
        };
    }
    std::fs::write(&path, &page).map_err(|error| format!("{PAGE}: {error}"))?;
    let summary = page.lines().filter(|line| line.starts_with("| R"));
    Ok(summary.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_up_to_date() {
        run(&crate::root(), &Arguments { check: true, refresh: false }).unwrap();
    }
}
