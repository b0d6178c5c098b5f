//! Lists the files of `masters/` (the embedded edition and the rule book) for `src/embedded/mod.rs`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let root = fs::canonicalize(Path::new("../../masters"))?;
    let mut files = Vec::new();
    for folder in ["ika", "rulebook"] {
        gather(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&root)?.to_str().ok_or("a file name that is not UTF-8")?;
        let name = name.replace('\\', "/");
        let place = file.to_str().ok_or("a path that is not UTF-8")?;
        writeln!(list, "    ({name:?}, include_bytes!({place:?})),")?;
    }
    list.push(']');
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    fs::write(PathBuf::from(out).join("embedded_files.rs"), list)?;
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", root.display())?;
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let ending = path.extension().and_then(|ending| ending.to_str());
        if path.is_dir() {
            gather(&path, files)?;
        } else if matches!(ending, Some("csv" | "txt" | "toml")) {
            files.push(path);
        }
    }
    Ok(())
}
