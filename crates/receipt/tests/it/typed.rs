//! Typed values: every field of the good file, and old files with 和暦.

use crate::{file, wrong};
use chrono::NaiveDate;
use santei_receipt::{
    Burden, Coded, Confirmation, CounterCopayClass, LineKind, Outcome, Patient, PayerClass,
    Receipt, Record, RecordKind, Scheme, Section, Sex, SpecialNote, SymptomClass, VisitClass,
};

fn good() -> Receipt {
    let lines = wrong::good();
    file(&lines.iter().map(String::as_str).collect::<Vec<_>>()).receipts().next().unwrap().clone()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn the_header() {
    let receipt = good();
    let header = receipt.header.unwrap();
    assert_eq!(header.number, 1);
    assert_eq!(
        (
            header.receipt_type.scheme,
            header.receipt_type.payers,
            header.receipt_type.patient,
            header.receipt_type.inpatient
        ),
        (Scheme::Insurance, 2, Patient::Insured, false)
    );
    assert_eq!((header.month.year(), header.month.month()), (2026, 6));
    assert_eq!(header.name.reveal(), "試験　太郎");
    assert_eq!(header.kana.unwrap().reveal(), "シケンタロウ");
    assert_eq!((header.sex, *header.birth.reveal()), (Sex::Male, day(1990, 1, 2)));
    assert_eq!(header.special_notes, [SpecialNote::IncomeE, SpecialNote::IncomeKa]);
    assert_eq!(header.chart.unwrap().reveal(), "K-77");
    assert_eq!(
        header.departments.iter().map(|department| department.name).collect::<Vec<_>>(),
        [Some(1)]
    );
    assert_eq!((header.admitted, header.copay_class, header.beds), (None, None, None));
    assert!(header.wards.is_empty() && header.states.is_empty());
}

#[test]
fn the_payers_and_the_checks() {
    let receipt = good();
    let insurance = receipt.insurance.as_ref().unwrap();
    assert_eq!(
        (insurance.insurer.as_str(), insurance.days, insurance.points),
        ("06130017", 2, 386)
    );
    assert_eq!(insurance.symbol.as_ref().unwrap().reveal(), "１２");
    let public = receipt.publics[0].as_ref().unwrap();
    assert_eq!(
        (public.payer, public.points, public.copay_yen),
        (54_136_015, Some(386), Some(5_000))
    );
    assert_eq!(public.recipient.as_ref().unwrap().reveal(), "7654321");
    let check = &receipt.qualifications[0];
    assert_eq!(
        (check.payer, check.confirmation),
        (PayerClass::Insurance, Confirmation::AtFacility)
    );
    assert_eq!(check.branch.as_ref().unwrap().reveal(), "02");
    assert_eq!(receipt.visit_days[0].days, [(1, VisitClass::Counted), (3, VisitClass::Counted)]);
    assert_eq!(receipt.counter_copays[0].class, CounterCopayClass::BenefitInKind);
}

#[test]
fn the_diseases_the_lines_and_the_rest() {
    let receipt = good();
    let disease = &receipt.diseases[0];
    assert_eq!(
        (disease.code, disease.started, disease.outcome, disease.is_main),
        (2_500_013, day(2026, 6, 1), Outcome::Ongoing, true)
    );
    assert_eq!(disease.modifiers, ["8002"]);
    assert_eq!(receipt.sets.len(), 3);
    let drugs = &receipt.sets[1];
    assert_eq!(
        (drugs.section, drugs.points(), drugs.count(), drugs.total()),
        (Some(Section::InternalMedicine), Some(10), Some(5), Some(50))
    );
    assert_eq!(drugs.days().unwrap().iter().collect::<Vec<_>>(), [(1, 2), (3, 3)]);
    assert_eq!(drugs.burden().map(Burden::code), Some("2"));
    let material = &receipt.sets[2].lines[1];
    assert_eq!(
        (material.kind, material.code, material.quantity.unwrap().to_string()),
        (LineKind::Material, 710_010_001, "0.5".to_owned())
    );
    let detail = material.material.as_ref().unwrap();
    assert_eq!(
        (detail.unit, detail.unit_price.unwrap().to_string(), detail.product.as_deref()),
        (Some(7), "90.5".to_owned(), Some("カテーテル"))
    );
    assert_eq!(receipt.comments[0].text.as_ref().unwrap().reveal(), "特記すべき事項なし");
    assert_eq!(
        (receipt.symptoms[0].class, receipt.symptoms[0].text.reveal().as_str()),
        (Some(SymptomClass::ClinicalSymptoms), "胸痛が続く。")
    );
}

/// A file of 平成 with 27 fields in RE, 13 in SI, days with the digit of the era, and a 国保 number with blanks in front.
#[test]
fn an_old_file() {
    let file = file(&[
        "IR,2,27,1,1234567,,試験医院,42403,00,",
        "RE,1,1317,42402,試験　花子,2,3080815,,4240110,0107,3,17,20,9,,,,,,,,,,,,,",
        "HO,  391234,,１２,29,3000,,,,,,24600,,,",
        "SY,0000999,4231225,1,,試験病,01,補足",
        "SI,90,1,190000001,,1500,2,,,,,,",
        "GO,1,3000,99",
    ]);
    assert_eq!(file.problems().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    let receipt = file.receipts().next().unwrap();
    let header = receipt.header.as_ref().unwrap();
    assert_eq!(
        (header.month.to_string(), *header.birth.reveal(), header.admitted),
        ("2012-02".to_owned(), day(1933, 8, 15), Some(day(2012, 1, 10)))
    );
    assert_eq!(
        (header.receipt_type.scheme, header.receipt_type.inpatient),
        (Scheme::LateElderly, true)
    );
    assert_eq!(header.wards.len(), 2);
    assert_eq!(receipt.insurance.as_ref().unwrap().insurer, "391234");
    assert_eq!(receipt.diseases[0].code, santei_receipt::Disease::UNCODED);
    assert_eq!(receipt.sets[0].total(), Some(3_000));
}

#[test]
fn what_is_not_typed_is_kept() {
    let file = file(&[
        "IR,1,13,1,1234567,,,202606,00,",
        "RE,1,1112,202606,A,1,19900101",
        "HO,06130017,,,1,0",
        "GR,01,",
        "KH,地域の情報",
        "NI,1",
        "JY,1,追加",
        "RC,1",
        "GO,1,0,99",
    ]);
    assert_eq!(file.problems().count(), 0);
    let kinds: Vec<_> = file.receipts().next().unwrap().raw_records().map(Record::kind).collect();
    assert_eq!(
        kinds,
        [
            RecordKind::OutsideBundle,
            RecordKind::NationalInsurance,
            RecordKind::DailyTable,
            RecordKind::Reason,
            RecordKind::Management
        ]
    );
}

#[test]
fn a_record_is_made_of_texts() {
    let record = Record::encode(&["CO", "", "1", "810000001", "①髙ｶﾅ"]).unwrap();
    assert_eq!(record.kind(), RecordKind::Comment);
    assert_eq!(record.fields().count(), 5);
    let mut written = Vec::new();
    record.write(&mut written).unwrap();
    assert_eq!(written, b"CO,,1,810000001,\x87\x40\xfb\xfc\xb6\xc5\r\n");
    assert_eq!(
        Record::encode(&["CO", "😀"]).unwrap_err().to_string(),
        "field 2 has a character that a record cannot hold"
    );
    assert!(Record::encode(&["CO", "a,b"]).is_err());
    assert!(Record::encode(&["CO", "a\n"]).is_err());
}

/// The codes of a table come back, and no two values have one.
#[test]
fn codes_come_back() {
    fn check<T: Coded + PartialEq + core::fmt::Debug>(all: &[T]) {
        for value in all {
            assert_eq!(T::from_code(value.code()).as_ref(), Some(value));
            assert!(!value.name_ja().is_empty());
        }
        assert!(T::from_code("x").is_none());
    }
    check(santei_receipt::ReviewAgency::ALL);
    check(Sex::ALL);
    check(santei_receipt::Ward::ALL);
    check(santei_receipt::CopayClass::ALL);
    check(SpecialNote::ALL);
    check(santei_receipt::DutyReason::ALL);
    check(santei_receipt::Waiver::ALL);
    check(Outcome::ALL);
    check(Section::ALL);
    check(SymptomClass::ALL);
    check(PayerClass::ALL);
    check(Confirmation::ALL);
    check(VisitClass::ALL);
    check(CounterCopayClass::ALL);
}
