//! コメントの表示: the comments that a result asks for and those that are wrong, for `calc` and `explain`.

use crate::context::Context;
use crate::failure::Failure;
use crate::message::Message;
use crate::output::Output;
use santei_wire::statement::{CommentFault, CommentNeed};

/// Rows of the table, each with the comments to choose from, under a heading.
///
/// # Errors
///
/// [`Failure`] if they cannot be written.
pub(super) fn needed(
    context: Context,
    heading: &Message,
    needs: &[CommentNeed],
    output: &mut Output,
) -> Result<(), Failure> {
    if needs.is_empty() {
        return Ok(());
    }
    output.line(context.text(heading))?;
    for need in needs {
        let when = when(context, need);
        output.line(format!("  {} {}  {when}  〔{}〕", need.code, need.name, need.article))?;
        for choice in &need.comments {
            output.line(format!("    {} {}", choice.code, choice.text))?;
        }
    }
    Ok(())
}

/// Comments given that are wrong.
///
/// # Errors
///
/// [`Failure`] if they cannot be written.
pub(super) fn wrong(
    context: Context,
    faults: &[CommentFault],
    output: &mut Output,
) -> Result<(), Failure> {
    for fault in faults {
        let problem = match fault.problem.as_str() {
            "unknown" => context.pick("マスターにないコメント", "no edition has the comment"),
            "form" => context.pick("文字データの形式が合わない", "the data is not in its form"),
            _ => context.pick("対応する診療行為がない", "no billed code asks for it"),
        };
        let expected = fault.expected.as_deref().map(|form| format!(" ({form})"));
        let (code, name) = (&fault.code, &fault.name);
        output.line(format!("  {code} {name}  {problem}{}", expected.unwrap_or_default()))?;
    }
    Ok(())
}

fn when(context: Context, need: &CommentNeed) -> String {
    let detail = need.detail.clone().unwrap_or_default();
    match need.when.as_str() {
        "billed" => context.pick("算定時に必要", "asked when billed").to_owned(),
        "repeated" => context
            .pick("月 {n} 回以上で必要", "asked from {n} times in a month")
            .replace("{n}", &detail),
        "elective" => context
            .pick(
                "長期収載品（医療上必要）に必要",
                "asked of a long-listed drug that is medically needed",
            )
            .to_owned(),
        "not_billed" => context.pick("算定しない理由", "says why it is not billed").to_owned(),
        "state" => format!("{} {detail}", context.pick("患者の状態", "patient's state")),
        _ => context.pick("該当する場合に記載", "asked when its case applies").to_owned(),
    }
}
