//! Broken masters, each with the exact message a user reads.

use crate::support::{errors, line, loader, row};
use santei_master_loader::OfficialName;

/// File, 項番, what stands there, and the end of the message after `FILE line 2, column N`.
const CELLS: &[(&str, usize, &str, &str)] = &[
    ("s_20251104.csv", 1, "4", " (変更区分): found `4`, expected one of 0, 1, 2, 3, 5, 9"),
    ("s_20251104.csv", 2, "Y", " (マスター種別): found `Y`, expected one of S"),
    (
        "s_20251104.csv",
        3,
        "11100011",
        " (診療行為コード): found `11100011`, expected 9 digits (診療行為コード)",
    ),
    ("s_20251104.csv", 3, "11100O110", " (診療行為コード): found `11100O110`, expected digits"),
    (
        "s_20251104.csv",
        5,
        "診療行為の名称が全角三十二文字を超えるとこの項目には収まらないため誤りとなる",
        " (省略漢字名称): found `診療行為の名称が全角三十二文字を超えるとこの項目には収まらないため誤りとなる`, expected at most 64 bytes",
    ),
    ("s_20251104.csv", 8, "-1", " (データ規格コード): found `-1`, expected digits"),
    ("s_20251104.csv", 8, "9999", " (データ規格コード): found `9999`, expected at most 3 bytes"),
    (
        "s_20251104.csv",
        11,
        "2",
        " ((新又は現点数)点数識別): found `2`, expected one of (empty), 1, 3, 4, 5, 6, 7, 8",
    ),
    (
        "s_20251104.csv",
        12,
        "291.005",
        " (新又は現点数): found `291.005`, expected digits with at most two decimals (`291.00`)",
    ),
    (
        "s_20251104.csv",
        12,
        "",
        " (新又は現点数): found ``, expected digits with at most two decimals (`291.00`)",
    ),
    (
        "s_20251104.csv",
        12,
        "2.9.1",
        " (新又は現点数): found `2.9.1`, expected digits with at most two decimals (`291.00`)",
    ),
    (
        "s_20251104.csv",
        12,
        "12345678.00",
        " (新又は現点数): found `12345678.00`, expected at most 10 bytes",
    ),
    ("s_20251104.csv", 13, "3", " (入外適用区分): found `3`, expected one of (empty), 0, 1, 2"),
    ("s_20251104.csv", 16, "17", " (包括対象検査): found `17`, expected one of (empty), 0-16"),
    ("s_20251104.csv", 30, "Y", " (きざみ値計算識別): found `Y`, expected digits"),
    ("s_20251104.csv", 35, "4", " (上下限エラー処理): found `4`, expected one of (empty), 0-3"),
    ("s_20251104.csv", 39, "a", " (注加算通番): found `a`, expected one of (empty), 0-9, A-Z"),
    (
        "s_20251104.csv",
        41,
        "AB",
        " (下限年齢): found `AB`, expected two digits or one of AA, AE, B3, B6, BF, BK, MG",
    ),
    (
        "s_20251104.csv",
        42,
        "6",
        " (上限年齢): found `6`, expected two digits or one of AA, AE, B3, B6, BF, BK, MG",
    ),
    (
        "s_20251104.csv",
        51,
        "43",
        " (検査等実施判断グループ区分): found `43`, expected one of (empty), 0-42",
    ),
    (
        "s_20251104.csv",
        87,
        "20240631",
        " (変更年月日): found `20240631`, expected a date YYYYMMDD or 99999999",
    ),
    (
        "s_20251104.csv",
        87,
        "2024061",
        " (変更年月日): found `2024061`, expected a date YYYYMMDD or 99999999",
    ),
    ("s_20251104.csv", 87, "", " (変更年月日): found ``, expected the first day YYYYMMDD"),
    (
        "s_20251104.csv",
        87,
        "99999999",
        " (変更年月日): found `99999999`, expected the first day YYYYMMDD",
    ),
    (
        "s_20251104.csv",
        88,
        "20240531",
        " (廃止年月日): found `20240531`, expected a day not before the first day of the row",
    ),
    ("s_20251104.csv", 88, "2024/6/1", " (廃止年月日): found `2024/6/1`, expected digits"),
    ("y_20251111.csv", 2, "S", " (マスター種別): found `S`, expected one of Y"),
    ("y_20251111.csv", 3, "", " (医薬品コード): found ``, expected 9 digits (医薬品コード)"),
    ("y_20251111.csv", 12, "10,5", " (新又は現金額): found `10,5`, expected digits"),
    (
        "y_20251111.csv",
        14,
        "9",
        " (麻薬・毒薬・覚醒剤原料・向精神薬): found `9`, expected one of (empty), 0-5",
    ),
    ("y_20251111.csv", 28, "2", " (剤形): found `2`, expected one of (empty), 1, 3, 4, 6, 8"),
    ("t_20251128.csv", 22, "X", " (特定器材種別): found `X`, expected digits"),
    (
        "t_20251128.csv",
        16,
        "XX",
        " (上限年齢): found `XX`, expected two digits or one of AA, AE, B3, B6, BF, BK, MG",
    ),
    (
        "c_20250715.csv",
        4,
        "99",
        " (パターン): found `99`, expected one of 10, 20, 30, 31, 40, 42, 50, 51, 52, 53, 80, 90",
    ),
    ("c_20250715.csv", 3, "7", " (区分): found `7`, expected one of 8"),
    ("ck_ALL_20250901.csv", 16, "3", " (入外区分): found `3`, expected one of (empty), 0, 1, 2"),
    (
        "b_20250601.txt",
        3,
        "88481766",
        " (傷病名コード): found `88481766`, expected at most 7 bytes",
    ),
    ("b_20250601.txt", 12, "4", " (採択区分): found `4`, expected one of (empty), 1, 2, 3"),
    ("z_20250601.txt", 3, "82", " (修飾語コード): found `82`, expected 4 digits (修飾語コード)"),
    (
        "01補助マスターテーブル.csv",
        10,
        "2",
        " (背反関連識別 1日につき): found `2`, expected one of (empty), 0, 1",
    ),
    ("02包括テーブル.csv", 3, "A00000001", " (診療行為コード): found `A00000001`, expected digits"),
    ("03-1背反テーブル1.csv", 6, "0", " (背反区分): found `0`, expected one of (empty), 1, 2, 3"),
    ("03-4背反テーブル4.csv", 7, "9", " (特例条件): found `9`, expected one of (empty), 0, 1"),
    (
        "04入院基本料テーブル.csv",
        7,
        "20100231",
        " (新設年月日): found `20100231`, expected a date YYYYMMDD or 99999999",
    ),
    ("05算定回数テーブル.csv", 6, "many", " (算定回数): found `many`, expected at most 3 bytes"),
    ("05算定回数テーブル.csv", 6, "1.5", " (算定回数): found `1.5`, expected digits"),
];

