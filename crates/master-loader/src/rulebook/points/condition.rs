//! 条件式: a condition read and checked: the tree of [`grammar`](super::grammar) with the meaning of every fact.

use super::grammar::{Fact, Miss, Node, Value, parse as tree};
use santei_engine::rulebook::points::{Condition, SelectorNo};

/// What is wrong, at which byte of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) found: String,
    pub(super) expected: String,
}

/// A fact that does not mean anything, at the byte where it stops to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknown {
    pub(super) at: usize,
    pub(super) expected: String,
}

impl From<Miss> for Unknown {
    fn from(miss: Miss) -> Self {
        Self { at: miss.at, expected: miss.expected.to_owned() }
    }
}

/// Gives the texts of a selector their number.
pub(super) type Select<'s> = dyn FnMut(&[&str]) -> Result<SelectorNo, String> + 's;

/// Reads a condition; `select` turns the texts of a selector into its number.
pub(super) fn parse(text: &str, select: &mut Select<'_>) -> Result<Condition, Fault> {
    let read = tree(text).map_err(Unknown::from).and_then(|node| condition(&node, select));
    read.map_err(|Unknown { at, expected }| Fault { at, found: found(text, at), expected })
}

fn condition(node: &Node<'_>, select: &mut Select<'_>) -> Result<Condition, Unknown> {
    let mut all = |parts: &[Node<'_>]| {
        parts.iter().map(|part| condition(part, select)).collect::<Result<Vec<_>, _>>()
    };
    match node {
        Node::All(parts) => all(parts).map(Condition::All),
        Node::Any(parts) => all(parts).map(Condition::Any),
        Node::Not(part) => Ok(Condition::Not(Box::new(condition(part, select)?))),
        Node::Fact(fact) => Reader::new(fact, select).whole(),
    }
}

/// The word, the number or the sign at a place.
fn found(text: &str, at: usize) -> String {
    let rest = text.get(at..).unwrap_or_default();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let word: String = rest.chars().take_while(|letter| is_word(*letter)).collect();
    if word.is_empty() { rest.chars().take(10).collect() } else { word }
}

/// A fact being read: what its name has not asked for yet is left over, which no condition may have.
pub(super) struct Reader<'p, 's, 't> {
    pub(super) fact: &'p Fact<'t>,
    pub(super) select: &'p mut Select<'s>,
    /// Where a fault is: at what was read last.
    pub(super) at: usize,
    pub(super) has_arguments: bool,
    pub(super) has_relation: bool,
}

impl<'p, 's, 't> Reader<'p, 's, 't> {
    fn new(fact: &'p Fact<'t>, select: &'p mut Select<'s>) -> Self {
        let (has_arguments, has_relation) = (fact.arguments.is_some(), fact.relation.is_some());
        Self { fact, select, at: fact.at, has_arguments, has_relation }
    }

    fn whole(mut self) -> Result<Condition, Unknown> {
        let condition = self.meaning()?;
        if self.has_arguments || self.has_relation {
            return Err(self.fault(&format!("`{}` without more", self.fact.name)));
        }
        Ok(condition)
    }

    /// A fault at what was read last.
    pub(super) fn fault(&self, expected: &str) -> Unknown {
        Unknown { at: self.at, expected: expected.to_owned() }
    }
}

/// A fault at a value.
pub(super) fn fault_at(value: &Value<'_>, expected: &str) -> Unknown {
    Unknown { at: value.at, expected: expected.to_owned() }
}
