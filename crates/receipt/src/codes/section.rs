//! 診療識別: the section of the claim a block of records belongs to.

use crate::codes::code_table;

code_table! {
    /// 診療識別: the section of the claim.
    #[doc(alias = "診療識別")]
    Section, "別表20 診療識別コード";
    WholeFirst = "01", "全体に係る識別コード";
    FirstVisit = "11", "初診";
    Revisit = "12", "再診";
    Management = "13", "医学管理";
    HomeCare = "14", "在宅";
    InternalMedicine = "21", "投薬・内服";
    AsNeededMedicine = "22", "投薬・屯服";
    ExternalMedicine = "23", "投薬・外用";
    Dispensing = "24", "投薬・調剤";
    Prescribing = "25", "投薬・処方";
    Narcotics = "26", "投薬・麻毒";
    DispensingBase = "27", "投薬・調基";
    OtherMedicine = "28", "投薬・その他";
    HypodermicInjection = "31", "注射・皮下筋肉内";
    IntravenousInjection = "32", "注射・静脈内";
    OtherInjection = "33", "注射・その他";
    DrugDeduction = "39", "薬剤料減点";
    Procedure = "40", "処置";
    Surgery = "50", "手術";
    Anaesthesia = "54", "麻酔";
    Test = "60", "検査・病理";
    Imaging = "70", "画像診断";
    Other = "80", "その他";
    BasicInpatient = "90", "入院・入院基本料";
    SpecialInpatient = "92", "入院・特定入院料・その他";
    Meals = "97", "食事療養・生活療養・標準負担額";
    WholeLast = "99", "全体に係る識別コード";
}

impl Section {
    /// Whether a comment of the section speaks of the whole receipt (01 and 99).
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::WholeFirst | Self::WholeLast)
    }

    /// Whether the records of the section carry yen where others carry points (97).
    pub const fn is_yen(self) -> bool {
        matches!(self, Self::Meals)
    }
}
