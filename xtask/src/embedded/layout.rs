//! レイアウト: how many columns each official file has and what a cell holds that the tables do not name.

use super::Fault;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// `layouts.toml`: every layout by the name of its file.
#[derive(Debug)]
pub(crate) struct Layouts(BTreeMap<String, Layout>);

/// One layout.
#[derive(Debug)]
pub(crate) struct Layout {
    /// What each cell holds when nothing is said of it.
    pub(crate) blank: Vec<String>,
    /// Pairs of 項番: the first holds the number of characters of the second.
    pub(crate) lengths: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayout {
    columns: usize,
    blank: Vec<RawBlank>,
    lengths: Vec<[usize; 2]>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBlank {
    cell: String,
    at: String,
}

impl Layouts {
    /// Reads `layouts.toml` in the folder `tables`.
    pub(crate) fn read(tables: &Path) -> Result<Self, Fault> {
        let path = tables.join("layouts.toml");
        let text = std::fs::read_to_string(&path).map_err(|source| Fault::File { path, source })?;
        let raw: BTreeMap<String, RawLayout> = toml::from_str(&text)
            .map_err(|error| Fault::Description("layouts.toml", error.to_string()))?;
        let layouts = raw.into_iter().map(|(name, raw)| Ok((name.clone(), layout(&name, raw)?)));
        Ok(Self(layouts.collect::<Result<_, Fault>>()?))
    }

    /// The layout `name`.
    pub(crate) fn of(&self, name: &str) -> Result<&Layout, Fault> {
        let missing = || Fault::Description("layouts.toml", format!("no layout `{name}`"));
        self.0.get(name).ok_or_else(missing)
    }
}

fn layout(name: &str, raw: RawLayout) -> Result<Layout, Fault> {
    let mut blank: Vec<Option<String>> = vec![None; raw.columns];
    let fault = |what: String| Fault::Description("layouts.toml", format!("{name}: {what}"));
    for entry in raw.blank {
        for part in entry.at.split(',') {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| text.trim().parse::<usize>().ok();
            let span = number(first).zip(number(last));
            let (first, last) = span.ok_or_else(|| fault(format!("`{part}` is no span")))?;
            for at in first..=last {
                let cell = at.checked_sub(1).and_then(|index| blank.get_mut(index));
                let place = cell.ok_or_else(|| fault(format!("no column {at}")))?;
                if place.replace(entry.cell.clone()).is_some() {
                    return Err(fault(format!("column {at} is said twice")));
                }
            }
        }
    }
    let gap = blank.iter().position(Option::is_none);
    if let Some(index) = gap {
        return Err(fault(format!("nothing is said of column {}", index.saturating_add(1))));
    }
    Ok(Layout { blank: blank.into_iter().flatten().collect(), lengths: raw.lengths })
}
