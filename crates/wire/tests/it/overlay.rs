//! 上書き: what a user's file adds and silences shows in the result, with its name, and a fault of it has its place.

use santei_engine::points::PointsRules;
use santei_master_loader::rulebook::RuleFault;
use santei_master_loader::rulebook::points::{points_book_with, silence_rows};
use santei_wire::copay::request::Language;
use santei_wire::embedded;
use santei_wire::request::Request;
use santei_wire::statement::{Statement, calculate};

/// ＢＮＰ and ＮＴ－ｐｒｏＢＮＰ exclude each other within a week (03-4); the third order is the second of its kind on the day.
const REQUEST: &str = r#"{"facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": []},
 "patient": {"birth_date": "1960-05-10", "sex": "F"},
 "visits": [{"date": "2025-11-18", "department": "01", "visit": "initial", "time_band": "after_hours",
  "orders": [{"act": "160162350"}, {"act": "160181250"}, {"act": "160000310"}, {"act": "160000310"}]}]}"#;

const SUPPLIED: &str = include_str!("../../../../fixtures/overlay/insurer.toml");

fn with(overlays: &[(&str, &str)], date: &str) -> Result<Statement, Vec<RuleFault>> {
    statement(overlays, &REQUEST.replace("2025-11-18", date))
}

fn statement(overlays: &[(&str, &str)], request: &str) -> Result<Statement, Vec<RuleFault>> {
    let files: Vec<_> = embedded::rule_book_files().collect();
    let points: Vec<_> =
        files.into_iter().filter(|(name, _)| name.starts_with("points/")).collect();
    let book = points_book_with(&points, overlays)?;
    let masters = silence_rows(&book, embedded::masters().unwrap())?;
    let rules = PointsRules::new(&masters, &book);
    let request = Request::parse(request).unwrap();
    let copay = santei_engine::rulebook::copay::CopayBook::default();
    Ok(calculate(&rules, &copay, &request, Language::Ja, true).unwrap())
}

fn count(statement: &Statement, act: &str) -> u32 {
    let own = statement.lines.iter().filter(|line| line.what.act.as_deref() == Some(act));
    own.map(|line| line.count).sum()
}

#[test]
fn an_overlay_adds_and_silences_and_is_named() {
    let plain = with(&[], "2025-11-18").unwrap();
    assert_eq!(["111000570", "160162350", "160000310"].map(|act| count(&plain, act)), [1, 0, 2]);
    assert!(plain.overlays.is_empty());
    let changed = with(&[("insurer.toml", SUPPLIED)], "2025-11-18").unwrap();
    assert_eq!(["111000570", "160162350", "160000310"].map(|act| count(&changed, act)), [0, 1, 1]);
    let overlay = changed.overlays.first().unwrap();
    assert_eq!(overlay.name, "試験健保 点検基準");
    assert_eq!(overlay.added, ["試験健保-尿一般"]);
    let rows: Vec<_> = overlay.silenced.iter().map(|row| row.row.as_str()).collect();
    assert_eq!(rows, ["A000-after_hours", "03-4 160162350 160181250"]);
    let refused = changed.not_billed.first().unwrap();
    assert_eq!(refused.reason.overlay.as_deref(), Some("試験健保 点検基準"));
    assert_eq!(refused.reason.rule.as_deref(), Some("試験健保-尿一般"));
}

#[test]
fn a_silence_ends_with_its_last_day_and_lasts_without_one() {
    let own = [("insurer.toml", SUPPLIED)];
    assert_eq!(count(&with(&own, "2025-11-30").unwrap(), "160162350"), 1);
    assert_eq!(count(&with(&own, "2025-12-01").unwrap(), "160162350"), 0);
    assert_eq!(count(&with(&own, "2025-09-30").unwrap(), "160162350"), 0);
    let open = SUPPLIED.replace("through = 2025-11-30\n", "");
    assert_eq!(count(&with(&[("insurer.toml", &open)], "2026-03-31").unwrap(), "160162350"), 1);
}

