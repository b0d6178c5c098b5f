//! 事例の入力: the forms `month` and `limit` of the case book, read from JSON.

use serde::{Deserialize, Serialize};

use crate::number::Refusal;

/// 診療年月, as `2026-08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    year: i32,
    month: u32,
}

/// 年齢区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Age {
    /// 70歳未満.
    #[serde(rename = "under70")]
    Under70,
    /// 70歳から74歳 (高齢受給者).
    #[serde(rename = "70-74")]
    From70,
    /// 75歳以上 (後期高齢者).
    #[serde(rename = "75+")]
    From75,
}

/// 所得区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Class {
    /// 標準報酬月額83万円以上 (令42条1項2号).
    #[serde(rename = "ア")]
    A,
    /// 53万円以上83万円未満 (3号).
    #[serde(rename = "イ")]
    I,
    /// 28万円以上53万円未満 (1号).
    #[serde(rename = "ウ")]
    U,
    /// 28万円未満 (4号).
    #[serde(rename = "エ")]
    E,
    /// 市町村民税非課税 (5号).
    #[serde(rename = "オ")]
    O,
    /// 現役並みⅢ (令42条3項2号).
    #[serde(rename = "現役並みⅢ")]
    Active3,
    /// 現役並みⅡ (3号).
    #[serde(rename = "現役並みⅡ")]
    Active2,
    /// 現役並みⅠ (4号).
    #[serde(rename = "現役並みⅠ")]
    Active1,
    /// 一般 (1号).
    #[serde(rename = "一般", alias = "一般Ⅰ")]
    General,
    /// 一般Ⅱ: 後期高齢者の2割負担 (高確法67条1項2号); the limits are those of 一般.
    #[serde(rename = "一般Ⅱ")]
    General2,
    /// 低所得Ⅱ (5号).
    #[serde(rename = "低所得Ⅱ")]
    Low2,
    /// 低所得Ⅰ (6号).
    #[serde(rename = "低所得Ⅰ")]
    Low1,
}

/// 公費: one subsidy of the patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subsidy {
    /// 法別番号.
    pub act: String,
    /// 月額自己負担上限額 in yen, if the certificate names one.
    pub month_cap: Option<i64>,
}

/// 医療費のうち同じ負担者の組が負担する部分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// 医療費 in yen.
    pub medical_yen: i64,
    /// `insurance` and 法別番号, in order of payment.
    pub payers: Vec<String>,
}

/// The form `month`: one patient, one facility, one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthInput {
    /// 診療年月.
    pub month: Period,
    /// 年齢区分.
    pub age_group: Age,
    /// 入院.
    pub inpatient: bool,
    /// 負担割合 in tenths.
    pub rate_tenths: i64,
    /// 所得区分, certified.
    pub income_class: Class,
    /// 多数回該当.
    pub repeated: bool,
    /// 75歳到達月.
    pub turns_75: bool,
    /// マル長の自己負担限度額 in yen, as on the certificate (not halved).
    pub special_disease_cap: Option<i64>,
    /// 公費, in order of payment.
    pub subsidies: Vec<Subsidy>,
    /// The parts of the month's 医療費.
    pub sets: Vec<Set>,
}

/// The form `limit`: the high-cost limit of a 医療費.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitInput {
    /// 診療年月.
    pub month: Period,
    /// 年齢区分.
    pub age_group: Age,
    /// 所得区分; this or the next field is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_class: Option<Class>,
    /// 標準報酬月額 in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_monthly_remuneration: Option<i64>,
    /// 多数回該当.
    pub repeated: bool,
    /// 医療費 in yen.
    pub medical_yen: i64,
}

/// What a `limit` case expects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitCase {
    /// 高額療養費算定基準額.
    pub limit: i64,
    /// 3割 of the 医療費 beyond the limit.
    #[serde(default)]
    pub refund: Option<i64>,
}

/// What a `month` case expects of one payer; only what the source prints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayerExpectation {
    /// `insurance` or 法別番号.
    pub payer: String,
    /// 一部負担金相当額 that enters the subsidy.
    #[serde(default)]
    pub share_in: Option<i64>,
    /// What the patient owes under the subsidy before 合算.
    #[serde(default)]
    pub due: Option<i64>,
    /// 一部負担金相当額 after the first-stage limits and 合算.
    #[serde(default)]
    pub uncovered: Option<i64>,
    /// What the payer pays.
    #[serde(default)]
    pub pays: Option<i64>,
}

impl Period {
    /// The month `month` of `year`.
    pub const fn new(year: i32, month: u32) -> Self {
        Self { year, month }
    }

    /// The year and the month.
    pub const fn parts(self) -> (i32, u32) {
        (self.year, self.month)
    }
}

impl TryFrom<String> for Period {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Self, Refusal> {
        let wrong = || Refusal::Meaningless(format!("month `{text}`, expected `2026-08`"));
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        let year = year.parse().map_err(|_| wrong())?;
        let month = month.parse().map_err(|_| wrong())?;
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(wrong()) }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        format!("{:04}-{:02}", period.year, period.month)
    }
}
