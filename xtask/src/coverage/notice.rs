//! 告示の区分: the 区分 of the 医科診療報酬点数表 as the text of the 告示 has them, each with its name and its 注.
//!
//! The text is that of the PDF with its layout kept: a 区分 begins at the left edge with its number, its fees stand 15 blanks in,
//! a 注 stands where the fees stand (or deeper, when it belongs to one fee), and the lines of a sentence stand deeper than its label.

/// One 区分 that is in force.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoticeSection {
    /// `B001-2-10`.
    pub(super) code: String,
    pub(super) name: String,
    /// The sentences of its 注, in order.
    pub(super) notes: Vec<String>,
}

/// Where the reader stands inside a 注.
struct InNote {
    indent: usize,
    /// Its number, where the 注 are numbered.
    number: Option<u32>,
}

/// The 区分 of the text; 削除 are left out.
pub(super) fn read(text: &str) -> Vec<NoticeSection> {
    let mut sections: Vec<NoticeSection> = Vec::new();
    // Beyond a heading of a 部, 節 or 款 no line belongs to the last 区分.
    let mut inside = false;
    let mut note: Option<InNote> = None;
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (indent, words) = (line.chars().take_while(|c| *c == ' ').count(), line.trim());
        if is_heading(words) || words == "区分" || (words == "通則" && indent <= 6) {
            inside = false;
        } else if let Some((code, rest)) = (indent <= 4).then(|| section_code(words)).flatten() {
            note = None;
            let name = name_of(rest);
            inside = !name.is_empty() && !name.ends_with("削除");
            if inside {
                sections.push(NoticeSection { code, name: name.to_owned(), notes: Vec::new() });
            }
        } else if let Some(section) = sections.last_mut().filter(|_| inside) {
            note = note_line(&mut section.notes, note, indent, words);
        }
    }
    sections
}

/// Takes one line of a 区分; says where the reader stands after it.
fn note_line(
    notes: &mut Vec<String>,
    note: Option<InNote>,
    indent: usize,
    words: &str,
) -> Option<InNote> {
    // A sentence may have 注１ at the beginning of a line, with no blanks after it.
    let label = words.strip_prefix('注').map(leading_number);
    if let Some((number, sentence)) = label.filter(|(_, rest)| rest.starts_with("  ")) {
        notes.push(sentence.trim().to_owned());
        return Some(InNote { indent, number });
    }
    let mut note = note?;
    if let Some((label, sentence)) = label_of(words) {
        let next = note.number.map(|number| number.saturating_add(1));
        if next.is_some() && indent >= note.indent && leading_number(label) == (next, "") {
            notes.push(sentence.to_owned());
            note.number = next;
            return Some(note);
        }
        if indent <= note.indent {
            return None;
        }
    }
    if let Some(last) = notes.last_mut() {
        last.push_str(words);
    }
    Some(note)
}

/// 第１部, 第２節, 第３款.
fn is_heading(words: &str) -> bool {
    let Some(rest) = words.strip_prefix('第').filter(|_| words.chars().count() < 60) else {
        return false;
    };
    matches!(leading_number(rest), (Some(_), rest) if rest.starts_with(['章', '部', '節', '款']))
}

/// `Ｋ０４６－２  …` as `K046-2` and what follows.
fn section_code(words: &str) -> Option<(String, &str)> {
    let letter = words.chars().next().filter(|c| ('Ａ'..='Ｏ').contains(c))?;
    let mut rest = words.strip_prefix(letter)?;
    let mut code = String::from(char::from_u32(u32::from(letter).checked_sub(0xFEE0)?)?);
    for _ in 0..3 {
        let digit = rest.chars().next().filter(|c| ('０'..='９').contains(c))?;
        code.push(char::from_digit(digit_of(digit)?, 10)?);
        rest = rest.strip_prefix(digit)?;
    }
    while let Some(after) = rest.strip_prefix(['－', '―']) {
        let (number, after) = leading_number(after);
        code.push('-');
        code.push_str(&number?.to_string());
        rest = after;
    }
    Some((code, rest))
}

/// The name without the points at its end; nothing where the line names a range (`からＡ２０３まで  削除`).
fn name_of(rest: &str) -> &str {
    if !rest.starts_with(' ') {
        return "";
    }
    let name = rest.trim();
    let cut = name
        .strip_suffix('点')
        .map(|name| name.trim_end_matches(|c: char| c == ',' || digit_of(c).is_some()).trim_end());
    cut.filter(|cut| cut.len() < name.len().saturating_sub('点'.len_utf8())).unwrap_or(name)
}

/// `１  …`, `イ  …`, `⑴  …`, `①  …`, `（１） …`: the label and what follows.
fn label_of(words: &str) -> Option<(&str, &str)> {
    let (label, rest) = words.split_once(' ').unwrap_or((words, ""));
    let number = label.strip_prefix('（').and_then(|label| label.strip_suffix('）'));
    let wide = number.is_none();
    let is_number = matches!(leading_number(number.unwrap_or(label)), (Some(_), ""));
    let mut chars = label.chars();
    let is_mark =
        matches!((chars.next(), chars.next()), (Some('ア'..='ン' | '⑴'..='⒇' | '①'..='⑳'), None));
    // A blank inside a sentence is single.
    let is_apart = !wide || rest.is_empty() || rest.starts_with(' ');
    ((is_number || is_mark) && is_apart).then(|| (label, rest.trim_start()))
}

/// The number at the beginning, in either width, and what follows.
fn leading_number(text: &str) -> (Option<u32>, &str) {
    let mut number = None;
    let mut rest = text;
    while let Some((digit, value)) = rest.chars().next().and_then(|c| Some((c, digit_of(c)?))) {
        number = Some(number.unwrap_or(0_u32).saturating_mul(10).saturating_add(value));
        rest = rest.strip_prefix(digit).unwrap_or_default();
    }
    (number, rest)
}

fn digit_of(c: char) -> Option<u32> {
    let narrow = if ('０'..='９').contains(&c) {
        char::from_u32(u32::from(c).checked_sub(0xFEE0)?)?
    } else {
        c
    };
    narrow.to_digit(10)
}

#[cfg(test)]
mod tests;
