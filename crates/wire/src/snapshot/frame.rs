//! 枠: the outermost layer of a snapshot: mark, version, lengths and hashes.

use super::FORMAT_VERSION;
use super::error::{Part, SnapshotError};
use super::header::Header;
use sha2::{Digest, Sha256};
use std::io::Read;

/// How every snapshot begins. The first byte is no text and the last a line break, so that a transfer that
/// changes either is noticed at once.
pub(super) const MAGIC: [u8; 8] = *b"\x89SANTEI\n";

/// More than a thousand official files could fill.
const HEADER_LIMIT: u64 = 1 << 20;

const HASH_BYTES: usize = 32;

/// Mark, version and length of the header.
const FRAME_BYTES: usize = 16;

/// The file of a header and a packed body.
pub(super) fn write(header: &Header, packed: &[u8]) -> Result<Vec<u8>, SnapshotError> {
    let text =
        serde_json::to_vec(header).map_err(|error| SnapshotError::Encode(error.to_string()))?;
    let bytes = length(text.len());
    let length = u32::try_from(bytes).ok().filter(|_| bytes <= HEADER_LIMIT);
    let too_large = SnapshotError::TooLarge { part: Part::Header, bytes, limit: HEADER_LIMIT };
    let mut file = MAGIC.to_vec();
    file.extend(FORMAT_VERSION.to_le_bytes());
    file.extend(length.ok_or(too_large)?.to_le_bytes());
    file.extend(text);
    let hash = Sha256::digest(&file);
    file.extend(hash);
    file.extend(packed);
    Ok(file)
}

/// Header and packed body of a file, each held against its hash.
pub(super) fn split(file: &[u8]) -> Result<(Header, &[u8]), SnapshotError> {
    let mut rest = file;
    let header = read_header(&mut rest)?;
    let (expected, found) = (header.body.bytes, length(rest.len()));
    if found < expected {
        return Err(SnapshotError::Truncated { part: Part::Body, expected, found });
    }
    if let Some(extra) = found.checked_sub(expected).filter(|extra| *extra > 0) {
        return Err(SnapshotError::Trailing { extra });
    }
    if hex(&Sha256::digest(rest)) != header.body.sha256 {
        return Err(SnapshotError::Altered { part: Part::Body });
    }
    Ok((header, rest))
}

/// The header at the beginning of `file`, held against its hash.
pub(super) fn read_header(mut file: impl Read) -> Result<Header, SnapshotError> {
    let mut all = Vec::with_capacity(FRAME_BYTES);
    take(&mut file, FRAME_BYTES, Part::Frame, &mut all)?;
    let number = |range: std::ops::Range<usize>| {
        let bytes = all.get(range).and_then(|bytes| <[u8; 4]>::try_from(bytes).ok());
        bytes.map(u32::from_le_bytes).unwrap_or_default()
    };
    let (version, stated) = (number(8..12), u64::from(number(12..16)));
    if version != FORMAT_VERSION {
        return Err(SnapshotError::Version { found: version });
    }
    if stated > HEADER_LIMIT {
        return Err(SnapshotError::TooLarge {
            part: Part::Header,
            bytes: stated,
            limit: HEADER_LIMIT,
        });
    }
    let wanted = usize::try_from(stated).unwrap_or_default().saturating_add(HASH_BYTES);
    take(&mut file, wanted, Part::Header, &mut all)?;
    let (signed, hash) = all.split_at(all.len().saturating_sub(HASH_BYTES));
    if Sha256::digest(signed).as_slice() != hash {
        return Err(SnapshotError::Altered { part: Part::Header });
    }
    let text = signed.get(FRAME_BYTES..).unwrap_or_default();
    serde_json::from_slice(text).map_err(|error| SnapshotError::Header(error.to_string()))
}

/// Appends `wanted` bytes of `file` to `all`.
fn take(
    file: &mut impl Read,
    wanted: usize,
    part: Part,
    all: &mut Vec<u8>,
) -> Result<(), SnapshotError> {
    let before = all.len();
    let expected = length(wanted);
    file.take(expected).read_to_end(all)?;
    let found = length(all.len().saturating_sub(before));
    if before == 0 && !all.starts_with(&MAGIC) && !MAGIC.starts_with(all) {
        return Err(SnapshotError::Magic);
    }
    if found < expected {
        return Err(SnapshotError::Truncated { part, expected, found });
    }
    Ok(())
}

/// A length as a file states it.
pub(super) fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
