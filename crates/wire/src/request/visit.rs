//! 受診: one visit, as the facility states it.

use super::code::{Code, Department};
use super::order::Order;
use chrono::NaiveDate;
use santei_engine::claim::{TimeBand, VisitKind};
use santei_engine::masters::code::CommentCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 受診: one visit and what was ordered at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Visit {
    /// 診療年月日.
    pub date: NaiveDate,
    /// 診療科コード.
    pub department: Code<Department>,
    /// Which fee for seeing the doctor the visit calls for.
    #[schemars(with = "VisitWord")]
    pub visit: VisitKind,
    /// 時間区分.
    #[schemars(with = "BandWord")]
    pub time_band: TimeBand,
    /// The conditions of 外来管理加算 are met.
    #[serde(default = "yes")]
    pub plan_explained: bool,
    /// コメント given for the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// オーダー.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
}

/// コメント given for a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// コメントコード.
    pub comment: Code<CommentCode>,
    /// 文字データ, as it stands on a receipt.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

const fn yes() -> bool {
    true
}

/// The words of [`VisitKind`], for the schema.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used: the engine knows no schema")]
enum VisitWord {
    /// 初診.
    Initial,
    /// 再診.
    Revisit,
    /// 電話等再診.
    PhoneRevisit,
    /// 同一日２つ目の診療科の初診.
    SecondDepartmentInitial,
    /// 同一日２つ目の診療科の再診.
    SecondDepartmentRevisit,
    /// No fee for seeing the doctor.
    None,
}

/// The words of [`TimeBand`], for the schema.
#[derive(JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "only its schema is used: the engine knows no schema")]
enum BandWord {
    /// 診療時間内.
    Regular,
    /// 時間外.
    AfterHours,
    /// 休日.
    Holiday,
    /// 深夜.
    LateNight,
    /// 時間外特例.
    SpecialAfterHours,
    /// 夜間・早朝等.
    EveningEarly,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<T: JsonSchema>() -> Vec<String> {
        let schema = schemars::schema_for!(T);
        let all = schema.get("oneOf").and_then(|list| list.as_array()).unwrap().clone();
        all.iter().map(|one| one["const"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn the_words_of_the_schema_are_those_of_the_engine() {
        for word in words::<VisitWord>() {
            serde_json::from_value::<VisitKind>(word.clone().into()).expect(&word);
        }
        for word in words::<BandWord>() {
            serde_json::from_value::<TimeBand>(word.clone().into()).expect(&word);
        }
    }
}
