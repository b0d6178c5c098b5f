//! 原稿: a source of receipts in TOML.

use serde::Deserialize;

/// One file of receipts: facilities one after the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) facility: Vec<Facility>,
}

/// 医療機関 (IR … GO).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facility {
    /// 審査支払機関: 1 社保, 2 国保.
    pub(crate) agency: u8,
    pub(crate) prefecture: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) phone: String,
    /// 請求年月 `YYYYMM`.
    pub(crate) month: String,
    pub(crate) receipt: Vec<Receipt>,
}

/// レセプト (RE …).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Receipt {
    /// レセプト種別.
    pub(crate) kind: String,
    /// 診療年月 `YYYYMM`.
    pub(crate) month: String,
    pub(crate) name: String,
    pub(crate) kana: String,
    /// 1 male, 2 female.
    pub(crate) sex: u8,
    /// `YYYYMMDD`.
    pub(crate) birth: String,
    /// 給付割合, only where 国保 asks for it.
    #[serde(default)]
    pub(crate) rate: String,
    /// 入院年月日.
    #[serde(default)]
    pub(crate) admitted: String,
    /// 特記事項.
    #[serde(default)]
    pub(crate) notes: String,
    /// 病床数.
    #[serde(default)]
    pub(crate) beds: String,
    /// 診療科.
    #[serde(default)]
    pub(crate) department: String,
    pub(crate) insurer: String,
    pub(crate) symbol: String,
    pub(crate) number: String,
    /// The days of care.
    pub(crate) days: Vec<u8>,
    /// 公費: 負担者番号, 受給者番号.
    #[serde(default)]
    pub(crate) public: Vec<[String; 2]>,
    /// 食事療養: how often, and the amount in yen.
    pub(crate) meals: Option<[u32; 2]>,
    /// `コード 開始日 [main] [修飾語…]`, or `名称 開始日` for an uncoded one.
    pub(crate) diseases: Vec<String>,
    /// The sets; see `set.rs`.
    pub(crate) sets: Vec<String>,
    /// 合計点数, worked out by hand; it must be the sum of the sets.
    pub(crate) total: u32,
    /// 合計点数 as the receipt has it where it is wrong on purpose.
    pub(crate) recorded_total: Option<u32>,
    /// A record to put in as it stands, behind the sets.
    #[serde(default)]
    pub(crate) raw: Vec<String>,
    /// What is wrong with the receipt on purpose, for the reader.
    #[serde(default, rename = "mistake")]
    pub(crate) _mistake: String,
}
