//! 本体: the rows of the masters, packed.

use super::error::{Part, SnapshotError};
use super::frame::{hex, length};
use super::header::Packed;
use santei_engine::masters::MastersParts;
use sha2::{Digest, Sha256};

/// Some twenty times the masters of the nation.
const UNPACKED_LIMIT: u64 = 1 << 29;

/// LZ4 spends at least a byte on 255.
const BEST_RATIO: u64 = 255;

/// The packed rows, and what the header says of them.
pub(super) fn pack(parts: &MastersParts) -> Result<(Vec<u8>, Packed), SnapshotError> {
    let plain =
        postcard::to_stdvec(parts).map_err(|error| SnapshotError::Encode(error.to_string()))?;
    let unpacked_bytes = length(plain.len());
    within_limit(unpacked_bytes)?;
    let packed = lz4_flex::block::compress(&plain);
    let sha256 = hex(&Sha256::digest(&packed));
    let stated = Packed { bytes: length(packed.len()), unpacked_bytes, sha256 };
    Ok((packed, stated))
}

/// The rows of a packed body.
pub(super) fn unpack(stated: &Packed, packed: &[u8]) -> Result<MastersParts, SnapshotError> {
    let size = stated.unpacked_bytes;
    within_limit(size)?;
    if size > length(packed.len()).saturating_mul(BEST_RATIO) {
        let sentence = format!("{size} bytes cannot come from {}", packed.len());
        return Err(SnapshotError::Unpack(sentence));
    }
    let unpacked = |error: String| SnapshotError::Unpack(error);
    let capacity = usize::try_from(size).map_err(|error| unpacked(error.to_string()))?;
    let plain = lz4_flex::block::decompress(packed, capacity)
        .map_err(|error| unpacked(error.to_string()))?;
    if plain.len() != capacity {
        return Err(unpacked(format!("{size} bytes expected, {} found", plain.len())));
    }
    let (parts, rest) = postcard::take_from_bytes(&plain)
        .map_err(|error| SnapshotError::Decode(error.to_string()))?;
    if !rest.is_empty() {
        return Err(SnapshotError::Decode(format!("{} bytes are left over", rest.len())));
    }
    Ok(parts)
}

fn within_limit(bytes: u64) -> Result<(), SnapshotError> {
    if bytes > UNPACKED_LIMIT {
        return Err(SnapshotError::TooLarge { part: Part::Unpacked, bytes, limit: UNPACKED_LIMIT });
    }
    Ok(())
}
