//! 記録の組: one set of a receipt as a line of text.
//!
//! `60: 160010010 + 160008010 = 49 + 21 x1 @5` is 診療識別 60, two acts, 70 points, once, on day 5.
//! `170000510*2` has 数量データ or 使用量 2. `@3,10` are one time on each day, `@3*14` fourteen times on day 3.
//! `12 (2):` sets 負担区分 2. `21: 810000001 ~毎食後` is a comment record. `#820100001` behind a code is a comment
//! of its record.

/// A set or a comment.
#[derive(Debug)]
pub(crate) struct Set {
    pub(crate) section: String,
    pub(crate) burden: String,
    pub(crate) items: Vec<Item>,
    /// The points of one; nothing for a comment record.
    pub(crate) points: u32,
    pub(crate) count: u32,
    /// Day and count.
    pub(crate) days: Vec<(u8, u32)>,
}

/// A code of a set.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) code: String,
    /// 数量データ・使用量.
    pub(crate) quantity: String,
    /// コメントコード of the record.
    pub(crate) comments: Vec<String>,
    /// The text of a comment record.
    pub(crate) text: String,
}

impl Set {
    /// Reads the line.
    pub(crate) fn parse(line: &str) -> Result<Self, String> {
        let wrong = |what: &str| format!("`{line}`: {what}");
        let (head, body) = line.split_once(':').ok_or_else(|| wrong("no section"))?;
        let (section, burden) = match head.trim().split_once('(') {
            Some((section, burden)) => (section.trim(), burden.trim_end_matches(')')),
            None => (head.trim(), "1"),
        };
        let (section, burden) = (section.to_owned(), burden.to_owned());
        let Some((codes, rest)) = body.split_once('=') else {
            let items = vec![Item::parse(body).ok_or_else(|| wrong("no comment"))?];
            return Ok(Self { section, burden, items, points: 0, count: 0, days: Vec::new() });
        };
        let items = codes.split('+').map(Item::parse).collect::<Option<Vec<_>>>();
        let (points, times) = rest.split_once('x').ok_or_else(|| wrong("no count"))?;
        let (count, days) = times.split_once('@').ok_or_else(|| wrong("no days"))?;
        let count = count.trim().parse().map_err(|_| wrong("the count is no number"))?;
        let days = days.split(',').map(|day| on(day, days, count)).collect::<Option<Vec<_>>>();
        let days = days.ok_or_else(|| wrong("the days are no numbers"))?;
        if days.iter().map(|(_, times)| *times).sum::<u32>() != count {
            return Err(wrong("the days do not add up to the count"));
        }
        Ok(Self {
            section,
            burden,
            items: items.ok_or_else(|| wrong("a code is missing"))?,
            points: sum(points).ok_or_else(|| wrong("the points are no sum"))?,
            count,
            days,
        })
    }

    /// The points of the set, all times.
    pub(crate) fn total(&self) -> u32 {
        self.points.saturating_mul(self.count)
    }
}

impl Item {
    fn parse(text: &str) -> Option<Self> {
        let (body, words) = text.split_once('~').unwrap_or((text, ""));
        let mut parts = body.trim().split('#');
        let (code, quantity) = match parts.next()?.split_once('*') {
            Some((code, quantity)) => (code, quantity),
            None => (body.trim().split('#').next()?, ""),
        };
        Some(Self {
            code: Some(code.trim()).filter(|code| !code.is_empty())?.to_owned(),
            quantity: quantity.trim().to_owned(),
            comments: parts.map(|part| part.trim().to_owned()).collect(),
            text: words.trim().to_owned(),
        })
    }
}

/// `3*14`, or `3` for one time, or for every time if it is the only day.
fn on(day: &str, all: &str, count: u32) -> Option<(u8, u32)> {
    let only = !all.contains(',');
    match day.trim().split_once('*') {
        Some((day, times)) => Some((day.parse().ok()?, times.parse().ok()?)),
        None => Some((day.trim().parse().ok()?, if only { count } else { 1 })),
    }
}

/// `49 + 21`.
fn sum(text: &str) -> Option<u32> {
    let parts = text.split('+').map(|part| part.trim().parse::<u32>().ok());
    parts.sum()
}
