//! 地単公費マスター in its layout of 94 columns: what is wrong with a row is said with line, column and 項目名.

use santei_engine::rulebook::copay_subsidy::Cover;
use santei_master_loader::subsidy::{self, SubsidyFile};

/// A sound row, with some cells set.
fn row(cells: &[(usize, &str)]) -> String {
    let mut row = vec![String::new(); 94];
    for (column, text) in
        [(1, "架空"), (3, "99"), (8, "80990011"), (10, "20260401"), (17, "1")].iter().chain(cells)
    {
        (*text).clone_into(&mut row[column - 1]);
    }
    row.join(",")
}

fn error(cells: &[(usize, &str)]) -> String {
    let text = format!("{}\r\n{}\r\n", row(&[(76, "500")]), row(cells));
    let errors = subsidy::read("chitan.csv", text.as_bytes()).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].to_string()
}

#[test]
fn a_fault_is_told_with_its_place() {
    for (cells, expected) in [
        (
            &[(8, "8099001x")][..],
            "column 8 (8 公費負担者番号 8桁): found `8099001x`, expected eight digits (公費負担者番号)",
        ),
        (
            &[(10, "20261301")],
            "column 10 (10 助成内容有効期間 有効開始年月日): found `20261301`, expected a date YYYYMMDD",
        ),
        (
            &[(11, "20260331")],
            "column 11 (11 有効終了年月日): found `20260331`, expected a day not before the first day",
        ),
        (&[(17, "2")], "column 17 (17 入外区分 医科 外来): found `2`, expected one of 0, 1"),
        (&[(57, "101")], "column 57 (48 割合（外来）): found `101`, expected 0 to 100"),
        (
            &[(58, "1"), (59, "0")],
            "column 59 (50 分数（外来）：分母): found `0`, expected a fraction: 分子 at most 分母, 分母 more than 0",
        ),
        (
            &[(76, "5o0")],
            "column 76 (63 上限額（療養の給付・外来分） 1回当たりの上限額): found `5o0`, expected digits",
        ),
        (
            &[(79, "3")],
            "column 78 (65 上限額（療養の給付・外来分） 1日当たりの上限額): found ``, expected an amount, for 66 counts its days",
        ),
        (
            &[(90, "2")],
            "column 91 (75 他事業の指定(1)): found ``, expected a 法別番号, for 74 asks for one",
        ),
        (&[(94, "1000")], "column 94 (78 公費適用優先順位): found `1000`, expected at most 999"),
    ] {
        assert_eq!(error(cells), format!("chitan.csv line 2, {expected}"));
    }
}

#[test]
fn a_row_of_another_width_and_bytes_of_another_coding_are_refused() {
    let text = format!("{}\r\n80,1\r\n", row(&[]));
    let errors = subsidy::read("chitan.csv", text.as_bytes()).unwrap_err();
    assert_eq!(errors[0].to_string(), "chitan.csv line 2: found 2 columns, expected 94");
    let mut bytes = row(&[]).into_bytes();
    let place = bytes.windows(3).position(|three| three == "架".as_bytes()).unwrap();
    bytes[place] = 0x89;
    let errors = subsidy::read("chitan.csv", &bytes).unwrap_err();
    assert!(
        errors[0]
            .to_string()
            .starts_with("chitan.csv line 1, column 1 (1 事業名 正式名称): found bytes 89")
    );
    assert!(subsidy::read("chitan.csv", b"").is_err());
    assert!(subsidy::read("s_20251104.csv", b"1,2,3").is_err());
}

#[test]
fn two_rows_for_the_same_case_are_refused() {
    let text = format!("{}\r\n{}\r\n", row(&[(76, "500")]), row(&[(76, "600")]));
    let errors = subsidy::read("chitan.csv", text.as_bytes()).unwrap_err();
    assert_eq!(
        errors[0].to_string(),
        "chitan.csv line 2: found a second row for `1行目と同じ条件の行` on one day, the first is on line 1"
    );
}

#[test]
fn the_fixture_of_two_rows_without_mechanisms_loads() {
    let Some(path) = crate::support::shared("masters/kouhi/master_positional_94.csv") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    // The name does not say what the file is; the number of columns does.
    let master = subsidy::read("master_positional_94.csv", &bytes).unwrap();
    assert_eq!((master.kind, master.rows), (SubsidyFile::Local, 2));
    let first = &master.programmes[0];
    assert_eq!(first.row.payer_prefixes, ["80130001"]);
    assert_eq!(first.row.prefecture.as_deref(), Some("13"));
    assert_eq!(first.row.priority, 1_001);
    assert_eq!(
        (first.row.inpatient.cover, first.row.outpatient.cover),
        (Cover::Shared, Cover::Shared)
    );
    assert!(first.rule.doubt.is_some());
}
