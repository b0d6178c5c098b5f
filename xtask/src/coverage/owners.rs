//! 区分と診療行為: which acts of the act master belong to which 区分 of the 告示.

use super::notice::NoticeSection;
use chrono::NaiveDate;
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use std::collections::BTreeMap;

/// The acts of the day by 区分: columns 85, 92 and 93 (letter, 区分番号, 枝番). The master has no column for a 枝番 of a 枝番 (Ｂ００１－２－９):
/// such acts go to the 区分 whose name theirs contains.
pub(super) fn acts_by_section<'a>(
    masters: &'a Masters,
    notice: &[NoticeSection],
    day: NaiveDate,
) -> BTreeMap<String, Vec<&'a Act>> {
    let mut all: BTreeMap<String, Vec<&Act>> = BTreeMap::new();
    for act in masters.acts.rows().iter().filter(|act| act.span.contains(day)) {
        let mut code = format!("{}{:03}", act.section_letter, act.section);
        if act.branch != 0 {
            code = format!("{code}-{}", act.branch);
            code = own_branch(&code, masters.text(act.full_name), notice).unwrap_or(code);
        }
        all.entry(code).or_default().push(act);
    }
    all
}

/// The branch of the branch, or nothing where no name fits.
fn own_branch(code: &str, name: &str, notice: &[NoticeSection]) -> Option<String> {
    let is_under = |section: &&NoticeSection| {
        let under = section.code.strip_prefix(code);
        under.is_some_and(|under| under.is_empty() || under.starts_with('-'))
    };
    let fitting = notice.iter().filter(is_under).filter(|item| name.contains(&stem(&item.name)));
    fitting.max_by_key(|item| stem(&item.name).len()).map(|item| item.code.clone())
}

/// `生活習慣病管理料（Ⅱ）` as `生活習慣病管理料２`, `地域包括診療料（月１回）` as `地域包括診療料`, as the act master writes them.
fn stem(name: &str) -> String {
    let name = name.replace("（Ⅰ）", "１").replace("（Ⅱ）", "２");
    name.split('（').next().unwrap_or_default().to_owned()
}
