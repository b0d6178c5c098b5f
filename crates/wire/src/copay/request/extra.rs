//! 保険外の負担: 長期収載品の選定療養, 差額, 自費, with consumption tax.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A charge outside the insured share; the patient pays the whole of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
pub enum Extra {
    /// 長期収載品の選定療養: one 所定単位 (内服 1剤1日分, 頓服・外用 1調剤).
    LongListedDrug {
        /// 処方・調剤の日.
        date: NaiveDate,
        /// The drugs of the unit.
        drugs: Vec<LongListedDrug>,
        /// 日数 or 調剤数.
        units: u32,
    },
    /// 選定療養・自費 of another kind (差額ベッド, 時間外選定 …).
    Private {
        /// The day, which picks the tax rate.
        date: NaiveDate,
        /// What it is for.
        name: String,
        /// The price before tax, in yen.
        amount_yen: i64,
        /// 課税.
        taxable: bool,
    },
}

/// 先発品 of a 選定療養.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongListedDrug {
    /// 先発品の薬価, in yen.
    pub brand_price: Decimal,
    /// 後発品の最高価格, in yen.
    pub generic_price: Decimal,
    /// 量 of one unit.
    pub quantity: Decimal,
}
