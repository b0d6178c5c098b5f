//! 条件式の引数: words and numbers in brackets, quoted texts, selectors.

use super::condition::{Reader, Unknown, fault_at};
use super::grammar::{Relation, Value, ValueKind};
use santei_engine::rulebook::points::{Comparison, SelectorNo};

/// The quoted texts and the numbers (with their digits) in the brackets of a function.
type Arguments<'t> = (Vec<&'t str>, Vec<(i64, &'t str)>);

impl<'p, 't> Reader<'p, '_, 't> {
    /// `in [word, …]` or `= word`.
    pub(super) fn words<T>(&mut self, read: fn(&str) -> Option<T>) -> Result<Vec<T>, Unknown> {
        let known = |value: &Value<'t>| match value.kind {
            ValueKind::Name(word) => {
                read(word).ok_or_else(|| fault_at(value, "a word that the fact knows"))
            }
            _ => Err(fault_at(value, "a word")),
        };
        match self.relation("`in` or `=`")? {
            Relation::In(values) => values.iter().map(known).collect(),
            Relation::Sign("=", value) => Ok(vec![known(value)?]),
            Relation::Sign(_, value) => Err(fault_at(value, "a word after `in` or `=`")),
        }
    }

    pub(super) fn numbers_in(&mut self) -> Result<Vec<(i64, &'t str)>, Unknown> {
        let Relation::In(values) = self.relation("`in`")? else { return Err(self.fault("`in`")) };
        values.iter().map(number).collect()
    }

    /// A sign, and the whole number behind it.
    pub(super) fn comparison(&mut self) -> Result<(Comparison, i64), Unknown> {
        const SIGNS: &str = "`<`, `<=`, `=`, `>=` or `>`";
        let Relation::Sign(sign, value) = self.relation(SIGNS)? else {
            return Err(self.fault(SIGNS));
        };
        let comparison = match *sign {
            "<" => Comparison::Less,
            "<=" => Comparison::AtMost,
            "=" => Comparison::Equal,
            ">=" => Comparison::AtLeast,
            ">" => Comparison::More,
            _ => return Err(self.fault(SIGNS)),
        };
        Ok((comparison, number(value)?.0))
    }

    fn relation(&mut self, expected: &str) -> Result<&'p Relation<'t>, Unknown> {
        self.has_relation = false;
        self.fact.relation.as_ref().ok_or_else(|| self.fault(expected))
    }

    /// The quoted texts and the numbers in the brackets of a function.
    pub(super) fn arguments(&mut self) -> Result<Arguments<'t>, Unknown> {
        self.has_arguments = false;
        let values =
            self.fact.arguments.as_ref().ok_or_else(|| self.fault("`(` and its values"))?;
        self.at = values.first().map_or(self.at, |value| value.at);
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        for value in values {
            match value.kind {
                ValueKind::Number(number, digits) => numbers.push((number, digits)),
                ValueKind::Quoted(text) => texts.push(text),
                ValueKind::Name(_) => {
                    return Err(fault_at(value, "a number or a quoted text"));
                }
            }
        }
        Ok((texts, numbers))
    }

    pub(super) fn texts(&mut self) -> Result<Vec<String>, Unknown> {
        let (texts, numbers) = self.arguments()?;
        if texts.is_empty() || !numbers.is_empty() {
            return Err(self.fault("quoted texts"));
        }
        Ok(texts.into_iter().map(str::to_owned).collect())
    }

    /// The selector in the brackets of a function, with the number before it if there is one.
    pub(super) fn selector(&mut self) -> Result<(SelectorNo, Option<u16>), Unknown> {
        let (texts, numbers) = self.arguments()?;
        let months = numbers.first().map(|(number, _)| u16::try_from(*number));
        let months = months.transpose().map_err(|_| self.fault("a number of months"))?;
        if texts.is_empty() || numbers.len() > 1 {
            return Err(self.fault("a quoted selector"));
        }
        let number = (self.select)(&texts).map_err(|expected| self.fault(&expected))?;
        Ok((number, months))
    }
}

fn number<'t>(value: &Value<'t>) -> Result<(i64, &'t str), Unknown> {
    match value.kind {
        ValueKind::Number(number, digits) => Ok((number, digits)),
        _ => Err(fault_at(value, "a whole number")),
    }
}
