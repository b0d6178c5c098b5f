//! 選択式コメント: what the table asks for beside a billed code, what answers it, and what is wrong with a comment.
//!
//! The rows are those of 記載要領 別表Ⅰ 項番108 (Ｂ００１－３－２: 初回算定年月日, パターン 50) and 別表Ⅲ 項番2 (フェリチン: from the second time of the month).

use santei_engine::audit::claim::Care;
use santei_engine::points::PointsRules;
use santei_engine::points::comments::{When, asks_of, asks_of_elective};
use santei_engine::rulebook::copay::CopayBook;
use santei_master_loader::rulebook::points::points_book;
use santei_master_loader::{Loader, Revisions};
use santei_wire::copay::request::Language;
use santei_wire::embedded;
use santei_wire::request::Request;
use santei_wire::statement::{Explanation, Statement, calculate, explain};
use std::path::{Path, PathBuf};

const REQUEST: &str = r#"{"facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": ["0612", "3520"]},
 "patient": {"birth_date": "1970-05-10", "sex": "M"}, "diseases": [{"code": "8843091", "start": "2025-06-06"}],
 "visits": [VISITS]}"#;

fn visit(date: &str, acts: &str, comments: &str) -> String {
    format!(
        r#"{{"date": "{date}", "department": "01", "visit": "initial", "time_band": "regular", "orders": [{acts}], "comments": [{comments}]}}"#
    )
}

fn ask<T>(visits: &[String], run: impl Fn(&PointsRules<'_>, &CopayBook, &Request) -> T) -> T {
    let files: Vec<_> = embedded::rule_book_files().collect();
    let points: Vec<_> =
        files.into_iter().filter(|(name, _)| name.starts_with("points/")).collect();
    let (masters, book) = (embedded::masters().unwrap(), points_book(&points).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let request = Request::parse(&REQUEST.replace("VISITS", &visits.join(","))).unwrap();
    run(&rules, &CopayBook::default(), &request)
}

fn statement(visits: &[String]) -> Statement {
    ask(visits, |rules, copay, request| {
        calculate(rules, copay, request, Language::Ja, false).unwrap()
    })
}

const SMOKING: &str = r#"{"act": "113008310"}"#;

#[test]
fn a_required_comment_is_missing_until_one_of_its_row_is_given() {
    let without = statement(&[visit("2025-06-06", SMOKING, "")]);
    assert!(without.lines.iter().any(|line| line.what.act.as_deref() == Some("113008310")));
    let need = &without.comments_missing[0];
    assert_eq!(without.comments_missing.len(), 1);
    assert_eq!((need.code.as_str(), need.rule.as_str()), ("113008310", "ck.1-0108-00"));
    assert_eq!((need.section.as_str(), need.when.as_str()), ("B001-3-2", "billed"));
    assert_eq!(need.comments[0].code, "850100064");
    let given = r#"{"comment": "850100064", "text": "５０７０６０６"}"#;
    let with = statement(&[visit("2025-06-06", SMOKING, given)]);
    assert_eq!((with.comments_missing, with.comments_wrong), (vec![], vec![]));
}

#[test]
fn wrong_comments_say_what_is_wrong() {
    for (comment, problem, expected) in [
        (r#"{"comment": "850100064", "text": "20250606"}"#, "form", Some("date")),
        (r#"{"comment": "850100064"}"#, "form", Some("date")),
        (r#"{"comment": "850999999", "text": "５０７０６０６"}"#, "unknown", None),
        // 傷病手当金意見書 (180000710) is not billed.
        (r#"{"comment": "850100089", "text": "５０７０６０６"}"#, "fits_nothing", None),
        (r#"{"comment": "820000001", "text": "右"}"#, "form", Some("nothing")),
    ] {
        let found = statement(&[visit("2025-06-06", SMOKING, comment)]).comments_wrong;
        let problems: Vec<_> =
            found.iter().map(|one| (one.problem.as_str(), one.expected.as_deref())).collect();
        assert_eq!(problems, [(problem, expected)], "{comment}");
    }
}

#[test]
fn a_comment_of_the_second_time_is_asked_for_at_the_second_time_of_the_month() {
    let ferritin = r#"{"act": "160192510"}"#;
    let asked = |days: &[&str]| {
        let visits: Vec<String> = days.iter().map(|day| visit(day, ferritin, "")).collect();
        let found = statement(&visits).comments_missing;
        found.iter().filter(|one| one.code == "160192510").count()
    };
    assert_eq!(asked(&["2025-06-06"]), 0);
    assert_eq!(asked(&["2025-06-06", "2025-06-20"]), 1);
    assert_eq!(asked(&["2025-06-06", "2025-07-20"]), 0);
}

#[test]
fn an_explanation_lists_the_comments_of_the_code() {
    let explained: Explanation = ask(&[visit("2025-06-06", SMOKING, "")], |rules, _, request| {
        let act = "111000110".parse().unwrap();
        explain(rules, request, act, Language::Ja).unwrap()
    });
    let own: Vec<_> =
        explained.comments.iter().map(|one| (one.when.as_str(), one.comments.len())).collect();
    // 別表Ⅰ 項番1 枝番01: three reasons why 初診料 is not billed.
    assert!(own.contains(&("not_billed", 3)), "{own:?}");
}

fn shared(file: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = root.parent().map(|_| root.join("../shared"));
    let folder = option_env!("SANTEI_SHARED").map(PathBuf::from).or(beside)?;
    let path = folder.join("masters/ika").join(file);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is absent", path.display());
    None
}

#[test]
fn every_row_of_the_table_is_asked_as_it_says() {
    let Some(path) = shared("ck_ALL_20250901.csv") else { return };
    let revisions = include_str!("../../../../masters/rulebook/revisions.toml");
    let mut loader = Loader::new(Revisions::parse(revisions).unwrap());
    loader.add("ck_ALL_20250901.csv", std::fs::read(path).unwrap()).unwrap();
    let masters = loader.load().unwrap().masters;
    let day = chrono::NaiveDate::from_ymd_opt(2025, 9, 10).unwrap();
    let (mut asked, mut others) = (0, 0);
    for row in masters.comment_links.rows() {
        let care = if row.care_setting == 1 { Care::Inpatient } else { Care::Outpatient };
        let is_elective = row.condition == 20;
        let asks = if is_elective {
            asks_of_elective(&masters, day, care)
        } else {
            asks_of(&masters, row.act.number(), day, care)
        };
        let mut own = asks.iter().filter(|ask| {
            ask.comments.contains(&row.comment)
                && (ask.row.notice, ask.row.item, ask.row.branch)
                    == (row.notice, row.notice_item, row.branch)
        });
        let found = own.next().map(|ask| ask.when);
        let expected = match (row.notice, row.is_reason_not_billed, row.condition) {
            // 歯科, 調剤, 訪問看護.
            (3 | 4 | 7, ..) => None,
            (_, true, _) => Some(When::NotBilled),
            (_, _, 20) => Some(When::Elective),
            (_, _, 1 | 2 | 11) => Some(When::Billed),
            (_, _, 3) => Some(When::Repeated(row.count)),
            (_, _, 0 | 10) => Some(When::Circumstance),
            other => panic!("a condition that the table did not have: {other:?}"),
        };
        if row.span.contains(day) {
            assert_eq!(found, expected, "{row:?}");
        }
        if expected.is_some() { asked += 1 } else { others += 1 }
    }
    println!("{asked} rows of 医科 are asked as they say, {others} belong to others");
    assert!(asked > 12_000);
}
