//! レセプトの変換: a receipt as `santei-receipt` reads it becomes the claim that the engine audits.
//!
//! Nothing is decided here. What the file does not say stays empty, and the engine says what it could not do without it.

use santei_engine::amount::{Points, Yen};
use santei_engine::audit::claim::{
    Care, Item, ItemCode, Payer, PayerPlace, Payers, ReceiptClaim, ReceiptComment, ReceiptDisease,
    ReceiptSet, ShareClass,
};
use santei_engine::claim::Sex;
use santei_engine::masters::code::{ActCode, DiseaseCode, DrugCode, MaterialCode};
use santei_receipt::{
    Burden, Coded, Disease, InsuranceRecord, Line, LineKind, Patient, PublicRecord, Receipt,
    Scheme, Section, Set, SpecialNote,
};

/// The claim of a receipt; `None` if its RE could not be read.
pub fn receipt_claim(receipt: &Receipt) -> Option<ReceiptClaim> {
    let header = receipt.header.as_ref()?;
    let kind = header.receipt_type;
    let insurance = receipt.insurance.as_ref().map(insurance);
    let subsidies = (1_u8..=4).zip(&receipt.publics);
    let subsidies = subsidies.filter_map(|(place, record)| Some(subsidy(place, record.as_ref()?)));
    Some(ReceiptClaim {
        number: header.number,
        line: receipt.line(),
        month: header.month.day(1)?,
        care: if kind.inpatient { Care::Inpatient } else { Care::Outpatient },
        is_elderly_scheme: kind.scheme == Scheme::LateElderly,
        birth: *header.birth.reveal(),
        sex: if header.sex == santei_receipt::Sex::Female { Sex::Female } else { Sex::Male },
        beds: header.beds,
        diseases: receipt.diseases.iter().map(disease).collect(),
        comments: comments(receipt),
        payers: insurance.into_iter().chain(subsidies).collect(),
        sets: receipt.sets.iter().map(set).collect(),
        share: share_class(kind.patient, &header.special_notes),
        has_donor_part: !receipt.donors.is_empty(),
    })
}

fn share_class(patient: Patient, notes: &[SpecialNote]) -> Option<ShareClass> {
    match patient {
        Patient::Insured => Some(ShareClass::Insured),
        Patient::Preschool => Some(ShareClass::Preschool),
        Patient::Family => Some(ShareClass::Family),
        Patient::Elderly if notes.contains(&SpecialNote::IncomeKa) => {
            Some(ShareClass::ElderlyTwoTenths)
        }
        Patient::Elderly => Some(ShareClass::Elderly),
        Patient::ElderlyActive => Some(ShareClass::ElderlyHighIncome),
        Patient::Unsaid => None,
    }
}

fn disease(disease: &Disease) -> ReceiptDisease {
    let is_coded = disease.code != Disease::UNCODED;
    ReceiptDisease {
        line: disease.at,
        code: is_coded.then(|| DiseaseCode::from_number(disease.code)).flatten(),
        start: disease.started,
        modifiers: disease.modifiers.len(),
        is_main: disease.is_main,
    }
}

/// CO of the receipt and of its sets, and the comments within SI, IY and TO, by line.
fn comments(receipt: &Receipt) -> Vec<ReceiptComment> {
    let records = receipt.sets.iter().flat_map(|set| &set.comments).chain(&receipt.comments);
    let records = records.map(|one| (one.at, one.code, one.text.as_ref()));
    let lines = receipt.sets.iter().flat_map(|set| &set.lines);
    let within = lines
        .flat_map(|line| line.comments.iter().map(|one| (line.at, one.code, one.text.as_ref())));
    let all = records.chain(within).map(|(line, code, text)| ReceiptComment {
        line,
        code,
        text: text.map(|text| text.reveal().clone()).unwrap_or_default(),
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|one| one.line);
    all
}

fn insurance(record: &InsuranceRecord) -> Payer {
    Payer {
        place: PayerPlace::Insurance,
        line: record.at,
        days: Some(record.days),
        points: Some(Points::new(i64::from(record.points))),
        share: record.copay_yen.map(yen),
        meals: record.meal_yen.map(yen),
    }
}

fn subsidy(place: u8, record: &PublicRecord) -> Payer {
    Payer {
        place: PayerPlace::Subsidy(place),
        line: record.at,
        days: record.days,
        points: record.points.map(|points| Points::new(i64::from(points))),
        share: record.copay_yen.map(yen),
        meals: record.meal_yen.map(yen),
    }
}

fn yen(count: u32) -> Yen {
    Yen::new(i64::from(count))
}

fn set(set: &Set) -> ReceiptSet {
    let mut days = [0_u16; 31];
    for (day, count) in set.days().into_iter().flat_map(santei_receipt::Days::iter) {
        let place = usize::from(day).checked_sub(1).and_then(|place| days.get_mut(place));
        if let Some(entry) = place {
            *entry = u16::try_from(count).unwrap_or(u16::MAX);
        }
    }
    ReceiptSet {
        line: set.lines.first().map_or(0, |line| line.at),
        section: set.section.map_or(0, section_number),
        payers: set.burden().map_or(Payers::NONE, payers),
        points: set.points().map(Points::new),
        count: set.count().unwrap_or_default(),
        days,
        items: set.lines.iter().map(item).collect(),
    }
}

/// 診療識別 as its two digits.
fn section_number(section: Section) -> u8 {
    section.code().parse().unwrap_or_default()
}

fn payers(burden: Burden) -> Payers {
    let place = |payer| match payer {
        santei_receipt::Payer::Insurance => PayerPlace::Insurance,
        santei_receipt::Payer::Public1 => PayerPlace::Subsidy(1),
        santei_receipt::Payer::Public2 => PayerPlace::Subsidy(2),
        santei_receipt::Payer::Public3 => PayerPlace::Subsidy(3),
        santei_receipt::Payer::Public4 => PayerPlace::Subsidy(4),
    };
    burden.payers().map(place).fold(Payers::NONE, Payers::with)
}

fn item(line: &Line) -> Item {
    let code = match line.kind {
        LineKind::Act => ActCode::from_number(line.code).map(ItemCode::Act),
        LineKind::Drug => DrugCode::from_number(line.code).map(ItemCode::Drug),
        LineKind::Material => MaterialCode::from_number(line.code).map(ItemCode::Material),
    };
    Item {
        line: line.at,
        code: code.unwrap_or(ItemCode::Unreadable),
        quantity: line.quantity,
        unit_price: line.material.as_ref().and_then(|detail| detail.unit_price),
    }
}
