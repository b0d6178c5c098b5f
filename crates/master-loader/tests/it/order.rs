//! The masters do not depend on the order of files or rows.

use crate::support::{line, loader, row};
use proptest::prelude::*;
use santei_engine::masters::Masters;

/// What a user sees of the masters: every act with its span and points.
fn seen(masters: &Masters) -> Vec<String> {
    let acts = masters.acts.rows().iter();
    acts.map(|act| format!("{} {:?} {:?}", act.code, act.span, act.amount)).collect()
}

fn edition(rows: &[(u32, u32)], change: &str, day: &str) -> Vec<Vec<u8>> {
    let make = |(code, points): &(u32, u32)| {
        let mut cells = row("s_20251104.csv");
        let set = [
            (1, change.to_owned()),
            (3, format!("11100{code:04}")),
            (12, format!("{points}.00")),
            (87, day.to_owned()),
        ];
        for (column, value) in set {
            *cells.get_mut(column - 1).unwrap() = value;
        }
        line(&cells)
    };
    rows.iter().map(make).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_files_nor_rows_have_an_order(
        rows in prop::collection::btree_map(0_u32..60, 1_u32..999, 1..20),
        changed in prop::collection::btree_map(0_u32..60, 1_u32..999, 1..20),
        seed in any::<prop::sample::Index>(),
    ) {
        let rows: Vec<_> = rows.into_iter().collect();
        let changed: Vec<_> = changed.into_iter().collect();
        let files = [
            ("s_20240601.csv", edition(&rows, "0", "20240601")),
            ("s_20250307.csv", edition(&changed, "5", "20250401")),
        ];
        let mut loaded = Vec::new();
        for turned in [false, true] {
            let mut loader = loader();
            let mut given = files.clone();
            if turned {
                given.reverse();
                for (_, lines) in &mut given {
                    let places = lines.len();
                    lines.rotate_left(seed.index(places));
                    lines.reverse();
                }
            }
            for (name, lines) in given {
                loader.add(name, lines.concat()).unwrap();
            }
            loaded.push(seen(&loader.load().unwrap().masters));
        }
        prop_assert_eq!(&loaded[0], &loaded[1]);
    }
}
