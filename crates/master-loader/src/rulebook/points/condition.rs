//! 条件式の文法: `age < 6 and not (visit in [phone_revisit] or standard(3585))`, checked as it is read.
//!
//! ```text
//! any       = all ("or" all)*
//! all       = not ("and" not)*
//! not       = "not" not | "(" any ")" | fact
//! fact      = flag | number sign digits | word "in" "[" values "]" | function "(" values ")"
//! ```
//!
//! Names, words and the kinds of arguments are fixed here; anything else is a fault with its place.

use super::lexer::{Token, TokenKind, tokens};
use santei_engine::rulebook::points::{Condition, SelectorNo};

/// What is wrong, at which byte of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) found: String,
    pub(super) expected: String,
}

/// Reads a condition; `select` turns the texts of a selector into its number.
pub(super) fn parse(
    text: &str,
    select: &mut dyn FnMut(&[&str]) -> Result<SelectorNo, String>,
) -> Result<Condition, Fault> {
    let all = tokens(text).map_err(|at| Fault {
        at,
        found: text.get(at..).unwrap_or_default().chars().take(10).collect(),
        expected: "a name, a number, a quoted selector or a sign".to_owned(),
    })?;
    let mut parser = Parser { all: &all, next: 0, select };
    let condition = parser.any()?;
    parser.end()?;
    Ok(condition)
}

pub(super) struct Parser<'p, 't> {
    all: &'p [Token<'t>],
    pub(super) next: usize,
    pub(super) select: &'p mut dyn FnMut(&[&str]) -> Result<SelectorNo, String>,
}

impl<'t> Parser<'_, 't> {
    pub(super) fn peek(&self) -> TokenKind<'t> {
        self.all.get(self.next).map_or(TokenKind::End, |token| token.kind)
    }

    pub(super) fn take(&mut self) -> TokenKind<'t> {
        let kind = self.peek();
        self.next = self.next.saturating_add(1);
        kind
    }

    pub(super) fn is_next(&mut self, kind: TokenKind<'_>) -> bool {
        let is_next = self.peek() == kind;
        if is_next {
            self.next = self.next.saturating_add(1);
        }
        is_next
    }

    /// A fault at the token last taken.
    pub(super) fn fault(&self, expected: &str) -> Fault {
        let token = self.all.get(self.next.saturating_sub(1)).or(self.all.last());
        let found = match token.map(|token| token.kind) {
            Some(
                TokenKind::Name(word)
                | TokenKind::Sign(word)
                | TokenKind::Number(_, word)
                | TokenKind::Quoted(word),
            ) => word,
            _ => "",
        };
        Fault {
            at: token.map_or(0, |token| token.at),
            found: found.to_owned(),
            expected: expected.to_owned(),
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        if self.take() == TokenKind::End {
            Ok(())
        } else {
            Err(self.fault("`and`, `or` or the end"))
        }
    }

    fn any(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.all_of()?];
        while self.is_next(TokenKind::Name("or")) {
            parts.push(self.all_of()?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all_of(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.not()?];
        while self.is_next(TokenKind::Name("and")) {
            parts.push(self.not()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn not(&mut self) -> Result<Condition, Fault> {
        if self.is_next(TokenKind::Name("not")) {
            return Ok(Condition::Not(Box::new(self.not()?)));
        }
        if self.is_next(TokenKind::Sign("(")) {
            let inner = self.any()?;
            self.sign(")")?;
            return Ok(inner);
        }
        self.fact()
    }

    pub(super) fn sign(&mut self, sign: &str) -> Result<(), Fault> {
        match self.take() {
            TokenKind::Sign(found) if found == sign => Ok(()),
            _ => Err(self.fault(&format!("`{sign}`"))),
        }
    }
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}
