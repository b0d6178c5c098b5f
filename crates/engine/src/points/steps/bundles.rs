//! 項目数包括: tests of one 包括対象検査 group done together are paid by their number (Ｄ００６ 注, Ｄ００７ 注, Ｄ００８ 注, …).
//!
//! Reads: column 16 of the billed tests of a visit, 項目数包括 rows. Writes: one bundle line, the tests become its members.

use crate::points::sheet::{BundleLine, Sheet, State};
use std::collections::BTreeMap;

pub(crate) fn bundle_tests(sheet: &mut Sheet<'_>) {
    let mut groups: BTreeMap<(usize, u8), Vec<usize>> = BTreeMap::new();
    for (index, line) in sheet.lines.iter().enumerate() {
        if line.act.test_bundle != 0 && line.state == State::Billed {
            groups.entry((line.visit, line.act.test_bundle)).or_default().push(index);
        }
    }
    for ((visit, group), members) in groups {
        let book = sheet.rules.book;
        let row =
            book.bundles.iter().find(|row| row.group == group && sheet.speaks(row.rule, visit));
        let Some(row) = row else { continue };
        let codes =
            members.iter().filter_map(|index| sheet.lines.get(*index)).map(|line| line.act.code);
        let items = codes.collect::<std::collections::BTreeSet<_>>().len();
        let step = row.steps.iter().rev().find(|(from, _)| usize::from(*from) <= items);
        let Some((_, points)) = step else { continue };
        let number = sheet.bundles.len();
        for index in &members {
            if let Some(line) = sheet.lines.get_mut(*index) {
                line.state = State::Bundled(number);
            }
        }
        sheet.bundles.push(BundleLine { visit, rule: row.rule, members, points: *points });
    }
}
