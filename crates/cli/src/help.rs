//! 使い方: the help of every command in Japanese; the English stands beside each argument.
//!
//! clap prints what the command tree holds, so the tree is given Japanese words before it reads the command line.

use crate::lang::Lang;
use clap::Command;

/// A text in both languages.
pub(crate) struct Both {
    /// 日本語.
    pub(crate) ja: &'static str,
    /// English.
    pub(crate) en: &'static str,
}

/// What the exit codes mean.
pub(crate) const EXIT_CODES: Both = Both {
    ja: "終了コード:\n  0  終了した\n  1  終了し、答えは「否」(verify の不一致、masters diff の差分、audit --check の指摘)\n  2  引数の誤り\n  3  入力が読めない、又は意味をなさない\n  4  結果を書けない",
    en: "Exit codes:\n  0  done\n  1  done, and the answer is no (a failed case of verify, a difference of masters diff, a finding of audit --check)\n  2  the command line has no meaning\n  3  input cannot be read or has no meaning\n  4  a result cannot be written",
};

/// Commands, `name` or `parent name`, and what each does.
const COMMANDS: &[(&str, &str)] = &[
    ("", "日本の診療報酬の点数と患者一部負担金を計算し、全ての行・全ての円に根拠を付けます。"),
    ("masters", "マスター: スナップショットの作成、版の確認、項目の読取状況、差分"),
    ("masters build", "公式マスターファイルから一つのスナップショットを作る"),
    ("masters coverage", "公式ファイルの全項目について、読む処理又は読まない理由を示す"),
    (
        "masters diff",
        "二つのマスターを比べ、新設・削除されたコード、変わった価格・点数・名称を示す",
    ),
    ("masters info", "読み込まれている版(ファイル、行数、日付、改定)を示す"),
    ("calc", "受診とオーダーから、算定できる行とできない行を根拠とともに計算する"),
    ("copay", "一月分の患者負担を、保険・高額療養費・公費・患者に分けて計算する"),
    ("explain", "ある診療行為を算定できるか、できないならどの規則によるかを示す"),
    ("verify", "計算事例を計算し、期待される結果と比べる"),
    ("audit", "レセプトファイル(UKE)の全ての行を計算し直し、食い違いを示す"),
];

/// Arguments, `command argument`, and what each means; the command is left out where a word means the same everywhere.
const ARGUMENTS: &[(&str, &str)] = &[
    ("help", "使い方を示す"),
    ("version", "版番号を示す"),
    ("lang", "文言と使い方の言語(省略時はロケールに従う)"),
    ("masters diff old", "比較元(スナップショット、公式ファイル又はフォルダー)"),
    ("masters diff new", "比較先(スナップショット、公式ファイル又はフォルダー)"),
    ("json", "文章の代わりに JSON を出す(一つの文書、又は逐次の結果は一行一件)"),
    (
        "masters info paths",
        "調べるスナップショット(先頭だけを読む)又は公式ファイル(公費のファイルを含む、省略時は内蔵の版)",
    ),
    (
        "masters build from",
        "公式ファイル(公表されたままの CSV)、その zip、又はそれらの入ったフォルダー",
    ),
    ("masters build out", "書き出すスナップショット"),
    ("masters coverage table", "この表だけを示す(s, y, t, c, ck, b, z, 01〜05, kokkouhi, chitan)"),
    ("masters coverage unread", "まだどの処理も読まない項目だけを示す"),
    ("audit files", "レセプトファイル(- は標準入力)"),
    ("audit format", "報告の形式(--json は jsonl と同じ)"),
    (
        "audit shard",
        "各ファイルの n 件おきのレセプトだけ(i から、0 始まり)、n 回の実行で全件を分担する",
    ),
    ("overlay", "供給された規則に加え、又は止める自前の規則(docs/overlay.md)、複数は順に読む"),
    ("masters", "計算に使うマスター(スナップショット又は公式ファイル、省略時は内蔵の版)"),
    ("calc requests", "算定の依頼 JSON(docs/schema/request.json)、一件又は複数件(- は標準入力)"),
    (
        "copay requests",
        "患者負担の依頼 JSON(docs/schema/copay-request.json)、一件又は複数件(- は標準入力)",
    ),
    ("copay explain", "一円ごとの根拠も示す"),
    (
        "subsidies",
        "ルールブックに加える公費のファイル(公表されたままの国公費マスター・地単公費マスターの CSV、又はルールブックと同じ形の TOML)",
    ),
    ("calc explain", "算定した行の根拠も示す"),
    ("explain request", "算定の依頼 JSON(docs/schema/request.json)(- は標準入力)"),
    ("explain code", "調べる診療行為コード(9桁)"),
    (
        "verify paths",
        "事例のファイル(一行一件の JSON)又はその入ったフォルダー(.jsonl)(- は標準入力)",
    ),
    ("out", "結果を書くファイル(省略時は標準出力)"),
    ("summary", "集計だけを示し、一件ごとの結果は示さない"),
    ("check", "指摘があれば終了コード 1 で終わる"),
];

