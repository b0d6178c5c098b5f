//! 誤りの日本語文: the messages of [`ReceiptError`] in Japanese.

use crate::error::{FieldPlace, Place, ReceiptError, ReceiptErrorKind};

impl ReceiptError {
    /// The message in Japanese.
    pub fn message_ja(&self) -> String {
        format!("{}{}", place_ja(self.place()), self.kind().ja())
    }
}

fn place_ja(place: &Place) -> String {
    let record = match place.record.id() {
        "" => String::new(),
        id => format!(" {id}（{}）", place.record.name_ja()),
    };
    let field = match place.field {
        Some(FieldPlace { number, name }) => format!(" 項番{number}「{name}」"),
        None => String::new(),
    };
    format!("{} {}行目{record}{field}: ", place.file, place.line)
}

impl ReceiptErrorKind {
    /// The message in Japanese, without the place.
    pub fn ja(&self) -> String {
        match self {
            Self::BadField { found, expected } => {
                format!("{}と記録されていますが、{}が必要です", found.ja(), expected.ja())
            }
            Self::EmptyField { expected } => {
                format!("記録がありません。{}が必要です", expected.ja())
            }
            Self::NotShiftJis => "シフトJISにないバイトがあります".to_owned(),
            Self::ControlCharacter => "制御文字があります".to_owned(),
            Self::TooFewFields { found, least } => {
                format!("項目が{found}個しかありません。{least}個以上必要です")
            }
            Self::TooManyFields { found, most } => {
                format!("項目が{found}個あります。{most}個までです")
            }
            Self::LongLine { limit } => format!("1行が{limit}バイトを超えています"),
            Self::LongReceipt { limit } => format!("1レセプトのレコードが{limit}件を超えています"),
            Self::UnknownRecord { found } => format!("不明なレコード識別情報{}です", found.ja()),
            Self::BlankLine => "空行です".to_owned(),
            Self::OutsideReceipt => "レセプト（「RE」以降）の外にあります".to_owned(),
            Self::OutsideFacility => {
                "医療機関単位データ（「IR」から「GO」まで）の外にあります".to_owned()
            }
            Self::NoTotal => "「GO」がないまま医療機関単位データが終わっています".to_owned(),
            Self::Repeated => "1レセプトに2回記録されています".to_owned(),
            Self::TooManyPublic => "1レセプトに5回記録されています。4回までです".to_owned(),
            Self::NoPayer => "「HO」も「KO」もありません".to_owned(),
            Self::PayersDiffer { code, said, found } => {
                format!(
                    "「{code}」は負担者{said}者を表しますが、「HO」と「KO」は合わせて{found}件です"
                )
            }
            Self::SchemeDiffers { code } => format!("「{code}」と「HO」の有無が矛盾しています"),
            Self::BurdenWithoutPayer { code } => {
                format!("「{code}」の負担者のレコードがありません")
            }
            Self::NoSection => "レセプトの最初の摘要情報に記録がありません".to_owned(),
            Self::SetWithoutPoints => "点数がないまま点数・回数算定単位が終わっています".to_owned(),
            Self::CountDiffers { found, expected } => {
                format!("「{found}」ですが、同じ点数・回数算定単位は「{expected}」です")
            }
            Self::DaysDiffer { found, expected } => {
                format!("「{expected}」ですが、算定日情報の合計は「{found}」です")
            }
            Self::NoSuchDay { day } => format!("診療年月にない{day}日に記録があります"),
            Self::TotalDiffers { said, found } => {
                format!("「{said}」ですが、レセプトの合計は「{found}」です")
            }
        }
    }
}
