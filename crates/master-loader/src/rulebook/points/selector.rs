//! 集合の文字列: `160008010`, `D007`, `D007-2`, `D007-*`, `D000..D002-2`, `D007.1-8`, `H`, `judgement_group=5`, joined by `&`; `!` before one leaves it out.

use santei_engine::masters::code::ActCode;
use santei_engine::rulebook::points::{Atom, Column, Pattern, Selector};

const EXPECTED: &str = "a code of nine digits, a section (`D007`, `D007-2`, `D007-*`, `D000..D002`, `D007.1-8`, `H`) or `column=value`, joined by `&`";

/// A selector from its texts.
pub(super) fn selector(texts: &[&str]) -> Result<Selector, String> {
    let mut selector = Selector::default();
    for text in texts {
        match text.strip_prefix('!') {
            Some(rest) => selector.except.push(pattern(rest)?),
            None => selector.any.push(pattern(text)?),
        }
    }
    if selector.any.is_empty() {
        Err("at least one selector without `!`".to_owned())
    } else {
        Ok(selector)
    }
}

fn pattern(text: &str) -> Result<Pattern, String> {
    let atoms = text.split('&').map(|part| atom(part.trim()));
    atoms.collect::<Option<_>>().map(Pattern).ok_or_else(|| EXPECTED.to_owned())
}

fn atom(text: &str) -> Option<Atom> {
    if let Ok(code) = text.parse::<ActCode>() {
        return Some(Atom::Code(code));
    }
    if let Some((name, value)) = text.split_once('=') {
        let value = value.trim();
        let number = value.parse().ok().or_else(|| value.chars().next()?.to_digit(36))?;
        return Some(Atom::Column(column(name.trim())?, number));
    }
    if let Some((first, last)) = text.split_once("..") {
        let (letter, from, branch, items) = section(first)?;
        let (other, through, _, _) = section(last)?;
        let plain = letter == other && branch == Some(0) && items.is_none();
        return plain.then_some(Atom::Section {
            letter,
            numbers: Some((from?, through?)),
            branch: None,
            items: None,
        });
    }
    let (letter, number, branch, items) = section(text)?;
    let numbers = number.map(|number| (number, number));
    Some(Atom::Section {
        letter,
        numbers,
        branch: if numbers.is_some() { branch } else { None },
        items,
    })
}

type Section = (char, Option<u16>, Option<u8>, Option<(u16, u16)>);

/// Letter, number, branch (`None` = any) and items.
fn section(text: &str) -> Option<Section> {
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    let rest = letters.as_str();
    if rest.is_empty() {
        return Some((letter, None, Some(0), None));
    }
    let (place, items) =
        rest.split_once('.').map_or((rest, None), |(place, items)| (place, Some(items)));
    let (number, branch) =
        place.split_once('-').map_or((place, "0"), |(number, branch)| (number, branch));
    let branch = if branch == "*" { None } else { Some(branch.parse().ok()?) };
    let items = match items {
        None => None,
        Some(items) => {
            let (first, last) = items.split_once('-').unwrap_or((items, items));
            Some((first.parse().ok()?, last.parse().ok()?))
        }
    };
    let number = Some(number.parse().ok().filter(|_| number.len() == 3)?);
    Some((letter, number, branch, items))
}

fn column(name: &str) -> Option<Column> {
    Some(match name {
        "judgement_kind" => Column::JudgementKind,
        "judgement_group" => Column::JudgementGroup,
        "test_bundle" => Column::TestBundle,
        "reduction_group" => Column::ReductionGroup,
        "reduction" => Column::Reduction,
        "outpatient_management" => Column::OutpatientManagement,
        "general_age" => Column::GeneralAge,
        "time_addition" => Column::TimeAddition,
        "infant_procedure" => Column::InfantProcedure,
        "low_birth_weight" => Column::LowBirthWeight,
        "ent_infant" => Column::EntInfant,
        "notice_kind" => Column::NoticeKind,
        "infection_control" => Column::InfectionControl,
        "base_up" => Column::BaseUp,
        "addition_group" => Column::AdditionGroup,
        "day_relation" => Column::DayRelation,
        "day_count" => Column::DayCount,
        "disease_relation" => Column::DiseaseRelation,
        "points_at_least" => Column::PointsAtLeast,
        _ => return None,
    })
}
