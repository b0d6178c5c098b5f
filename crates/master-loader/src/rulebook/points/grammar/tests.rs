//! 条件式の文法: trees, places and misses.

use super::*;

fn number(at: usize, digits: &str) -> Value<'_> {
    Value { at, kind: ValueKind::Number(digits.parse().unwrap(), digits) }
}

#[test]
fn and_binds_before_or_and_brackets_before_both() {
    let name = |node: &Node<'_>| match node {
        Node::Fact(fact) => fact.name.to_owned(),
        other => panic!("{other:?}"),
    };
    let Ok(Node::Any(parts)) = parse("a or b and c") else { panic!() };
    let [first, Node::All(rest)] = parts.as_slice() else { panic!("{parts:?}") };
    assert_eq!((name(first), rest.iter().map(name).collect::<String>()), ("a".into(), "bc".into()));
    let Ok(Node::All(parts)) = parse("( a or b ) and c") else { panic!() };
    assert!(matches!(parts.as_slice(), [Node::Any(_), Node::Fact(_)]));
    assert!(matches!(parse("not not a"), Ok(Node::Fact(_))));
    assert!(matches!(parse("not (a)"), Ok(Node::Not(_))));
}

#[test]
fn values_keep_their_places_and_digits() {
    let Ok(Node::Fact(fact)) = parse(" disease(0083, \"A, (\") in [x]\n") else { panic!() };
    let quoted = Value { at: 15, kind: ValueKind::Quoted("A, (") };
    assert_eq!((fact.at, fact.name), (1, "disease"));
    assert_eq!(fact.arguments, Some(vec![number(9, "0083"), quoted]));
    let Some(Relation::In(words)) = fact.relation else { panic!() };
    assert_eq!(words, [Value { at: 27, kind: ValueKind::Name("x") }]);
    let Ok(Node::Fact(fact)) = parse("age>=6") else { panic!() };
    assert_eq!(fact.relation, Some(Relation::Sign(">=", number(5, "6"))));
}

#[test]
fn a_miss_is_where_the_text_goes_wrong() {
    for (text, at, expected) in [
        ("", 0, "a fact or `(`"),
        ("a and ", 6, "a fact or `(`"),
        ("a or in", 5, "a fact or `(`"),
        ("a b", 2, "`and`, `or` or the end"),
        ("(a", 2, "`)`"),
        ("f(1 2)", 4, "`,` or `)`"),
        ("f(\"x)", 5, "a closing quote"),
        ("f()", 2, "a number, a word or a quoted text"),
        ("f(99999999999999999999)", 2, "a number, a word or a quoted text"),
        ("a in 3", 5, "`[`"),
        ("a <", 3, "a number or a word"),
        ("a + 1", 2, "`and`, `or` or the end"),
    ] {
        assert_eq!(parse(text), Err(Miss { at, expected }), "{text}");
    }
    let deep = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&deep(DEPTH)).is_ok());
    assert!(parse(&deep(100_000)).is_err());
}
