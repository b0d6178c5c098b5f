//! 条件式の文法: `age < 6 and not (visit in [phone_revisit] or standard(3585))` as a tree of facts, each with its place.
//!
//! ```text
//! any   = all ("or" all)*
//! all   = not ("and" not)*
//! not   = "not"* ("(" any ")" | fact)
//! fact  = name ["(" value ("," value)* ")"] ["in" "[" value ("," value)* "]" | sign value]
//! value = name | digits | '"' text '"'
//! ```
//!
//! What the names mean, and which values they take, is `facts.rs`.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_till, take_while, take_while1};
use nom::character::complete::{char, digit1, multispace0};
use nom::combinator::{all_consuming, map, map_res, opt, recognize, verify};
use nom::error::{ErrorKind, FromExternalError, ParseError};
use nom::multi::{many0_count, separated_list1};
use nom::sequence::{delimited, pair, preceded, terminated};
use nom_locate::LocatedSpan;

type Span<'t> = LocatedSpan<&'t str>;
type Read<'t, T> = nom::IResult<Span<'t>, T, Miss>;

/// How deep brackets may stand in each other: a text from outside may not use up the stack.
const DEPTH: usize = 32;

/// A condition as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'t> {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Fact(Fact<'t>),
}

/// A name, what stands in its brackets, and what it is held against.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fact<'t> {
    pub(super) at: usize,
    pub(super) name: &'t str,
    pub(super) arguments: Option<Vec<Value<'t>>>,
    pub(super) relation: Option<Relation<'t>>,
}

/// `in [word, …]`, or a sign and a value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Relation<'t> {
    In(Vec<Value<'t>>),
    Sign(&'t str, Value<'t>),
}

/// A value with the byte offset of its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value<'t> {
    pub(super) at: usize,
    pub(super) kind: ValueKind<'t>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ValueKind<'t> {
    Name(&'t str),
    /// A whole number, with its digits as written.
    Number(i64, &'t str),
    /// A text in double quotes.
    Quoted(&'t str),
}

/// Where the grammar stops, and what it would have read there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Miss {
    pub(super) at: usize,
    pub(super) expected: &'static str,
}

impl<'t> ParseError<Span<'t>> for Miss {
    fn from_error_kind(input: Span<'t>, _: ErrorKind) -> Self {
        Self { at: input.location_offset(), expected: "" }
    }

    fn append(_: Span<'t>, _: ErrorKind, other: Self) -> Self {
        other
    }
}

impl<'t, E> FromExternalError<Span<'t>, E> for Miss {
    fn from_external_error(input: Span<'t>, kind: ErrorKind, _: E) -> Self {
        Self::from_error_kind(input, kind)
    }
}

/// The tree of a whole text.
pub(super) fn parse(text: &str) -> Result<Node<'_>, Miss> {
    if let Some(at) = too_deep(text) {
        return Err(Miss { at, expected: "fewer brackets in each other" });
    }
    let end = expect("`and`, `or` or the end", all_consuming(multispace0));
    match terminated(any, end).parse(Span::new(text)) {
        Ok((_, node)) => Ok(node),
        Err(nom::Err::Error(miss) | nom::Err::Failure(miss)) => Err(miss),
        Err(nom::Err::Incomplete(_)) => Err(Miss { at: text.len(), expected: "the rest" }),
    }
}

/// The bracket that stands too deep; brackets in a quoted text do not count.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    text.bytes().position(|byte| {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'(' if !is_quoted => depth = depth.saturating_add(1),
            b')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEPTH
    })
}

