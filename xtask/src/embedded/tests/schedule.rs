//! 告示との照合: every amount of the R8 edition stands in its article of the R8 告示.

use super::official::{ours, shared};
use std::collections::BTreeMap;
use std::path::Path;

/// The text of every article of a 告示, digits narrow and without spaces.
fn articles(shared: &Path, revision: &str) -> BTreeMap<String, String> {
    let path = shared.join("law").join(revision).join("医科_k.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    let mut current: Option<String> = None;
    for line in text.lines().filter(|line| !line.starts_with("# file:")) {
        let line: String = line.chars().map(narrow).collect();
        let indent = line.len() - line.trim_start().len();
        let mut words = line.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next());
        if indent <= 6 && is_article(first) && second.is_some() {
            current = Some(first.to_owned());
            all.remove(first);
        }
        if let Some(article) = &current {
            // Two spaces part the amount from the words before it, which may end in a digit (入院料１).
            let parted = line.trim().replace("  ", "|").replace([' ', ','], "");
            let packed =
                parted.split('|').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("|");
            all.entry(article.clone()).or_default().push_str(&packed);
        }
    }
    all
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' => char::from_u32(u32::from(letter) - 0xfee0).unwrap(),
        '－' | '―' | '−' => '-',
        '　' => ' ',
        '，' => ',',
        _ => letter,
    }
}

/// `D005`, `D002-2`.
fn is_article(word: &str) -> bool {
    let (section, branch) = word.split_once('-').unwrap_or((word, ""));
    let mut letters = section.chars();
    letters.next().is_some_and(|letter| ('A'..='O').contains(&letter))
        && section.len() == 4
        && letters.all(|letter| letter.is_ascii_digit())
        && branch.chars().all(|letter| letter.is_ascii_digit() || letter == '-')
}

/// Whether `figure` stands in `text` as a number of its own.
fn stands(text: &str, figure: &str) -> bool {
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut parts = text.split(figure).peekable();
    while let (Some(before), Some(after)) = (parts.next(), parts.peek()) {
        if !digit(before.chars().next_back()) && !digit(after.chars().next()) {
            return true;
        }
    }
    false
}

fn place(row: &[String]) -> String {
    let branch = row[92].trim_start_matches('0');
    let section = format!("{}{}", row[84], row[91]);
    if branch.is_empty() { section } else { format!("{section}-{branch}") }
}

/// The text of the article and of the articles below it (B001-2-9 is kept under B001-2 in the master).
fn text_of(all: &BTreeMap<String, String>, article: &str) -> String {
    let below = format!("{article}-");
    let own = all.iter().filter(|(name, _)| *name == article || name.starts_with(&below));
    own.map(|(_, text)| text.as_str()).collect()
}

#[test]
fn every_r8_amount_stands_in_its_article() {
    let Some(shared) = shared() else { return };
    let (before, now) = (articles(&shared, "R6"), articles(&shared, "R8"));
    assert!(now.len() > 2_000, "{}", now.len());
    let old: BTreeMap<_, _> =
        ours("s_20240601.csv").into_iter().map(|row| (row[2].clone(), row)).collect();
    let (mut wrong, mut in_text, mut carried) = (Vec::new(), 0, 0);
    for row in ours("s_20260601.csv") {
        let (article, amount) = (place(&row), row[11].trim_end_matches(".00").to_owned());
        if stands(&text_of(&now, &article), &amount) {
            in_text += 1;
            continue;
        }
        // 合成項目, 通則加算 and percentages: the figure is in no revision's article, and it has not changed.
        let same = old.get(&row[2]).is_some_and(|earlier| {
            earlier[11] == row[11] && !stands(&text_of(&before, &place(earlier)), &amount)
        });
        if same {
            carried += 1;
        } else {
            wrong.push(format!(
                "{} {} {article}: {amount} is not in the 告示 of R8",
                row[2], row[4]
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), in_text + carried, wrong.join("\n"));
    assert!(in_text > carried * 5);
}
