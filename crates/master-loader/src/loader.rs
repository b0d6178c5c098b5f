//! 読込: official files, in any number and order, become the masters.

use crate::archive;
use crate::dating::{is_of_a_set, latest_first_day};
use crate::error::{LoadError, LoadErrorKind};
use crate::issue::{Change, Issue, read};
use crate::name::OfficialName;
use crate::revision::Revisions;
use crate::subsidy::SubsidyFile;
use crate::timeline::{DatedIssue, merge};
use chrono::NaiveDate;
use santei_engine::masters::act::Act;
use santei_engine::masters::edition::{Edition, TableKind, UnreadCell};
use santei_engine::masters::table::Row;
use santei_engine::masters::text::TextPool;
use santei_engine::masters::{Masters, MastersError, MastersParts};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The largest official file accepted unless the caller says otherwise: 256 MiB.
pub const DEFAULT_SIZE_LIMIT: u64 = 268_435_456;

/// マスター読込: gathers official files and makes masters of them.
///
/// ```
/// use santei_master_loader::{Loader, Revisions};
/// # let text = include_str!("../../../masters/rulebook/revisions.toml");
/// let mut loader = Loader::new(Revisions::parse(text)?);
/// let errors = loader.add("s_20251104.csv", b"\"0\",\"S\"\r\n".to_vec()).and(loader.load()).unwrap_err();
/// assert_eq!(errors[0].to_string(), "s_20251104.csv line 1: found 2 columns, expected 150");
/// # Ok::<(), santei_master_loader::RevisionError>(())
/// ```
#[derive(Debug)]
pub struct Loader {
    revisions: Revisions,
    size_limit: u64,
    files: Vec<SourceFile>,
    ignored: Vec<String>,
    days: BTreeMap<String, NaiveDate>,
}

/// What came of the files.
#[derive(Debug)]
pub struct Loaded {
    /// The masters.
    pub masters: Masters,
    /// Files of archives and folders that are no national master.
    pub ignored: Vec<String>,
    /// Rows of difference files that change a row no edition loaded has; they had no effect.
    pub unapplied: Vec<LoadError>,
}

#[derive(Debug)]
struct SourceFile {
    set: String,
    name: String,
    official: OfficialName,
    bytes: Vec<u8>,
}

#[derive(Default)]
struct Gathered {
    texts: TextPool,
    unread: Vec<UnreadCell>,
    editions: Vec<Edition>,
    errors: Vec<LoadError>,
    unapplied: Vec<LoadError>,
}

impl Loader {
    /// A loader that dates its editions by `revisions`.
    pub fn new(revisions: Revisions) -> Self {
        Self {
            revisions,
            size_limit: DEFAULT_SIZE_LIMIT,
            files: Vec::new(),
            ignored: Vec::new(),
            days: BTreeMap::new(),
        }
    }

    /// The same loader, with another limit on the size of a file in bytes.
    #[must_use]
    pub fn with_size_limit(self, size_limit: u64) -> Self {
        Self { size_limit, ..self }
    }

