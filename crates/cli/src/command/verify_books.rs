//! 事例の公費ファイル: the rule book of co-pay for a case that names subsidy files beside its own file.

use crate::context::Context;
use crate::failure::Failure;
use crate::law;
use santei_engine::rulebook::copay::CopayBook;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The books made so far, by the files they hold beyond those of the command line.
#[derive(Debug)]
pub(super) struct CopayBooks<'a> {
    context: Context,
    given: &'a [PathBuf],
    made: BTreeMap<Vec<PathBuf>, CopayBook>,
}

impl<'a> CopayBooks<'a> {
    /// Books that all hold the files `given` on the command line.
    ///
    /// # Errors
    ///
    /// [`Failure::Input`] with everything that is wrong with those files.
    pub(super) fn new(context: Context, given: &'a [PathBuf]) -> Result<Self, Failure> {
        let plain = law::copay_book(context, given)?;
        Ok(Self { context, given, made: BTreeMap::from([(Vec::new(), plain)]) })
    }

    /// The book of a case in `file` that names `subsidies`; or what is wrong with them.
    pub(super) fn of(&mut self, file: &Path, subsidies: &[String]) -> Result<&CopayBook, String> {
        let folder = file.parent().unwrap_or(file);
        let mut paths = Vec::new();
        for name in subsidies {
            // A case speaks of files beside it, not of the rest of the machine.
            if name.contains(['/', '\\']) || name == ".." {
                return Err("subsidies: expected names of files beside the case".to_owned());
            }
            paths.push(folder.join(name));
        }
        if !self.made.contains_key(&paths) {
            let all: Vec<PathBuf> = self.given.iter().chain(&paths).cloned().collect();
            let book = law::copay_book(self.context, &all).map_err(|failure| match failure {
                Failure::Input(lines) => lines.join("; "),
                other => format!("{other:?}"),
            })?;
            self.made.insert(paths.clone(), book);
        }
        self.made.get(&paths).ok_or_else(|| "no rule book".to_owned())
    }
}
