//! Broken receipts, each with every message it gives.

use crate::file;

/// How a case breaks the good file.
enum Break {
    /// Another text in a field (from 0) of a line (from 1).
    Field(usize, usize, &'static str),
    /// Another line.
    Line(usize, &'static str),
    /// A line more, behind a line.
    Behind(usize, &'static str),
    /// A line less.
    Without(usize),
    /// A line with so many fields only.
    Cut(usize, usize),
}

use Break::{Behind, Cut, Field, Line, Without};

/// A line filled up with empty fields.
fn filled(line: &str, fields: usize) -> String {
    let missing = fields - line.split(',').count();
    format!("{line}{}", ",".repeat(missing))
}

/// A good file of one receipt; nothing is wrong with it.
pub(crate) fn good() -> Vec<String> {
    [
        ("IR,1,13,1,1234567,,試験医院,202606,00,03-0000-0000", 10),
        ("RE,1,1122,202606,試験　太郎,1,19900102,,,,,2941,,K-77,,,,,,,,01,,,,,,,,,,,,,,,シケンタロウ,", 38),
        ("HO,06130017,１２,３４５６７８,2,386", 15),
        ("KO,54136015,7654321,,2,386,5000", 12),
        ("SN,1,01,,,,02", 9),
        ("JD,1,1,,1", 33),
        ("MF,01", 33),
        ("SY,2500013,20260601,1,8002,,01", 8),
        ("SI,11,2,111000110,,291,1,,,,,,,1", 44),
        ("IY,21,2,620098801,3,10,5,,,,,,,2,,3", 44),
        ("SI,40,2,140000610,,,1,,,,,,,1", 44),
        ("TO,,2,710010001,0.5,45,1,007,90.5,,カテーテル,,,,,,,1", 48),
        ("CO,99,2,810000001,特記すべき事項なし", 5),
        ("SJ,01,胸痛が続く。", 3),
        ("GO,2,386,99", 4),
    ]
    .map(|(line, fields)| filled(line, fields))
    .to_vec()
}

fn broken(breaks: &[Break]) -> Vec<String> {
    let mut lines = good();
    for how in breaks {
        match how {
            Field(line, field, text) => {
                let mut fields: Vec<_> = lines[line - 1].split(',').collect();
                fields[*field] = text;
                lines[line - 1] = fields.join(",");
            }
            Line(line, text) => (*text).clone_into(&mut lines[line - 1]),
            Behind(line, text) => lines.insert(*line, (*text).to_owned()),
            Without(line) => drop(lines.remove(line - 1)),
            Cut(line, fields) => {
                let kept: Vec<_> =
                    lines[line - 1].split(',').take(*fields).map(str::to_owned).collect();
                lines[line - 1] = kept.join(",");
            }
        }
    }
    lines
}

#[track_caller]
fn check(breaks: &[Break], expected: &[&str]) {
    let lines = broken(breaks);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let file = file(&lines);
    let found: Vec<_> = file.problems().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

#[test]
fn nothing_is_wrong_with_the_good_file() {
    check(&[], &[]);
}

#[test]
fn ir_and_go() {
    check(
        &[Field(1, 1, "3")],
        &["f:1: IR field 2 `審査支払機関` is `3`, expected a code of 別表1 審査支払機関コード"],
    );
    check(
        &[Field(1, 2, "48")],
        &["f:1: IR field 3 `都道府県` is `48`, expected a code of 別表2 都道府県コード"],
    );
    check(
        &[Field(1, 3, "3")],
        &["f:1: IR field 4 `点数表` is `3`, expected a code of 別表3 点数表コード (`1` 医科)"],
    );
    check(
        &[Field(1, 4, "12345")],
        &["f:1: IR field 5 `医療機関コード` is `12345`, expected 7 digits"],
    );
    check(
        &[Field(1, 7, "202613")],
        &["f:1: IR field 8 `請求年月` is `202613`, expected a month as `YYYYMM` or `GYYMM`"],
    );
    check(
        &[Field(1, 7, "")],
        &["f:1: IR field 8 `請求年月` is empty, expected a month as `YYYYMM` or `GYYMM`"],
    );
    check(
        &[Field(1, 8, "0")],
        &["f:1: IR field 9 `マルチボリューム識別情報` is `0`, expected 2 digits"],
    );
    check(&[Cut(1, 4)], &["f:1: IR has 4 fields, expected at least 8"]);
    check(
        &[Without(1)],
        &[
            "f:1: RE stands outside a facility (`IR` to `GO`)",
            "f:14: GO stands outside a facility (`IR` to `GO`)",
        ],
    );
    check(&[Without(15)], &["f:1: IR facility ends without `GO`"]);
    check(
        &[Behind(14, "IR,1,13,1,1234567,,,202606,00,")],
        &[
            "f:1: IR facility ends without `GO`",
            "f:16: GO field 2 `総件数` is `2`, but the receipts add up to `0`",
            "f:16: GO field 3 `総合計点数` is `386`, but the receipts add up to `0`",
        ],
    );
    check(
        &[Field(15, 1, "3")],
        &["f:15: GO field 2 `総件数` is `3`, but the receipts add up to `2`"],
    );
    check(
        &[Field(15, 2, "387")],
        &["f:15: GO field 3 `総合計点数` is `387`, but the receipts add up to `386`"],
    );
    check(
        &[Field(15, 2, "-")],
        &["f:15: GO field 3 `総合計点数` is `-`, expected a number of at most 10 digits"],
    );
    check(&[Cut(15, 2)], &["f:15: GO has 2 fields, expected at least 3"]);
}

#[test]
fn re() {
    check(
        &[Field(2, 1, "")],
        &["f:2: RE field 2 `レセプト番号` is empty, expected a number of at most 6 digits"],
    );
    check(
        &[Field(2, 2, "2122")],
        &["f:2: RE field 3 `レセプト種別` is `2122`, expected a code of 別表5 レセプト種別コード"],
    );
    check(
        &[Field(2, 2, "1112")],
        &["f:2: RE field 3 `レセプト種別` is `1112` for 1 payers, but the receipt has 2"],
    );
    check(
        &[Field(2, 2, "1222")],
        &["f:2: RE field 3 `レセプト種別` is `1222`, which contradicts the presence of `HO`"],
    );
    check(
        &[Field(2, 3, "2026")],
        &["f:2: RE field 4 `診療年月` is `2026`, expected a month as `YYYYMM` or `GYYMM`"],
    );
    check(&[Field(2, 4, "　　")], &["f:2: RE field 5 `氏名` is empty, expected text"]);
    check(
        &[Field(2, 5, "3")],
        &["f:2: RE field 6 `男女区分` is `3`, expected a code of 別表6 男女区分コード"],
    );
    check(
        &[Field(2, 6, "19900231")],
        &[
            "f:2: RE field 7 `生年月日` is [redacted, 8 bytes], expected a day as `YYYYMMDD` or `GYYMMDD`",
        ],
    );
    check(
        &[Field(2, 8, "20260631")],
        &["f:2: RE field 9 `入院年月日` is `20260631`, expected a day as `YYYYMMDD` or `GYYMMDD`"],
    );
    check(
        &[Field(2, 9, "0103")],
        &[
            "f:2: RE field 10 `病棟区分` is `03`, expected at most 4 codes of 2 characters of 別表7 病棟区分コード",
        ],
    );
    check(
        &[Field(2, 10, "9")],
        &["f:2: RE field 11 `一部負担金・食事療養費・生活療養費標準負担額区分` is `9`, \
         expected a code of 別表8 一部負担金・食事療養費・生活療養費標準負担額区分コード"],
    );
    check(
        &[Field(2, 11, "299")],
        &[
            "f:2: RE field 12 `レセプト特記事項` is `299`, expected at most 5 codes of 2 characters of 別表9 レセプト特記事項コード",
        ],
    );
    check(
        &[Field(2, 11, "2999")],
        &[
            "f:2: RE field 12 `レセプト特記事項` is `99`, expected at most 5 codes of 2 characters of 別表9 レセプト特記事項コード",
        ],
    );
    check(&[Field(2, 21, "1")], &["f:2: RE field 22 `診療科1 診療科名` is `1`, expected 2 digits"]);
    check(
        &[Field(2, 37, "002")],
        &[
            "f:2: RE field 38 `患者の状態` is `002`, expected at most 20 codes of 3 characters of 別表27 患者の状態コード",
        ],
    );
    check(&[Cut(2, 5)], &["f:2: RE has 5 fields, expected at least 7"]);
    check(&[Field(2, 37, ",余")], &["f:2: RE has 39 fields, expected at most 38"]);
    check(
        &[Field(2, 5, "9"), Field(2, 2, "9999")],
        &[
            "f:2: RE field 3 `レセプト種別` is `9999`, expected a code of 別表5 レセプト種別コード",
            "f:2: RE field 6 `男女区分` is `9`, expected a code of 別表6 男女区分コード",
        ],
    );
    check(
        &[Without(2)],
        &[
            "f:2: HO stands outside a receipt (`RE`)",
            "f:3: KO stands outside a receipt (`RE`)",
            "f:4: SN stands outside a receipt (`RE`)",
            "f:5: JD stands outside a receipt (`RE`)",
            "f:6: MF stands outside a receipt (`RE`)",
            "f:7: SY stands outside a receipt (`RE`)",
            "f:8: SI stands outside a receipt (`RE`)",
            "f:9: IY stands outside a receipt (`RE`)",
            "f:10: SI stands outside a receipt (`RE`)",
            "f:11: TO stands outside a receipt (`RE`)",
            "f:12: CO stands outside a receipt (`RE`)",
            "f:13: SJ stands outside a receipt (`RE`)",
            "f:14: GO field 2 `総件数` is `2`, but the receipts add up to `0`",
            "f:14: GO field 3 `総合計点数` is `386`, but the receipts add up to `0`",
        ],
    );
}

#[test]
fn ho_and_ko() {
    check(
        &[Field(3, 1, "0613001")],
        &["f:3: HO field 2 `保険者番号` is `0613001`, expected 4, 6 or 8 digits"],
    );
    check(
        &[Field(3, 1, "")],
        &["f:3: HO field 2 `保険者番号` is empty, expected 4, 6 or 8 digits"],
    );
    check(
        &[Field(3, 4, "1a")],
        &["f:3: HO field 5 `診療実日数` is `1a`, expected a number of at most 2 digits"],
    );
    check(
        &[Field(3, 5, "")],
        &["f:3: HO field 6 `合計点数` is empty, expected a number of at most 8 digits"],
    );
    check(
        &[Field(3, 5, "３８６")],
        &[
            "f:3: HO field 6 `合計点数` is [redacted, 6 bytes], expected a number of at most 8 digits",
        ],
    );
    check(
        &[Field(3, 9, "4")],
        &["f:3: HO field 10 `職務上の事由` is `4`, expected a code of 別表15 職務上の事由コード"],
    );
    check(
        &[Field(3, 12, "0")],
        &["f:3: HO field 13 `負担金額 減免区分` is `0`, expected a code of 別表16 減免区分コード"],
    );
    check(&[Field(3, 14, "1,000")], &["f:3: HO has 16 fields, expected at most 15"]);
    check(&[Cut(3, 5)], &["f:3: HO has 5 fields, expected at least 6"]);
    check(
        &[Behind(3, "HO,06130017,,,2,386")],
        &[
            "f:4: HO stands a second time in the receipt",
            "f:16: GO field 2 `総件数` is `2`, but the receipts add up to `3`",
        ],
    );
    check(
        &[Without(3)],
        &[
            "f:2: RE field 3 `レセプト種別` is `1122`, which contradicts the presence of `HO`",
            "f:8: SI field 3 `負担区分` is `2`, which names a payer without a record",
            "f:14: GO field 2 `総件数` is `2`, but the receipts add up to `1`",
        ],
    );
    check(
        &[Without(3), Without(3), Field(13, 1, "0"), Field(13, 2, "0")],
        &["f:2: RE receipt has neither `HO` nor `KO`"],
    );
    check(
        &[Field(4, 1, "5413601")],
        &["f:4: KO field 2 `公費負担者番号` is `5413601`, expected 8 digits"],
    );
    check(
        &[Field(4, 2, "12345678")],
        &[
            "f:4: KO field 3 `公費受給者番号` is [redacted, 8 bytes], expected a number of at most 7 digits",
        ],
    );
    check(&[Field(4, 6, "5,000")], &["f:4: KO has 13 fields, expected at most 12"]);
    check(
        &[
            Field(2, 2, "1152"),
            Behind(4, "KO,54136015,7654321,,,"),
            Behind(4, "KO,54136015,7654321,,,"),
            Behind(4, "KO,54136015,7654321,,,"),
            Behind(4, "KO,54136015,7654321,,,"),
            Field(19, 1, "6"),
        ],
        &["f:8: KO stands a fifth time in the receipt, expected at most 4"],
    );
}

#[test]
fn sn_jd_mf_and_sy() {
    check(
        &[Field(5, 1, "6")],
        &["f:5: SN field 2 `負担者種別` is `6`, expected a code of 別表28 負担者種別コード"],
    );
    check(
        &[Field(5, 2, "10")],
        &["f:5: SN field 3 `確認区分` is `10`, expected a code of 別表29 確認区分コード"],
    );
    check(
        &[Field(6, 2, "3")],
        &["f:6: JD field 3 `1日の情報` is `3`, expected a code of 別表30 受診等区分コード"],
    );
    check(&[Field(6, 32, "1")], &["f:6: JD has day 31, which the month does not have"]);
    check(
        &[Field(7, 1, "05")],
        &[
            "f:7: MF field 2 `窓口負担額区分` is `05`, expected a code of 別表31 窓口負担額区分コード",
        ],
    );
    check(
        &[Field(8, 1, "250001")],
        &["f:8: SY field 2 `傷病名コード` is `250001`, expected 7 digits"],
    );
    check(
        &[Field(8, 2, "")],
        &["f:8: SY field 3 `診療開始日` is empty, expected a day as `YYYYMMDD` or `GYYMMDD`"],
    );
    check(
        &[Field(8, 2, "5080631")],
        &["f:8: SY field 3 `診療開始日` is `5080631`, expected a day as `YYYYMMDD` or `GYYMMDD`"],
    );
    check(
        &[Field(8, 3, "5")],
        &["f:8: SY field 4 `転帰区分` is `5`, expected a code of 別表18 転帰区分コード"],
    );
    check(
        &[Field(8, 4, "80021")],
        &["f:8: SY field 5 `修飾語コード` is `80021`, expected at most 20 codes of 4 characters"],
    );
    check(
        &[Field(8, 6, "1")],
        &["f:8: SY field 7 `主傷病` is `1`, expected a code of 別表19 主傷病コード"],
    );
}

#[test]
fn si_iy_to_co_and_sj() {
    check(
        &[Field(9, 1, "15")],
        &["f:9: SI field 2 `診療識別` is `15`, expected a code of 別表20 診療識別コード"],
    );
    check(
        &[Field(9, 1, "")],
        &["f:9: SI field 2 `診療識別` is empty in the first record of the receipt"],
    );
    check(
        &[Field(9, 2, "")],
        &["f:9: SI field 3 `負担区分` is empty, expected a code of 別表21 負担区分コード"],
    );
    check(
        &[Field(9, 2, "D")],
        &["f:9: SI field 3 `負担区分` is `D`, expected a code of 別表21 負担区分コード"],
    );
    check(
        &[Field(9, 2, "4")],
        &["f:9: SI field 3 `負担区分` is `4`, which names a payer without a record"],
    );
    check(
        &[Field(9, 3, "11100011")],
        &["f:9: SI field 4 `診療行為コード` is `11100011`, expected 9 digits"],
    );
    check(
        &[Field(9, 4, "1.5")],
        &["f:9: SI field 5 `数量データ` is `1.5`, expected a number of at most 8 digits"],
    );
    check(
        &[Field(9, 5, "2-91")],
        &[
            "f:9: SI field 6 `点数` is `2-91`, expected a number of at most 7 digits, with `-` in front if negative",
        ],
    );
    check(
        &[Field(9, 6, "")],
        &["f:9: SI field 7 `回数` is empty, expected a number of at most 3 digits"],
    );
    check(
        &[Field(9, 6, "2")],
        &["f:9: SI field 7 `回数` is `2`, but the days of the month add up to `1`"],
    );
    check(
        &[Field(9, 7, "81")],
        &["f:9: SI field 8 `コメント1 コメントコード` is `81`, expected 9 digits"],
    );
    check(
        &[Field(9, 13, ""), Field(9, 43, "1")],
        &["f:9: SI has day 31, which the month does not have"],
    );
    check(
        &[Field(9, 43, "x")],
        &["f:9: SI field 44 `31日の情報` is `x`, expected a number of at most 3 digits"],
    );
    check(&[Cut(9, 6)], &["f:9: SI has 6 fields, expected at least 7"]);
    check(
        &[Field(10, 4, "1.")],
        &[
            "f:10: IY field 5 `使用量` is `1.`, expected a number of at most 5 digits and 5 decimals",
        ],
    );
    check(
        &[Field(10, 4, "0.000001")],
        &[
            "f:10: IY field 5 `使用量` is `0.000001`, expected a number of at most 5 digits and 5 decimals",
        ],
    );
    check(&[Field(10, 5, "")], &["f:10: IY ends a set without `点数`"]);
    check(
        &[Field(11, 6, "2"), Field(11, 13, "2")],
        &["f:11: SI field 7 `回数` is `2`, but the set has `1`"],
    );
    check(&[Field(12, 7, "7")], &["f:12: TO field 8 `単位コード` is `7`, expected 3 digits"]);
    check(
        &[Field(12, 8, "90.555")],
        &[
            "f:12: TO field 9 `単価` is `90.555`, expected a number of at most 8 digits and 2 decimals",
        ],
    );
    check(&[Without(12), Field(14, 2, "386")], &["f:11: SI ends a set without `点数`"]);
    check(&[Field(13, 3, "")], &["f:13: CO field 4 `コメントコード` is empty, expected 9 digits"]);
    check(&[Cut(13, 3)], &["f:13: CO has 3 fields, expected at least 4"]);
    check(
        &[Field(14, 1, "08")],
        &["f:14: SJ field 2 `症状詳記区分` is `08`, expected a code of 別表23 症状詳記区分コード"],
    );
    check(&[Field(14, 2, "")], &["f:14: SJ field 3 `症状詳記データ` is empty, expected text"]);
}

#[test]
fn what_is_no_record() {
    check(&[Behind(8, "XX,1,2")], &["f:9: unknown record `XX`"]);
    check(&[Behind(8, "試験　太郎")], &["f:9: unknown record [redacted, 10 bytes]"]);
    check(&[Behind(8, "1")], &["f:9: unknown record [redacted, 1 byte]"]);
    check(&[Behind(8, "")], &["f:9: blank line"]);
    check(&[Behind(15, "HO,06130017,,,2,386")], &["f:16: HO stands outside a receipt (`RE`)"]);
    check(&[Field(2, 4, "試験\u{1}太郎")], &["f:2: RE field 5 `氏名` has a control character"]);
    check(
        &[Line(14, "SJ,01,胸痛\t")],
        &["f:14: SJ field 3 `症状詳記データ` has a control character"],
    );
}

#[test]
fn bytes_outside_the_code_are_said_and_kept() {
    let mut bytes = b"IR,1,13,1,1234567,,\xff,202606,00,\r\nGO,0,0,99\r\n".to_vec();
    let file = santei_receipt::ReceiptFile::read("f", &bytes);
    let found: Vec<_> = file.problems().map(ToString::to_string).collect();
    assert_eq!(found, ["f:1: IR field 7 `医療機関名称` has bytes that are not Shift_JIS"]);
    let mut written = Vec::new();
    file.write(&mut written).unwrap();
    assert_eq!(written, bytes);
    // A second byte is missing at the end of a field, and a code has a byte of the upper half.
    bytes = b"IR,1,1\x33,1,123456\x93,,\x83,202606,00,\r\nGO,0,0,99".to_vec();
    let file = santei_receipt::ReceiptFile::read("f", &bytes);
    let found: Vec<_> = file.problems().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "f:1: IR field 5 `医療機関コード` has bytes that are not Shift_JIS",
            "f:1: IR field 7 `医療機関名称` has bytes that are not Shift_JIS",
            "f:1: IR field 5 `医療機関コード` is [redacted, 7 bytes], expected 7 digits",
        ]
    );
}

#[test]
fn the_same_in_japanese() {
    for (breaks, expected) in [
        (
            Field(1, 7, "202613"),
            "f 1行目 IR（医療機関情報レコード） 項番8「請求年月」: 「202613」と記録されていますが、「YYYYMM」又は「GYYMM」の年月が必要です",
        ),
        (
            Field(2, 6, "1990"),
            "f 2行目 RE（レセプト共通レコード） 項番7「生年月日」: ［非表示 4バイト］と記録されていますが、「YYYYMMDD」又は「GYYMMDD」の年月日が必要です",
        ),
        (
            Field(2, 2, "1112"),
            "f 2行目 RE（レセプト共通レコード） 項番3「レセプト種別」: 「1112」は負担者1者を表しますが、「HO」と「KO」は合わせて2件です",
        ),
        (
            Field(3, 5, ""),
            "f 3行目 HO（保険者レコード） 項番6「合計点数」: 記録がありません。8桁以内の数字が必要です",
        ),
        (Cut(3, 5), "f 3行目 HO（保険者レコード）: 項目が5個しかありません。6個以上必要です"),
        (
            Field(9, 2, "D"),
            "f 9行目 SI（診療行為レコード） 項番3「負担区分」: 「D」と記録されていますが、「別表21 負担区分コード」のコードが必要です",
        ),
        (
            Field(9, 6, "2"),
            "f 9行目 SI（診療行為レコード） 項番7「回数」: 「2」ですが、算定日情報の合計は「1」です",
        ),
        (
            Field(10, 5, ""),
            "f 10行目 IY（医薬品レコード）: 点数がないまま点数・回数算定単位が終わっています",
        ),
        (
            Field(15, 1, "3"),
            "f 15行目 GO（診療報酬請求書レコード） 項番2「総件数」: 「3」ですが、レセプトの合計は「2」です",
        ),
        (Behind(8, ""), "f 9行目: 空行です"),
        (Behind(8, "XX"), "f 9行目: 不明なレコード識別情報「XX」です"),
    ] {
        let lines = broken(&[breaks]);
        let file = file(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let found: Vec<_> = file.problems().map(santei_receipt::ReceiptError::message_ja).collect();
        assert_eq!(found, [expected]);
    }
}
