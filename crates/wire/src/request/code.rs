//! コード: a code of a national table, written in JSON as a text of fixed length so that no leading zero is lost.

use santei_engine::masters::code::{ActCode, CommentCode, DiseaseCode, DrugCode, MaterialCode};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;

/// A code that has a text.
pub trait CodeText: Copy {
    /// The number of digits.
    const DIGITS: usize;
    /// Its official name.
    const NAME: &'static str;

    /// Reads the text; `None` if it is no such code.
    fn read(text: &str) -> Option<Self>;

    /// The text.
    fn text(self) -> String;
}

/// A code, as JSON writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code<T>(pub T);

/// 施設基準コード (別紙7-8), four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standard(pub u16);

/// 診療科コード, two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Department(pub u8);

macro_rules! national {
    ($($code:ty => $name:literal),*) => {$(
        impl CodeText for $code {
            const DIGITS: usize = <$code>::DIGITS;
            const NAME: &'static str = $name;

            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn text(self) -> String {
                self.to_string()
            }
        }
    )*};
}

national! {
    ActCode => "診療行為コード",
    DrugCode => "医薬品コード",
    MaterialCode => "特定器材コード",
    CommentCode => "コメントコード",
    DiseaseCode => "傷病名コード"
}

macro_rules! short {
    ($($code:ident, $digits:literal, $name:literal;)*) => {$(
        impl CodeText for $code {
            const DIGITS: usize = $digits;
            const NAME: &'static str = $name;

            fn read(text: &str) -> Option<Self> {
                let is_code = text.len() == $digits && text.bytes().all(|byte| byte.is_ascii_digit());
                text.parse().ok().filter(|_| is_code).map(Self)
            }

            fn text(self) -> String {
                format!("{:0width$}", self.0, width = $digits)
            }
        }
    )*};
}

short! {
    Standard, 4, "施設基準コード";
    Department, 2, "診療科コード";
}

impl<T: CodeText> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.text())
    }
}

impl<'de, T: CodeText> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        T::read(&text).map(Self).ok_or_else(|| {
            let expected = format!("{} digits ({})", T::DIGITS, T::NAME);
            serde::de::Error::invalid_value(serde::de::Unexpected::Str(&text), &expected.as_str())
        })
    }
}

impl<T: CodeText> JsonSchema for Code<T> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed(T::NAME)
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = format!("^[0-9]{{{}}}$", T::DIGITS);
        json_schema!({ "type": "string", "pattern": pattern, "description": T::NAME })
    }
}
