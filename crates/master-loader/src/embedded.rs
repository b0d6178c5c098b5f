//! 同梱のルールブック: the text of `masters/rulebook`, compiled in.

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../masters/rulebook/", $name)))),*]
    };
}

/// The rule-book files, as `(name, text)`, ready for [`crate::rulebook::load`].
pub const RULEBOOK: &[(&str, &str)] = files![
    "copay/class.toml",
    "copay/combination.toml",
    "copay/fixed_limit.toml",
    "copay/limit_from70.toml",
    "copay/limit_under70.toml",
    "copay/local_generic.toml",
    "copay/local_programmes.toml",
    "copay/meal.toml",
    "copay/rate.toml",
    "copay/rounding.toml",
    "copay/selection.toml",
    "copay/subsidy_national.toml",
    "copay/tier.toml",
];
