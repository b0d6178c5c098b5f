//! Snapshots: encode and decode, and every way in which a file is refused.

use super::*;
use chrono::NaiveDate;
use proptest::prelude::*;
use santei_engine::masters::MastersParts;
use santei_engine::masters::code::{ActCode, ModifierCode};
use santei_engine::masters::disease::Modifier;
use santei_engine::masters::edition::{Edition, TableKind};
use santei_engine::masters::rule_table::Exclusion;
use santei_engine::masters::text::{Text, TextPool};
use santei_engine::span::Span;

fn day(number: i32) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(730_000 + number).unwrap()
}

fn edition() -> Edition {
    Edition {
        table: TableKind::Modifiers,
        is_difference: false,
        file: "z_20250601.txt".to_owned(),
        issued: day(0),
        speaks_for: Span::open(day(0)),
        revision: "R6".to_owned(),
        rows: 1,
        bytes: 2,
        sha256: "00".repeat(32),
    }
}

/// Parts made of modifiers (with texts) and exclusions (with codes).
fn parts(names: &[String], pairs: &[(u32, u32, i32)]) -> MastersParts {
    let mut pool = TextPool::default();
    let mut modifiers = Vec::new();
    for (number, name) in (0_u32..).zip(names) {
        let name = pool.intern(name).unwrap();
        let code = ModifierCode::from_number(number).unwrap();
        modifiers.push(Modifier { code, name, kind: Text::default(), span: Span::open(day(0)) });
    }
    let code = |number| ActCode::from_number(number).unwrap();
    let row = |(act, other, start): &(u32, u32, i32)| Exclusion {
        act: code(*act),
        other: code(*other),
        survivor: 1,
        has_exception: true,
        span: Span::new(day(*start), day(*start)).unwrap(),
    };
    let mut week: Vec<Exclusion> = pairs.iter().map(row).collect();
    week.sort_by_key(|row| (row.act, row.other, row.span));
    week.dedup();
    MastersParts {
        texts: pool.into_parts(),
        modifiers,
        exclusions: [Vec::new(), Vec::new(), Vec::new(), week],
        editions: vec![edition()],
        ..MastersParts::default()
    }
}

fn masters() -> Masters {
    Masters::from_parts(parts(&["急性".to_owned(), "右".to_owned()], &[(1, 2, 3)])).unwrap()
}

fn message(file: &[u8]) -> String {
    decode(file).unwrap_err().to_string()
}

/// A file of a header and a body of the test's own making, with sound hashes.
fn framed(body: &[u8], unpacked_bytes: u64) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    let stated = Packed {
        bytes: frame::length(body.len()),
        unpacked_bytes,
        sha256: frame::hex(&Sha256::digest(body)),
    };
    frame::write(&Header { sources: Vec::new(), body: stated }, body).unwrap()
}

/// A block of a body that says it holds `size` bytes when unpacked.
fn block(packed: &[u8], size: u32) -> Vec<u8> {
    let stated = u32::try_from(packed.len()).unwrap();
    [&stated.to_le_bytes(), &size.to_le_bytes(), packed].concat()
}

/// A file whose rows are these parts, whether they make masters or not.
fn of_parts(parts: &MastersParts) -> Vec<u8> {
    let (packed, stated) = body::pack(parts).unwrap();
    let sources = parts.editions.iter().map(Source::from).collect();
    frame::write(&Header { sources, body: stated }, &packed).unwrap()
}

