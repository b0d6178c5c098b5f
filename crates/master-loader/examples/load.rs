//! Loads the official files given and prints their editions: `cargo run --example load -- FILE...`.
#![expect(clippy::print_stdout, reason = "an example prints what it found")]

use santei_master_loader::{Loader, Revisions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut loader =
        Loader::new(Revisions::parse(include_str!("../../../masters/rulebook/revisions.toml"))?);
    for path in std::env::args().skip(1) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        if let Err(errors) = loader.add(name, std::fs::read(&path)?) {
            for error in errors {
                println!("{error}");
            }
        }
    }
    match loader.load() {
        Ok(loaded) => {
            for edition in loaded.masters.editions() {
                println!(
                    "{} {} {} {}",
                    edition.table, edition.file, edition.rows, edition.revision
                );
            }
        }
        Err(errors) => {
            for error in errors {
                println!("{error}");
            }
        }
    }
    Ok(())
}
