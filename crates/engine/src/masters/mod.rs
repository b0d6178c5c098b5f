//! マスター: the law's tables in memory; every lookup is by code and day.
//!
//! The masters are built once, by the loader from official files or by `wire` from a snapshot, and never change.
//! A table that exists is unambiguous: no key has two rows on one day. What is not at hand on a day is said
//! ([`Absence`]), never guessed from another day.

pub mod act;
pub mod age;
pub mod cell;
pub mod code;
pub mod columns;
pub mod comment;
pub mod disease;
pub mod drug;
pub mod edition;
pub mod join;
pub mod material;
pub mod rule_table;
pub mod table;
pub mod text;

use act::Act;
use chrono::NaiveDate;
use code::{ActCode, CommentCode, DiseaseCode, DrugCode, MaterialCode, ModifierCode};
use comment::{Comment, CommentLink};
use disease::{Disease, Modifier};
use drug::Drug;
use edition::{Edition, TableKind, UnreadCell};
use material::Material;
use rule_table::{Auxiliary, Exclusion, Frequency, Inclusion, InpatientAddition};
use table::{Overlap, Row, Table};
use text::{Text, TextParts, TextPool};
use thiserror::Error;

/// マスター: every table loaded, over all editions.
#[derive(Debug, Default)]
pub struct Masters {
    /// Names.
    pub texts: TextPool,
    /// 診療行為.
    pub acts: Table<Act>,
    /// 医薬品.
    pub drugs: Table<Drug>,
    /// 特定器材.
    pub materials: Table<Material>,
    /// コメント.
    pub comments: Table<Comment>,
    /// コメント関連.
    pub comment_links: Table<CommentLink>,
    /// 傷病名.
    pub diseases: Table<Disease>,
    /// 修飾語.
    pub modifiers: Table<Modifier>,
    /// 補助マスター (01).
    pub auxiliaries: Table<Auxiliary>,
    /// 包括 (02).
    pub inclusions: Table<Inclusion>,
    /// 背反 (03-1 to 03-4): a day, a month, at the same time, a week.
    pub exclusions: [Table<Exclusion>; 4],
    /// 入院基本料 (04).
    pub inpatient_additions: Table<InpatientAddition>,
    /// 算定回数 (05).
    pub frequencies: Table<Frequency>,
    unread: Vec<UnreadCell>,
    editions: Vec<Edition>,
}

/// The masters as plain rows: what a loader gathers and a snapshot carries.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "each field is the field of `Masters` with the same name")]
pub struct MastersParts {
    pub texts: TextParts,
    pub acts: Vec<Act>,
    pub drugs: Vec<Drug>,
    pub materials: Vec<Material>,
    pub comments: Vec<Comment>,
    pub comment_links: Vec<CommentLink>,
    pub diseases: Vec<Disease>,
    pub modifiers: Vec<Modifier>,
    pub auxiliaries: Vec<Auxiliary>,
    pub inclusions: Vec<Inclusion>,
    pub exclusions: [Vec<Exclusion>; 4],
    pub inpatient_additions: Vec<InpatientAddition>,
    pub frequencies: Vec<Frequency>,
    pub unread: Vec<UnreadCell>,
    pub editions: Vec<Edition>,
}

/// Why a code has no row on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// No whole edition of this file speaks for the day.
    NoEdition,
    /// Editions speak for the day, but no edition loaded has the code on any day.
    UnknownCode,
    /// The code is known, but only from this day on.
    NotYet(NaiveDate),
    /// The code is known, but only through this day (廃止年月日, or the end of its edition's revision).
    Ended(NaiveDate),
}

/// Rows that make no masters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MastersError {
    /// Two rows for one key on one day.
    #[error("{table}: {overlap}")]
    Overlap {
        /// The table.
        table: TableKind,
        /// The rows.
        overlap: Overlap,
    },
    /// The names are cut wrongly, or a row speaks of a name that is not there.
    #[error("the names of the masters are damaged")]
    Texts,
}

impl Masters {
    /// The masters made of `parts`.
    ///
    /// # Errors
    ///
    /// [`MastersError`] if two rows of a table speak for one key on one day, or the names are damaged.
    pub fn from_parts(parts: MastersParts) -> Result<Self, MastersError> {
        let [day, month, together, week] = parts.exclusions;
        let mut unread = parts.unread;
        unread.sort_unstable();
        let texts = TextPool::from_parts(parts.texts).ok_or(MastersError::Texts)?;
        if !unread.iter().all(|cell| texts.holds(cell.value)) {
            return Err(MastersError::Texts);
        }
        let editions = parts.editions;
        let speaks = (&texts, editions.as_slice());
        Ok(Self {
            acts: table(speaks, TableKind::Acts, parts.acts)?,
            drugs: table(speaks, TableKind::Drugs, parts.drugs)?,
            materials: table(speaks, TableKind::Materials, parts.materials)?,
            comments: table(speaks, TableKind::Comments, parts.comments)?,
            comment_links: table(speaks, TableKind::CommentLinks, parts.comment_links)?,
            diseases: table(speaks, TableKind::Diseases, parts.diseases)?,
            modifiers: table(speaks, TableKind::Modifiers, parts.modifiers)?,
            auxiliaries: table(speaks, TableKind::Auxiliary, parts.auxiliaries)?,
            inclusions: table(speaks, TableKind::Inclusions, parts.inclusions)?,
            exclusions: [
                table(speaks, TableKind::ExclusionsDay, day)?,
                table(speaks, TableKind::ExclusionsMonth, month)?,
                table(speaks, TableKind::ExclusionsTogether, together)?,
                table(speaks, TableKind::ExclusionsWeek, week)?,
            ],
            inpatient_additions: table(
                speaks,
                TableKind::InpatientAdditions,
                parts.inpatient_additions,
            )?,
            frequencies: table(speaks, TableKind::Frequencies, parts.frequencies)?,
            unread,
            editions,
            texts,
        })
    }

