//! 判断料・採取料: the fee for judging a group of tests, once a month, and the fee for taking the specimen (Ｄ０２６, Ｄ２０５, Ｅ２０３, Ｎ００７, Ｄ４００ …).
//!
//! Reads: columns 50/51 of the tests, 判断料 and 採取料 rows. Writes: one found line a group and visit, which needs one of the
//! tests done; the month is the frequency table's.

use crate::masters::code::ActCode;
use crate::points::facts::Scene;
use crate::points::index::Part;
use crate::points::sheet::{Cause, Sheet};
use crate::rulebook::points::RuleNo;
use std::collections::BTreeMap;

pub(crate) fn find_judgements(sheet: &mut Sheet<'_>) {
    for visit in 0..sheet.claim.visits.len() {
        let mut found = Found::new();
        for (group, tests) in tests_by_group(sheet, visit) {
            let row = sheet.rules.book.judgements.iter().find(|row| {
                row.group == group
                    && sheet.speaks(row.rule, visit)
                    && Scene::of_visit(sheet, visit).holds(&row.when)
            });
            if let Some(row) = row {
                found.entry(row.act).or_insert((row.rule, Vec::new())).1.extend(tests);
            }
        }
        find(sheet, visit, found);
        let specimens = specimens(sheet, visit);
        find(sheet, visit, specimens);
    }
}

/// Each fee with the row that finds it first and every test of any of its rows: one of them done is enough.
type Found = BTreeMap<ActCode, (RuleNo, Vec<usize>)>;

fn find(sheet: &mut Sheet<'_>, visit: usize, found: Found) {
    for (act, (rule, tests)) in found {
        if !sheet.has(act, visit) {
            sheet.find(act, visit, Cause::Rule(rule), &tests);
        }
    }
}

fn candidates<'s>(sheet: &'s Sheet<'_>, visit: usize) -> impl Iterator<Item = usize> + 's {
    let all = sheet.lines.iter().enumerate();
    all.filter(move |(_, line)| line.visit == visit && line.is_open()).map(|(index, _)| index)
}

fn tests_by_group(sheet: &Sheet<'_>, visit: usize) -> BTreeMap<u8, Vec<usize>> {
    let mut groups: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for index in candidates(sheet, visit) {
        if let Some(line) = sheet.lines.get(index)
            && line.act.judgement_kind == 1
        {
            groups.entry(line.act.judgement_group).or_default().push(index);
        }
    }
    groups
}

fn specimens(sheet: &Sheet<'_>, visit: usize) -> Found {
    let mut found = Found::new();
    for (place, row) in sheet.rules.book.specimens.iter().enumerate() {
        if !sheet.speaks(row.rule, visit) {
            continue;
        }
        let tests: Vec<usize> = candidates(sheet, visit)
            .filter(|index| sheet.rows_of(*index, Part::Specimen).any(|own| own == place))
            .collect();
        if !tests.is_empty() {
            found.entry(row.act).or_insert((row.rule, Vec::new())).1.extend(tests);
        }
    }
    found
}
