//! Snapshots of any bytes: the decoder answers with masters or with an error, and never panics.
//!
//! An even first byte hands the bytes over as they are. An odd one puts them behind a header with the right sizes
//! and hashes, so that the fuzzer reaches the body: the next byte says how its size is stated, and whether
//! the bytes are packed here or taken as packed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_wire::snapshot::{FORMAT_VERSION, Header, Packed, decode};
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    if kind % 2 == 0 {
        let _ = decode(bytes);
    } else if let Some((how, body)) = bytes.split_first() {
        let packed = if how % 2 == 0 { lz4_flex::compress(body) } else { body.to_vec() };
        let stated = if how % 4 < 2 { body.len() } else { usize::from(*how) << 4 };
        let _ = decode(&framed(&packed, stated));
    }
});

fn framed(packed: &[u8], unpacked: usize) -> Vec<u8> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let body = Packed {
        bytes: packed.len() as u64,
        unpacked_bytes: unpacked as u64,
        sha256: hex(&Sha256::digest(packed)),
    };
    let header = serde_json::to_vec(&Header { sources: Vec::new(), body }).expect("a header is JSON");
    let mut file = b"\x89SANTEI\n".to_vec();
    file.extend(FORMAT_VERSION.to_le_bytes());
    file.extend((header.len() as u32).to_le_bytes());
    file.extend(header);
    let hash = Sha256::digest(&file);
    file.extend(hash);
    file.extend(packed);
    file
}
