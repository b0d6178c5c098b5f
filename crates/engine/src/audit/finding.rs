//! 指摘: what the audit found, as a stable kind, a place, a rule and operands; the sentence is rendered only when asked.

use super::claim::ItemCode;
use crate::masters::edition::TableKind;
use crate::masters::text::Text;
use chrono::NaiveDate;

/// 指摘: one finding.
#[doc(alias = "指摘")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// The line of the file it speaks of.
    pub line: u64,
    /// The rule that says so.
    pub rule: Rule,
    /// What the sentence needs.
    pub operands: Operands,
}

/// 根拠: where the rule stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A column (項番) of a master.
    Column(TableKind, u16),
    /// A row of an electronic points table.
    Table(TableKind),
    /// A field of the receipt: 記録条件仕様.
    Record(Record),
    /// A row of the コメント関連テーブル: 記載要領 別表, 項番, 枝番.
    CommentRow {
        /// コメント記載通知等.
        notice: u8,
        /// 項番.
        item: u16,
        /// 枝番.
        branch: u8,
    },
    /// A row of the rule book, by its id.
    Book(Box<str>),
}

/// The field of the receipt that a finding compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// 回数 of a set.
    SetCount,
    /// 算定日情報 of a set.
    SetDays,
    /// 合計点数 of HO or KO.
    TotalPoints,
    /// 診療実日数 of HO or KO.
    CareDays,
    /// 食事・生活療養 合計金額.
    MealAmount,
    /// 負担金額.
    ShareAmount,
    /// 診療識別.
    Section,
    /// レセプト種別.
    Kind,
    /// 生年月日.
    Birth,
    /// 負担区分.
    Payers,
    /// 臓器提供者レセプト (TI, TR, TS).
    Donor,
}

/// The operands of a finding; each kind says which it fills.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operands {
    /// The line's code.
    pub code: Option<ItemCode>,
    /// The code it collides with.
    pub other: Option<ItemCode>,
    /// Expected points, yen, count or limit.
    pub expected: Option<i64>,
    /// Found points, yen or count.
    pub found: Option<i64>,
    /// The day it speaks of, or a first or last day of validity.
    pub day: Option<NaiveDate>,
    /// A unit (算定単位) or 項番 of a column.
    pub number: Option<u16>,
    /// A text of the masters.
    pub text: Option<Text>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 誤り: the receipt contradicts a rule or itself.
    Error,
    /// 要確認: a rule with an exception that the receipt cannot show, or a value no step reads.
    Warning,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)*) => {
        /// 指摘の種類. The code of a kind never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingKind { $($(#[doc = $doc])+ $name,)* }

        impl FindingKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The kind of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }

            /// How much it weighs.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

