//! `santei masters diff`: what changed between two masters: codes that came and went, prices and names that changed.

use crate::context::Context;
use crate::failure::{DONE, Failure, NO};
use crate::law;
use crate::message::Message;
use crate::table::Table as Printed;
use clap::Args;
use santei_engine::masters::Masters;
use santei_engine::masters::cell::Hundredths;
use santei_engine::masters::table::{Row, Table};
use santei_engine::masters::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Compare two masters: codes that came and went, prices and names that changed.
#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// Snapshot, official file or folder to compare from.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Snapshot, official file or folder to compare with.
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

#[derive(Debug, Serialize)]
struct Answer {
    changes: Vec<Change>,
}

/// One code whose newest row differs.
#[derive(Debug, Serialize)]
struct Change {
    table: &'static str,
    code: String,
    #[serde(rename = "change")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

impl Diff {
    pub(crate) fn run(&self, context: Context) -> Result<u8, Failure> {
        let old = law::masters(context, std::slice::from_ref(&self.old))?;
        let new = law::masters(context, std::slice::from_ref(&self.new))?;
        let mut changes = Vec::new();
        compare(
            "s",
            (&old, &old.acts),
            (&new, &new.acts),
            |row| (row.name, Some(row.amount)),
            &mut changes,
        );
        compare(
            "y",
            (&old, &old.drugs),
            (&new, &new.drugs),
            |row| (row.name, Some(row.price)),
            &mut changes,
        );
        compare(
            "t",
            (&old, &old.materials),
            (&new, &new.materials),
            |row| (row.name, None),
            &mut changes,
        );
        compare(
            "b",
            (&old, &old.diseases),
            (&new, &new.diseases),
            |row| (row.name, None),
            &mut changes,
        );
        compare(
            "z",
            (&old, &old.modifiers),
            (&new, &new.modifiers),
            |row| (row.name, None),
            &mut changes,
        );
        let answer = Answer { changes };
        context.print(&answer, |output| {
            let mut table = Printed::new(&[]);
            for change in &answer.changes {
                let word = match change.kind {
                    "added" => context.pick("新設", "added"),
                    "removed" => context.pick("削除", "removed"),
                    "price" => context.pick("価格・点数", "price"),
                    _ => context.pick("名称", "name"),
                };
                let both = change.old.as_ref().zip(change.new.as_ref());
                let what = both.map(|(old, new)| format!("{old} → {new}")).unwrap_or_default();
                let (code, name) = (change.code.clone(), change.name.clone());
                table.row(vec![change.table.to_owned(), code, word.to_owned(), name, what]);
            }
            table.print(output)?;
            output.line(context.text(&Message::DiffTally { changes: answer.changes.len() }))
        })?;
        Ok(if answer.changes.is_empty() { DONE } else { NO })
    }
}

/// The changes of one table, by code; of each code the newest row speaks.
fn compare<T: Row<Key: std::fmt::Display>>(
    symbol: &'static str,
    (old_masters, old): (&Masters, &Table<T>),
    (new_masters, new): (&Masters, &Table<T>),
    shown: impl Fn(&T) -> (Text, Option<Hundredths>),
    changes: &mut Vec<Change>,
) {
    let keys: BTreeSet<T::Key> = old.keys().iter().chain(new.keys()).copied().collect();
    for key in keys {
        let before = old.versions(key).last().map(&shown);
        let after = new.versions(key).last().map(&shown);
        let change = |kind, name: &str, old, new| Change {
            table: symbol,
            code: key.to_string(),
            kind,
            name: name.to_owned(),
            old,
            new,
        };
        match (before, after) {
            (None, None) => {}
            (None, Some((name, _))) => {
                changes.push(change("added", new_masters.text(name), None, None));
            }
            (Some((name, _)), None) => {
                changes.push(change("removed", old_masters.text(name), None, None));
            }
            (Some((old_name, old_price)), Some((new_name, new_price))) => {
                let (old_name, new_name) = (old_masters.text(old_name), new_masters.text(new_name));
                if old_price != new_price {
                    let text = |price: Option<Hundredths>| {
                        price.map(|price| price.decimal().normalize().to_string())
                    };
                    changes.push(change("price", new_name, text(old_price), text(new_price)));
                }
                if old_name != new_name {
                    let (old_name, new_name) = (old_name.to_owned(), new_name.to_owned());
                    changes.push(change("name", &new_name, Some(old_name), Some(new_name.clone())));
                }
            }
        }
    }
}
