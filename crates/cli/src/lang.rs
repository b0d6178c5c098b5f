//! 言語: Japanese or English, from `--lang` or the locale.

use clap::ValueEnum;
use std::ffi::OsString;

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Ja,
    En,
}

impl Lang {
    /// The language that `words` ask for, or else the locale's.
    ///
    /// It is needed before the command line is read, because its help and its errors are in that language too.
    pub(crate) fn chosen(words: &[OsString]) -> Self {
        let named = words.iter().zip(words.iter().skip(1)).find_map(|(flag, value)| {
            (flag == "--lang").then(|| value.to_str()).flatten().and_then(Self::named)
        });
        let joined = || {
            words
                .iter()
                .find_map(|word| word.to_str()?.strip_prefix("--lang=").and_then(Self::named))
        };
        named
            .or_else(joined)
            .unwrap_or_else(|| Self::of_locale(sys_locale::get_locale().as_deref()))
    }

    fn named(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }

    fn of_locale(locale: Option<&str>) -> Self {
        match locale {
            Some(name) if name.to_ascii_lowercase().starts_with("ja") => Self::Ja,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_locale() {
        for (words, expected) in [
            (vec!["santei", "--lang", "ja"], Lang::Ja),
            (vec!["santei", "audit", "--lang=en", "x"], Lang::En),
            (vec!["santei", "audit", "--lang", "JA"], Lang::Ja),
        ] {
            let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
            assert_eq!(Lang::chosen(&words), expected, "{words:?}");
        }
    }

    #[test]
    fn a_japanese_locale_speaks_japanese() {
        for (locale, expected) in [
            (Some("ja-JP"), Lang::Ja),
            (Some("ja_JP.UTF-8"), Lang::Ja),
            (Some("C"), Lang::En),
            (None, Lang::En),
        ] {
            assert_eq!(Lang::of_locale(locale), expected, "{locale:?}");
        }
    }
}
