//! Official files of any bytes: the loader answers with masters or with errors, and never panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use santei_master_loader::{Loader, Revisions};

const NAMES: [&str; 13] = [
    "s_20251104.csv",
    "y_20251111.csv",
    "t_20251128.csv",
    "c_20250715.csv",
    "ck_ALL_20250901.csv",
    "b_20250601.txt",
    "z_20250601.txt",
    "01補助マスターテーブル.csv",
    "02包括テーブル.csv",
    "03-1背反テーブル1.csv",
    "04入院基本料テーブル.csv",
    "05算定回数テーブル.csv",
    "masters.zip",
];

fuzz_target!(|data: &[u8]| {
    // The first byte picks the kind of file; the rest is two issues of it, cut at the middle.
    let Some((choice, bytes)) = data.split_first() else { return };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    let revisions = include_str!("../../masters/rulebook/revisions.toml");
    let mut loader = Loader::new(Revisions::parse(revisions).expect("the rule book is sound"));
    let (one, other) = bytes.split_at(bytes.len() / 2);
    let mut sound = loader.add(name, one.to_vec()).is_ok();
    sound |= loader.add(name, other.to_vec()).is_ok();
    if sound {
        let _ = loader.load();
    }
});