/// A parser whose miss is final and says what was expected, at the first letter it did not take.
fn expect<'t, T>(
    expected: &'static str,
    mut parser: impl Parser<Span<'t>, Output = T, Error = Miss>,
) -> impl FnMut(Span<'t>) -> Read<'t, T> {
    move |input| {
        let (at, _) = multispace0::<Span<'t>, Miss>(input)?;
        let miss = Miss { at: at.location_offset(), expected };
        parser.parse(input).map_err(|error| match error {
            nom::Err::Error(_) => nom::Err::Failure(miss),
            error => error,
        })
    }
}

fn any(input: Span<'_>) -> Read<'_, Node<'_>> {
    map(separated_list1(keyword("or"), all), |parts| joined(parts, Node::Any)).parse(input)
}

fn all(input: Span<'_>) -> Read<'_, Node<'_>> {
    map(separated_list1(keyword("and"), negated), |parts| joined(parts, Node::All)).parse(input)
}

fn negated(input: Span<'_>) -> Read<'_, Node<'_>> {
    let inner = delimited(sign("("), any, expect("`)`", sign(")")));
    let one = expect("a fact or `(`", alt((inner, map(fact, Node::Fact))));
    let (rest, (times, node)) = pair(many0_count(keyword("not")), one).parse(input)?;
    let is_turned = times & 1 == 1;
    Ok((rest, if is_turned { Node::Not(Box::new(node)) } else { node }))
}

fn joined<'t>(mut parts: Vec<Node<'t>>, join: fn(Vec<Node<'t>>) -> Node<'t>) -> Node<'t> {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn fact(input: Span<'_>) -> Read<'_, Fact<'_>> {
    let is_free = |name: &Span<'_>| !matches!(*name.fragment(), "and" | "or" | "not" | "in");
    let (rest, name) = preceded(multispace0, verify(name, is_free)).parse(input)?;
    let (rest, arguments) = opt(preceded(sign("("), values(")", "`,` or `)`"))).parse(rest)?;
    let (rest, relation) = opt(relation).parse(rest)?;
    let (at, name) = (name.location_offset(), *name.fragment());
    Ok((rest, Fact { at, name, arguments, relation }))
}

fn relation(input: Span<'_>) -> Read<'_, Relation<'_>> {
    let list = preceded(expect("`[`", sign("[")), values("]", "`,` or `]`"));
    let within = map(preceded(keyword("in"), list), Relation::In);
    let signs = alt((tag("<="), tag(">="), tag("<"), tag(">"), tag("=")));
    let against = pair(preceded(multispace0, signs), expect("a number or a word", value));
    let held = map(against, |(sign, value): (Span<'_>, _)| Relation::Sign(sign.fragment(), value));
    alt((within, held)).parse(input)
}

/// Values to the closing sign.
fn values<'t>(
    closing: &'static str,
    expected: &'static str,
) -> impl FnMut(Span<'t>) -> Read<'t, Vec<Value<'t>>> {
    move |input| {
        let one = expect("a number, a word or a quoted text", value);
        terminated(separated_list1(sign(","), one), expect(expected, sign(closing))).parse(input)
    }
}

fn value(input: Span<'_>) -> Read<'_, Value<'_>> {
    let (input, _) = multispace0(input)?;
    let quote = char('"');
    let inner = terminated(take_till(|letter| letter == '"'), expect("a closing quote", quote));
    let mut kind = alt((
        map_res(digit1, |digits: Span<'_>| {
            let digits = *digits.fragment();
            digits.parse().map(|number| ValueKind::Number(number, digits))
        }),
        map(preceded(char('"'), inner), |text: Span<'_>| ValueKind::Quoted(text.fragment())),
        map(name, |name: Span<'_>| ValueKind::Name(name.fragment())),
    ));
    let (rest, kind) = kind.parse(input)?;
    Ok((rest, Value { at: input.location_offset(), kind }))
}

fn name(input: Span<'_>) -> Read<'_, Span<'_>> {
    let first = take_while1(|letter: char| letter.is_ascii_alphabetic() || letter == '_');
    let rest = take_while(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    recognize(pair(first, rest)).parse(input)
}

fn keyword<'t>(word: &'static str) -> impl FnMut(Span<'t>) -> Read<'t, Span<'t>> {
    move |input| {
        let is_word = |name: &Span<'_>| *name.fragment() == word;
        preceded(multispace0, verify(name, is_word)).parse(input)
    }
}

fn sign<'t>(sign: &'static str) -> impl FnMut(Span<'t>) -> Read<'t, Span<'t>> {
    move |input| preceded(multispace0, tag(sign)).parse(input)
}

#[cfg(test)]
mod tests;
