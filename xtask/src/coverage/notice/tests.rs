//! The layout of the 告示 in small.

use super::*;

const TEXT: &str = "\
# file: some.pdf page: 1
               第１節  手術料
  区分
               （皮膚、皮下組織）
  Ｋ００１  皮膚切開術
               １  長径10センチメートル未満                                            640点
               ２  長径10センチメートル以上20センチメートル未満                      1,110点
  Ｋ００２  デブリードマン
               １  100平方センチメートル未満                                         1,620点
                 注  これは
                   次の行に続く。
               ２  100平方センチメートル以上                                         4,820点
               注１  熱傷により全身の20パーセント以上に植皮を行う場合においては、５回に
                   限り算定する。
                 イ  加算の一                                                          20点
# file: some.pdf page: 2
                 ２  注１の場合を除き、当初の１回に限り算定する。
  Ｋ００３－２－10  骨穿孔術                                                         1,730点
  Ｋ０１２  削除
  Ｋ１２９からＫ１３１まで  削除
               ２  誰のものでもない行
  Ｄ２１０―３  植込型心電図検査                                                        90点
  通則
    １  通則の文
";

fn section(code: &str, name: &str, notes: &[&str]) -> NoticeSection {
    let notes = notes.iter().map(|note| (*note).to_owned()).collect();
    NoticeSection { code: code.to_owned(), name: name.to_owned(), notes }
}

#[test]
fn sections_names_and_notes_are_read_and_deleted_ones_left_out() {
    let debridement = [
        "これは次の行に続く。",
        "熱傷により全身の20パーセント以上に植皮を行う場合においては、５回に限り算定する。イ  加算の一                                                          20点",
        "注１の場合を除き、当初の１回に限り算定する。",
    ];
    let expected = [
        section("K001", "皮膚切開術", &[]),
        section("K002", "デブリードマン", &debridement),
        section("K003-2-10", "骨穿孔術", &[]),
        section("D210-3", "植込型心電図検査", &[]),
    ];
    assert_eq!(read(TEXT), expected);
}

#[test]
fn points_at_the_end_are_no_part_of_the_name() {
    assert_eq!(name_of("  移植術（生体・培養）          6,110点"), "移植術（生体・培養）");
    assert_eq!(name_of("  時間外の点"), "時間外の点");
    assert_eq!(name_of("からＫ１３１まで  削除"), "");
}
