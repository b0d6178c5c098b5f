//! 条件式の引数: words and numbers in brackets, quoted texts, selectors.

use super::condition::{Fault, Parser};
use super::lexer::TokenKind;
use santei_engine::rulebook::points::SelectorNo;

/// The quoted texts and the numbers (with their digits) in the brackets of a function.
type Arguments<'t> = (Vec<&'t str>, Vec<(i64, &'t str)>);

impl<'t> Parser<'_, 't> {
    /// `in [word, …]` or `= word`.
    pub(super) fn words<T>(&mut self, read: fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        let word = |parser: &mut Self| match parser.take() {
            TokenKind::Name(word) => {
                read(word).ok_or_else(|| parser.fault("a word that the fact knows"))
            }
            _ => Err(parser.fault("a word")),
        };
        if self.is_next(TokenKind::Sign("=")) {
            return Ok(vec![word(self)?]);
        }
        self.opening()?;
        loop {
            all.push(word(self)?);
            if !self.goes_on("]")? {
                return Ok(all);
            }
        }
    }

    pub(super) fn numbers_in(&mut self) -> Result<Vec<(i64, &'t str)>, Fault> {
        let mut all = Vec::new();
        self.opening()?;
        loop {
            match self.take() {
                TokenKind::Number(number, digits) => all.push((number, digits)),
                _ => return Err(self.fault("a number")),
            }
            if !self.goes_on("]")? {
                return Ok(all);
            }
        }
    }

    fn opening(&mut self) -> Result<(), Fault> {
        if self.take() != TokenKind::Name("in") {
            return Err(self.fault("`in`"));
        }
        self.sign("[")
    }

    /// Whether another value follows; false after the closing sign.
    fn goes_on(&mut self, closing: &str) -> Result<bool, Fault> {
        match self.take() {
            TokenKind::Sign(",") => Ok(true),
            TokenKind::Sign(sign) if sign == closing => Ok(false),
            _ => Err(self.fault(&format!("`,` or `{closing}`"))),
        }
    }

    /// The quoted texts and the numbers in the brackets of a function.
    pub(super) fn arguments(&mut self) -> Result<Arguments<'t>, Fault> {
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        self.sign("(")?;
        loop {
            match self.take() {
                TokenKind::Number(number, digits) => numbers.push((number, digits)),
                TokenKind::Quoted(text) => texts.push(text),
                _ => return Err(self.fault("a number or a quoted text")),
            }
            if !self.goes_on(")")? {
                return Ok((texts, numbers));
            }
        }
    }

    pub(super) fn texts(&mut self) -> Result<Vec<String>, Fault> {
        let (texts, numbers) = self.arguments()?;
        if texts.is_empty() || !numbers.is_empty() {
            return Err(self.fault("quoted texts"));
        }
        Ok(texts.into_iter().map(str::to_owned).collect())
    }

    /// The selector in the brackets of a function, with the number before it if there is one.
    pub(super) fn selector(&mut self) -> Result<(SelectorNo, Option<u16>), Fault> {
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
