//! Reading and writing gives the bytes back, whatever they are and however they arrive.

use crate::{cp932, wrong};
use proptest::prelude::*;
use santei_receipt::{Limits, ReceiptFile};
use std::io::{self, Read};

/// A stream that gives at most so many bytes at a time.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

fn written(file: &ReceiptFile) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.write(&mut bytes).unwrap();
    bytes
}

/// Bytes that look like a file often enough to reach every branch.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let good = wrong::good();
    let piece = prop_oneof![
        4 => proptest::sample::select(good).prop_map(|line| cp932(&[&line])),
        1 => Just(b"\r\n".to_vec()),
        1 => Just(b"\n".to_vec()),
        1 => Just(b"\r".to_vec()),
        1 => Just(b"\x1a".to_vec()),
        1 => Just(b"RE,".to_vec()),
        1 => Just(b"SI,11,1,111000110,,291,1\n".to_vec()),
        1 => Just(b"TI,1\r\nTR,1\nTS,1\r\n".to_vec()),
        2 => proptest::collection::vec(any::<u8>(), 0..40),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_byte_comes_back(bytes in bytes()) {
        prop_assert_eq!(written(&ReceiptFile::read("f", &bytes)), bytes);
    }

    #[test]
    fn every_byte_comes_back_within_small_limits(bytes in bytes(), line_bytes in 0..60_usize, fields in 0..60_usize, records in 0..6_usize) {
        let limits = Limits { line_bytes, fields, records };
        let file = ReceiptFile::read_from("f", &bytes[..], limits).unwrap();
        prop_assert_eq!(written(&file), bytes);
    }

    #[test]
    fn the_size_of_the_reads_changes_nothing(bytes in bytes(), most in 1..50_usize) {
        let slow = ReceiptFile::read_from("f", Slow(&bytes, most), Limits::default()).unwrap();
        let at_once = ReceiptFile::read("f", &bytes);
        prop_assert_eq!(format!("{slow:?}"), format!("{at_once:?}"));
        prop_assert_eq!(written(&slow), bytes);
    }

    /// Every line number that a problem names is a line of the file.
    #[test]
    fn places_are_in_the_file(bytes in bytes()) {
        let file = ReceiptFile::read("f", &bytes);
        let lines = u64::try_from(bytes.split(|byte| *byte == b'\n').count()).unwrap();
        for problem in file.problems() {
            prop_assert!((1..=lines).contains(&problem.place().line), "{problem}");
        }
    }
}

#[test]
fn endings_and_the_end_mark_are_kept() {
    let lines = wrong::good();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let crlf = cp932(&lines);
    let lf: Vec<u8> = crlf.iter().copied().filter(|byte| *byte != b'\r').collect();
    for body in [&crlf, &lf] {
        let short = body.strip_suffix(b"\n").unwrap();
        let short = short.strip_suffix(b"\r").unwrap_or(short);
        for bytes in [
            body.clone(),
            [body, &b"\x1a"[..]].concat(),
            [body, &b"\x1a\r\n"[..]].concat(),
            short.to_vec(),
            [short, b"\x1a"].concat(),
        ] {
            let file = ReceiptFile::read("f", &bytes);
            let problems: Vec<_> = file.problems().map(ToString::to_string).collect();
            assert_eq!(problems, Vec::<String>::new());
            assert_eq!(file.receipts().count(), 1);
            assert_eq!(written(&file), bytes);
        }
    }
}

/// 半角カナ, NEC特殊文字, NEC選定IBM拡張文字, IBM拡張文字 and 外字, each by its bytes.
#[test]
fn characters_of_one_machine_are_kept() {
    for (bytes, text) in [
        (&b"\xbc\xb9\xdd"[..], "ｼｹﾝ"),
        (b"\x87\x40\x87\x54", "①Ⅰ"),
        (b"\xed\x40", "纊"),
        (b"\xfa\x5c", "纊"),
        (b"\xfb\xfc", "髙"),
        (b"\xee\xe0", "髙"),
        (b"\x5c\x7e", "\\~"),
        (b"\x83\x5c\x95\x5c", "ソ表"),
        (b"\xf0\x40", "\u{e000}"),
    ] {
        let mut file = b"IR,1,13,1,1234567,,,202606,00,\r\nRE,1,1112,202606,".to_vec();
        file.extend_from_slice(bytes);
        file.extend_from_slice(b",1,19900102\r\nHO,06130017,1,2,1,0\r\nGO,1,0,99\r\n");
        let read = ReceiptFile::read("f", &file);
        assert_eq!(read.problems().count(), 0, "{text}");
        assert_eq!(read.receipts().next().unwrap().header.as_ref().unwrap().name.reveal(), text);
        assert_eq!(written(&read), file);
    }
}