/// The command tree in `lang`.
pub(crate) fn in_language(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Ja => japanese(command, "").after_help(EXIT_CODES.ja),
    }
}

const TEMPLATE: &str = "{about}\n\n使い方: {usage}\n\n{all-args}{after-help}";

fn japanese(command: Command, path: &str) -> Command {
    let about = find(COMMANDS, path);
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command.disable_help_flag(true).disable_version_flag(true);
    command = command
        .about(about)
        .long_about(None)
        .help_template(TEMPLATE)
        .subcommand_help_heading("コマンド")
        .subcommand_value_name("コマンド")
        .disable_help_subcommand(true);
    command = command.mut_args(|arg| {
        let id = arg.get_id().as_str();
        let own = format!("{path} {id}");
        let help = find(ARGUMENTS, own.trim_start()).or_else(|| find(ARGUMENTS, id));
        let heading = if arg.is_positional() { "引数" } else { "オプション" };
        let arg = arg.help_heading(heading).long_help(None::<&str>);
        match help {
            Some(help) => arg.help(help),
            None => arg,
        }
    });
    command = command.arg(flag("help", 'h', clap::ArgAction::Help));
    command = command.arg(flag("version", 'V', clap::ArgAction::Version));
    for name in names {
        let below = format!("{path} {name}");
        command = command.mut_subcommand(name, |sub| japanese(sub, below.trim_start()));
    }
    command
}

fn flag(name: &'static str, short: char, action: clap::ArgAction) -> clap::Arg {
    let arg =
        clap::Arg::new(name).short(short).long(name).action(action).help_heading("オプション");
    match find(ARGUMENTS, name) {
        Some(help) => arg.help(help),
        None => arg,
    }
}

fn find(table: &'static [(&str, &str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(name, _)| *name == key).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Cli;
    use clap::CommandFactory;

    fn walk(command: &Command, path: &str, missing: &mut Vec<String>) {
        if find(COMMANDS, path).is_none() {
            missing.push(format!("command `{path}`"));
        }
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            let own = format!("{path} {id}");
            if find(ARGUMENTS, own.trim_start()).or_else(|| find(ARGUMENTS, id)).is_none() {
                missing.push(format!("argument `{}`", own.trim_start()));
            }
            assert!(arg.get_help().is_some(), "no English help of `{own}`");
        }
        for sub in command.get_subcommands() {
            walk(sub, format!("{path} {}", sub.get_name()).trim_start(), missing);
        }
    }

    #[test]
    fn every_command_and_argument_has_japanese_help() {
        let mut missing = Vec::new();
        walk(&Cli::command(), "", &mut missing);
        assert!(missing.is_empty(), "no Japanese help: {missing:#?}");
    }

    #[test]
    fn both_command_trees_are_sound() {
        for lang in [Lang::En, Lang::Ja] {
            in_language(Cli::command(), lang).debug_assert();
        }
    }
}
