//! Streams: part by part, several facilities, limits, and a stream that breaks.

use crate::{cp932, wrong};
use santei_receipt::{Limits, Part, Reader, ReceiptFile, ReviewAgency};
use std::io::{self, Read};

fn messages(file: &ReceiptFile) -> Vec<String> {
    file.problems().map(ToString::to_string).collect()
}

/// One receipt as often as is asked, made while it is read.
struct Endless {
    head: Vec<u8>,
    receipt: Vec<u8>,
    left: usize,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.head.len() {
            if self.left == 0 {
                return Ok(0);
            }
            self.left -= 1;
            (self.head, self.at) = (self.receipt.clone(), 0);
        }
        let read = (&self.head[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

#[test]
fn receipts_come_one_at_a_time_and_one_bad_one_stops_nothing() {
    let stream = Endless {
        head: b"IR,1,13,1,1234567,,,202606,00,\r\n".to_vec(),
        receipt:
            b"RE,1,1112,202606,A,1,19900101\r\nHO,06130017,,,1,288\r\nSI,11,1,111000110,,288,1\r\n\
            RE,2,1112,202606,B,9,19900101\r\nHO,06130017,,,1,x\r\nSI,11,1,111000110,,288,1\r\n"
                .to_vec(),
        left: 5_000,
        at: 0,
    };
    let (mut whole, mut bad) = (0, 0);
    for part in Reader::new("f", stream) {
        match part.unwrap() {
            Part::Receipt(receipt) if receipt.is_whole() => whole += 1,
            Part::Receipt(receipt) => {
                bad += 1;
                assert_eq!(receipt.problems().len(), 2);
                assert_eq!(receipt.sets.len(), 1);
            }
            _ => {}
        }
    }
    assert_eq!((whole, bad), (5_000, 5_000));
}

#[test]
fn facilities_follow_one_another() {
    let first = wrong::good();
    let mut second = wrong::good();
    second[0] = "IR,2,27,1,7654321,,,50806,00,".to_owned();
    let lines: Vec<&str> = first.iter().chain(&second).map(String::as_str).collect();
    let file = ReceiptFile::read("f", &cp932(&lines));
    assert_eq!(messages(&file), Vec::<String>::new());
    let facilities: Vec<_> = file
        .receipts()
        .map(|receipt| {
            receipt
                .facility
                .as_ref()
                .map(|facility| (facility.agency, facility.prefecture, facility.month.to_string()))
                .unwrap()
        })
        .collect();
    assert_eq!(
        facilities,
        [
            (ReviewAgency::SocialInsurance, 13, "2026-06".to_owned()),
            (ReviewAgency::NationalInsurance, 27, "2026-06".to_owned()),
        ]
    );
}

#[test]
fn a_long_line_is_cut_said_and_kept() {
    let mut lines = wrong::good();
    let long = format!("SJ,01,{}", "長".repeat(200));
    lines[13] = long.clone();
    let bytes = cp932(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let file =
        ReceiptFile::read_from("f", &bytes[..], Limits { line_bytes: 150, ..Limits::default() })
            .unwrap();
    assert_eq!(messages(&file), ["f:14: SJ line is longer than 150 bytes"]);
    assert_eq!(file.receipts().next().unwrap().quarantined(), [14]);
    let mut written = Vec::new();
    file.write(&mut written).unwrap();
    assert_eq!(written, bytes);
}

/// A header that is cut still begins a receipt, so that no record goes to the receipt before it.
#[test]
fn a_long_header_still_begins_a_receipt() {
    let long = format!("RE,2,1112,202606,{},1,19900101", "長".repeat(100));
    let bytes = cp932(&[
        "IR,1,13,1,1234567,,,202606,00,",
        "RE,1,1112,202606,A,1,19900101",
        "HO,06130017,,,1,0",
        &long,
        "HO,06130017,,,1,0",
        "GO,2,0,99",
    ]);
    let file =
        ReceiptFile::read_from("f", &bytes[..], Limits { line_bytes: 100, ..Limits::default() })
            .unwrap();
    assert_eq!(messages(&file), ["f:4: RE line is longer than 100 bytes"]);
    let receipts: Vec<_> = file
        .receipts()
        .map(|receipt| (receipt.line(), receipt.is_whole(), receipt.insurance.is_some()))
        .collect();
    assert_eq!(receipts, [(2, true, true), (4, false, true)]);
}

#[test]
fn too_many_fields_and_too_many_records_are_said() {
    let wide = format!("SI,11,1,111000110{}", ",".repeat(300));
    let bytes = cp932(&[
        "IR,1,13,1,1234567,,,202606,00,",
        "RE,1,1112,202606,A,1,19900101",
        "HO,06130017,,,1,0",
        &wide,
        "CO,99,1,810000001,",
        "CO,99,1,810000001,",
        "GO,1,0,99",
    ]);
    let file = ReceiptFile::read("f", &bytes);
    assert_eq!(messages(&file), ["f:4: SI has 304 fields, expected at most 256"]);
    let file = ReceiptFile::read_from("f", &bytes[..], Limits { records: 4, ..Limits::default() })
        .unwrap();
    assert_eq!(
        messages(&file),
        ["f:4: SI has 304 fields, expected at most 256", "f:6: CO receipt has more than 4 records"]
    );
    let mut written = Vec::new();
    file.write(&mut written).unwrap();
    assert_eq!(written, bytes);
}

#[test]
fn a_stream_that_breaks_says_where() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let stream = io::Read::chain(&b"IR,1,13,1,1234567,,,202606,00,\r\nRE,1,1112"[..], Broken);
    let mut reader = Reader::new("f", stream);
    assert!(matches!(reader.next(), Some(Ok(Part::Facility(_)))));
    assert_eq!(reader.next().unwrap().unwrap_err().to_string(), "f:2: the disk is gone");
    assert!(reader.next().is_none());
}