#[test]
fn a_sound_row_of_every_table_loads() {
    for name in CELLS.iter().map(|case| case.0) {
        assert_eq!(errors(name, line(&sound(name, 1))), [""; 0], "{name}");
    }
}

#[test]
fn every_broken_cell_is_named_with_its_place() {
    for (name, column, found, message) in CELLS {
        let mut broken = sound(name, 2);
        broken[column - 1] = (*found).to_owned();
        let file = [line(&sound(name, 1)), line(&broken)].concat();
        let expected = format!("{name} line 2, column {column}{message}");
        assert_eq!(errors(name, file), [expected], "{name} {column} {found}");
    }
}

#[test]
fn broken_lines_are_named_with_their_place() {
    let name = "s_20251104.csv";
    let good = line(&sound(name, 1));
    let second = line(&sound(name, 2));
    let short = line(&sound(name, 2)[..149]);
    let long = [&second[..second.len() - 2], b",\"0\"\r\n"].concat();
    let open = [&b"\"0\",\"S"[..], &second[8..]].concat();
    let mut bad_bytes = second.clone();
    let at = bad_bytes.windows(2).position(|pair| pair == [0x96, 0xbc]).unwrap();
    bad_bytes[at] = 0xff;
    let huge = [&b"\"0\",\""[..], &vec![b'1'; 70_000], b"\"\r\n"].concat();
    for (broken, message) in [
        (short, "line 2: found 149 columns, expected 150"),
        (long, "line 2: found 151 columns, expected 150"),
        (b"\r\n".to_vec(), "line 2: found a blank line, expected a row"),
        (open, "line 2: found a quotation mark that is not closed on the line"),
        (bad_bytes, "line 2, column 5 (省略漢字名称): found bytes FF BC, expected cp932 text"),
        (huge, "line 2: found a line of 70006 bytes, expected at most 65536"),
        (
            good.clone(),
            "line 2: found a second row for `ActCode(111000110)` on one day, the first is on line 1",
        ),
    ] {
        // What follows a broken line is still read.
        let file = [good.clone(), broken, line(&sound(name, 3))].concat();
        assert_eq!(errors(name, file), [format!("{name} {message}")]);
    }
    assert_eq!(errors(name, Vec::new()), [format!("{name}: found no row, expected at least one")]);
    assert_eq!(errors("s_2025.csv", good), ["s_2025.csv: not the name of a national master"]);
}

