//! スナップショット: compiled masters in one file that loads in milliseconds and refuses every alteration.
//!
//! ```text
//! 8 bytes    magic
//! 4 bytes    format version            (little endian, as all numbers outside the header)
//! 4 bytes    length of the header
//! n bytes    header, JSON: the official files it was made of, the size and SHA-256 of the body
//! 32 bytes   SHA-256 of everything above
//! m bytes    body: a block for each table, postcard packed with LZ4
//! ```
//!
//! The header is read without the body. Nothing is allocated on the word of a file before the size stated was
//! held against a limit, and masters decoded are validated as if they came from the official files.

mod body;
mod error;
mod frame;
mod header;
#[cfg(test)]
mod tests;

pub use error::{Part, SnapshotError};
pub use header::{Header, Packed, Source};

use santei_engine::masters::Masters;

/// The version of the format; it rises with every change of the frame, the header or the rows.
pub const FORMAT_VERSION: u32 = 2;

/// What a snapshot holds.
#[derive(Debug)]
pub struct Snapshot {
    /// What it was made of.
    pub header: Header,
    /// マスター.
    pub masters: Masters,
}

/// The file of `masters`. The same masters give the same bytes.
///
/// # Errors
///
/// [`SnapshotError`] if the masters pass a limit of the format.
pub fn encode(masters: Masters) -> Result<Vec<u8>, SnapshotError> {
    let parts = masters.into_parts();
    let (packed, stated) = body::pack(&parts)?;
    let header =
        Header { sources: parts.editions.iter().map(Source::from).collect(), body: stated };
    frame::write(&header, &packed)
}

/// The masters of a file.
///
/// # Errors
///
/// [`SnapshotError`]: what is wrong with the file.
pub fn decode(file: &[u8]) -> Result<Snapshot, SnapshotError> {
    let (header, packed) = frame::split(file)?;
    let parts = body::unpack(&header.body, packed)?;
    if !header.sources.iter().eq(parts.editions.iter().map(Source::from).collect::<Vec<_>>().iter())
    {
        return Err(SnapshotError::Sources);
    }
    Ok(Snapshot { header, masters: Masters::from_parts(parts)? })
}

/// Whether a file begins like a snapshot.
pub fn is_snapshot(file: &[u8]) -> bool {
    file.starts_with(&frame::MAGIC)
}

/// The header of a file, read without its body.
///
/// # Errors
///
/// [`SnapshotError`]: what is wrong with the file, as far as the header goes, or the error of reading.
pub fn read_header(file: impl std::io::Read) -> Result<Header, SnapshotError> {
    frame::read_header(file)
}
