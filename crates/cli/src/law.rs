//! 法令データ: the masters a command calculates with.

use crate::context::Context;
use crate::failure::Failure;
use crate::input;
use crate::message::Message;
use santei_engine::masters::Masters;
use santei_wire::snapshot;
use std::path::Path;

/// The masters of the snapshot at `path`.
///
/// # Errors
///
/// [`Failure::Input`] if it cannot be read or is no snapshot.
pub(crate) fn masters(context: Context, path: Option<&Path>) -> Result<Masters, Failure> {
    let Some(path) = path else {
        return Err(Failure::input(context.text(&Message::NoMasters {})));
    };
    let file = input::read(context, path)?;
    let snapshot = snapshot::decode(&file).map_err(|error| {
        let path = path.display().to_string();
        Failure::input(context.text(&Message::BadFile { path, error: error.to_string() }))
    })?;
    Ok(snapshot.masters)
}
