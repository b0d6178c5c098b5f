//! 指摘の種類: stable codes, and their sentences in both languages.

use crate::copay::request::Language;
use chrono::NaiveDate;
use santei_engine::rulebook::copay_programme::UnreadColumn;

/// What a finding says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::copay) enum FindingKind {
    /// A rule in use is not confirmed law.
    RuleNotEnacted { reason: String },
    /// A certificate does not hold on the day; its subsidy was left out.
    CertificateOutsideDates { day: NaiveDate },
    /// A facility that the certificate does not name; its subsidy was left out.
    FacilityNotDesignated,
    /// The subsidy does not pay for this setting; it was left out.
    SettingNotCovered,
    /// 償還払い: paid at the counter, refunded by the issuer.
    Reimbursed,
    /// The tier is outside the subsidy; it was left out.
    TierExcluded,
    /// No month cap is known, and the subsidy has no other mechanism: the patient owes the whole.
    CapUnknown,
    /// Caps of visits or days were applied to the sums of a month as to one visit.
    VisitsNeeded,
    /// The class is not known; the limit of the law for such persons was used.
    ClassAssumed,
    /// The rate on the certificate is not the one of the law.
    RateDiffers { law_tenths: i64 },
    /// A ledger line is of another month and was not counted.
    LedgerOutsideMonth { day: NaiveDate },
    /// A deferral of the co-pay: owed, not collected.
    Deferred,
    /// Members of a household have different insurers' schemes or classes.
    HouseholdMixed,
    /// An item outside what the calculation knows.
    MealDays,
    /// The holder belongs to no row of the programme; the subsidy was left out.
    OutOfScope,
    /// The facility or the insurer is outside the prefecture of the programme.
    OutsidePrefecture,
    /// The programme does not pay what another subsidy leaves; it was left out of the set.
    OtherSubsidyNotCovered,
    /// The programme does not cover a special disease; it was left out of the set.
    SpecialDiseaseNotCovered,
    /// The subsidy does not pay where no insurance does; it was left out of the set.
    NotWithoutInsurance,
    /// The programme asks for the month of the stay; the first was assumed.
    StayMonthNeeded,
    /// A column of the official row holds a value that no step reads.
    ColumnUnread(UnreadColumn),
}

