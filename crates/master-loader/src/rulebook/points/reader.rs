//! 行の読取り: heads, days, codes, selectors, conditions and words of a row, each fault with its place.

use super::build::{Builder, select};
use super::raw::{Day, Head, RawIngredient, Row, Text, day};
use super::{condition, selector};
use crate::rulebook::Places;
use chrono::NaiveDate;
use santei_engine::masters::code::ActCode;
use santei_engine::rulebook::points::{
    Condition, Ingredient, OverlayNo, PointsBook, RuleMeta, RuleNo, SelectorNo, Unit,
};
use santei_engine::{Ratio, Rounding, Span};
use toml::Spanned;

/// A file's places and the builder, while its rows are read.
pub(super) struct Reader<'b, 't> {
    pub(super) builder: &'b mut Builder,
    pub(super) places: Places<'t>,
}

impl Reader<'_, '_> {
    pub(super) fn book(&mut self) -> &mut PointsBook {
        &mut self.builder.book
    }

    pub(super) fn is_fixed(&self, rule: RuleNo) -> bool {
        self.builder.fixed.contains(&rule)
    }

    /// A row that no overlay can silence, because it is kept in another form.
    pub(super) fn fix(&mut self, rule: RuleNo) {
        self.builder.fixed.insert(rule);
    }

    pub(super) fn set_overlay(&mut self, number: Option<OverlayNo>) {
        self.builder.overlay = number;
    }

    pub(super) fn line(&self, span: &std::ops::Range<usize>) -> u32 {
        u32::try_from(self.places.fault_of(span, "").line).unwrap_or(u32::MAX)
    }

    pub(super) fn file_name(&self) -> String {
        self.places.fault(0, "", "").file
    }

    pub(super) fn fault(&mut self, span: &std::ops::Range<usize>, expected: &str) {
        self.builder.faults.push(self.places.fault_of(span, expected));
    }

    /// The rule's number; `None` if it is not enacted or its head is at fault.
    pub(super) fn rule(&mut self, row: &impl Row) -> Option<RuleNo> {
        let Head { id, article, from, through, is_enacted, reason } = row.head();
        if !self.builder.ids.insert(id.get_ref().clone()) || id.get_ref().is_empty() {
            self.fault(&id.span(), "an id that no other row has");
            return None;
        }
        if article.get_ref().is_empty() {
            self.fault(&article.span(), "the article the row stands on");
        }
        let first = self.day(from)?;
        let last = match through {
            Some(through) => self.day(through)?,
            None => NaiveDate::MAX,
        };
        let Ok(span) = Span::new(first, last) else {
            self.fault(&from.span(), "a first day not after the last");
            return None;
        };
        if !is_enacted {
            if reason.is_empty() {
                self.fault(&id.span(), "`reason`, because the row is not enacted");
            }
            return None;
        }
        let number = u32::try_from(self.builder.book.metas.len()).ok()?;
        self.builder.heads.push(self.places.fault_of(&id.span(), ""));
        self.builder.book.metas.push(RuleMeta {
            id: id.get_ref().clone(),
            article: article.get_ref().clone(),
            span,
            overlay: self.builder.overlay,
            silenced: Vec::new(),
        });
        Some(RuleNo(number))
    }

    pub(super) fn day(&mut self, value: &Day) -> Option<NaiveDate> {
        let found = day(value.get_ref());
        if found.is_none() {
            self.fault(&value.span(), "a day");
        }
        found
    }

    pub(super) fn act(&mut self, text: &Text) -> Option<ActCode> {
        let found = text.get_ref().parse().ok();
        if found.is_none() {
            self.fault(&text.span(), "診療行為コード of nine digits");
        }
        found
    }

    /// The act, if there is one; the fault is noted.
    pub(super) fn optional_act(&mut self, text: Option<&Text>) -> Option<ActCode> {
        text.and_then(|text| self.act(text))
    }

    pub(super) fn selector(&mut self, texts: &[Text]) -> Option<SelectorNo> {
        let words: Vec<&str> = texts.iter().map(|text| text.get_ref().as_str()).collect();
        match select(self.builder, &words) {
            Ok(number) => Some(number),
            Err(expected) => {
                let span = texts.iter().find(|text| {
                    let word = text.get_ref().trim_start_matches('!');
                    selector::selector(&[word]).is_err()
                });
                let span = span.or(texts.first()).map_or(0..0, Spanned::span);
                self.fault(&span, &expected);
                None
            }
        }
    }

    pub(super) fn condition(&mut self, text: Option<&Text>) -> Option<Condition> {
        let Some(text) = text else { return Some(Condition::Always) };
        let builder = &mut *self.builder;
        let parsed = condition::parse(text.get_ref(), &mut |texts| select(builder, texts));
        match parsed {
            Ok(condition) => Some(condition),
            Err(fault) => {
                let at = self.places.inside(text.span().start, fault.at);
                let fault = self.places.fault(at, &fault.found, &fault.expected);
                self.builder.faults.push(fault);
                None
            }
        }
    }

    pub(super) fn word<T>(&mut self, text: &Text, known: &[(&str, T)]) -> Option<T>
    where
        T: Copy,
    {
        let found = known.iter().find(|(word, _)| word == text.get_ref()).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<String> = known.iter().map(|(word, _)| format!("`{word}`")).collect();
            self.fault(&text.span(), &words.join(", "));
        }
        found
    }

    pub(super) fn rounding(&mut self, text: &Text) -> Option<Rounding> {
        let known = [
            ("half_up", Rounding::HalfUp),
            ("half_down", Rounding::HalfDown),
            ("down", Rounding::Down),
            ("up", Rounding::Up),
        ];
        self.word(text, &known)
    }

    pub(super) fn ratio(&mut self, pair: &Spanned<(i64, i64)>) -> Option<Ratio> {
        let (numerator, denominator) = *pair.get_ref();
        let ratio = Ratio::new(numerator, denominator).ok().filter(|_| numerator > 0);
        if ratio.is_none() {
            self.fault(&pair.span(), "two numbers above zero");
        }
        ratio
    }

    /// `visit`, `group`, `day`, `week`, `month`, `months:3`, `fiscal_year`, `ever`.
    pub(super) fn unit(&mut self, text: &Text) -> Option<Unit> {
        let word = text.get_ref().as_str();
        let unit = match word {
            "visit" => Some(Unit::Visit),
            "group" => Some(Unit::Group),
            "day" => Some(Unit::Day),
            "week" => Some(Unit::Week),
            "month" => Some(Unit::Months(1)),
            "fiscal_year" => Some(Unit::FiscalYear),
            "ever" => Some(Unit::Ever),
            _ => {
                let counted =
                    |name: &str| word.strip_prefix(name).and_then(|count| count.parse().ok());
                counted("months:").map(Unit::Months).or_else(|| counted("years:").map(Unit::Years))
            }
        };
        if unit.is_none() {
            self.fault(
                &text.span(),
                "`visit`, `group`, `day`, `week`, `month`, `months:N`, `years:N`, `fiscal_year` or `ever`",
            );
        }
        unit
    }

    pub(super) fn ingredients(&mut self, raw: &[RawIngredient]) -> Vec<Ingredient> {
        let mut all = Vec::new();
        for ingredient in raw {
            let code = ingredient.code.get_ref();
            if (4..=12).contains(&code.len())
                && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
            {
                let name = ingredient.name.clone();
                all.push(Ingredient { beginning: code.clone(), name });
            } else {
                self.fault(
                    &ingredient.code.span(),
                    "the first 4 to 12 characters of a 薬価基準収載医薬品コード",
                );
            }
        }
        all
    }
}
