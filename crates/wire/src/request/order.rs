//! オーダー: an act alone, acts and things used together, or a prescription.

use super::code::Code;
use super::number::Number;
use santei_engine::claim::Dispensing;
use santei_engine::masters::code::{ActCode, DrugCode, MaterialCode};
use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// オーダー. One of: `act`; `acts`, `drugs` and `materials` used together; `prescribe` with `items`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// 診療行為コード of an act alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<Code<ActCode>>,
    /// Acts used together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acts: Option<Vec<ActEntry>>,
    /// 数量データ of its acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Number>,
    /// 回数 on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// 電子画像管理.
    #[serde(default, skip_serializing_if = "is_false")]
    pub digital: bool,
    /// 同一手術野: the operation in whose field this one was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_field_as: Option<Code<ActCode>>,
    /// 医薬品 used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drugs: Vec<Drug>,
    /// 特定器材 used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<Material>,
    /// 院内処方 (`inside`) or 院外処方 (`outside`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<DispensingWord>")]
    pub prescribe: Option<Dispensing>,
    /// 臨時の投薬.
    #[serde(default, skip_serializing_if = "is_false")]
    pub temporary: bool,
    /// 剤 of the prescription.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
}

/// An act of a group: its code alone, or with its own quantity and count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ActEntry {
    /// 診療行為コード.
    Code(Code<ActCode>),
    /// With what is its own.
    Full(FullAct),
}

/// An act of a group with its own quantity and count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullAct {
    /// 診療行為コード.
    pub act: Code<ActCode>,
    /// 数量データ; without it, that of the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Number>,
    /// 回数 on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// 電子画像管理.
    #[serde(default, skip_serializing_if = "is_false")]
    pub digital: bool,
    /// 同一手術野.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_field_as: Option<Code<ActCode>>,
}

/// 医薬品 used or prescribed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// 医薬品コード.
    pub drug: Code<DrugCode>,
    /// Per day (内服), per time (屯服), of the dispensing (外用) or used, in the unit of the master.
    pub quantity: Number,
    /// 一般名処方.
    #[serde(default, skip_serializing_if = "is_false")]
    pub generic_name: bool,
}

/// 特定器材 used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// 特定器材コード.
    pub material: Code<MaterialCode>,
    /// How many or how much, in the unit of the master.
    pub quantity: Number,
    /// 購入価格 in yen per unit, where the master has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Number>,
}

/// 剤: drugs taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// 用法.
    pub route: Route,
    /// 投薬日数 of 内服.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// 投薬回数 of 屯服.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// 医薬品.
    pub drugs: Vec<Drug>,
}

/// 用法.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// 内服.
    Oral,
    /// 屯服.
    AsNeeded,
    /// 外用.
    External,
}

#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used: the engine knows no schema")]
enum DispensingWord {
    Inside,
    Outside,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}

/// Written by hand so that a mistake inside an entry keeps its path.
impl<'de> Deserialize<'de> for ActEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntryVisitor;

        impl<'de> Visitor<'de> for EntryVisitor {
            type Value = ActEntry;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a 診療行為コード or an object with `act`")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<ActEntry, E> {
                Code::deserialize(serde::de::value::StrDeserializer::new(text)).map(ActEntry::Code)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<ActEntry, A::Error> {
                FullAct::deserialize(MapAccessDeserializer::new(map)).map(ActEntry::Full)
            }
        }

        deserializer.deserialize_any(EntryVisitor)
    }
}
