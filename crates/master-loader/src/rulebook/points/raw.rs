//! 行の原形: the TOML of each mechanism, key for key; unknown keys are faults.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

/// A text with its place.
pub(super) type Text = Spanned<String>;

macro_rules! raw {
    ($($name:ident { $($field:ident: $type:ty,)* })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            pub(super) id: Text,
            pub(super) article: Text,
            pub(super) from: Day,
            pub(super) through: Option<Day>,
            #[serde(default = "yes")]
            pub(super) enacted: bool,
            #[serde(default)]
            pub(super) reason: String,
            #[serde(default)]
            #[expect(dead_code, reason = "which cases show the row is for readers and for the coverage report")]
            pub(super) cases: Vec<String>,
            $(pub(super) $field: $type,)*
        }

        impl Row for $name {
            fn head(&self) -> Head<'_> {
                Head {
                    id: &self.id,
                    article: &self.article,
                    from: &self.from,
                    through: self.through.as_ref(),
                    is_enacted: self.enacted,
                    reason: &self.reason,
                }
            }
        }
    )*};
}

/// A day, as TOML writes it without quotes.
pub(super) type Day = Spanned<toml::value::Datetime>;

/// What every row has.
pub(super) struct Head<'r> {
    pub(super) id: &'r Text,
    pub(super) article: &'r Text,
    pub(super) from: &'r Day,
    pub(super) through: Option<&'r Day>,
    pub(super) is_enacted: bool,
    pub(super) reason: &'r str,
}

/// A row of any mechanism.
pub(super) trait Row {
    fn head(&self) -> Head<'_>;
}

const fn yes() -> bool {
    true
}

/// The calendar day of a TOML date without a time.
pub(super) fn day(value: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = value.date.filter(|_| value.time.is_none() && value.offset.is_none())?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

raw! {
    RawBasicFee { visit: Text, when: Option<Text>, act: Text, repeat: Option<Text>, }
    RawAddition { act: Text, to: Vec<Text>, when: Option<Text>, provided: Option<Text>, per: Option<Text>, }
    RawPercent { act: Text, to: Vec<Text>, when: Option<Text>, ordered: Option<bool>, }
    RawRequirement { acts: Vec<Text>, needs: Text, refuse: Text, }
    RawAttachment { acts: Vec<Text>, to: Vec<Text>, unit: Text, }
    RawInclusion {
        parent: Vec<Text>,
        included: Vec<Text>,
        unit: Text,
        when: Option<Text>,
        keeps_judgement: Option<bool>,
        even_if_refused: Option<bool>,
        drugs: Option<bool>,
        materials: Option<bool>,
        own_drugs: Option<Vec<Text>>,
    }
    RawExclusion { first: Vec<Text>, second: Option<Vec<Text>>, unit: Text, survivor: Text, when: Option<Text>, }
    RawExclusionGroups { groups: Vec<Vec<Text>>, unit: Text, survivor: Text, when: Option<Text>, }
    RawLimit {
        acts: Vec<Text>,
        unit: Text,
        limit: u32,
        measure: Option<Text>,
        each: Option<bool>,
        when: Option<Text>,
    }
    RawFrequencyOff { acts: Vec<Text>, unit_code: u16, }
    RawUnfiledStandard { standard: u16, }
    RawJudgement { group: u8, when: Option<Text>, act: Text, }
    RawSpecimen { act: Text, tests: Vec<Text>, }
    RawBundle { group: u8, steps: Spanned<Vec<(u16, i64)>>, }
    RawReduction {
        acts: Vec<Text>,
        ratio: Spanned<(i64, i64)>,
        rounding: Text,
        together: Option<bool>,
        with_additions: Option<bool>,
    }
    RawFactor { acts: Vec<Text>, when: Option<Text>, ratio: Spanned<(i64, i64)>, rounding: Text, }
    RawFirstMonth {
        acts: Vec<Text>,
        advanced: bool,
        calendar_month: Option<bool>,
        also_first: Option<Vec<Text>>,
    }
    RawOpen { acts: Vec<Text>, when: Option<Text>, about: Option<Vec<Text>>, }
    RawSameField { acts: Vec<Text>, }
    RawPercentBase { acts: Vec<Text>, notes: Vec<Text>, }
    RawAgeException { acts: Vec<Text>, when: Text, }
    RawDrugTariff {
        sections: Vec<char>,
        floor_yen: Decimal,
        floor_points: Option<i64>,
        base_points: i64,
        step_yen: Decimal,
    }
    RawMaterialTariff { kind: u8, yen_per_point: Decimal, rounding: Text, yen_rounding: Option<Text>, }
    RawPrescriptionFee { dispensing: Text, band: Text, act: Text, controlled: Option<Text>, }
    RawDispensingFee { internal: bool, act: Text, controlled: Option<Text>, }
    RawPrescriptionRules {
        temporary_days: u32,
        psychotropics: Vec<RawKindLimit>,
        psychotropic_ratio: Spanned<(i64, i64)>,
        kinds: u16,
        kinds_unless: Option<Vec<Text>>,
        one_kind_yen: Decimal,
        kinds_ratio: Spanned<(i64, i64)>,
        rounding: Text,
    }
    RawDrugClass { number: u16, name: Text, ingredients: Vec<RawIngredient>, }
    RawPatchLimit { unit: u16, ingredients: Vec<RawIngredient>, sheets: u32, }
    RawHolidays { days: Vec<Day>, }
}

/// 種類数 of one or more classes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKindLimit {
    pub(super) classes: Vec<u16>,
    pub(super) from: u16,
    pub(super) leaves_out_temporary: bool,
}

