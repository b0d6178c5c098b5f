//! コードの実在: a row of the rule book may only speak of codes and table rows that exist.
//!
//! Whether a code exists, only a national edition can say. A row that speaks on the day a national edition was issued, of a code that no
//! edition loaded has, is at fault and refused with its place. Where no national edition speaks for the row's days (the small edition
//! inside the program, an excerpt, another revision), the code is merely not at hand: it is listed, and the claim that would need it says so.

use crate::rulebook::fault::{Places, RuleFault};
use santei_engine::masters::Masters;
use santei_engine::masters::code::{ActCode, CommentCode, DrugCode, MaterialCode};
use santei_engine::masters::edition::TableKind;
use santei_engine::masters::table::{Row, Table};
use santei_engine::rulebook::points::{PointsBook, RuleMeta};
use santei_engine::span::Span;
use std::collections::BTreeMap;

/// A national edition of the act master has about ten thousand rows; what has fewer than this is an excerpt.
const NATIONAL_ACTS: u32 = 5_000;
/// The same for the drug master (about twenty thousand).
const NATIONAL_DRUGS: u32 = 10_000;
/// The same for the other masters and for the tables.
const NATIONAL_OTHERS: u32 = 1_000;

/// What the masters at hand say of the codes of a rule book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeCheck {
    /// Codes that do not exist, each with its place: the book must be refused.
    pub faults: Vec<RuleFault>,
    /// Codes that the editions at hand lack and cannot judge, each with its place.
    pub absent: Vec<RuleFault>,
}

/// Holds every code that the enacted rows of the files name against the masters.
pub fn check_codes(files: &[(&str, &str)], book: &PointsBook, masters: &Masters) -> CodeCheck {
    let metas: BTreeMap<&str, &RuleMeta> =
        book.metas.iter().map(|meta| (meta.id.as_str(), meta)).collect();
    let mut check = CodeCheck::default();
    for (name, text) in files {
        for used in codes_of(text) {
            let Some(meta) = metas.get(used.rule) else { continue };
            let (table, is_known) = match used.code.as_bytes().first() {
                Some(b'1') => (TableKind::Acts, has::<_, ActCode>(&masters.acts, used.code)),
                Some(b'6') => (TableKind::Drugs, has::<_, DrugCode>(&masters.drugs, used.code)),
                Some(b'7') => {
                    (TableKind::Materials, has::<_, MaterialCode>(&masters.materials, used.code))
                }
                Some(b'8') => {
                    (TableKind::Comments, has::<_, CommentCode>(&masters.comments, used.code))
                }
                _ => continue,
            };
            if is_known {
                continue;
            }
            let place = Places::new(name, text);
            let list = match judge(masters, table, meta.span) {
                Some(file) => (&mut check.faults, format!("a code of {file}")),
                None => (&mut check.absent, format!("a code of the edition at hand ({table})")),
            };
            list.0.push(place.fault(used.at, used.code, &list.1));
        }
    }
    check.faults.extend(frequencies(files, book, masters));
    check
}

fn has<T, C>(table: &Table<T>, text: &str) -> bool
where
    T: Row<Key = C>,
    C: std::str::FromStr + Ord + Copy + std::fmt::Debug,
{
    text.parse().is_ok_and(|code| !table.versions(code).is_empty())
}

/// The national edition that can say whether a code of the span exists: one issued on a day of the span.
fn judge(masters: &Masters, table: TableKind, span: Span) -> Option<String> {
    let least = match table {
        TableKind::Acts => NATIONAL_ACTS,
        TableKind::Drugs => NATIONAL_DRUGS,
        _ => NATIONAL_OTHERS,
    };
    let mut editions = masters.editions().iter();
    let national = editions.find(|edition| {
        edition.table == table
            && !edition.is_difference
            && edition.rows >= least
            && span.contains(edition.issued)
    });
    national.map(|edition| edition.file.clone())
}

/// `frequency_off` takes back rows of table 05: one that no act of its selector has is at fault.
fn frequencies(files: &[(&str, &str)], book: &PointsBook, masters: &Masters) -> Vec<RuleFault> {
    let mut faults = Vec::new();
    for off in &book.frequency_offs {
        let Some(meta) = book.meta(off.rule) else { continue };
        let Some(file) = judge(masters, TableKind::Frequencies, meta.span) else { continue };
        let selector = usize::try_from(off.acts.0).ok().and_then(|at| book.selectors.get(at));
        let named = masters
            .acts
            .rows()
            .iter()
            .filter(|act| selector.is_some_and(|selector| selector.names(act)));
        let mut rows = named.map(|act| masters.frequencies.versions((act.code, off.unit_code)));
        if rows.any(|rows| !rows.is_empty()) {
            continue;
        }
        let quoted = format!("\"{}\"", meta.id);
        let place = files.iter().find_map(|(name, text)| Some((name, text, text.find(&quoted)?)));
        if let Some((name, text, at)) = place {
            let expected = format!("acts with the unit {} in {file}", off.unit_code);
            faults.push(Places::new(name, text).fault(at, &meta.id, &expected));
        }
    }
    faults
}

/// A code of nine digits in a row.
struct Used<'t> {
    rule: &'t str,
    code: &'t str,
    /// Byte offset in the file.
    at: usize,
}

/// Every code of nine digits between quotation marks, with the row it stands in; names, articles and reasons are no codes.
fn codes_of(text: &str) -> Vec<Used<'_>> {
    let mut found = Vec::new();
    let (mut rule, mut start) = ("", 0_usize);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with("[[") {
            rule = "";
        } else if let Some(rest) = trimmed.strip_prefix("id") {
            let value = rest.trim_start().strip_prefix('=').map(str::trim);
            rule = value.map_or(rule, |value| value.trim_matches('"'));
        }
        let is_text = ["#", "article", "reason", "name"].iter().any(|key| trimmed.starts_with(key));
        if !is_text && !rule.is_empty() {
            let data = line.split(" #").next().unwrap_or(line);
            found.extend(codes_in(data).map(|(at, code)| Used {
                rule,
                code,
                at: start.saturating_add(at),
            }));
        }
        start = start.saturating_add(line.len());
    }
    found
}

/// Runs of exactly nine digits, with their offsets.
fn codes_in(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let digits = |letter: char| !letter.is_ascii_digit();
    let mut at = 0_usize;
    line.split_inclusive(digits).filter_map(move |part| {
        let start = at;
        at = at.saturating_add(part.len());
        let run = part.trim_end_matches(digits);
        (run.len() == ActCode::DIGITS).then_some((start, run))
    })
}
