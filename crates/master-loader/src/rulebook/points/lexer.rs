//! 条件式の字句: names, numbers, quoted selectors and signs, each with its offset.

/// A token with the byte offset of its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) at: usize,
    pub(super) kind: TokenKind<'t>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'t> {
    /// A name or keyword.
    Name(&'t str),
    /// A whole number, with its digits as written.
    Number(i64, &'t str),
    /// A selector in double quotes.
    Quoted(&'t str),
    /// `(`, `)`, `[`, `]`, `,`, `<`, `<=`, `=`, `>=`, `>`.
    Sign(&'t str),
    /// The end of the text.
    End,
}

/// The tokens of `text`, or the offset of what is none.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, usize> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let length = match first {
            ' ' | '\n' | '\t' | '\r' => {
                at = at.saturating_add(first.len_utf8());
                continue;
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                run(rest, |letter| letter.is_ascii_alphanumeric() || letter == '_')
            }
            '0'..='9' => run(rest, |letter| letter.is_ascii_digit()),
            '"' => {
                let inner = rest.get(1..).and_then(|inner| inner.find('"')).ok_or(at)?;
                inner.saturating_add(2)
            }
            '<' | '>' if rest.get(1..2) == Some("=") => 2,
            '(' | ')' | '[' | ']' | ',' | '<' | '=' | '>' => 1,
            _ => return Err(at),
        };
        let word = rest.get(..length).ok_or(at)?;
        let kind = match first {
            'a'..='z' | 'A'..='Z' | '_' => TokenKind::Name(word),
            '0'..='9' => TokenKind::Number(word.parse().map_err(|_| at)?, word),
            '"' => TokenKind::Quoted(word.trim_matches('"')),
            _ => TokenKind::Sign(word),
        };
        all.push(Token { at, kind });
        at = at.saturating_add(length);
    }
    all.push(Token { at: text.len(), kind: TokenKind::End });
    Ok(all)
}

fn run(text: &str, goes_on: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !goes_on(letter)).unwrap_or(text.len())
}
