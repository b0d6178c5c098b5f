//! 算定の依頼: one patient at one facility, the visits and what was ordered, as JSON.
//!
//! Orders say what was done and what somebody decided; the calculation finds what follows by law.

mod check;
mod code;
mod convert;
mod coverage;
mod error;
mod number;
mod order;
#[cfg(test)]
mod tests;
mod visit;

pub use code::{Code, CodeText, Department, Standard};
pub use coverage::Coverage;
pub use error::RequestError;
pub use number::Number;
pub use order::{ActEntry, Drug, FullAct, Item, Material, Order, Route};
pub use visit::{Comment, Visit};

use chrono::NaiveDate;
use santei_engine::claim::FacilityKind;
use santei_engine::masters::code::{ActCode, DiseaseCode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 算定の依頼.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The caller's own name of this request; comes back in the statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 保険医療機関.
    pub facility: Facility,
    /// 患者.
    pub patient: Patient,
    /// 傷病名.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diseases: Vec<Disease>,
    /// 既算定: lines this facility billed before the visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Past>,
    /// 資格: with it, the statement says who pays what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Coverage>,
    /// 受診, in time order.
    pub visits: Vec<Visit>,
}

/// 保険医療機関.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// 診療所 (`clinic`) or 病院 (`hospital`).
    #[schemars(with = "KindWord")]
    pub kind: FacilityKind,
    /// 許可病床数.
    pub beds: u32,
    /// 一般病床数.
    pub general_beds: u32,
    /// 小児科標榜.
    pub pediatrics: bool,
    /// 届出のある施設基準コード.
    pub standards: Vec<Code<Standard>>,
}

/// 患者.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Patient {
    /// 生年月日.
    pub birth_date: NaiveDate,
    /// 死亡日; nothing is done or ordered after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_date: Option<NaiveDate>,
    /// 性別.
    pub sex: Sex,
}

/// 性別.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sex {
    /// 男.
    M,
    /// 女.
    F,
}

/// 傷病名 of the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disease {
    /// 傷病名コード.
    pub code: Code<DiseaseCode>,
    /// 診療開始日.
    pub start: NaiveDate,
    /// 主傷病.
    #[serde(default)]
    pub main: bool,
}

/// 既算定: a line billed earlier by this facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// The day.
    pub date: NaiveDate,
    /// 診療行為コード.
    pub act: Code<ActCode>,
    /// 回数.
    pub count: u32,
}

/// The words of [`FacilityKind`], for the schema.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used: the engine knows no schema")]
enum KindWord {
    Clinic,
    Hospital,
}

impl Request {
    /// Reads one JSON document.
    ///
    /// # Errors
    ///
    /// [`RequestError`] with the JSON path of what is wrong, what was found and what is expected.
    pub fn parse(json: &str) -> Result<Self, RequestError> {
        error::parse(json)
    }
}
