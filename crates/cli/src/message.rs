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
    /// A command whose calculation is not part of this version.
    NotYet { command: String }
        ja "{command} はこの版ではまだ使えません"
        en "{command} is not part of this version yet";
    /// No masters to calculate with.
    NoMasters {}
        ja "マスターがありません。--masters でスナップショットを指定してください"
        en "no masters: give a snapshot with --masters";
}
