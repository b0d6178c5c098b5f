//! 料金表: the figures of the rule book that the price of a set needs, picked by day.

use super::unpriced::UnpricedReason;
use crate::amount::Points;
use crate::points::price::{DrugTariff, MaterialTariff};
use crate::rulebook::points::{Bundle, DrugTariffRow, PointsBook};
use chrono::NaiveDate;

/// The rule book as the price of a set asks it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tariffs<'b> {
    book: &'b PointsBook,
}

impl<'b> Tariffs<'b> {
    /// The figures of `book`.
    pub(super) const fn new(book: &'b PointsBook) -> Self {
        Self { book }
    }

    /// 項目数による包括: the points of `tests` tests of `group` done together; `None` when they are billed one by one.
    ///
    /// # Errors
    ///
    /// [`UnpricedReason::NoBundle`] if the book knows the group, but not on `day`.
    pub(super) fn bundle(
        self,
        group: u8,
        tests: u16,
        day: NaiveDate,
    ) -> Result<Option<Points>, UnpricedReason> {
        let mut known = self.book.bundles.iter().filter(|row| row.group == group).peekable();
        // One test is no bundle under any row.
        if tests < 2 || known.peek().is_none() {
            return Ok(None);
        }
        let row = known.find(|row| self.book.speaks(row.rule, day));
        let row = row.ok_or(UnpricedReason::NoBundle { group, tests })?;
        let reached = row.steps.iter().rev().find(|(from, _)| *from <= tests);
        Ok(reached.map(|(_, points)| *points))
    }

    /// The id of the row that speaks for `group` on `day`.
    pub(super) fn bundle_rule(self, group: u8, day: NaiveDate) -> Option<Box<str>> {
        let speaks = |row: &&Bundle| row.group == group && self.book.speaks(row.rule, day);
        let row = self.book.bundles.iter().find(speaks)?;
        self.book.meta(row.rule).map(|meta| meta.id.as_str().into())
    }

    /// 薬剤料 of the section of the 点数表 that the set belongs to.
    pub(super) fn drugs(
        self,
        letter: Option<char>,
        section: u8,
        day: NaiveDate,
    ) -> Option<&'b DrugTariff> {
        let letters: &[char] = match section {
            20..30 => &['F'],
            30..40 => &['G'],
            14 => &['C'],
            40 => &['J'],
            50 => &['K'],
            54 => &['L'],
            60 => &['D', 'N'],
            70 => &['E'],
            80 => &['H', 'I', 'M'],
            _ => &[],
        };
        // The act of the set decides where 診療識別 leaves the section open (80 その他).
        let own = letter.filter(|own| letters.contains(own) || letters.is_empty());
        let wanted = |sections: &[char]| match own {
            Some(own) => sections.contains(&own),
            None => letters.iter().any(|letter| sections.contains(letter)),
        };
        let speaks =
            |row: &&DrugTariffRow| wanted(&row.sections) && self.book.speaks(row.rule, day);
        self.book.drug_tariffs.iter().find(speaks).map(|row| &row.tariff)
    }

    /// 材料料: every kind of material on `day`.
    pub(super) fn materials(self, day: NaiveDate) -> Vec<MaterialTariff> {
        let rows = self.book.material_tariffs.iter();
        rows.filter(|row| self.book.speaks(row.rule, day)).map(|row| row.tariff).collect()
    }
}
