//! レコード識別情報: which record a line is.

use core::fmt;

macro_rules! record_kinds {
    ($($(#[$meta:meta])* $variant:ident = $id:literal, $name:literal;)+) => {
        /// レコード識別情報: the kind of a record, from its first field.
        #[doc(alias = "レコード識別情報")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum RecordKind {
            $(#[doc = $name] $(#[$meta])* $variant,)+
            /// A line without a byte.
            Blank,
            /// ファイル終端: the mark 0x1A behind the last line.
            EndMark,
            /// A record this crate does not know; it is kept as it is.
            Unknown,
        }

        impl RecordKind {
            /// The kind that a first field names.
            pub fn of(id: &[u8]) -> Self {
                match core::str::from_utf8(id) {
                    $(Ok($id) => Self::$variant,)+
                    _ => Self::Unknown,
                }
            }

            /// The two letters, or an empty text for what has none.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                    Self::Blank | Self::EndMark | Self::Unknown => "",
                }
            }

            /// The Japanese name.
            pub const fn name_ja(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Blank => "空行",
                    Self::EndMark => "ファイル終端",
                    Self::Unknown => "不明なレコード",
                }
            }
        }
    };
}

record_kinds! {
    Facility = "IR", "医療機関情報レコード";
    Header = "RE", "レセプト共通レコード";
    Insurance = "HO", "保険者レコード";
    Public = "KO", "公費レコード";
    NationalInsurance = "KH", "国保連固有情報レコード";
    Qualification = "SN", "資格確認レコード";
    VisitDays = "JD", "受診日等レコード";
    CounterCopay = "MF", "窓口負担額レコード";
    OutsideBundle = "GR", "包括評価対象外理由レコード";
    Disease = "SY", "傷病名レコード";
    Act = "SI", "診療行為レコード";
    Drug = "IY", "医薬品レコード";
    Material = "TO", "特定器材レコード";
    Comment = "CO", "コメントレコード";
    DailyTable = "NI", "日計表レコード";
    Symptom = "SJ", "症状詳記レコード";
    DonorFacility = "TI", "臓器提供医療機関情報レコード";
    DonorHeader = "TR", "臓器提供者レセプト情報レコード";
    DonorClaim = "TS", "臓器提供者請求情報レコード";
    Total = "GO", "診療報酬請求書レコード";
    Reason = "JY", "事由レコード";
    Management = "RC", "レコード管理情報レコード";
    Review = "EX", "審査運用レコード";
    QualificationUse = "ON", "資格確認運用レコード";
    Appeal = "MD", "再審査等申し出レコード";
    AppealTarget = "RT", "理由対象レコード";
    Related = "JR", "レセプト縦覧レコード";
    AppealResult = "MK", "再審査等申し出結果レコード";
    ReceiptManagement = "MN", "レセプト管理レコード";
    ReturnFacility = "HI", "返戻医療機関レコード";
    ReturnReason = "HR", "返戻理由レコード";
    ReturnTotal = "HG", "返戻合計レコード";
}

impl RecordKind {
    /// Whether the record starts a facility, a receipt or the total of a facility.
    pub(crate) const fn starts_part(self) -> bool {
        matches!(self, Self::Facility | Self::Header | Self::Total | Self::EndMark)
    }

    /// Whether the record is typed when it stands in a receipt.
    pub(crate) const fn is_detail(self) -> bool {
        matches!(
            self,
            Self::Insurance
                | Self::Public
                | Self::Qualification
                | Self::VisitDays
                | Self::CounterCopay
                | Self::Disease
                | Self::Act
                | Self::Drug
                | Self::Material
                | Self::Comment
                | Self::Symptom
        )
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
