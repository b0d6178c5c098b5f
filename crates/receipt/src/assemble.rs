//! レセプトの組立て: from the records of a receipt to its typed value.

use crate::checks;
use crate::error::{ReceiptError, ReceiptErrorKind};
use crate::expected::Found;
use crate::fields::Fields;
use crate::kind::RecordKind;
use crate::lines::Limits;
use crate::receipt::{Donor, Receipt};
use crate::record::Record;
use crate::records::{
    Comment, CounterCopay, Disease, Facility, Header, InsuranceRecord, Line, LineKind,
    PublicRecord, Qualification, Symptom, VisitDays,
};
use crate::set::{Grouper, place};
use std::sync::Arc;

/// What is being built: the receipt, the donor after whose records the rest belongs, and the open sets.
struct Assembly<'a> {
    file: &'a Arc<str>,
    limits: &'a Limits,
    receipt: Receipt,
    donor: Option<Donor>,
    grouper: Grouper,
    problems: Vec<ReceiptError>,
}

/// Builds a receipt of its records, RE first.
pub(crate) fn assemble(
    file: &Arc<str>,
    limits: &Limits,
    facility: Option<Arc<Facility>>,
    records: Vec<Record>,
    problems: Vec<ReceiptError>,
) -> Receipt {
    let mut assembly = Assembly {
        file,
        limits,
        receipt: Receipt {
            facility,
            header: None,
            insurance: None,
            publics: Vec::new(),
            qualifications: Vec::new(),
            visit_days: Vec::new(),
            counter_copays: Vec::new(),
            diseases: Vec::new(),
            sets: Vec::new(),
            comments: Vec::new(),
            symptoms: Vec::new(),
            donors: Vec::new(),
            records: Vec::new(),
            problems: Vec::new(),
        },
        donor: None,
        grouper: Grouper::default(),
        problems,
    };
    for record in &records {
        assembly.add(record);
    }
    assembly.close_part();
    let Assembly { mut receipt, mut problems, .. } = assembly;
    receipt.records = records;
    checks::check(&receipt, file, &mut problems);
    problems.sort_by_key(|problem| problem.place().line);
    receipt.problems = problems;
    receipt
}

/// Says what is wrong with a record that is not typed.
pub(crate) fn report_raw(
    record: &Record,
    file: &Arc<str>,
    limits: &Limits,
    problems: &mut Vec<ReceiptError>,
) {
    if record.is_continued() {
        return;
    }
    let mut fields = Fields::new(record, file, limits, problems);
    match record.kind() {
        RecordKind::Blank => fields.report(None, ReceiptErrorKind::BlankLine),
        RecordKind::Unknown => {
            let id = record.fields().next().unwrap_or_default();
            let is_id = id.len() == 2 && id.iter().all(u8::is_ascii_alphanumeric);
            let found = Found::short(id, if is_id { 2 } else { 0 });
            fields.report(None, ReceiptErrorKind::UnknownRecord { found });
        }
        _ => {}
    }
}

