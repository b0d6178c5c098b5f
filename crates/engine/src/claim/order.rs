//! オーダー: what was done and what somebody decided: acts with their drugs and materials, and prescriptions.

use crate::masters::code::{ActCode, DrugCode, MaterialCode};
use rust_decimal::Decimal;

/// オーダー.
#[doc(alias = "オーダー")]
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Acts, drugs and materials used together.
    Group(Group),
    /// 処方.
    Prescription(Prescription),
}

/// Acts, drugs and materials used together (an injection, a procedure, an imaging with its contrast medium).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// 診療行為.
    pub acts: Vec<ActOrder>,
    /// 医薬品.
    pub drugs: Vec<DrugOrder>,
    /// 特定器材.
    pub materials: Vec<MaterialOrder>,
}

/// 診療行為 ordered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActOrder {
    /// 診療行為コード.
    pub code: ActCode,
    /// 数量データ of an act priced by quantity.
    pub quantity: Option<Decimal>,
    /// 回数 at the visit.
    pub count: u32,
    /// 電子画像管理: the images are kept digitally.
    pub is_digital: bool,
    /// 同一手術野: done in the field of this operation.
    pub same_field_as: Option<ActCode>,
}

/// 医薬品 used or prescribed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrugOrder {
    /// 医薬品コード.
    pub code: DrugCode,
    /// Per day (内服), per time (屯服), of the dispensing (外用) or used, in the unit of the master.
    pub quantity: Decimal,
    /// 一般名処方.
    pub is_by_generic_name: bool,
}

/// 特定器材 used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MaterialOrder {
    /// 特定器材コード.
    pub code: MaterialCode,
    /// How many or how much, in the unit of the master.
    pub quantity: Decimal,
    /// 購入価格 in yen per unit, where the master has none.
    pub price: Option<Decimal>,
}

/// 処方.
#[derive(Clone, Debug, PartialEq)]
pub struct Prescription {
    /// 院内 or 院外.
    pub dispensing: Dispensing,
    /// 臨時の投薬.
    pub is_temporary: bool,
    /// 剤.
    pub items: Vec<Item>,
}

/// 院内処方・院外処方.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Dispensing {
    /// 院内: the facility dispenses.
    Inside,
    /// 院外: a 処方箋 for a pharmacy.
    Outside,
}

/// 剤: drugs taken together.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// 内服, 屯服 or 外用, with days or times.
    pub route: Route,
    /// 医薬品.
    pub drugs: Vec<DrugOrder>,
}

/// 用法.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// 内服, so many days.
    Oral(u32),
    /// 屯服, so many times.
    AsNeeded(u32),
    /// 外用, one dispensing.
    External,
}
