//! ルールブック: the dated rows of the law that no national master holds, as `master-loader` made them.

pub mod copay;
pub mod copay_extra;
pub mod copay_limit;
pub mod copay_programme;
pub mod copay_subsidy;
pub mod points;
pub mod rule;

use copay::CopayBook;
pub use rule::{Rule, RuleIndex};

/// ルールブック: every row, by part.
#[doc(alias = "ルールブック")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleBook {
    /// 患者負担.
    pub copay: CopayBook,
}
