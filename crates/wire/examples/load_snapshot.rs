//! Decodes a snapshot so many times: `cargo run --release --example load_snapshot -- FILE TIMES`; time the process.

use santei_wire::snapshot::decode;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let file = std::fs::read(words.next().ok_or("the file of a snapshot is missing")?)?;
    let times: u32 = words.next().map_or(Ok(1), |times| times.parse())?;
    for _ in 0..times {
        std::hint::black_box(decode(&file)?);
    }
    Ok(())
}
