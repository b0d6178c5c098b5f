//! 点数・回数算定単位 (剤): records that are priced together, up to the one that carries 点数.

use crate::codes::{Burden, Coded, Section};
use crate::error::{FieldPlace, Place, ReceiptError, ReceiptErrorKind};
use crate::fields::Fields;
use crate::kind::RecordKind;
use crate::layout::Layout;
use crate::records::{Comment, Days, Line, LineKind};
use std::sync::Arc;

/// 点数・回数算定単位: the run of SI, IY and TO that one 点数 and one 回数 price.
#[doc(alias = "剤")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// 診療識別 of the block it stands in; none only if the receipt never said one.
    pub section: Option<Section>,
    /// The records, in order.
    pub lines: Vec<Line>,
    /// Comments (CO) that stand in it or behind it, in order.
    pub comments: Vec<Comment>,
    /// Lines of records that belong here and are quarantined.
    pub quarantined: Vec<u64>,
}

impl Set {
    fn priced(&self) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.points.is_some())
    }

    /// 点数 of one time (yen in 診療識別 97).
    pub fn points(&self) -> Option<i64> {
        self.priced()?.points
    }

    /// 回数.
    pub fn count(&self) -> Option<u32> {
        self.priced().or(self.lines.last())?.count
    }

    /// 点数 × 回数.
    pub fn total(&self) -> Option<i64> {
        self.points()?.checked_mul(i64::from(self.count()?))
    }

    /// 負担区分, that of the record with the 点数.
    pub fn burden(&self) -> Option<Burden> {
        self.priced().or(self.lines.last()).map(|line| line.burden)
    }

    /// 算定日情報, that of the record with the 点数; none in files that do not carry it.
    pub fn days(&self) -> Option<&Days> {
        self.priced().or(self.lines.last()).map(|line| &line.days)
    }

    /// Whether every record of it was read and it has 点数 and 回数.
    pub fn is_whole(&self) -> bool {
        self.quarantined.is_empty() && self.total().is_some()
    }
}

/// Groups the lines of a receipt into sets.
#[derive(Debug, Default)]
pub(crate) struct Grouper {
    section: Option<Section>,
    unsaid: bool,
    open: Set,
    complete: bool,
    sets: Vec<Set>,
    comments: Vec<Comment>,
}

impl Grouper {
    /// A record of SI, IY or TO.
    pub(crate) fn line(&mut self, line: Line, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
        if line.section.is_some() || self.complete {
            self.close(file, problems);
        }
        self.section = line.section.or(self.section);
        if self.section.is_none() && !self.unsaid {
            self.unsaid = true;
            let place = place(file, line.at, kind_of(line.kind), Some(1));
            problems.push(ReceiptError::report(place, ReceiptErrorKind::NoSection));
        }
        self.open.section = self.section;
        self.complete = line.points.is_some();
        self.open.lines.push(line);
    }

    /// A record of CO.
    pub(crate) fn comment(
        &mut self,
        comment: Comment,
        file: &Arc<str>,
        problems: &mut Vec<ReceiptError>,
    ) {
        if comment.section.is_some() {
            self.close(file, problems);
            self.section = comment.section;
        }
        if self.section.is_none_or(Section::is_whole) {
            self.comments.push(comment);
        } else {
            self.open.comments.push(comment);
        }
    }

    /// A record of SI, IY, TO or CO that could not be read: what can be told of it still moves the sets.
    pub(crate) fn quarantined(
        &mut self,
        at: u64,
        kind: RecordKind,
        section: &[u8],
        points: &[u8],
        file: &Arc<str>,
        problems: &mut Vec<ReceiptError>,
    ) {
        let is_line = kind != RecordKind::Comment;
        if !section.is_empty() || (is_line && self.complete) {
            self.close(file, problems);
        }
        if !section.is_empty() {
            self.section = core::str::from_utf8(section).ok().and_then(Section::from_code);
            self.unsaid = true;
        }
        if is_line {
            self.open.section = self.section;
            self.open.quarantined.push(at);
            self.complete = !points.is_empty();
        }
    }

    /// Whether nothing was added yet.
    pub(crate) fn is_untouched(&self) -> bool {
        self.sets.is_empty() && self.comments.is_empty() && self.open == Set::default()
    }

    fn close(&mut self, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
        self.complete = false;
        let mut set = core::mem::take(&mut self.open);
        if set.lines.is_empty() && set.quarantined.is_empty() {
            self.comments.append(&mut set.comments);
            return;
        }
        check(&set, file, problems);
        self.sets.push(set);
    }

    /// The sets, and the comments that belong to none of them.
    pub(crate) fn finish(
        mut self,
        file: &Arc<str>,
        problems: &mut Vec<ReceiptError>,
    ) -> (Vec<Set>, Vec<Comment>) {
        self.close(file, problems);
        (self.sets, self.comments)
    }
}

fn check(set: &Set, file: &Arc<str>, problems: &mut Vec<ReceiptError>) {
    if !set.quarantined.is_empty() {
        return;
    }
    if let (None, Some(last)) = (set.points(), set.lines.last()) {
        let place = place(file, last.at, kind_of(last.kind), None);
        problems.push(ReceiptError::report(place, ReceiptErrorKind::SetWithoutPoints));
    }
    let Some(expected) = set.count() else { return };
    for line in &set.lines {
        if let Some(found) = line.count.filter(|count| *count != expected) {
            let place = place(file, line.at, kind_of(line.kind), Some(crate::records::COUNT));
            problems.push(ReceiptError::report(
                place,
                ReceiptErrorKind::CountDiffers { found, expected },
            ));
        }
    }
}

/// The record of a kind of line.
pub(crate) const fn kind_of(kind: LineKind) -> RecordKind {
    match kind {
        LineKind::Act => RecordKind::Act,
        LineKind::Drug => RecordKind::Drug,
        LineKind::Material => RecordKind::Material,
    }
}

/// The place of a field, from 0, of a record.
pub(crate) fn place(file: &Arc<str>, line: u64, record: RecordKind, field: Option<usize>) -> Place {
    let name = |field: usize| FieldPlace {
        number: field.saturating_add(1),
        name: Layout::of(record).name(field),
    };
    Place { file: Arc::clone(file), line, record, field: field.map(name) }
}

impl Fields<'_> {
    /// What a quarantined record still says to the grouping: 診療識別 and 点数.
    pub(crate) fn grouping(&self) -> (&[u8], &[u8]) {
        (self.cell(1), self.cell(5))
    }
}