    /// Adds an official file or a zip archive of them, by its name without folder.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if the name is not official, the file too large or the archive not readable.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) -> Result<(), Vec<LoadError>> {
        self.add_in("", name, bytes)
    }

    /// Adds a file as [`Loader::add`] does, as one of a set (its folder).
    ///
    /// The files of the electronic points table carry no date in their names and are published together, so
    /// those of one set are dated by the latest row of all of them. An archive is a set of its own.
    ///
    /// # Errors
    ///
    /// As [`Loader::add`].
    pub fn add_in(&mut self, set: &str, name: &str, bytes: Vec<u8>) -> Result<(), Vec<LoadError>> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > self.size_limit {
            let kind = LoadErrorKind::TooLarge(self.size_limit);
            return Err(vec![LoadError::of_file(name, size.to_string(), kind)]);
        }
        if archive::is_zip(&bytes) {
            let files =
                archive::files(name, &bytes, self.size_limit).map_err(|error| vec![*error])?;
            for (inner, content) in files {
                self.add_known(&format!("{set}/{name}"), &inner, content);
            }
            return Ok(());
        }
        let Some(official) = OfficialName::parse(name) else {
            let is_subsidy = SubsidyFile::of(name, &bytes).is_some();
            let kind =
                if is_subsidy { LoadErrorKind::SubsidyFile } else { LoadErrorKind::UnknownFile };
            return Err(vec![LoadError::of_file(name, "", kind)]);
        };
        self.keep(set, name, official, bytes);
        Ok(())
    }

    /// Adds a file of a set that is a folder or an archive; one that is no national master is only noted.
    pub fn add_known(&mut self, set: &str, name: &str, bytes: Vec<u8>) {
        match OfficialName::parse(name) {
            Some(official) => self.keep(set, name, official, bytes),
            None => self.ignored.push(name.to_owned()),
        }
    }

    fn keep(&mut self, set: &str, name: &str, official: OfficialName, bytes: Vec<u8>) {
        self.files.push(SourceFile { set: set.to_owned(), name: name.to_owned(), official, bytes });
    }

    /// Reads every file and merges the editions.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with every file, by file and line.
    pub fn load(mut self) -> Result<Loaded, Vec<LoadError>> {
        // The order in which files are given has no bearing on the result.
        self.files.sort_by(|one, other| {
            one.name.cmp(&other.name).then_with(|| one.bytes.cmp(&other.bytes))
        });
        self.days = days_of_sets(&self.files);
        let mut all = Gathered::default();
        let mut acts = self.table::<Act>(TableKind::Acts, |row| Some(row.code.number()), &mut all);
        acts.extend(self.table::<Act>(
            TableKind::WardActs,
            |row| Some(row.code.number()),
            &mut all,
        ));
        let parts = MastersParts {
            acts,
            drugs: self.table(TableKind::Drugs, |row| Some(row.code.number()), &mut all),
            materials: self.table(TableKind::Materials, |row| Some(row.code.number()), &mut all),
            comments: self.table(TableKind::Comments, |row| Some(row.code().number()), &mut all),
            comment_links: self.table(TableKind::CommentLinks, |_| None, &mut all),
            diseases: self.table(TableKind::Diseases, |row| Some(row.code.number()), &mut all),
            modifiers: self.table(TableKind::Modifiers, |row| Some(row.code.number()), &mut all),
            auxiliaries: self.table(TableKind::Auxiliary, |row| Some(row.act.number()), &mut all),
            inclusions: self.table(TableKind::Inclusions, |_| None, &mut all),
            exclusions: [
                self.table(TableKind::ExclusionsDay, |_| None, &mut all),
                self.table(TableKind::ExclusionsMonth, |_| None, &mut all),
                self.table(TableKind::ExclusionsTogether, |_| None, &mut all),
                self.table(TableKind::ExclusionsWeek, |_| None, &mut all),
            ],
            inpatient_additions: self.table(TableKind::InpatientAdditions, |_| None, &mut all),
            frequencies: self.table(TableKind::Frequencies, |_| None, &mut all),
            unread: Vec::new(),
            editions: Vec::new(),
            texts: santei_engine::masters::text::TextParts::default(),
        };
        if !all.errors.is_empty() {
            return Err(all.errors);
        }
        all.unread.sort_unstable();
        all.unread.dedup();
        all.editions.sort_by_key(|edition| (edition.table, edition.issued, edition.is_difference));
        let parts = MastersParts {
            texts: all.texts.into_parts(),
            unread: all.unread,
            editions: all.editions,
            ..parts
        };
        let masters = Masters::from_parts(parts).map_err(|error| vec![conflict(&error)])?;
        Ok(Loaded { masters, ignored: self.ignored, unapplied: all.unapplied })
    }

    /// All rows of one kind of file, merged over its issues.
    fn table<T: Row>(
        &self,
        kind: TableKind,
        code_of: fn(&T) -> Option<u32>,
        all: &mut Gathered,
    ) -> Vec<T> {
        let mut issues = Vec::new();
        for file in self.files.iter().filter(|file| file.official.kind == kind) {
            let mut issue = read::<T>(&file.name, kind, &file.bytes, code_of, &mut all.texts);
            all.errors.append(&mut issue.errors);
            all.unread.append(&mut issue.unread);
            match self.dated(file, issue) {
                Ok((dated, edition)) => {
                    issues.push(dated);
                    all.editions.push(edition);
                }
                Err(Some(error)) => all.errors.push(*error),
                Err(None) => {}
            }
        }
        let mut merged = merge(kind, issues, &mut all.texts);
        all.errors.append(&mut merged.errors);
        all.unapplied.append(&mut merged.unapplied);
        merged.rows
    }

    /// The issue with its days; nothing if the file has no sound row (its errors are reported already).
    fn dated<'a, T: Row>(
        &self,
        file: &'a SourceFile,
        issue: Issue<'a, T>,
    ) -> Result<(DatedIssue<'a, T>, Edition), Option<Box<LoadError>>> {
        let kind = file.official.kind;
        let no_revision = |day: NaiveDate| {
            Some(Box::new(LoadError::of_file(
                &file.name,
                day.to_string(),
                LoadErrorKind::NoRevision,
            )))
        };
        let stated = issue.rows.iter().filter(|row| row.change != Change::Erased);
        let own = stated.filter_map(|row| row.from).max().or(file.official.issued);
        let of_set = self.days.get(&file.set).copied().filter(|_| is_undated(file));
        let latest = own.max(of_set).ok_or(None)?;
        let revision = self.revisions.on(kind, latest).ok_or_else(|| no_revision(latest))?;
        let is_difference = issue.is_difference;
        let end = |from: NaiveDate| {
            let own = if is_difference { self.revisions.on(kind, from) } else { Some(revision) };
            (from, own.map_or(revision.span.through(), |own| own.span.through()))
        };
        let edition = Edition {
            table: kind,
            is_difference,
            file: file.name.clone(),
            issued: file.official.issued.unwrap_or(latest),
            speaks_for: revision.span,
            revision: revision.name.clone(),
            rows: issue.count,
            bytes: u64::try_from(file.bytes.len()).unwrap_or(u64::MAX),
            sha256: hexadecimal(&file.bytes),
        };
        let dated = DatedIssue {
            file: &file.name,
            issued: edition.issued,
            is_difference,
            ends: issue.rows.iter().filter_map(|row| row.from).map(end).collect(),
            rows: issue.rows,
        };
        Ok((dated, edition))
    }
}

/// The day of every set of files without a date.
fn days_of_sets(files: &[SourceFile]) -> BTreeMap<String, NaiveDate> {
    let mut days = BTreeMap::new();
    for file in files.iter().filter(|file| is_undated(file)) {
        if let Some(day) = latest_first_day(file.official.kind, &file.bytes) {
            let latest = days.entry(file.set.clone()).or_insert(day);
            *latest = day.max(*latest);
        }
    }
    days
}

fn is_undated(file: &SourceFile) -> bool {
    file.official.issued.is_none() && is_of_a_set(file.official.kind)
}

fn hexadecimal(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a `String` does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn conflict(error: &MastersError) -> LoadError {
    let table = match error {
        MastersError::Overlap { table, .. } => table.name(),
        MastersError::Texts => "",
    };
    LoadError::of_file(table, "", LoadErrorKind::Conflict(error.to_string()))
}
