//! レセプト: what came in, resolved by nobody yet: facility, patient, diseases, history, visits and their orders.

mod order;
mod visit;

pub use order::{
    ActOrder, Dispensing, DrugOrder, Group, Item, MaterialOrder, Order, Prescription, Route,
};
pub use visit::{TimeBand, Visit, VisitComment, VisitKind};

use crate::masters::code::{ActCode, DiseaseCode};
use chrono::NaiveDate;

/// レセプト: one patient at one facility, outpatient 医科; the visits in time order.
#[doc(alias = "レセプト")]
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// 保険医療機関.
    pub facility: Facility,
    /// 患者.
    pub patient: Patient,
    /// 傷病名.
    pub diseases: Vec<PatientDisease>,
    /// 既算定: lines this facility billed before the visits.
    pub history: Vec<PastAct>,
    /// 受診, in time order.
    pub visits: Vec<Visit>,
}

/// 保険医療機関: the facts of the facility that the law asks for.
#[doc(alias = "保険医療機関")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facility {
    /// 病院 or 診療所.
    pub kind: FacilityKind,
    /// 許可病床数.
    pub beds: u32,
    /// 一般病床数.
    pub general_beds: u32,
    /// 小児科標榜.
    pub has_pediatrics: bool,
    /// 届出のある施設基準コード, rising.
    pub standards: Vec<u16>,
}

/// 病院・診療所の別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum FacilityKind {
    /// 診療所.
    Clinic,
    /// 病院.
    Hospital,
}

/// 性別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

/// 患者.
#[doc(alias = "患者")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patient {
    /// 生年月日.
    pub birth_date: NaiveDate,
    /// 性別.
    pub sex: Sex,
}

/// 傷病名 of the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PatientDisease {
    /// 傷病名コード.
    pub code: DiseaseCode,
    /// 診療開始日.
    pub start: NaiveDate,
    /// 主傷病.
    pub is_main: bool,
}

/// 既算定: a line billed earlier by this facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastAct {
    /// The day.
    pub date: NaiveDate,
    /// 診療行為コード.
    pub act: ActCode,
    /// 回数.
    pub count: u32,
}
