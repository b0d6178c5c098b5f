//! 資格: what covers the patient, in the words of the co-pay request.

use crate::copay::request::certificate::Certificate;
use crate::copay::request::claim::Counter;
use crate::copay::request::insurance::Insurance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 資格: with it, the statement says who pays what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// 医療保険; none for a person whom public subsidies alone cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance: Option<Insurance>,
    /// 受給者証, in any order; each covers every line of the visits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
    /// 都道府県番号 of the facility (two digits), which local programmes ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<String>,
    /// 会計の設定 of the facility.
    #[serde(default)]
    pub counter: Counter,
}
