//! 注射量: millilitres of one unit of an injected drug (Ｇ００４ 通知(2)).
//!
//! The drug master gives 注射容量 from 20 mL on; of smaller ampoules only the name says it ("…２％１０ｍＬ").

use rust_decimal::Decimal;

const MILLILITRE: &str = "ｍＬ";

/// Millilitres of one unit: the unit itself, 注射容量, or the amount that the name ends with.
pub(crate) fn millilitres(unit: &str, volume: u32, name: &str) -> Decimal {
    if unit.starts_with(MILLILITRE) {
        Decimal::ONE
    } else if volume > 0 {
        Decimal::from(volume)
    } else {
        named(name).unwrap_or_default()
    }
}

/// The last number before ｍＬ in a name in full-width letters; a strength (単位／ｍＬ) has no number there.
fn named(name: &str) -> Option<Decimal> {
    name.rmatch_indices(MILLILITRE).find_map(|(end, _)| {
        let before = name.get(..end)?;
        let digits: Vec<char> = before.chars().rev().map_while(narrow).collect();
        digits.into_iter().rev().collect::<String>().parse().ok()
    })
}

/// ０ to ９ and ．, as ASCII.
fn narrow(wide: char) -> Option<char> {
    match wide {
        '．' => Some('.'),
        '０'..='９' => {
            u32::from(wide).checked_sub(u32::from('０'))?.checked_add(48).and_then(char::from_u32)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::millilitres;
    use rust_decimal::Decimal;

    #[test]
    fn the_unit_the_column_or_the_name_says_the_volume() {
        assert_eq!(millilitres("ｍＬＶ", 0, ""), Decimal::ONE);
        assert_eq!(millilitres("袋", 500, "５００ｍＬ"), Decimal::from(500));
        assert_eq!(millilitres("管", 0, "注　０．５％１０ｍＬ"), Decimal::from(10));
        assert_eq!(millilitres("管", 0, "注１．６５ｍｇ　０．５ｍＬ"), Decimal::new(5, 1));
        assert_eq!(millilitres("瓶", 0, "注１００単位／ｍＬ"), Decimal::ZERO);
        assert_eq!(millilitres("瓶", 0, "静注用１ｇ"), Decimal::ZERO);
    }
}
