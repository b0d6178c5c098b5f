//! 点数のルールブック: the typed rows of `masters/rulebook/points/`, one list a mechanism.
//!
//! A row names acts by a [`Selector`], asks for facts by a [`Condition`] and carries the number of its [`RuleMeta`].

mod condition;
mod medication;
mod overlay;
mod rows;
mod selector;

pub use condition::{Comparison, Condition, Flag, NumberFact};
pub use medication::{
    DispensingFee, DrugClass, Ingredient, KindLimit, PatchLimit, PrescriptionBand, PrescriptionFee,
    PrescriptionRules,
};
pub use overlay::{Overlay, OverlayNo, Silence, Silenced};
pub use rows::{
    Addition, AgeException, Attachment, BasicFee, Bundle, DrugTariffRow, Exclusion, Factor,
    FirstMonth, FrequencyOff, Inclusion, Judgement, Limit, MaterialTariffRow, Measure, Open, Per,
    Percent, PercentBase, Reduction, RefusalKind, Requirement, SameField, Specimen, Survivor,
    UnfiledStandard, Unit,
};
pub use selector::{Atom, Column, Pattern, Selector, SelectorNo};

use crate::span::Span;
use chrono::NaiveDate;

/// The number of a rule: its place in [`PointsBook::metas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleNo(pub u32);

/// What every row carries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleMeta {
    /// The row's id, unique in the whole rule book.
    pub id: String,
    /// 告示・通知 the row stands on.
    pub article: String,
    /// The days for which the row speaks.
    pub span: Span,
    /// 上書き that added the row; none for a supplied row.
    pub overlay: Option<OverlayNo>,
    /// The days for which an overlay silences the row.
    pub silenced: Vec<Span>,
}

/// 点数のルールブック: every row, by mechanism.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[expect(
    missing_docs,
    reason = "each list is named after the row type it holds, which is documented"
)]
pub struct PointsBook {
    pub overlays: Vec<Overlay>,
    pub metas: Vec<RuleMeta>,
    pub selectors: Vec<Selector>,
    pub basic_fees: Vec<BasicFee>,
    pub additions: Vec<Addition>,
    pub percents: Vec<Percent>,
    pub requirements: Vec<Requirement>,
    pub attachments: Vec<Attachment>,
    pub inclusions: Vec<Inclusion>,
    pub exclusions: Vec<Exclusion>,
    pub limits: Vec<Limit>,
    pub frequency_offs: Vec<FrequencyOff>,
    pub unfiled_standards: Vec<UnfiledStandard>,
    pub judgements: Vec<Judgement>,
    pub specimens: Vec<Specimen>,
    pub bundles: Vec<Bundle>,
    pub reductions: Vec<Reduction>,
    pub factors: Vec<Factor>,
    pub first_months: Vec<FirstMonth>,
    pub percent_bases: Vec<PercentBase>,
    pub age_exceptions: Vec<AgeException>,
    pub same_fields: Vec<SameField>,
    pub opens: Vec<Open>,
    pub drug_tariffs: Vec<DrugTariffRow>,
    pub material_tariffs: Vec<MaterialTariffRow>,
    pub prescription_fees: Vec<PrescriptionFee>,
    pub dispensing_fees: Vec<DispensingFee>,
    pub prescription_rules: Vec<PrescriptionRules>,
    pub drug_classes: Vec<DrugClass>,
    pub patch_limits: Vec<PatchLimit>,
    /// 国民の祝日 and the days that stand as 休日 beside Sundays, rising.
    pub holidays: Vec<NaiveDate>,
}

impl PointsBook {
    /// The meta data of a rule.
    pub fn meta(&self, rule: RuleNo) -> Option<&RuleMeta> {
        usize::try_from(rule.0).ok().and_then(|index| self.metas.get(index))
    }

    /// An overlay.
    pub fn overlay(&self, number: OverlayNo) -> Option<&Overlay> {
        usize::try_from(number.0).ok().and_then(|index| self.overlays.get(index))
    }

    /// Whether a rule speaks for `day`.
    pub fn speaks(&self, rule: RuleNo, day: NaiveDate) -> bool {
        let silenced = |meta: &RuleMeta| meta.silenced.iter().any(|span| span.contains(day));
        self.meta(rule).is_some_and(|meta| meta.span.contains(day) && !silenced(meta))
    }
}