#[test]
fn each_way_of_being_wrong_has_its_sentence() {
    let file = encode(masters()).unwrap();
    let header_end =
        16 + usize::try_from(u32::from_le_bytes(file[12..16].try_into().unwrap())).unwrap();
    let mut newer = file.clone();
    newer[8] = 3;
    let mut long_header = file.clone();
    long_header[12..16].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut header = file.clone();
    header[20] ^= 1;
    let mut body = file.clone();
    *body.last_mut().unwrap() ^= 1;
    let mut longer = file.clone();
    longer.extend([0; 3]);
    for (what, expected) in [
        (
            b"PK\x03\x04".to_vec(),
            "not a snapshot of masters: the file does not begin with its mark",
        ),
        (b"".to_vec(), "the snapshot is truncated: 16 bytes of the frame expected, 0 found"),
        (
            file[..10].to_vec(),
            "the snapshot is truncated: 16 bytes of the frame expected, 10 found",
        ),
        (
            newer,
            "the snapshot has format version 3, this program reads version 2; build it again with `santei masters build`",
        ),
        (
            long_header,
            "the header of the snapshot states 4294967295 bytes, more than the limit of 1048576",
        ),
        (header, "the header of the snapshot was altered: its SHA-256 is not the one recorded"),
        (body, "the body of the snapshot was altered: its SHA-256 is not the one recorded"),
        (longer, "the snapshot goes on for 3 bytes after its body"),
        (
            framed(b"", 1 << 30),
            "the unpacked body of the snapshot states 1073741824 bytes, more than the limit of 536870912",
        ),
        (
            framed(&block(b"\x10a", 10_000), 10_000),
            "the body of the snapshot cannot be unpacked: 10000 bytes cannot come from 2",
        ),
        (
            framed(&block(b"\x10a", 1), 0),
            "the body of the snapshot cannot be unpacked: 1 bytes cannot come from 2",
        ),
        (
            framed(b"\x02\0\0\0\x01\0\0\0a", 1),
            "the body of the snapshot cannot be unpacked: 2 bytes of a table are not there",
        ),
        (framed(b"\0\0\0", 1), "the body of the snapshot cannot be unpacked: a table is not there"),
    ] {
        assert_eq!(message(&what), expected);
    }
    let cut = message(&file[..header_end + 5]);
    let wanted = header_end + 32 - 16;
    assert_eq!(
        cut,
        format!(
            "the snapshot is truncated: {wanted} bytes of the header expected, {} found",
            header_end + 5 - 16
        )
    );
    let cut = message(&file[..file.len() - 1]);
    let bytes = file.len() - header_end - 32;
    assert_eq!(
        cut,
        format!(
            "the snapshot is truncated: {bytes} bytes of the body expected, {} found",
            bytes - 1
        )
    );
    let packed = |plain: &[u8]| lz4_flex::block::compress(plain);
    let no_text = block(&packed(&[255]), 1);
    let decoded = "the body of the snapshot cannot be decoded: ";
    assert!(message(&framed(&no_text, 1)).starts_with(decoded));
    let two_tables = [block(&packed(b"a"), 1), block(&packed(&[1, 1, 0]), 3)].concat();
    assert_eq!(
        message(&framed(&two_tables, 4)),
        format!("{decoded}1 bytes of a table are left over")
    );
    let forty = block(&packed(&[0; 40]), 39);
    assert!(
        message(&framed(&forty, 39)).starts_with("the body of the snapshot cannot be unpacked: ")
    );
    let (whole, mut stated) = body::pack(&MastersParts::default()).unwrap();
    stated.unpacked_bytes += 1;
    let longer = frame::write(&Header { sources: Vec::new(), body: stated }, &whole).unwrap();
    let sentence = "the body of the snapshot cannot be unpacked: 1 bytes more were stated";
    assert_eq!(message(&longer), sentence);
}

#[test]
fn rows_that_make_no_masters_are_refused() {
    let mut twice = parts(&["右".to_owned()], &[]);
    twice.modifiers.push(twice.modifiers[0].clone());
    assert!(
        message(&of_parts(&twice))
            .starts_with("the snapshot holds masters that contradict themselves: z: two rows for")
    );
    let mut nameless = parts(&["右".to_owned()], &[]);
    nameless.texts = santei_engine::masters::text::TextParts::default();
    assert_eq!(
        message(&of_parts(&nameless)),
        "the snapshot holds masters that contradict themselves: the names of the masters are damaged"
    );
    let mut other = parts(&["右".to_owned()], &[]);
    let (packed, stated) = body::pack(&other).unwrap();
    other.editions.clear();
    let file = frame::write(&Header { sources: Vec::new(), body: stated }, &packed).unwrap();
    assert_eq!(
        message(&file),
        "the snapshot contradicts itself: header and body name different files"
    );
}

#[test]
fn no_byte_can_be_altered_and_no_end_cut_off() {
    let file = encode(masters()).unwrap();
    for place in 0..file.len() {
        for flip in [1, 0x80, 0xff] {
            let mut altered = file.clone();
            altered[place] ^= flip;
            assert!(decode(&altered).is_err(), "byte {place} altered by {flip:#x}");
        }
        assert!(decode(&file[..place]).is_err(), "cut at {place}");
    }
}

#[test]
fn the_header_is_read_without_the_body() {
    let file = encode(masters()).unwrap();
    let whole = decode(&file).unwrap().header;
    let body = usize::try_from(whole.body.bytes).unwrap();
    assert_eq!(read_header(&file[..file.len() - body]).unwrap(), whole);
    assert_eq!(whole.sources[0].file, "z_20250601.txt");
    assert_eq!(whole.sources[0].through, None);
}

#[test]
fn the_embedded_edition_comes_back_as_it_was() {
    let file = encode(crate::embedded::masters().unwrap()).unwrap();
    let again = encode(decode(&file).unwrap().masters).unwrap();
    assert!(file == again);
}

proptest! {
    #[test]
    fn what_is_encoded_comes_back(
        names in prop::collection::vec("\\PC{0,12}", 0..40),
        pairs in prop::collection::btree_set((1_u32..50, 1_u32..50, 0_i32..5), 0..60),
    ) {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let before = parts(&names, &pairs);
        let file = encode(Masters::from_parts(before.clone()).unwrap()).unwrap();
        let after = decode(&file).unwrap().masters.into_parts();
        prop_assert_eq!(&before.texts, &after.texts);
        prop_assert_eq!(&before.modifiers, &after.modifiers);
        prop_assert_eq!(&before.exclusions, &after.exclusions);
        prop_assert_eq!(&before.editions, &after.editions);
    }

    #[test]
    fn no_bytes_break_the_decoder(body in prop::collection::vec(any::<u8>(), 0..200), size in 0_u64..400) {
        let _ = decode(&body);
        let _ = decode(&framed(&body, size));
        let size = u32::try_from(body.len()).unwrap();
        let packed = block(&lz4_flex::block::compress(&body), size);
        let _ = decode(&framed(&packed, u64::from(size)));
    }
}
