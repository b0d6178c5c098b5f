//! 本体: the rows of the masters, a block for each table, so that one buffer as large as the largest unpacks them all.
//!
//! A block is two lengths of 4 bytes, packed and unpacked, and the bytes, packed with LZ4: of the names the names
//! themselves, of everything else rows in postcard.

use super::error::{Part, SnapshotError};
use super::frame::{hex, length};
use super::header::Packed;
use santei_engine::masters::MastersParts;
use santei_engine::masters::text::TextParts;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

/// Some twenty times the masters of the nation.
const UNPACKED_LIMIT: u64 = 1 << 29;

/// LZ4 spends at least a byte on 255.
const BEST_RATIO: u64 = 255;

/// The packed rows, and what the header says of them.
pub(super) fn pack(parts: &MastersParts) -> Result<(Vec<u8>, Packed), SnapshotError> {
    let mut body = Writer::default();
    body.block(parts.texts.all.as_bytes())?;
    body.rows(&parts.texts.lengths)?;
    body.rows(&parts.acts)?;
    body.rows(&parts.drugs)?;
    body.rows(&parts.materials)?;
    body.rows(&parts.comments)?;
    body.rows(&parts.comment_links)?;
    body.rows(&parts.diseases)?;
    body.rows(&parts.modifiers)?;
    body.rows(&parts.auxiliaries)?;
    body.rows(&parts.inclusions)?;
    body.rows(&parts.exclusions)?;
    body.rows(&parts.inpatient_additions)?;
    body.rows(&parts.frequencies)?;
    body.rows(&parts.unread)?;
    body.rows(&parts.editions)?;
    let sha256 = hex(&Sha256::digest(&body.packed));
    let bytes = length(body.packed.len());
    Ok((body.packed, Packed { bytes, unpacked_bytes: body.unpacked, sha256 }))
}

/// The rows of a packed body.
pub(super) fn unpack(stated: &Packed, packed: &[u8]) -> Result<MastersParts, SnapshotError> {
    within_limit(stated.unpacked_bytes)?;
    let mut body = Reader { rest: packed, left: stated.unpacked_bytes, buffer: Vec::new() };
    // The fields are read in the order in which they stand here.
    let parts = MastersParts {
        texts: TextParts { all: body.text()?, lengths: body.rows()? },
        acts: body.rows()?,
        drugs: body.rows()?,
        materials: body.rows()?,
        comments: body.rows()?,
        comment_links: body.rows()?,
        diseases: body.rows()?,
        modifiers: body.rows()?,
        auxiliaries: body.rows()?,
        inclusions: body.rows()?,
        exclusions: body.rows()?,
        inpatient_additions: body.rows()?,
        frequencies: body.rows()?,
        unread: body.rows()?,
        editions: body.rows()?,
    };
    match (body.rest.len(), body.left) {
        (0, 0) => Ok(parts),
        (0, left) => Err(SnapshotError::Unpack(format!("{left} bytes more were stated"))),
        (rest, _) => Err(SnapshotError::Decode(format!("{rest} bytes are left over"))),
    }
}

#[derive(Default)]
struct Writer {
    packed: Vec<u8>,
    unpacked: u64,
}

impl Writer {
    fn rows(&mut self, rows: &impl Serialize) -> Result<(), SnapshotError> {
        let plain =
            postcard::to_stdvec(rows).map_err(|error| SnapshotError::Encode(error.to_string()))?;
        self.block(&plain)
    }

    fn block(&mut self, plain: &[u8]) -> Result<(), SnapshotError> {
        self.unpacked = self.unpacked.saturating_add(length(plain.len()));
        within_limit(self.unpacked)?;
        let packed = lz4_flex::block::compress(plain);
        for bytes in [packed.len(), plain.len()] {
            let stated = u32::try_from(bytes).map_err(|_| too_large(length(bytes)))?;
            self.packed.extend(stated.to_le_bytes());
        }
        self.packed.extend(packed);
        Ok(())
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    left: u64,
    buffer: Vec<u8>,
}

impl Reader<'_> {
    fn rows<T: DeserializeOwned>(&mut self) -> Result<T, SnapshotError> {
        let plain = self.block()?;
        let (rows, rest) = postcard::take_from_bytes(plain)
            .map_err(|error| SnapshotError::Decode(error.to_string()))?;
        if !rest.is_empty() {
            let sentence = format!("{} bytes of a table are left over", rest.len());
            return Err(SnapshotError::Decode(sentence));
        }
        Ok(rows)
    }

    fn text(&mut self) -> Result<String, SnapshotError> {
        let text = simdutf8::compat::from_utf8(self.block()?);
        text.map(str::to_owned).map_err(|error| SnapshotError::Decode(error.to_string()))
    }

    /// The next block, unpacked.
    fn block(&mut self) -> Result<&[u8], SnapshotError> {
        let (packed, size) = (self.number()?, self.number()?);
        let fits = usize::try_from(packed).ok().and_then(|bytes| self.rest.split_at_checked(bytes));
        let (bytes, rest) = fits.ok_or_else(|| {
            SnapshotError::Unpack(format!("{packed} bytes of a table are not there"))
        })?;
        self.rest = rest;
        let lies = size > packed.saturating_mul(BEST_RATIO);
        self.left = self.left.checked_sub(size).filter(|_| !lies).ok_or_else(|| {
            SnapshotError::Unpack(format!("{size} bytes cannot come from {packed}"))
        })?;
        let unpacked = |error: String| SnapshotError::Unpack(error);
        let size = usize::try_from(size).map_err(|error| unpacked(error.to_string()))?;
        if self.buffer.len() < size {
            self.buffer.resize(size, 0);
        }
        let target = self.buffer.get_mut(..size).unwrap_or_default();
        let found = lz4_flex::block::decompress_into(bytes, target)
            .map_err(|error| unpacked(error.to_string()))?;
        if found != size {
            return Err(unpacked(format!("{size} bytes expected, {found} found")));
        }
        Ok(target)
    }

    fn number(&mut self) -> Result<u64, SnapshotError> {
        let (bytes, rest) = self
            .rest
            .split_first_chunk()
            .ok_or_else(|| SnapshotError::Unpack("a table is not there".to_owned()))?;
        self.rest = rest;
        Ok(u64::from(u32::from_le_bytes(*bytes)))
    }
}

fn within_limit(bytes: u64) -> Result<(), SnapshotError> {
    if bytes > UNPACKED_LIMIT { Err(too_large(bytes)) } else { Ok(()) }
}

fn too_large(bytes: u64) -> SnapshotError {
    SnapshotError::TooLarge { part: Part::Unpacked, bytes, limit: UNPACKED_LIMIT }
}
