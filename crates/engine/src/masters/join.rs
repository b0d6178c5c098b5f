//! 合併: the masters of a snapshot and those of further files, side by side, when they speak for different days or tables.
//!
//! Rows of one table that meet on a day are worked out over all issues when files are loaded; a snapshot no longer knows its issues row by
//! row, so that two sources that speak for one day of one table are refused rather than guessed.

use super::cell::{CellError, FromCells};
use super::columns::Columns;
use super::edition::{Edition, TableKind};
use super::text::{Text, TextPool};
use super::{Masters, MastersError, MastersParts};
use thiserror::Error;

/// Why two sources cannot stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum JoinError {
    /// Both speak for a day of one table.
    #[error(
        "{table}: {first} and {second} speak for the same days; build one snapshot of all files"
    )]
    Overlap {
        /// The table.
        table: TableKind,
        /// The file of the first source.
        first: String,
        /// The file of the second source.
        second: String,
    },
    /// A difference file changes rows of the other source on its days.
    #[error("{table}: {file} changes rows of an edition; build one snapshot of all files")]
    Difference {
        /// The table.
        table: TableKind,
        /// The difference file.
        file: String,
    },
    /// The names of both do not fit into one pool.
    #[error(transparent)]
    Names(#[from] CellError),
    /// The rows do not make masters.
    #[error(transparent)]
    Masters(#[from] MastersError),
}

impl Masters {
    /// Both side by side.
    ///
    /// # Errors
    ///
    /// [`JoinError`] if both speak for one day of one table, or one holds a difference file for the other.
    pub fn join(self, other: Self) -> Result<Self, JoinError> {
        let (mut first, mut second) = (self.into_parts(), other.into_parts());
        check(&first.editions, &second.editions)?;
        let mut pool = TextPool::default();
        respell(&mut first, &mut pool)?;
        respell(&mut second, &mut pool)?;
        first.texts = pool.into_parts();
        first.acts.extend(second.acts);
        first.drugs.extend(second.drugs);
        first.materials.extend(second.materials);
        first.comments.extend(second.comments);
        first.comment_links.extend(second.comment_links);
        first.diseases.extend(second.diseases);
        first.modifiers.extend(second.modifiers);
        first.auxiliaries.extend(second.auxiliaries);
        first.inclusions.extend(second.inclusions);
        for (rows, more) in first.exclusions.iter_mut().zip(second.exclusions) {
            rows.extend(more);
        }
        first.inpatient_additions.extend(second.inpatient_additions);
        first.frequencies.extend(second.frequencies);
        first.unread.extend(second.unread);
        first.editions.extend(second.editions);
        Ok(Self::from_parts(first)?)
    }
}

fn check(first: &[Edition], second: &[Edition]) -> Result<(), JoinError> {
    for one in first {
        for other in second.iter().filter(|other| other.table == one.table) {
            let table = one.table;
            let (a, b) = (one.speaks_for, other.speaks_for);
            if a.from() > b.through() || b.from() > a.through() {
                continue;
            }
            let mut both = [one, other].into_iter();
            if let Some(difference) = both.find(|edition| edition.is_difference) {
                return Err(JoinError::Difference { table, file: difference.file.clone() });
            }
            let (first, second) = (one.file.clone(), other.file.clone());
            return Err(JoinError::Overlap { table, first, second });
        }
    }
    Ok(())
}

/// Every text of the parts, put into `pool`.
fn respell(parts: &mut MastersParts, pool: &mut TextPool) -> Result<(), JoinError> {
    let own = TextPool::from_parts(std::mem::take(&mut parts.texts)).ok_or(MastersError::Texts)?;
    let mut failed = None;
    let mut spell = |text: Text| {
        let found = pool.intern(own.get(text));
        found.unwrap_or_else(|error| {
            failed = Some(error);
            Text::default()
        })
    };
    rows(&mut parts.acts, &mut spell);
    rows(&mut parts.drugs, &mut spell);
    rows(&mut parts.materials, &mut spell);
    rows(&mut parts.comments, &mut spell);
    rows(&mut parts.comment_links, &mut spell);
    rows(&mut parts.diseases, &mut spell);
    rows(&mut parts.modifiers, &mut spell);
    rows(&mut parts.auxiliaries, &mut spell);
    rows(&mut parts.inclusions, &mut spell);
    for exclusions in &mut parts.exclusions {
        rows(exclusions, &mut spell);
    }
    rows(&mut parts.inpatient_additions, &mut spell);
    rows(&mut parts.frequencies, &mut spell);
    for cell in &mut parts.unread {
        cell.value.respell(&mut spell);
    }
    failed.map_or(Ok(()), |error| Err(error.into()))
}

fn rows<T: Columns>(rows: &mut [T], spell: &mut dyn FnMut(Text) -> Text) {
    for row in rows {
        row.respell(spell);
    }
}
