//! 文言: every sentence the command says of its own, in Japanese and English.
//!
//! A message is a variant with the values it speaks of, so that neither language can forget one.

use crate::lang::Lang;

macro_rules! messages {
    ($( $(#[$doc:meta])* $name:ident { $($field:ident : $type:ty),* } ja $ja:literal en $en:literal; )*) => {
        /// A sentence of the command.
        #[derive(Clone, Debug)]
        pub(crate) enum Message {
            $( $(#[$doc])* $name { $($field: $type),* }, )*
        }

        impl Message {
            /// The sentence.
            pub(crate) fn in_language(&self, lang: Lang) -> String {
                match (self, lang) {
                    $(
                        (Self::$name { $($field),* }, Lang::Ja) => format!($ja),
                        (Self::$name { $($field),* }, Lang::En) => format!($en),
                    )*
                }
            }
        }
    };
}

messages! {
    /// A file that came in cannot be read.
    CannotRead { path: String, error: String }
        ja "{path} を読めません: {error}"
        en "cannot read {path}: {error}";
    /// A file that goes out cannot be written.
    CannotWrite { path: String, error: String }
        ja "{path} に書けません: {error}"
        en "cannot write {path}: {error}";
    /// A file holds something else than it must.
    BadFile { path: String, error: String }
        ja "{path}: {error}"
        en "{path}: {error}";
    /// No file of those given is a national master.
    NoMasterFile {}
        ja "公式マスターファイルが一つもありません"
        en "none of the files is an official master file";
    /// A table that no layout has.
    NoTable { table: String }
        ja "`{table}` という表はありません"
        en "there is no table `{table}`";
    /// A file passed over.
    Ignored { name: String }
        ja "対象外: {name}"
        en "passed over: {name}";
    /// A row of a difference file without effect.
    Unapplied { sentence: String }
        ja "適用先なし: {sentence}"
        en "without effect: {sentence}";
    /// A file that was written.
    Written { path: String, bytes: usize }
        ja "{path} を書きました({bytes} バイト)"
        en "{path} written ({bytes} bytes)";
    /// How many columns are read.
    CoverageTally { read: usize, not_needed: usize, unread: usize }
        ja "読む {read}、不要 {not_needed}、未読 {unread}"
        en "{read} read, {not_needed} not needed, {unread} unread";
    /// A column that nobody reads yet.
    NobodyReads {}
        ja "未読(値があれば指摘する)"
        en "unread (a value in it makes a finding)";
    /// 合計点数.
    Total { total: String }
        ja "合計 {total} 点"
        en "total {total} points";
    /// A file of receipts without one.
    NoReceipt { path: String }
        ja "{path}: レセプトが一件もありません"
        en "{path}: no receipt in the file";
    /// 上書き.
    Overlay { name: String, added: usize, silenced: usize }
        ja "上書き「{name}」: 加えた規則 {added}、止めた規則 {silenced}"
        en "overlay \"{name}\": {added} rules added, {silenced} silenced";
    /// Something could not be priced.
    Partial {}
        ja "計算できない行があるため、合計は全体ではありません"
        en "a line could not be priced, so the total is not the whole";
    /// The heading above lines not billed.
    NotBilled {}
        ja "算定しない行"
        en "not billed";
    /// The kind of rule that refuses.
    RefusalWord { word: String }
        ja "{word}"
        en "{word}";
    /// The line that another collided with.
    Against { act: String, name: String, date: String }
        ja "（相手: {date} {act} {name}）"
        en " (against {date} {act} {name})";
    /// An act is billed at a visit.
    IsBilled { number: usize }
        ja "受診{number}: 算定している"
        en "visit {number}: billed";
    /// An act may not be billed at a visit.
    IsNotBilled { number: usize }
        ja "受診{number}: 算定できない"
        en "visit {number}: not billed";
    /// An act was not ordered, but could be billed.
    CouldBeBilled { number: usize }
        ja "受診{number}: オーダーにないが、あれば算定できる"
        en "visit {number}: not ordered; it could be billed if it were";
    /// An act was ordered and is refused, but could be billed.
    CouldBeIfThere { number: usize }
        ja "受診{number}: 今は算定できないが、足りないものがあれば算定できる"
        en "visit {number}: not billed as it is; it could be if what is missing were there";
    /// One thing that is missing.
    Lacks { text: String }
        ja "  足りないもの: {text}"
        en "  missing: {text}";
    /// An act was not ordered and could not be billed.
    CouldNotBeBilled { number: usize }
        ja "受診{number}: オーダーになく、あっても算定できない"
        en "visit {number}: not ordered; it could not be billed if it were";
    /// The heading above lines that would no longer be billed.
    PutsOut {}
        ja "代わりに算定できなくなる行"
        en "lines that it would put out";
    /// The heading above comments that are asked for and not given.
    CommentsMissing {}
        ja "記載が必要なコメント（各行のいずれか）"
        en "comments that are missing (one of each row)";
    /// The heading above the rows of the comment table about a code.
    CommentsOf {}
        ja "コメント関連テーブルの行"
        en "rows of the comment table";
    /// The tally of worked cases; scripts read it, so it is the same in both languages.
    VerifyTally { passed: u64, failed: u64, unsupported: u64 }
        ja "{passed} passed, {failed} failed, {unsupported} unsupported"
        en "{passed} passed, {failed} failed, {unsupported} unsupported";
    /// The parts of a claim that somebody pays, in yen.
    Payer { name: String, yen: i64 }
        ja "  {name}  {yen} 円"
        en "  {name}  {yen} yen";
    /// What the patient owes, to the yen and at the counter.
    PatientOwes { yen: i64, counter: i64 }
        ja "  患者負担  {yen} 円（窓口 {counter} 円）"
        en "  patient  {yen} yen ({counter} yen at the counter)";
    /// How many codes changed.
    DiffTally { changes: usize }
        ja "{changes} 件の違い"
        en "{changes} differences";
}
