//! 選択: a list of acts in a compact table: codes, articles (`D005`, `D002-2`) and whole parts (`D*`).
//!
//! `D*<550` are the acts of the part below 550 points, `D*>=550` the others; `-` before an entry takes it out
//! again; `!` after it says that the notice knows an exception (特例条件).

use super::acts::EditionAct;
use std::collections::BTreeMap;

type Acts = BTreeMap<String, EditionAct>;

/// The codes that `text` selects among the acts of an edition, and whether the notice knows an exception.
pub(crate) fn select(text: &str, acts: &Acts) -> Result<BTreeMap<String, bool>, String> {
    let mut chosen = BTreeMap::new();
    for entry in text.split_whitespace() {
        let (takes_out, body) = match entry.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, entry),
        };
        let (body, has_exception) = match body.strip_suffix('!') {
            Some(body) => (body, true),
            None => (body, false),
        };
        for act in matching(body, acts)? {
            if takes_out {
                chosen.remove(&act.code);
            } else {
                chosen.insert(act.code.clone(), has_exception);
            }
        }
    }
    Ok(chosen)
}

fn matching<'a>(body: &str, acts: &'a Acts) -> Result<Vec<&'a EditionAct>, String> {
    if body.len() == 9 && body.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(acts.get(body).into_iter().collect());
    }
    let (place, low, high) = limits(body)?;
    let of_part = place.strip_suffix('*');
    let is_there = |act: &&EditionAct| match of_part {
        Some(letter) => act.article.starts_with(letter),
        None => act.article == place,
    };
    let is_within = |act: &&EditionAct| low <= act.points && act.points < high;
    let named = place.starts_with(|letter: char| letter.is_ascii_uppercase());
    if !named {
        return Err(format!("`{body}` is no code, article or part"));
    }
    Ok(acts.values().filter(is_there).filter(is_within).collect())
}

/// The place, and the points from and below which an act is meant.
fn limits(body: &str) -> Result<(&str, u64, u64), String> {
    let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number of points"));
    if let Some((place, limit)) = body.split_once(">=") {
        return Ok((place, number(limit)?, u64::MAX));
    }
    match body.split_once('<') {
        Some((place, limit)) => Ok((place, 0, number(limit)?)),
        None => Ok((body, 0, u64::MAX)),
    }
}