#[test]
fn a_fault_of_an_overlay_has_its_place() {
    let head = "[overlay]\nname = \"x\"\n";
    let silence = |what: &str| format!("{head}[[silence]]\n{what}\nreason = \"y\"\n");
    let limit = "[[limit]]\nid = \"A000-basic\"\narticle = \"x\"\nfrom = 2025-04-01\nacts = [\"A001\"]\nunit = \"day\"\nlimit = 1\n";
    for (text, line, found, expected) in [
        (limit.to_owned(), 1, "", "`[overlay]` with the `name` results show"),
        (format!("{head}{limit}"), 4, "\"A000-basic\"", "an id that no other row has"),
        (head.replace('x', " "), 2, "\" \"", "the name that results show"),
        (
            silence("rule = \"nowhere\""),
            4,
            "\"nowhere\"",
            "the id of a supplied row that is enacted (and lists no holidays)",
        ),
        (
            silence("table = \"03-4\"\nacts = [\"160162350\", \"111000110\"]"),
            3,
            "03-4 160162350 111000110",
            "a row of the masters at hand",
        ),
        (
            silence("table = \"02\"\nacts = [\"160162350\", \"111000110\"]"),
            4,
            "\"02\"",
            "`03-1`, `03-2`, `03-3` or `03-4`",
        ),
        (
            silence("rule = \"A000-basic\"\nfrom = 2025-04-02\nthrough = 2025-04-01"),
            3,
            "[[silence]]",
            "a first day not after the last",
        ),
        (
            silence("acts = []"),
            3,
            "[[silence]]",
            "`rule`, or `table` of 03-1 to 03-4 with two `acts`, or `table` 05 with one of `acts` and `unit`",
        ),
    ] {
        let faults = with(&[("own.toml", &text)], "2025-11-18").unwrap_err();
        let fault = faults.first().unwrap();
        assert_eq!((fault.file.as_str(), fault.line), ("own.toml", line), "{fault}");
        assert!(fault.found.starts_with(found), "{fault}");
        assert_eq!(fault.expected, expected);
    }
    let supplied = format!("{head}{limit}");
    let fault = points_book_with(&[("basic.toml", &supplied)], &[]).unwrap_err();
    assert_eq!(fault.first().unwrap().expected, "no `overlay` in a supplied file");
}

/// Rows of which each puts out the act that the next would keep, and a limit of the first act.
fn ring(acts: &[&str]) -> String {
    let head = |kind: &str, number: usize| {
        format!(
            "[[{kind}]]\nid = \"輪-{number}\"\narticle = \"輪 第{number}項\"\nfrom = 2025-04-01\nunit = \"day\"\n"
        )
    };
    let nexts = acts.iter().cycle().skip(1);
    let rows = acts.iter().zip(nexts).enumerate().map(|(place, (first, second))| {
        let head = head("exclusion", place + 1);
        format!("{head}first = [\"{first}\"]\nsecond = [\"{second}\"]\nsurvivor = \"first\"\n")
    });
    let limit = format!("{}acts = [\"{}\"]\nlimit = 1\n", head("limit", acts.len() + 1), acts[0]);
    format!("[overlay]\nname = \"輪\"\n{}{limit}", rows.collect::<String>())
}

/// A ring has no first: the dearest stands, as often as its limit lets it, and no two stand that a row holds apart.
#[test]
fn of_a_ring_of_exclusions_the_dearest_stands_alone() {
    let request = REQUEST
        .replace(
            r#"{"act": "160162350"}, {"act": "160181250"}"#,
            r#"{"act": "160162350", "count": 3}"#,
        )
        .replace(
            r#"{"act": "160000310"}, {"act": "160000310"}"#,
            r#"{"act": "160000310"}, {"act": "160008010"}"#,
        );
    let acts = ["160162350", "160000310", "160008010"];
    let found = statement(&[("ring.toml", &ring(&acts))], &request).unwrap();
    assert_eq!(acts.map(|act| count(&found, act)), [1, 0, 0]);
    let why = |act: &str| {
        let mut own = found.not_billed.iter();
        let own = own.find(|line| line.what.act.as_deref() == Some(act)).unwrap();
        own.reason.rule.clone().unwrap()
    };
    assert_eq!(["160000310", "160008010"].map(why), ["輪-1", "輪-3"]);
}