    /// The plain rows, for a snapshot.
    pub fn into_parts(self) -> MastersParts {
        MastersParts {
            texts: self.texts.into_parts(),
            acts: self.acts.into_rows(),
            drugs: self.drugs.into_rows(),
            materials: self.materials.into_rows(),
            comments: self.comments.into_rows(),
            comment_links: self.comment_links.into_rows(),
            diseases: self.diseases.into_rows(),
            modifiers: self.modifiers.into_rows(),
            auxiliaries: self.auxiliaries.into_rows(),
            inclusions: self.inclusions.into_rows(),
            exclusions: self.exclusions.map(Table::into_rows),
            inpatient_additions: self.inpatient_additions.into_rows(),
            frequencies: self.frequencies.into_rows(),
            unread: self.unread,
            editions: self.editions,
        }
    }

    /// 診療行為 on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn act(&self, code: ActCode, day: NaiveDate) -> Result<&Act, Absence> {
        self.lookup(TableKind::Acts, &self.acts, code, day)
    }

    /// 医薬品 on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn drug(&self, code: DrugCode, day: NaiveDate) -> Result<&Drug, Absence> {
        self.lookup(TableKind::Drugs, &self.drugs, code, day)
    }

    /// 特定器材 on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn material(&self, code: MaterialCode, day: NaiveDate) -> Result<&Material, Absence> {
        self.lookup(TableKind::Materials, &self.materials, code, day)
    }

    /// コメント on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn comment(&self, code: CommentCode, day: NaiveDate) -> Result<&Comment, Absence> {
        self.lookup(TableKind::Comments, &self.comments, code, day)
    }

    /// 傷病名 on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn disease(&self, code: DiseaseCode, day: NaiveDate) -> Result<&Disease, Absence> {
        self.lookup(TableKind::Diseases, &self.diseases, code, day)
    }

    /// 修飾語 on a day.
    ///
    /// # Errors
    ///
    /// [`Absence`]: why there is no row.
    pub fn modifier(&self, code: ModifierCode, day: NaiveDate) -> Result<&Modifier, Absence> {
        self.lookup(TableKind::Modifiers, &self.modifiers, code, day)
    }

    /// 版: every issue loaded, by kind and day.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The newest whole edition of `kind` that speaks for `day`, or else the newest difference file that does.
    pub fn edition(&self, kind: TableKind, day: NaiveDate) -> Option<&Edition> {
        let speaks = |edition: &&Edition| edition.table == kind && edition.speaks_for.contains(day);
        self.editions
            .iter()
            .filter(speaks)
            .max_by_key(|edition| (!edition.is_difference, edition.issued))
    }

    /// 未読項目: the values of a row that no step reads.
    pub fn unread(&self, table: TableKind, code: u32) -> &[UnreadCell] {
        let place = |cell: &UnreadCell| (cell.table, cell.code);
        let first = self.unread.partition_point(|cell| place(cell) < (table, code));
        let after = self.unread.partition_point(|cell| place(cell) <= (table, code));
        self.unread.get(first..after).unwrap_or_default()
    }

    /// A text of the masters.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text)
    }

    fn lookup<'a, T: Row>(
        &self,
        kind: TableKind,
        table: &'a Table<T>,
        key: T::Key,
        day: NaiveDate,
    ) -> Result<&'a T, Absence> {
        let versions = table.versions(key);
        if let Some(row) = versions.iter().find(|row| row.span().contains(day)) {
            return Ok(row);
        }
        // A difference file speaks only for its own rows; without a whole edition the day is not covered.
        if self.edition(kind, day).is_none_or(|edition| edition.is_difference) {
            return Err(Absence::NoEdition);
        }
        let before = versions.iter().rev().find(|row| row.span().through() < day);
        Err(match (before, versions.first()) {
            (Some(row), _) => Absence::Ended(row.span().through()),
            (None, Some(row)) => Absence::NotYet(row.span().from()),
            (None, None) => Absence::UnknownCode,
        })
    }
}

fn table<T: Row>(
    (texts, editions): (&TextPool, &[Edition]),
    kind: TableKind,
    rows: Vec<T>,
) -> Result<Table<T>, MastersError> {
    let last = rows.iter().map(T::last_text).max().unwrap_or_default();
    if !texts.holds(last) {
        return Err(MastersError::Texts);
    }
    let own = editions.iter().filter(|edition| edition.table == kind && !edition.is_difference);
    let through = own.map(|edition| edition.speaks_for.through()).max();
    let table = Table::new(rows);
    let table = table.map_err(|overlap| MastersError::Overlap { table: kind, overlap })?;
    Ok(table.speaking_through(through.unwrap_or(chrono::NaiveDate::MIN)))
}
