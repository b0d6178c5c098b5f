//! 世帯合算の計算結果 (施行令41条): what the insurer refunds over persons and facilities.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 世帯1つの計算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HouseholdStatement {
    /// The ids of the members.
    pub members: Vec<String>,
    /// What the members owe at their facilities after the counters' own limits, in yen.
    pub paid_yen: i64,
    /// 75歳到達月の個人ごとの給付 (41条2項・4項), in yen.
    pub refund_turning_75_yen: i64,
    /// 外来特例 (41条5項), in yen.
    pub refund_outpatient_yen: i64,
    /// 70歳以上の世帯 (41条3項), in yen.
    pub refund_over_70_yen: i64,
    /// 世帯全体 (41条1項), in yen.
    pub refund_household_yen: i64,
    /// 配慮措置 over facilities, in yen.
    pub refund_transition_yen: i64,
    /// Sum of the refunds, in yen.
    pub refund_yen: i64,
    /// `paid − refund`, in yen; counts what was left out of 合算 too.
    pub burden_yen: i64,
    /// Each counted or excluded amount.
    pub parts: Vec<HouseholdPart>,
}

/// 合算の対象額1つ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HouseholdPart {
    /// The person.
    pub person: String,
    /// The facility (a pharmacy is added to its prescriber).
    pub facility: String,
    /// 一部負担金相当額 before subsidies, which the test of the minimum looks at, in yen.
    pub share_yen: i64,
    /// What the patient owes, which is added, in yen.
    pub patient_yen: i64,
    /// Counted in 41条1項 or 3項.
    pub counted: bool,
}
