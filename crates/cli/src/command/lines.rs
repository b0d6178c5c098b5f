//! 行の表示: billed and refused lines as text, for `calc` and `explain`.

use crate::context::Context;
use crate::failure::Failure;
use crate::message::Message;
use crate::output::Output;
use crate::table::Table;
use santei_wire::overlay::OverlayUse;
use santei_wire::request::RequestError;
use santei_wire::statement::{Line, Refused, Subject};
use serde_json::json;
use std::path::Path;

/// The lines billed, each followed by its reasons.
pub(super) fn billed(lines: &[Line], output: &mut Output) -> Result<(), Failure> {
    let mut table = Table::new(&[]).right(&[3]);
    for line in lines {
        let sum = format!("{} × {}", line.points, line.count);
        table.row(vec![
            String::new(),
            line.date.to_string(),
            codes(&line.what),
            sum,
            names(&line.what),
        ]);
        for reason in &line.reasons {
            let text = format!("← {}", reason.text);
            table.row(vec![String::new(), String::new(), String::new(), String::new(), text]);
        }
    }
    table.print(output)
}

/// The lines not billed, each with its reason.
pub(super) fn refused(
    context: Context,
    lines: &[Refused],
    output: &mut Output,
) -> Result<(), Failure> {
    let mut table = Table::new(&[]);
    for line in lines {
        let kind = context.text(&Message::RefusalWord { word: word(context, &line.rule) });
        let mut why = format!("{kind}: {}", line.reason.text);
        if let Some(other) = &line.other {
            let (act, name, date) = (other.act.clone(), other.name.clone(), other.date.to_string());
            why.push_str(&context.text(&Message::Against { act, name, date }));
        }
        let what = codes(&line.what);
        table.row(vec![String::new(), line.date.to_string(), what, names(&line.what), why]);
    }
    table.print(output)
}

/// A request that has no meaning: in its place among the results, so that none is lost.
pub(super) fn wrong(
    context: Context,
    path: &Path,
    number: u64,
    error: &RequestError,
    output: &mut Output,
) -> Result<(), Failure> {
    let file = path.display().to_string();
    let message = match context.lang {
        crate::lang::Lang::Ja => error.message_ja(),
        crate::lang::Lang::En => error.to_string(),
    };
    if context.json {
        let place =
            json!({ "file": file, "document": number, "path": error.path, "message": message });
        return output.json(&json!({ "error": place }));
    }
    output.line(format!("{file} [{number}] {message}"))
}

fn codes(what: &Subject) -> String {
    let lists = [&what.acts, &what.drugs, &what.materials];
    let all = what.act.iter().chain(lists.into_iter().flatten());
    all.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn names(what: &Subject) -> String {
    what.names.join("、")
}

fn word(context: Context, rule: &str) -> String {
    let known = [
        ("included", "包括", "included"),
        ("exclusion", "併算定不可", "exclusion"),
        ("frequency", "算定回数", "frequency"),
        ("age", "年齢", "age"),
        ("facility", "施設基準", "facility"),
        ("visit", "受診の種別", "kind of visit"),
        ("condition", "算定要件", "condition"),
        ("data", "データ", "data"),
    ];
    let found = known.iter().find(|(key, ..)| *key == rule);
    found.map_or(rule, |(_, ja, en)| context.pick(ja, en)).to_owned()
}

/// The overlays a result was made with.
///
/// # Errors
///
/// [`Failure`] if they cannot be written.
pub(super) fn overlays(
    context: Context,
    overlays: &[OverlayUse],
    output: &mut Output,
) -> Result<(), Failure> {
    for overlay in overlays {
        let (added, silenced) = (overlay.added.len(), overlay.silenced.len());
        let name = overlay.name.clone();
        output.line(context.text(&Message::Overlay { name, added, silenced }))?;
    }
    Ok(())
}
