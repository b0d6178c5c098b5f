//! レセプト: one receipt, from RE up to the next RE, IR or GO.

use crate::codes::Payer;
use crate::error::ReceiptError;
use crate::kind::RecordKind;
use crate::record::Record;
use crate::records::{
    Comment, CounterCopay, Disease, Facility, Header, InsuranceRecord, PublicRecord, Qualification,
    Symptom, VisitDays,
};
use crate::set::Set;
use std::sync::Arc;

/// レセプト: what was read of one receipt, its records as they stood, and what is wrong with it.
///
/// `Debug` shows no name, number or free text of the patient.
#[doc(alias = "レセプト")]
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The facility that claims; none if there is no IR before it or it could not be read.
    pub facility: Option<Arc<Facility>>,
    /// RE; none if it is quarantined.
    pub header: Option<Header>,
    /// HO; none if there is none or it is quarantined.
    pub insurance: Option<InsuranceRecord>,
    /// KO in their order; a quarantined one leaves its place empty, so that 第n公費 keeps its number.
    pub publics: Vec<Option<PublicRecord>>,
    /// SN.
    pub qualifications: Vec<Qualification>,
    /// JD.
    pub visit_days: Vec<VisitDays>,
    /// MF.
    pub counter_copays: Vec<CounterCopay>,
    /// SY.
    pub diseases: Vec<Disease>,
    /// SI, IY, TO and the CO among them, in sets.
    pub sets: Vec<Set>,
    /// CO that belong to the receipt and to no set.
    pub comments: Vec<Comment>,
    /// SJ.
    pub symptoms: Vec<Symptom>,
    /// 臓器提供者: what follows TI, TR and TS.
    pub donors: Vec<Donor>,
    pub(crate) records: Vec<Record>,
    pub(crate) problems: Vec<ReceiptError>,
}

/// 臓器提供者レセプト: the part of a receipt that claims for a donor; TI, TR and TS themselves stay raw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Donor {
    /// The lines of TI, TR and TS.
    pub at: Vec<u64>,
    /// SY of the donor.
    pub diseases: Vec<Disease>,
    /// Sets of the donor.
    pub sets: Vec<Set>,
    /// Comments of the donor's part.
    pub comments: Vec<Comment>,
    /// SJ of the donor.
    pub symptoms: Vec<Symptom>,
}

impl Receipt {
    /// The line of RE.
    pub fn line(&self) -> u64 {
        self.records.first().map_or(0, Record::line)
    }

    /// Every record, typed or not, in the order of the file.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The records that have no typed value because their layout is not typed here.
    pub fn raw_records(&self) -> impl Iterator<Item = &Record> {
        self.records
            .iter()
            .filter(|record| record.kind() != RecordKind::Header && !record.kind().is_detail())
    }

    /// What is wrong.
    pub fn problems(&self) -> &[ReceiptError] {
        &self.problems
    }

    /// The lines of the records that are quarantined, in order and once each.
    pub fn quarantined(&self) -> Vec<u64> {
        let mut lines: Vec<_> = self
            .problems
            .iter()
            .filter(|problem| problem.quarantines())
            .map(|problem| problem.place().line)
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Whether no record of it is quarantined.
    pub fn is_whole(&self) -> bool {
        !self.problems.iter().any(ReceiptError::quarantines)
    }

    /// 合計点数 as claimed: of HO, or of the first KO where there is no HO.
    pub fn claimed_points(&self) -> Option<u32> {
        if self.records.iter().any(|record| record.kind() == RecordKind::Insurance) {
            return self.insurance.as_ref().map(|insurance| insurance.points);
        }
        self.publics.first()?.as_ref()?.points
    }

    /// Σ 点数 × 回数 of the sets that the payer shares, without those in yen; `None` if a set is not whole.
    pub fn points_of(&self, payer: Payer) -> Option<i64> {
        let shared = |set: &&Set| set.burden().is_none_or(|burden| burden.covers(payer));
        let sets = self
            .sets
            .iter()
            .filter(|set| !set.section.is_some_and(crate::Section::is_yen))
            .filter(shared);
        sets.into_iter().try_fold(0_i64, |sum, set| {
            set.is_whole().then(|| set.total()).flatten()?.checked_add(sum)
        })
    }

    /// The payers that have a record.
    pub fn payers(&self) -> impl Iterator<Item = Payer> {
        let insured = self.records.iter().any(|record| record.kind() == RecordKind::Insurance);
        let publics = (1..=self.publics.len()).filter_map(Payer::public);
        insured.then_some(Payer::Insurance).into_iter().chain(publics)
    }
}
