//! 上書き: reads the head of an overlay and the rows it silences.

use super::raw::{RawFile, RawSilence, Text};
use super::reader::Reader;
use chrono::NaiveDate;
use santei_engine::Span;
use santei_engine::masters::edition::TableKind;
use santei_engine::rulebook::points::{Overlay, OverlayNo, RuleMeta, RuleNo, Silence, Silenced};
use toml::Spanned;

const PAIR_TABLES: [TableKind; 4] = [
    TableKind::ExclusionsDay,
    TableKind::ExclusionsMonth,
    TableKind::ExclusionsTogether,
    TableKind::ExclusionsWeek,
];

impl Reader<'_, '_> {
    /// The head; the rows that follow belong to the overlay. A supplied file has neither head nor silences.
    pub(super) fn read_overlay(&mut self, raw: &RawFile, is_overlay: bool) {
        self.set_overlay(None);
        match &raw.overlay {
            Some(head) if !is_overlay => {
                self.fault(&head.name.span(), "no `overlay` in a supplied file");
            }
            Some(head) if head.name.get_ref().trim().is_empty() => {
                self.fault(&head.name.span(), "the name that results show");
            }
            Some(head) => {
                let number = u32::try_from(self.book().overlays.len()).unwrap_or(u32::MAX);
                let (name, file) = (head.name.get_ref().clone(), self.file_name());
                self.book().overlays.push(Overlay { name, file, silences: Vec::new() });
                self.set_overlay(Some(OverlayNo(number)));
            }
            None if is_overlay => self.fault(&(0..0), "`[overlay]` with the `name` results show"),
            None => {
                if let Some(first) = raw.silence.first() {
                    self.fault(&first.span(), "no `silence` in a supplied file");
                }
                return;
            }
        }
        for row in &raw.silence {
            if let Some(silence) = self.silence(row) {
                self.still(&silence, row);
                if let Some(overlay) = self.book().overlays.last_mut() {
                    overlay.silences.push(silence);
                }
            }
        }
    }

    fn silence(&mut self, spanned: &Spanned<RawSilence>) -> Option<Silence> {
        let row = spanned.get_ref();
        let target = self.target(spanned)?;
        let from = row.from.as_ref().map_or(Some(NaiveDate::MIN), |day| self.day(day))?;
        let through = row.through.as_ref().map_or(Some(NaiveDate::MAX), |day| self.day(day))?;
        let Ok(span) = Span::new(from, through) else {
            self.fault(&spanned.span(), "a first day not after the last");
            return None;
        };
        if row.reason.get_ref().trim().is_empty() {
            self.fault(&row.reason.span(), "why the row is silenced");
        }
        let (line, reason) = (self.line(&spanned.span()), row.reason.get_ref().clone());
        Some(Silence { target, span, reason, line })
    }

    fn target(&mut self, spanned: &Spanned<RawSilence>) -> Option<Silenced> {
        let row = spanned.get_ref();
        match (&row.rule, &row.table, row.acts.as_slice(), row.unit) {
            (Some(rule), None, [], None) => Some(Silenced::Rule(rule.get_ref().clone())),
            (None, Some(table), [one, two], None) => {
                let table = self.pair_table(table)?;
                Some(Silenced::Pair(table, self.act(one)?, self.act(two)?))
            }
            (None, Some(table), [act], Some(unit))
                if table.get_ref() == TableKind::Frequencies.symbol() =>
            {
                Some(Silenced::Frequency(self.act(act)?, unit))
            }
            _ => {
                let expected = "`rule`, or `table` of 03-1 to 03-4 with two `acts`, or `table` 05 with one of `acts` and `unit`";
                self.fault(&spanned.span(), expected);
                None
            }
        }
    }

    fn pair_table(&mut self, text: &Text) -> Option<TableKind> {
        let found = PAIR_TABLES.into_iter().find(|table| table.symbol() == text.get_ref());
        if found.is_none() {
            self.fault(&text.span(), "`03-1`, `03-2`, `03-3` or `03-4`");
        }
        found
    }

    /// The supplied row of the rule book speaks no more.
    fn still(&mut self, silence: &Silence, row: &Spanned<RawSilence>) {
        let Silenced::Rule(id) = &silence.target else { return };
        let supplied = |meta: &RuleMeta| meta.id == *id && meta.overlay.is_none();
        let place = self.book().metas.iter().position(supplied);
        let number = place.and_then(|place| u32::try_from(place).ok()).map(RuleNo);
        let can = number.is_some_and(|number| !self.is_fixed(number));
        if let Some(meta) = place.filter(|_| can).and_then(|place| self.book().metas.get_mut(place))
        {
            meta.silenced.push(silence.span);
        } else {
            let span = row.get_ref().rule.as_ref().map_or_else(|| row.span(), Spanned::span);
            self.fault(&span, "the id of a supplied row that is enacted (and lists no holidays)");
        }
    }
}
