//! 含まれる薬剤料・材料料: drugs and materials that a fee includes together with the acts they were used with.
//!
//! Reads: the billed lines and the history, the 包括 rows that cover drugs or materials. Writes: refusals of use lines.

use crate::masters::act::Act;
use crate::points::facts::{Scene, is_within};
use crate::points::index::Part;
use crate::points::sheet::{Cause, Other, Refusal, Sheet, UseLine, Uses};
use crate::rulebook::points::{Inclusion, RefusalKind, SelectorNo, Unit};
use chrono::NaiveDate;

/// A fee that includes, and from where.
struct Parent<'a> {
    row: &'a Inclusion,
    act: &'a Act,
    day: NaiveDate,
    /// Its visit; none of the history.
    visit: Option<usize>,
    /// Films of 電子画像管理加算: the group of the line that the parent is added to.
    group: Option<usize>,
}

/// Drugs and materials that a billed fee of the visit, the day or the month includes.
pub(crate) fn include_uses(sheet: &mut Sheet<'_>) {
    let parents = parents(sheet);
    let covered: Vec<Option<Refusal>> = sheet
        .uses
        .iter()
        .map(|entry| parents.iter().find_map(|parent| parent.cover(sheet, entry)))
        .collect();
    for (entry, refusal) in sheet.uses.iter_mut().zip(covered) {
        entry.refusal = entry.refusal.or(refusal);
    }
}

fn parents<'a>(sheet: &Sheet<'a>) -> Vec<Parent<'a>> {
    let book = sheet.rules.book;
    let mut found = Vec::new();
    for (index, line) in sheet.lines.iter().enumerate().filter(|(_, line)| line.is_billed()) {
        for place in sheet.rules.rows(line.row, Part::InclusionParent) {
            let Some(row) = book.inclusions.get(place) else { continue };
            // Materials alone are those of the group of the line that the parent is added to.
            let base = line.base.and_then(|base| sheet.lines.get(base)?.group);
            let covers = row.covers_drugs || row.covers_materials && base.is_some();
            if covers
                && sheet.speaks(row.rule, line.visit)
                && Scene::of_line(sheet, index).holds(&row.when)
            {
                let (day, visit) = (sheet.day_of(line), Some(line.visit));
                let group = base.filter(|_| !row.covers_drugs);
                found.push(Parent { row, act: line.act, day, visit, group });
            }
        }
    }
    for past in &sheet.past {
        for place in sheet.rules.rows(past.row, Part::InclusionParent) {
            let row = book
                .inclusions
                .get(place)
                .filter(|row| row.covers_drugs && row.unit != Unit::Visit);
            let Some(row) = row else { continue };
            found.push(Parent { row, act: past.act, day: past.date, visit: None, group: None });
        }
    }
    found
}

impl Parent<'_> {
    fn cover(&self, sheet: &Sheet<'_>, entry: &UseLine) -> Option<Refusal> {
        let day = sheet.day(entry.visit);
        let is_near = match self.row.unit {
            Unit::Visit => self.visit == Some(entry.visit),
            unit => is_within(unit, self.day, day),
        };
        let is_meant = self.group.is_none()
            || entry.group == self.group && matches!(entry.what, Uses::Materials(_));
        let holds = is_near
            && is_meant
            && (self.visit.is_some()
                || sheet.rules.speaks(self.row.rule, day)
                    && Scene::of_visit(sheet, entry.visit).holds(&self.row.when))
            && touches(sheet, entry, self.row.included);
        let other = Some(Other { act: self.act.code, date: self.day });
        let refusal = Refusal::new(RefusalKind::Included, Cause::Rule(self.row.rule));
        holds.then_some(Refusal { other, ..refusal })
    }
}

/// Whether the acts with which the drugs or materials were used are among the included; of a prescription: all its fees (地域包括診療料
/// includes 処方料 and no 調剤料, and with it no drug).
fn touches(sheet: &Sheet<'_>, entry: &UseLine, included: SelectorNo) -> bool {
    if entry.group.is_some() {
        let mut acts = sheet.lines.iter().filter(|line| line.group == entry.group);
        return acts.any(|line| sheet.rules.names(included, line.row));
    }
    // 点数欄集計先 200番台: 投薬.
    let fees = || {
        sheet.lines.iter().filter(|line| {
            line.visit == entry.visit
                && !line.is_ordered()
                && (200..300).contains(&line.act.outpatient_column)
        })
    };
    fees().next().is_some() && fees().all(|line| sheet.rules.names(included, line.row))
}