impl FindingKind {
    /// The stable code.
    pub(in crate::copay) const fn code(&self) -> &'static str {
        match self {
            Self::RuleNotEnacted { .. } => "rule_not_enacted",
            Self::CertificateOutsideDates { .. } => "certificate_outside_dates",
            Self::FacilityNotDesignated => "facility_not_designated",
            Self::SettingNotCovered => "setting_not_covered",
            Self::Reimbursed => "reimbursed_later",
            Self::TierExcluded => "tier_excluded",
            Self::CapUnknown => "cap_unknown",
            Self::VisitsNeeded => "visits_needed",
            Self::ClassAssumed => "class_assumed",
            Self::RateDiffers { .. } => "rate_differs",
            Self::LedgerOutsideMonth { .. } => "ledger_outside_month",
            Self::Deferred => "deferred",
            Self::HouseholdMixed => "household_mixed",
            Self::MealDays => "meal_days",
            Self::OutOfScope => "out_of_scope",
            Self::OutsidePrefecture => "outside_prefecture",
            Self::OtherSubsidyNotCovered => "other_subsidy_not_covered",
            Self::SpecialDiseaseNotCovered => "special_disease_not_covered",
            Self::NotWithoutInsurance => "not_without_insurance",
            Self::StayMonthNeeded => "stay_month_needed",
            Self::ColumnUnread(_) => "column_unread",
        }
    }

    /// The sentence.
    pub(in crate::copay) fn message(&self, language: Language) -> String {
        match language {
            Language::Ja => self.japanese(),
            Language::En => self.english(),
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::RuleNotEnacted { reason } => format!("確定していない規定を用いました: {reason}"),
            Self::CertificateOutsideDates { day } => {
                format!("受給者証の有効期間外（{day}）のため、この公費は適用していません")
            }
            Self::FacilityNotDesignated => {
                "受給者証に記載のない医療機関のため、この公費は適用していません".into()
            }
            Self::SettingNotCovered => "この公費は入院・外来の別により対象外です".into(),
            Self::Reimbursed => "償還払い: 窓口で支払い、後日助成されます".into(),
            Self::TierExcluded => "この所得区分は公費の対象外です".into(),
            Self::CapUnknown => "月額上限が不明のため、全額を患者負担としました".into(),
            Self::VisitsNeeded => {
                "回・日ごとの上限があります。月の合計を1回の受診として計算しました".into()
            }
            Self::ClassAssumed => "所得区分が不明のため、認定のない者の限度額によりました".into(),
            Self::RateDiffers { law_tenths } => {
                format!("証の負担割合が法令の{law_tenths}割と異なります。証の割合によりました")
            }
            Self::LedgerOutsideMonth { day } => {
                format!("上限額管理票の{day}の行は診療年月外のため数えていません")
            }
            Self::Deferred => "徴収猶予: 負担額は変わらず、窓口では徴収しません".into(),
            Self::HouseholdMixed => "世帯の中で保険者または所得区分が一致しません".into(),
            Self::MealDays => "食数または日数が期間に収まりません".into(),
            Self::OutOfScope => {
                "年齢・保険種別・所得区分などが事業の対象範囲にないため、この公費は適用していません"
                    .into()
            }
            Self::OutsidePrefecture => "県外の医療機関または保険者です".into(),
            Self::OtherSubsidyNotCovered => "他の公費負担医療の自己負担は助成の対象外です".into(),
            Self::SpecialDiseaseNotCovered => "マル長に係る療養は助成の対象外です".into(),
            Self::NotWithoutInsurance => "医療保険のない療養は公費負担の対象外です".into(),
            Self::StayMonthNeeded => "入院月数による条件があります。1月目として計算しました".into(),
            Self::ColumnUnread(column) => {
                let UnreadColumn { file, line, number, name } = column;
                format!("{file} {line}行目 {number}列「{name}」の値は計算に用いていません")
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::RuleNotEnacted { reason } => {
                format!("a rule that is not confirmed law was used: {reason}")
            }
            Self::CertificateOutsideDates { day } => {
                format!("the certificate does not hold on {day}; the subsidy was left out")
            }
            Self::FacilityNotDesignated => {
                "the certificate does not name this facility; the subsidy was left out".into()
            }
            Self::SettingNotCovered => "the subsidy does not cover this setting".into(),
            Self::Reimbursed => "paid at the counter, reimbursed later by the issuer".into(),
            Self::TierExcluded => "this income tier is outside the subsidy".into(),
            Self::CapUnknown => "the month cap is not known; the patient owes the whole".into(),
            Self::VisitsNeeded => {
                "there are caps by visit or day; the sum of the month was taken as one visit".into()
            }
            Self::ClassAssumed => {
                "the income class is not known; the limit for persons without it was used".into()
            }
            Self::RateDiffers { law_tenths } => {
                format!(
                    "the rate on the certificate differs from {law_tenths} tenths of the law; it was used"
                )
            }
            Self::LedgerOutsideMonth { day } => {
                format!("the ledger line of {day} is outside the month and was not counted")
            }
            Self::Deferred => {
                "collection is deferred: owed as it is, not taken at the counter".into()
            }
            Self::HouseholdMixed => {
                "the members of the household differ in insurer or class".into()
            }
            Self::MealDays => "more meals or days than the span holds".into(),
            Self::OutOfScope => {
                "age, insurance or income is outside the programme; the subsidy was left out".into()
            }
            Self::OutsidePrefecture => {
                "the facility or the insurer is outside the prefecture of the programme".into()
            }
            Self::OtherSubsidyNotCovered => {
                "the programme does not pay what another subsidy leaves".into()
            }
            Self::SpecialDiseaseNotCovered => {
                "the programme does not cover a special disease".into()
            }
            Self::NotWithoutInsurance => {
                "the subsidy does not pay for treatment that no insurance covers".into()
            }
            Self::StayMonthNeeded => {
                "there are conditions by the month of the stay; the first was assumed".into()
            }
            Self::ColumnUnread(column) => {
                let UnreadColumn { file, line, number, name } = column;
                format!("{file} line {line}, column {number} ({name}): no step reads its value")
            }
        }
    }
}
