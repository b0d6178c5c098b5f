//! 出力: rows as official files: cp932, CRLF, every field quoted, no header.

use super::Fault;
use encoding_rs::SHIFT_JIS;

/// The bytes of an official file.
pub(crate) fn bytes(name: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, Fault> {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            text.push_str(comma);
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push_str("\r\n");
    }
    let (encoded, _, has_unmappable) = SHIFT_JIS.encode(&text);
    let foreign = rows.iter().flatten().find(|cell| has_unmappable && SHIFT_JIS.encode(cell).2);
    match foreign {
        Some(cell) => Err(Fault::Table {
            table: name.to_owned(),
            line: 0,
            message: format!("`{cell}` cannot be written in cp932"),
        }),
        None => Ok(encoded.into_owned()),
    }
}
