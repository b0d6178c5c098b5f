//! zip: official files as 支払基金 publishes them, one or several in an archive.

use crate::error::{LoadError, LoadErrorKind};
use encoding_rs::SHIFT_JIS;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many files an archive may hold.
const FILE_LIMIT: usize = 1_000;

/// Whether the bytes begin as a zip archive does.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of an archive, by name without folder; none larger than `limit` bytes.
pub(crate) fn files(
    archive: &str,
    bytes: &[u8],
    limit: u64,
) -> Result<Vec<(String, Vec<u8>)>, Box<LoadError>> {
    let bad =
        |found: String| Box::new(LoadError::of_file(archive, found, LoadErrorKind::BadArchive));
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| bad(error.to_string()))?;
    if zip.len() > FILE_LIMIT {
        return Err(bad(format!("{} files, expected at most {FILE_LIMIT}", zip.len())));
    }
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(|error| bad(error.to_string()))?;
        if entry.is_dir() {
            continue;
        }
        let name = file_name(entry.name_raw());
        let mut content = Vec::new();
        let over = limit.saturating_add(1);
        entry
            .by_ref()
            .take(over)
            .read_to_end(&mut content)
            .map_err(|error| bad(error.to_string()))?;
        if u64::try_from(content.len()).is_ok_and(|size| size > limit) {
            let place = format!("{archive}/{name}");
            let kind = LoadErrorKind::TooLarge(limit);
            return Err(Box::new(LoadError::of_file(&place, format!("more than {limit}"), kind)));
        }
        files.push((name, content));
    }
    Ok(files)
}

/// A name inside an archive, in UTF-8 or cp932, without its folder.
fn file_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}
