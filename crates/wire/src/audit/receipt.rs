//! レセプトの点検結果: one receipt, with the sets that do not come out exactly and everything that was found.

use crate::copay::Month;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditReceipt {
    /// The file, as it was named.
    pub file: String,
    /// The line of RE.
    pub line: u64,
    /// The facility; null if its record is missing or could not be read.
    pub facility: Option<AuditFacility>,
    /// レセプト番号; null if RE could not be read.
    pub number: Option<u32>,
    /// 診療年月; null if the receipt was set aside.
    pub month: Option<Month>,
    /// How it came out.
    pub status: Status,
    /// 合計点数 of each payer, in the order of the receipt.
    pub payers: Vec<AuditPayer>,
    /// 集計先ごとの点数 priced again; null while a set is unpriced.
    pub columns: Option<Vec<ColumnPoints>>,
    /// The number of sets whose points are exactly those of the masters.
    pub exact_sets: u32,
    /// The sets that differ or could not be priced.
    pub sets: Vec<AuditSet>,
    /// 一部負担金, where the insurance alone pays; null otherwise.
    pub share: Option<AuditShare>,
    /// What was found, by line.
    pub findings: Vec<AuditFinding>,
    /// Electronic points tables that checks needed and that are not at hand for the month (`02`, `03-1`, …).
    pub unchecked: Vec<String>,
    /// What is wrong with its records.
    pub problems: Vec<Problem>,
}

/// The facility that claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditFacility {
    /// 都道府県, 1 to 47.
    pub prefecture: u8,
    /// 医療機関コード, 7 digits.
    pub code: String,
}

/// How a receipt came out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Every set priced, no error found.
    Clean,
    /// Every set priced, at least one error.
    Errors,
    /// A set could not be priced, no error found.
    Unpriced,
    /// A set could not be priced, and at least one error.
    UnpricedErrors,
    /// A record could not be read, and the receipt was set aside.
    Quarantined,
}

/// Who pays.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PayerName {
    /// 医療保険.
    Insurance,
    /// 第１公費.
    Subsidy1,
    /// 第２公費.
    Subsidy2,
    /// 第３公費.
    Subsidy3,
    /// 第４公費.
    Subsidy4,
}

/// 合計点数 of one payer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditPayer {
    /// Who.
    pub payer: PayerName,
    /// Priced again; null while a set of this payer is unpriced.
    pub expected: Option<i64>,
    /// Σ of the receipt's own sets; null if a set has no points.
    pub own: Option<i64>,
    /// As recorded.
    pub found: Option<i64>,
}

/// 一部負担金 of a receipt that the insurance alone pays, without 高額療養費.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditShare {
    /// 負担割合, as a ratio (`3/10`).
    pub rate: String,
    /// The rule's id.
    pub rule: String,
    /// In whole yen.
    pub receipt_yen: i64,
    /// Rounded as the counter rounds.
    pub counter_yen: i64,
    /// 負担金額 as recorded.
    pub recorded_yen: Option<i64>,
}

/// Points of a 集計先.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnPoints {
    /// 集計先 (別紙7-2).
    pub column: u16,
    /// Points × count.
    pub points: i64,
}

/// A set that does not come out exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditSet {
    /// Its first line.
    pub line: u64,
    /// 診療識別.
    pub section: u8,
    /// How it is priced: `plain`, `step`, `bundle`, `percent`, `drug`, `material`, `yen`.
    pub kind: String,
    /// 回数.
    pub count: u32,
    /// 点数 of one, as the receipt has it.
    pub found: Option<i64>,
    /// What came of it.
    pub outcome: SetOutcome,
    /// Points or yen of one, by the masters; null if unpriced.
    pub expected: Option<Worth>,
    /// The lines without a price.
    pub unpriced: Vec<AuditUnpriced>,
}

/// What came of a set.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SetOutcome {
    /// Priced otherwise than the receipt.
    Differs,
    /// 算定不能.
    Unpriced,
}

/// Points or yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// 点数.
    Points(i64),
    /// 金額 in yen.
    Yen(i64),
}

/// A line without a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditUnpriced {
    /// The line.
    pub line: u64,
    /// Its code; null if the field holds none.
    pub code: Option<String>,
    /// The name of the code, if a master loaded has it.
    pub name: Option<String>,
    /// Why, as a stable code.
    pub reason: String,
    /// The master that is missing for the day.
    pub table: Option<String>,
    /// The day of care, or the first or last day of validity.
    pub day: Option<NaiveDate>,
}

/// How much a finding weighs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// 誤り.
    Error,
    /// 要確認.
    Warning,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditFinding {
    /// The kind, as a stable code.
    pub kind: String,
    /// How much it weighs.
    pub weight: Weight,
    /// The line it speaks of.
    pub line: u64,
    /// The rule's id.
    pub rule: String,
    /// Where the rule stands.
    pub article: String,
    /// The code it speaks of.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Its 区分番号 in the 点数表.
    pub section: Option<String>,
    /// The code it collides with.
    pub other: Option<String>,
    /// The name of that code.
    pub other_name: Option<String>,
    /// Expected points, yen, count or limit.
    pub expected: Option<i64>,
    /// Found points, yen or count.
    pub found: Option<i64>,
    /// The day it speaks of.
    pub day: Option<NaiveDate>,
    /// 算定単位コード or 項番 of a column.
    pub number: Option<u16>,
    /// A text of the masters.
    pub text: Option<String>,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// The line.
    pub line: u64,
    /// Whether the record was set aside.
    pub is_quarantined: bool,
    /// What is wrong, in Japanese.
    pub message_ja: String,
    /// What is wrong, in English.
    pub message_en: String,
}