kinds! {
    /// The points of a set are not what the masters give: `expected`, `found`, `code` of its first line.
    SetPointsDiffer = "set_points_differ", Error;
    /// A set without points: `code` of its first line.
    SetPointsMissing = "set_points_missing", Error;
    /// ％加算・減算 billed again on what it already worked on: `code`, `found` times.
    AdditionRepeated = "addition_repeated", Error;
    /// 項目数による包括: tests of one bundle stand on one day in several sets: `expected` points together, `found` points, `day`.
    BundleSplit = "bundle_split", Warning;
    /// 数量データ outside the bounds of the steps: `code`, `expected` = the bound.
    QuantityOutside = "quantity_outside", Warning;
    /// No edition loaded has the code on any day: `code`, `day`.
    UnknownCode = "unknown_code", Error;
    /// The code is valid only from `day`: `code`.
    NotYetValid = "not_yet_valid", Error;
    /// The code was valid only through `day`: `code`.
    NoLongerValid = "no_longer_valid", Error;
    /// 年齢: the patient is outside the bounds of age: `code`, `day`.
    AgeOutside = "age_outside", Error;
    /// 生年月日 lies behind a day of care: `day`.
    BornAfterCare = "born_after_care", Error;
    /// 入外適用区分: the act belongs to the other kind of receipt: `code`.
    CareSettingWrong = "care_setting_wrong", Error;
    /// 後期高齢者医療適用区分: the act belongs to the other scheme: `code`.
    SchemeWrong = "scheme_wrong", Error;
    /// 集計先: 診療識別 of the set is not that of the act: `code`, `expected` 集計先, `found` 診療識別.
    SectionDiffers = "section_differs", Warning;
    /// 剤形 of a drug is not that of 診療識別: `code`, `expected` 剤形, `found` 診療識別.
    FormDiffers = "form_differs", Warning;
    /// 回数 is not the sum of the days: `expected`, `found`.
    CountDiffers = "count_differs", Error;
    /// A day outside the month: `found` = the day of the month.
    DayOutsideMonth = "day_outside_month", Error;
    /// 上限回数: `code`, `expected` = the limit, `found`.
    CountOverLimit = "count_over_limit", Error;
    /// 算定回数テーブル: `code`, `expected` = the limit, `found`, `number` = 算定単位, `day` of the window.
    FrequencyOver = "frequency_over", Error;
    /// The same with 特例条件: an exception of the notice may apply.
    FrequencyOverException = "frequency_over_exception", Warning;
    /// 背反: `code` is not billed with `other`, `day` of the window.
    Excluded = "excluded", Error;
    /// The same with 特例条件.
    ExcludedException = "excluded_exception", Warning;
    /// 背反区分 3: only one of `code` and `other` is billed, whichever.
    EitherOne = "either_one", Error;
    /// The same with 特例条件.
    EitherOneException = "either_one_exception", Warning;
    /// 包括: `code` is included in `other`, `day` of the window.
    Included = "included", Error;
    /// The same with 特例条件.
    IncludedException = "included_exception", Warning;
    /// 外来管理加算 (`code`) on a day with an act that shuts it out (`other`): `day`.
    ManagementShutOut = "management_shut_out", Error;
    /// 実日数: more counted acts than days of care: `code`, `expected` days, `found`.
    CareDaysExceeded = "care_days_exceeded", Error;
    /// 負担区分 names a payer that the receipt does not have.
    PayerUnknown = "payer_unknown", Error;
    /// 合計点数 is not Σ points × count of the receipt's own sets: `expected`, `found`.
    OwnTotalDiffers = "own_total_differs", Error;
    /// 合計点数 is not the sum of the sets priced again: `expected`, `found`.
    TotalDiffers = "total_differs", Error;
    /// 食事・生活療養 合計金額 is not the sum of its lines: `expected`, `found`.
    MealsDiffer = "meals_differ", Error;
    /// 食事・生活療養 合計金額 without a line that it could be worked out from: `found`.
    MealsWithoutLines = "meals_without_lines", Warning;
    /// 負担金額 is below the plain share; a limit needs the certificate: `expected`, `found` yen.
    ShareDiffers = "share_differs", Warning;
    /// 負担金額 is above the plain share: `expected`, `found` yen.
    ShareTooHigh = "share_too_high", Error;
    /// レセプト種別 (本人・家族・未就学・高齢) is not that of the patient's age.
    ShareClassDiffers = "share_class_differs", Error;
    /// 臓器提供者レセプト: its lines are not priced.
    DonorPartUnread = "donor_part_unread", Warning;
    /// 臓器提供者の療養上の費用 is billed and the receipt has no donor's part: `code`.
    DonorPartMissing = "donor_part_missing", Warning;
    /// 加算 on a day without any act that may bear it: `code`, `day`.
    AdditionWithoutBase = "addition_without_base", Error;
    /// 算定もれ: the steps of the calculation find `code` (on `other`, first on `day`) `expected` times, and the receipt has it `found` times.
    EarnedNotClaimed = "earned_not_claimed", Warning;
    /// A row of the rule book does not let `code` be billed (with `other`) on `day`.
    RuleConflict = "rule_conflict", Warning;
    /// 選択式コメント: the table asks for one of `found` comments, the first of them `other`, beside `code`: `text` = 区分.
    CommentMissing = "comment_missing", Warning;
    /// No edition loaded has the comment: `code`.
    CommentUnknown = "comment_unknown", Error;
    /// 文字データ of a comment is not in the form of its パターン: `code`.
    CommentForm = "comment_form", Error;
    /// 選択式コメント of a code that is not billed: `code`.
    CommentFitsNothing = "comment_fits_nothing", Warning;
    /// No edition loaded has the disease: `code`.
    DiseaseUnknown = "disease_unknown", Error;
    /// 単独使用禁止: the disease stands without a 修飾語: `code`.
    DiseaseAlone = "disease_alone", Error;
    /// 保険請求外: the insurance pays for no such disease: `code`.
    DiseaseOutsideInsurance = "disease_outside_insurance", Error;
    /// A value in a column that no step reads: `code`, `number` = 項番, `text` = the value.
    UnreadColumn = "unread_column", Warning;
}

impl Finding {
    /// A finding of `kind` at `line`.
    pub fn new(kind: FindingKind, line: u64, rule: Rule, operands: Operands) -> Self {
        Self { kind, line, rule, operands }
    }
}