impl Assembly<'_> {
    fn add(&mut self, record: &Record) {
        let kind = record.kind();
        if matches!(
            kind,
            RecordKind::DonorFacility | RecordKind::DonorHeader | RecordKind::DonorClaim
        ) {
            self.open_donor(record);
        }
        if kind != RecordKind::Header && !kind.is_detail() {
            report_raw(record, self.file, self.limits, &mut self.problems);
            return;
        }
        let at = record.line();
        let mut fields = Fields::new(record, self.file, self.limits, &mut self.problems);
        if fields.is_quarantined() {
            let (section, points) = fields.grouping();
            let (section, points) = (section.to_vec(), points.to_vec());
            self.quarantined(at, kind, &section, &points);
            return;
        }
        let typed = Typed::read(at, kind, &mut fields);
        let (section, points) = fields.grouping();
        let (section, points) = (section.to_vec(), points.to_vec());
        match typed.filter(|_| !fields.is_quarantined()) {
            Some(typed) => self.typed(typed, at, kind),
            None => self.quarantined(at, kind, &section, &points),
        }
    }

    fn quarantined(&mut self, at: u64, kind: RecordKind, section: &[u8], points: &[u8]) {
        match kind {
            RecordKind::Act | RecordKind::Drug | RecordKind::Material | RecordKind::Comment => {
                self.grouper.quarantined(at, kind, section, points, self.file, &mut self.problems);
            }
            RecordKind::Public => self.public(at, None),
            _ => {}
        }
    }

    fn typed(&mut self, typed: Typed, at: u64, kind: RecordKind) {
        let receipt = &mut self.receipt;
        match typed {
            Typed::Header(header) => receipt.header = Some(*header),
            Typed::Insurance(insurance) if receipt.insurance.is_none() => {
                receipt.insurance = Some(*insurance);
            }
            Typed::Insurance(_) => self.report(at, kind, ReceiptErrorKind::Repeated),
            Typed::Public(public) => self.public(at, Some(*public)),
            Typed::Qualification(value) => receipt.qualifications.push(value),
            Typed::VisitDays(value) => receipt.visit_days.push(value),
            Typed::CounterCopay(value) => receipt.counter_copays.push(value),
            Typed::Disease(value) => self
                .donor
                .as_mut()
                .map_or(&mut receipt.diseases, |donor| &mut donor.diseases)
                .push(value),
            Typed::Symptom(value) => self
                .donor
                .as_mut()
                .map_or(&mut receipt.symptoms, |donor| &mut donor.symptoms)
                .push(value),
            Typed::Line(line) => self.grouper.line(*line, self.file, &mut self.problems),
            Typed::Comment(comment) => self.grouper.comment(comment, self.file, &mut self.problems),
        }
    }

    fn public(&mut self, at: u64, public: Option<PublicRecord>) {
        if self.receipt.publics.len() >= 4 {
            self.report(at, RecordKind::Public, ReceiptErrorKind::TooManyPublic);
        } else {
            self.receipt.publics.push(public);
        }
    }

    fn report(&mut self, at: u64, kind: RecordKind, problem: ReceiptErrorKind) {
        self.problems.push(ReceiptError::quarantine(place(self.file, at, kind, None), problem));
    }

    fn open_donor(&mut self, record: &Record) {
        let begins = |donor: &Donor| donor.diseases.is_empty() && donor.symptoms.is_empty();
        let goes_on = record.kind() != RecordKind::DonorFacility
            && self.grouper.is_untouched()
            && self.donor.as_ref().is_some_and(begins);
        if !goes_on {
            self.close_part();
            self.donor = Some(Donor::default());
        }
        if let Some(donor) = &mut self.donor {
            donor.at.push(record.line());
        }
    }

    fn close_part(&mut self) {
        let (sets, comments) =
            core::mem::take(&mut self.grouper).finish(self.file, &mut self.problems);
        if let Some(donor) = self.donor.take() {
            self.receipt.donors.push(Donor { sets, comments, ..donor });
        } else {
            self.receipt.sets = sets;
            self.receipt.comments = comments;
        }
    }
}

/// The typed value of a record of a receipt.
enum Typed {
    Header(Box<Header>),
    Insurance(Box<InsuranceRecord>),
    Public(Box<PublicRecord>),
    Qualification(Qualification),
    VisitDays(VisitDays),
    CounterCopay(CounterCopay),
    Disease(Disease),
    Symptom(Symptom),
    Line(Box<Line>),
    Comment(Comment),
}

impl Typed {
    fn read(at: u64, kind: RecordKind, fields: &mut Fields<'_>) -> Option<Self> {
        match kind {
            RecordKind::Header => Header::read(at, fields).map(Box::new).map(Self::Header),
            RecordKind::Insurance => {
                InsuranceRecord::read(at, fields).map(Box::new).map(Self::Insurance)
            }
            RecordKind::Public => PublicRecord::read(at, fields).map(Box::new).map(Self::Public),
            RecordKind::Qualification => Qualification::read(at, fields).map(Self::Qualification),
            RecordKind::VisitDays => VisitDays::read(at, fields).map(Self::VisitDays),
            RecordKind::CounterCopay => CounterCopay::read(at, fields).map(Self::CounterCopay),
            RecordKind::Disease => Disease::read(at, fields).map(Self::Disease),
            RecordKind::Symptom => Symptom::read(at, fields).map(Self::Symptom),
            RecordKind::Comment => Comment::read(at, fields).map(Self::Comment),
            _ => Line::read(at, LineKind::of(kind)?, fields).map(Box::new).map(Self::Line),
        }
    }
}
