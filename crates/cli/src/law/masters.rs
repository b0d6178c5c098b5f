//! マスター: from a snapshot, from official files, or from inside the program.

use super::official::{add, finish, new_loader, official};
use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use crate::message::Message;
use santei_engine::masters::Masters;
use santei_wire::{embedded, snapshot};
use std::path::{Path, PathBuf};

/// The masters at `paths`: one snapshot, or official files, archives and folders of them. Without a path, the
/// edition inside the program.
///
/// # Errors
///
/// [`Failure::Input`] with everything that is wrong with the files.
pub(crate) fn masters(context: Context, paths: &[PathBuf]) -> Result<Masters, Failure> {
    match paths {
        [] => embedded::masters().map_err(|error| Failure::input(error.to_string())),
        [path] if path.is_file() || path == Path::new("-") => {
            let file = input::read(context, path)?;
            if !snapshot::is_snapshot(&file) {
                let mut loader = new_loader()?;
                add(context, &mut loader, path, file)?;
                return Ok(finish(context, loader)?.masters);
            }
            let snapshot = snapshot::decode(&file).map_err(|error| {
                let path = path.display().to_string();
                Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
            })?;
            Ok(snapshot.masters)
        }
        _ => several(context, paths),
    }
}

/// Snapshots and official files side by side: they must speak for different days or tables.
fn several(context: Context, paths: &[PathBuf]) -> Result<Masters, Failure> {
    let (mut joined, mut files) = (None::<Masters>, Vec::new());
    for path in paths {
        let bytes = if path.is_file() { input::read(context, path)? } else { Vec::new() };
        if !snapshot::is_snapshot(&bytes) {
            files.push(path.clone());
            continue;
        }
        let wrong = |error: String| {
            let path = path.display().to_string();
            Failure::input(context.text(&Message::BadFile { path, error }))
        };
        let own = snapshot::decode(&bytes).map_err(|error| wrong(error.to_string()))?.masters;
        joined = Some(match joined {
            None => own,
            Some(before) => before.join(own).map_err(|error| wrong(error.to_string()))?,
        });
    }
    let Some(joined) = joined else { return Ok(official(context, paths)?.masters) };
    if files.is_empty() {
        return Ok(joined);
    }
    let own = official(context, &files)?.masters;
    joined.join(own).map_err(|error| Failure::input(error.to_string()))
}
