//! なぜ・なぜでない: for acts of every kind the answer that the law gives: billed, could be and what is missing, may not and why.
//!
//! The expected answers were written from the 点数表 and its notices, act by act; the sentence stands beside each block.

use santei_engine::points::PointsRules;
use santei_testkit::points::sources::{book, embedded_masters, root};
use santei_wire::copay::request::Language;
use santei_wire::request::Request;
use santei_wire::statement::{Answer, LackingKind, explain};
use serde_json::{Value, json};

/// What the law says of an act.
#[derive(Clone, Copy, Debug)]
enum Law {
    Billed,
    /// Ordered it would be billed, if these were there too.
    CouldBe(&'static [LackingKind]),
    /// It may not be billed, by this kind of rule.
    MayNot(&'static str),
}

use LackingKind::{Act, Days, Disease, Prescription, Quantity, Standard};
use Law::{Billed, CouldBe, MayNot};

/// 診療所, 初診, 61 years old, 末梢血液一般検査, no disease, no 届出.
fn first_visit() -> Value {
    json!({
        "facility": {"kind": "clinic", "beds": 0, "general_beds": 0, "pediatrics": false, "standards": []},
        "patient": {"birth_date": "1962-04-10", "sex": "F"},
        "visits": [{"date": "2025-11-12", "department": "01", "visit": "initial", "time_band": "regular",
            "orders": [{"act": "160008010"}]}]
    })
}

/// The same patient months later, 胃潰瘍 as 主病.
fn again() -> Value {
    let mut request = first_visit();
    request["visits"][0]["visit"] = json!("revisit");
    request["diseases"] = json!([{"code": "5319009", "start": "2025-01-10", "main": true}]);
    request["history"] = json!([{"date": "2025-01-10", "act": "111000110", "count": 1}]);
    request
}

/// 判断料 once and 特定疾患療養管理料 twice this month already.
fn counted() -> Value {
    let mut request = again();
    request["history"] = json!([
        {"date": "2025-01-10", "act": "111000110", "count": 1},
        {"date": "2025-11-01", "act": "113001810", "count": 1},
        {"date": "2025-11-05", "act": "113001810", "count": 1},
        {"date": "2025-11-05", "act": "160061810", "count": 1}
    ]);
    request
}

/// 病院 with 400 general beds.
fn hospital() -> Value {
    let mut request = again();
    request["facility"]["kind"] = json!("hospital");
    request["facility"]["beds"] = json!(500);
    request["facility"]["general_beds"] = json!(400);
    request
}

/// A child of two years, 初診 時間外.
fn child() -> Value {
    let mut request = first_visit();
    request["patient"]["birth_date"] = json!("2023-05-01");
    request["visits"][0]["time_band"] = json!("after_hours");
    request
}

type Row = (&'static str, &'static str, Law);

#[rustfmt::skip]
const FIRST_VISIT: &[Row] = &[
    ("111000110", "初診料 Ａ０００ 注１", Billed),
    ("112007410", "再診料は初診料を算定する初診以外の診療で算定する Ａ００１ 注１", MayNot("visit")),
    ("112008350", "同日再診料 Ａ００１ 通知(1)", MayNot("visit")),
    ("112007950", "電話等再診料 Ａ００１ 注９", MayNot("visit")),
    ("112011310", "外来診療料は一般病床200床以上の病院 Ａ００２ 注１", MayNot("visit")),
    ("111000370", "乳幼児加算は６歳未満 Ａ０００ 注６", MayNot("age")),
    ("111000570", "時間外加算は時間外 Ａ０００ 注７", MayNot("condition")),
    ("111000770", "深夜加算は深夜 Ａ０００ 注７", MayNot("condition")),
    ("111012470", "夜間・早朝等加算は夜間・早朝等 Ａ０００ 注９", MayNot("condition")),
    ("111013770", "機能強化加算は届出 Ａ０００ 注10", CouldBe(&[Standard])),
    ("111014870", "外来感染対策向上加算は届出 Ａ０００ 注11", CouldBe(&[Standard])),
    ("111703270", "医療情報取得加算 Ａ０００ 注15", CouldBe(&[])),
    ("111703170", "医療情報取得加算１は令和６年11月30日まで", MayNot("data")),
    ("112011010", "外来管理加算は再診料の加算 Ａ００１ 注８", MayNot("condition")),
    ("160008010", "末梢血液一般検査 Ｄ００５", Billed),
    ("160061810", "血液学的検査判断料 Ｄ０２６", Billed),
    ("160095710", "静脈血採取 Ｄ４００", Billed),
    ("160061910", "生化学的検査（Ⅰ）判断料は検査を行った場合 Ｄ０２６", CouldBe(&[Act])),
    ("160022510", "AST Ｄ００７", CouldBe(&[])),
    ("113001810", "特定疾患療養管理料は対象疾患、初診から１月を経過した日以後 Ｂ０００ 注１・注２", CouldBe(&[Disease, Days])),
    ("113001910", "100床未満の病院 Ｂ０００ ２", MayNot("facility")),
    ("113000910", "皮膚科特定疾患指導管理料は皮膚科標榜・対象疾患 Ｂ００１の８", MayNot("condition")),
    ("113008310", "ニコチン依存症管理料は届出 Ｂ００１－３－２ 注１", CouldBe(&[Standard])),
    ("120001210", "処方料は投薬を行った場合 Ｆ１００", CouldBe(&[Prescription])),
    ("120002610", "処方料は７種類以上の内服薬の投薬 Ｆ１００の２", CouldBe(&[Prescription])),
    ("120002910", "処方箋料は処方箋を交付した場合 Ｆ４００", CouldBe(&[Prescription])),
    ("120000710", "内服薬の調剤料は投薬を行った場合 Ｆ０００の１イ", CouldBe(&[Prescription])),
    ("120001010", "外用薬の調剤料は投薬を行った場合 Ｆ０００の１ロ", CouldBe(&[Prescription])),
    ("120002470", "処方箋料の乳幼児加算は３歳未満 Ｆ４００ 注４", MayNot("age")),
    ("130000510", "皮下・筋肉内注射 Ｇ０００", CouldBe(&[])),
    ("130003510", "静脈内注射 Ｇ００１", CouldBe(&[])),
    ("130009470", "点滴注射の乳幼児加算は６歳未満 Ｇ００４ 注２", MayNot("age")),
    ("140000610", "創傷処置 Ｊ０００", CouldBe(&[])),
    ("140055290", "処置の休日加算１は休日、届出 第９部 通則５", MayNot("facility")),
    ("150001010", "創傷処理 Ｋ０００", CouldBe(&[])),
    ("150001470", "真皮縫合加算は創傷処理の加算 Ｋ０００ 注２", CouldBe(&[Act])),
    ("150001570", "デブリードマン加算は創傷処理の加算 Ｋ０００ 注３", CouldBe(&[Act])),
    ("150224910", "保存血液輸血は200mLごと Ｋ９２０", CouldBe(&[Quantity])),
    ("150333210", "閉鎖循環式全身麻酔は時間による Ｌ００８", CouldBe(&[Quantity])),
    ("160062310", "病理判断料は病理標本作製料を算定した場合 Ｎ００７", CouldBe(&[Act])),
    ("170000410", "写真診断は枚数による Ｅ００１", CouldBe(&[Quantity])),
    ("170027910", "撮影は枚数による Ｅ００２", CouldBe(&[Quantity])),
    ("170011810", "16列以上のCTは届出 Ｅ２００ 注１", CouldBe(&[Standard])),
    ("180755710", "運動器リハビリテーション料（Ⅰ）は届出、単位 Ｈ００２ 注１", CouldBe(&[Quantity, Standard])),
    ("190117710", "急性期一般入院料１は入院 Ａ１００", MayNot("visit")),
    ("199999999", "マスターにないコード", MayNot("data")),
];

#[rustfmt::skip]
const AGAIN: &[Row] = &[
    ("112007410", "再診料 Ａ００１ 注１", Billed),
    ("112011010", "外来管理加算 Ａ００１ 注８", Billed),
    ("111000110", "初診料は初診 Ａ０００ 注１", MayNot("visit")),
    ("112000970", "乳幼児加算は６歳未満 Ａ００１ 注４", MayNot("age")),
    ("112001110", "時間外加算は時間外 Ａ００１ 注５", MayNot("condition")),
    ("112016070", "時間外対応加算１は届出 Ａ００１ 注10", CouldBe(&[Standard])),
    ("112015770", "明細書発行体制等加算 Ａ００１ 注11", CouldBe(&[])),
    ("113001810", "特定疾患療養管理料 Ｂ０００", CouldBe(&[])),
    ("140048010", "介達牽引 Ｊ１１８", CouldBe(&[])),
    ("112011310", "外来診療料は病院 Ａ００２ 注１", MayNot("visit")),
];

#[rustfmt::skip]
const COUNTED: &[Row] = &[
    ("160061810", "判断料は月１回 Ｄ０２６ 注１", CouldBe(&[Days])),
    ("113001810", "特定疾患療養管理料は月２回 Ｂ０００ 注１", CouldBe(&[Days])),
];

#[rustfmt::skip]
const HOSPITAL: &[Row] = &[
    ("112011310", "外来診療料 Ａ００２ 注１", Billed),
    ("112007410", "再診料は一般病床200床未満の病院と診療所 Ａ００１ 注１", MayNot("visit")),
    ("112011010", "外来管理加算は再診料の加算 Ａ００１ 注８", MayNot("condition")),
    ("113001810", "特定疾患療養管理料は許可病床200床未満 Ｂ０００ 注５", MayNot("facility")),
];

#[rustfmt::skip]
const CHILD: &[Row] = &[
    ("111011970", "乳幼児時間外加算 Ａ０００ 注７", Billed),
    ("111000570", "時間外加算は６歳以上 Ａ０００ 注７", MayNot("condition")),
    ("111000370", "乳幼児加算は時間外等の乳幼児の加算を算定する場合を除く Ａ０００ 注６ただし書", MayNot("condition")),
    ("113003510", "小児科外来診療料は小児科標榜 Ｂ００１－２ 注１", MayNot("facility")),
];

fn lacks(answer: &Answer) -> Option<Vec<LackingKind>> {
    match answer {
        Answer::CouldBe { lacking, .. } => Some(lacking.iter().map(|lack| lack.kind).collect()),
        _ => None,
    }
}

fn agrees(answer: &Answer, law: Law) -> bool {
    match (answer, law) {
        (Answer::Billed { .. }, Billed) => true,
        (Answer::CouldBe { lines, .. }, CouldBe(kinds)) => {
            !lines.is_empty() && lacks(answer).as_deref() == Some(kinds)
        }
        (Answer::NotBilled { refused, .. } | Answer::CouldNotBe { refused, .. }, MayNot(rule)) => {
            refused.first().is_some_and(|line| {
                line.rule == rule
                    && (rule == "data" || line.reason.article.is_some() || rule == "condition")
            })
        }
        _ => false,
    }
}

#[test]
fn every_kind_of_act_is_explained_as_the_law_says() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let blocks = [
        (first_visit(), FIRST_VISIT),
        (again(), AGAIN),
        (counted(), COUNTED),
        (hospital(), HOSPITAL),
        (child(), CHILD),
    ];
    let mut wrong = Vec::new();
    let mut count = 0;
    for (request, rows) in blocks {
        let request = Request::parse(&request.to_string()).unwrap();
        for (code, title, law) in rows {
            count += 1;
            for lang in [Language::Ja, Language::En] {
                let answer = explain(&rules, &request, code.parse().unwrap(), lang).unwrap();
                let answer = answer.visits.first().unwrap();
                if !agrees(answer, *law) {
                    wrong.push(format!("{code} {title}: {law:?}, explained as {answer:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 60);
}

#[test]
fn days_and_put_out_lines_are_named() {
    let (masters, book) = (embedded_masters().unwrap(), book(&root()).unwrap());
    let rules = PointsRules::new(&masters, &book);
    let answer = |request: Value, code: &str| {
        let request = Request::parse(&request.to_string()).unwrap();
        let all = explain(&rules, &request, code.parse().unwrap(), Language::Ja).unwrap();
        all.visits.into_iter().next().unwrap()
    };
    // 月１回: the first day of the next month.
    let Answer::CouldBe { lacking, .. } = answer(counted(), "160061810") else { panic!() };
    assert_eq!(lacking[0].codes, ["2025-12-01"]);
    // 初診から１月を経過した日以後.
    let Answer::CouldBe { lacking, .. } = answer(first_visit(), "113001810") else { panic!() };
    assert_eq!(lacking[1].codes, ["2025-12-12"]);
    // 処置を行った場合は外来管理加算は算定できない (Ａ００１ 注８).
    let Answer::CouldBe { puts_out, .. } = answer(again(), "140048010") else { panic!() };
    assert!(puts_out.is_empty(), "what is only not found any more is no refused line");
}