/// An ingredient: the beginning of its 薬価基準収載医薬品コード, and its name for the reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIngredient {
    pub(super) code: Text,
    pub(super) name: String,
}

/// The head of an overlay.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOverlay {
    pub(super) name: Text,
}

/// A row an overlay silences: `rule`, or `table` with two `acts`, or `table` with one of `acts` and a `unit`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSilence {
    pub(super) rule: Option<Text>,
    pub(super) table: Option<Text>,
    #[serde(default)]
    pub(super) acts: Vec<Text>,
    pub(super) unit: Option<u16>,
    pub(super) from: Option<Day>,
    pub(super) through: Option<Day>,
    pub(super) reason: Text,
}

/// A file of the rule book, or an overlay.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawFile {
    pub(super) overlay: Option<RawOverlay>,
    pub(super) silence: Vec<Spanned<RawSilence>>,
    pub(super) basic_fee: Vec<RawBasicFee>,
    pub(super) addition: Vec<RawAddition>,
    pub(super) percent: Vec<RawPercent>,
    pub(super) requirement: Vec<RawRequirement>,
    pub(super) attachment: Vec<RawAttachment>,
    pub(super) inclusion: Vec<RawInclusion>,
    pub(super) exclusion: Vec<RawExclusion>,
    pub(super) exclusion_groups: Vec<RawExclusionGroups>,
    pub(super) limit: Vec<RawLimit>,
    pub(super) frequency_off: Vec<RawFrequencyOff>,
    pub(super) unfiled_standard: Vec<RawUnfiledStandard>,
    pub(super) judgement: Vec<RawJudgement>,
    pub(super) specimen: Vec<RawSpecimen>,
    pub(super) bundle: Vec<RawBundle>,
    pub(super) reduction: Vec<RawReduction>,
    pub(super) factor: Vec<RawFactor>,
    pub(super) first_month: Vec<RawFirstMonth>,
    pub(super) percent_base: Vec<RawPercentBase>,
    pub(super) age_exception: Vec<RawAgeException>,
    pub(super) same_field: Vec<RawSameField>,
    pub(super) open: Vec<RawOpen>,
    pub(super) drug_tariff: Vec<RawDrugTariff>,
    pub(super) material_tariff: Vec<RawMaterialTariff>,
    pub(super) prescription_fee: Vec<RawPrescriptionFee>,
    pub(super) dispensing_fee: Vec<RawDispensingFee>,
    pub(super) prescription_rules: Vec<RawPrescriptionRules>,
    pub(super) drug_class: Vec<RawDrugClass>,
    pub(super) patch_limit: Vec<RawPatchLimit>,
    pub(super) holidays: Vec<RawHolidays>,
}