#[test]
fn every_error_of_a_file_is_reported() {
    let name = "s_20251104.csv";
    let mut broken = sound(name, 2);
    broken[10] = "2".to_owned();
    broken[12] = "7".to_owned();
    let file = [line(&broken), line(&broken[..3]), line(&sound(name, 3))].concat();
    assert_eq!(errors(name, file).len(), 3);
    let many = line(&broken[..3]).repeat(1_200);
    let found = errors(name, many);
    assert_eq!(found.len(), 1_001);
    assert_eq!(found[1_000], format!("{name}: 200 further errors are not listed"));
}

#[test]
fn broken_files_as_a_whole_are_refused() {
    let name = "s_20251104.csv";
    let good = line(&sound(name, 1));
    let mut small = loader().with_size_limit(100);
    let too_large = small.add(name, good.clone()).unwrap_err();
    assert_eq!(
        too_large[0].to_string(),
        format!("{name}: found {} bytes, expected at most 100", good.len())
    );
    let zip = [&b"PK\x03\x04"[..], &good].concat();
    assert!(errors("masters.zip", zip)[0].starts_with("masters.zip: not a readable zip archive: "));
    let mut old = sound(name, 1);
    old[86] = "20100401".to_owned();
    assert_eq!(
        errors(name, line(&old)),
        [format!("{name}: found rows of 2010-04-01, expected a revision of the rule book")]
    );
}

#[test]
fn a_change_needs_the_row_it_changes() {
    let mut change = vec![String::new(); 150];
    for (column, value) in [(1, "5"), (2, "S"), (3, "111000110"), (12, "291.00"), (87, "20250401")]
    {
        change[column - 1] = value.to_owned();
    }
    let mut alone = loader();
    alone.add("s_20250307.csv", line(&change)).unwrap();
    let unapplied = alone.load().unwrap().unapplied;
    assert_eq!(
        unapplied.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "s_20250307.csv line 1: found a change of `ActCode(111000110)`, expected an edition loaded that has it just before"
        ]
    );
    let mut both = loader();
    both.add("s_20240601.csv", line(&sound("s_20240601.csv", 1))).unwrap();
    both.add("s_20250307.csv", line(&change)).unwrap();
    let masters = both.load().unwrap().masters;
    let points = |day: &str| {
        let act = masters.act("111000110".parse().unwrap(), day.parse().unwrap()).unwrap();
        (act.amount.whole().unwrap(), masters.text(act.name).to_owned())
    };
    assert_eq!(points("2025-03-31"), (0, "名".to_owned()));
    assert_eq!(points("2025-04-01"), (291, "名".to_owned()));
}

/// A sound row whose key differs from other rows of the same file.
fn sound(name: &str, number: u32) -> Vec<String> {
    let mut cells = row(name);
    let kind = OfficialName::parse(name).unwrap().kind;
    let (column, key) = match kind.symbol() {
        "y" => (3, format!("61000000{number}")),
        "t" => (3, format!("71000000{number}")),
        "c" => (5, number.to_string()),
        "ck" => (9, format!("82010000{number}")),
        "b" => (3, format!("884817{number}")),
        "z" => (3, format!("828{number}")),
        "03-1" | "03-4" => (4, format!("1110009{number}0")),
        "01" | "05" => (2, format!("1110001{number}0")),
        _ => (3, format!("1110001{number}0")),
    };
    *cells.get_mut(column - 1).unwrap() = key;
    if kind.symbol() == "02" {
        "A000001".clone_into(cells.get_mut(1).unwrap());
    }
    cells
}
