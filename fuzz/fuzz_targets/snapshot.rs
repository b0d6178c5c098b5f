//! Snapshots of any bytes: the decoder answers with masters or with an error, and never panics.
//!
//! An even first byte hands the bytes over as they are. An odd one makes a body of them behind a header with sound
//! sizes and hashes, so that the fuzzer reaches the rows: each block begins with its length and a byte that says
//! whether it is packed here and how its size is stated.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_wire::snapshot::{FORMAT_VERSION, Header, Packed, decode};
use sha2::{Digest, Sha256};

fuzz_target!(|data: &[u8]| {
    let Some((kind, bytes)) = data.split_first() else { return };
    if kind % 2 == 0 {
        let _ = decode(bytes);
    } else {
        let (body, stated) = body(bytes);
        let _ = decode(&framed(&body, stated));
    }
});

/// A body of blocks, and the bytes it says it unpacks to.
fn body(mut bytes: &[u8]) -> (Vec<u8>, usize) {
    let (mut body, mut sum) = (Vec::new(), 0_usize);
    while let Some(([length, how], rest)) = bytes.split_first_chunk() {
        let (plain, rest) = rest.split_at(rest.len().min(usize::from(*length)));
        bytes = rest;
        let packed = if how % 2 == 0 { lz4_flex::block::compress(plain) } else { plain.to_vec() };
        let stated = if how % 8 < 6 { plain.len() } else { usize::from(*how) << 4 };
        body.extend((packed.len() as u32).to_le_bytes());
        body.extend((stated as u32).to_le_bytes());
        body.extend(packed);
        sum += stated;
    }
    (body, sum)
}

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
