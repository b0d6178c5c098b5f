//! 別表の小さな表: the short code tables.

use crate::codes::code_table;

code_table! {
    /// 審査支払機関: who receives the claim.
    #[doc(alias = "審査支払機関")]
    ReviewAgency, "別表1 審査支払機関コード";
    SocialInsurance = "1", "社会保険診療報酬支払基金";
    NationalInsurance = "2", "国民健康保険団体連合会";
}

code_table! {
    /// 点数表: the fee table of the facility.
    #[doc(alias = "点数表")]
    FeeTable, "別表3 点数表コード (`1` 医科)";
    Medical = "1", "医科";
}

code_table! {
    /// 男女区分: the sex of the patient.
    #[doc(alias = "男女区分")]
    Sex, "別表6 男女区分コード";
    Male = "1", "男";
    Female = "2", "女";
}

code_table! {
    /// 病棟区分: a kind of ward the patient stayed in.
    #[doc(alias = "病棟区分")]
    Ward, "別表7 病棟区分コード";
    Psychiatric = "01", "精神病棟";
    Tuberculosis = "02", "結核病棟";
    LongTerm = "07", "療養病棟";
}

code_table! {
    /// 一部負担金・食事療養費・生活療養費標準負担額区分: the income class of a certificate shown.
    #[doc(alias = "一部負担金・食事療養費・生活療養費標準負担額区分")]
    CopayClass, "別表8 一部負担金・食事療養費・生活療養費標準負担額区分コード";
    LowSecond = "1", "低所得者の世帯（適用区分オ又はⅡ）";
    LowSecondLong = "2", "低所得者の世帯（適用区分オ又はⅡ）、入院日数90日超";
    LowFirst = "3", "低所得者の世帯（適用区分Ⅰ）";
    LowFirstOldAgePension = "4", "低所得者の世帯（適用区分Ⅰ）、老齢福祉年金受給";
}

code_table! {
    /// 職務上の事由: why the insurance of seamen pays.
    #[doc(alias = "職務上の事由")]
    DutyReason, "別表15 職務上の事由コード";
    OnDuty = "1", "職務上";
    AfterLeavingShip = "2", "下船後3月以内";
    Commuting = "3", "通勤災害";
}

code_table! {
    /// 減免区分: how the co-payment is waived.
    #[doc(alias = "減免区分")]
    Waiver, "別表16 減免区分コード";
    Reduced = "1", "減額";
    Exempt = "2", "免除";
    Deferred = "3", "支払猶予";
}

code_table! {
    /// 転帰区分: how the disease ended.
    #[doc(alias = "転帰区分")]
    Outcome, "別表18 転帰区分コード";
    Ongoing = "1", "治ゆ、死亡、中止以外";
    Cured = "2", "治ゆ";
    Died = "3", "死亡";
    Stopped = "4", "中止（転医）";
}

code_table! {
    /// 主傷病: the mark of the main disease.
    #[doc(alias = "主傷病")]
    MainDisease, "別表19 主傷病コード";
    Main = "01", "主傷病";
}

code_table! {
    /// 症状詳記区分: what a description of symptoms is about.
    #[doc(alias = "症状詳記区分")]
    SymptomClass, "別表23 症状詳記区分コード";
    ClinicalSymptoms = "01", "主たる疾患の診断根拠となった臨床症状";
    Findings = "02", "主たる疾患の診断根拠となった診察・検査所見";
    NeedOfTreatment = "03", "主な治療行為の必要性";
    CourseOfTreatment = "04", "主な治療行為の経過";
    DrugsOfHighClaim = "05", "合計点数が100万点以上の場合における薬剤に係る症状等";
    ProceduresOfHighClaim = "06", "合計点数が100万点以上の場合における処置に係る症状等";
    Other = "07", "その他";
    ClinicalTrial = "50", "治験概要";
    RehabilitationContinued = "51", "疾患別リハビリテーションに係る治療継続の理由等";
    DisuseSyndrome = "52", "廃用をもたらすに至った要因等";
    BelowThreshold = "90", "上記以外の診療報酬明細書";
}

code_table! {
    /// 患者の状態: a state of the patient that changes what may be billed.
    #[doc(alias = "患者の状態")]
    PatientState, "別表27 患者の状態コード";
    Pregnant = "001", "妊婦";
}

code_table! {
    /// 負担者種別: the payer a record of 資格確認 or 受診日等 speaks of.
    #[doc(alias = "負担者種別")]
    PayerClass, "別表28 負担者種別コード";
    Insurance = "1", "医療保険、国民健康保険、退職者医療又は後期高齢者医療";
    Public1 = "2", "第１公費負担医療";
    Public2 = "3", "第２公費負担医療";
    Public3 = "4", "第３公費負担医療";
    Public4 = "5", "第４公費負担医療";
}

code_table! {
    /// 確認区分: where the qualification was checked, and with what result.
    #[doc(alias = "確認区分")]
    Confirmation, "別表29 確認区分コード";
    AtFacility = "01", "保険医療機関・薬局窓口等";
    ReviewUnchanged = "02", "審査支払機関に請求後、変更なし";
    ReviewUnconfirmed = "03", "審査支払機関に請求後、確認不能";
    ReviewTransferred = "04", "審査支払機関に請求後、振替";
    ReviewSplit = "05", "審査支払機関に請求後、分割";
    ReviewLostToNamedInsurer = "06", "審査支払機関に請求後、資格喪失（レセプト記載の保険者への請求）";
    ReviewLostCardReturned = "07", "審査支払機関に請求後、資格喪失（証回収後）";
    ReviewLostByDeath = "08", "審査支払機関に請求後、資格喪失（死亡）";
    ReviewBranchFound = "09", "審査支払機関に請求後、枝番特定";
    InsurerTransferred = "11", "保険者等に請求後、振替";
    InsurerSplit = "12", "保険者等に請求後、分割";
    InsurerUnchangeable = "13", "保険者等に請求後、変更不能";
    InsurerBranchFound = "14", "保険者等に請求後、枝番特定";
}

code_table! {
    /// 受診等区分: whether a day counts towards 診療実日数.
    #[doc(alias = "受診等区分")]
    VisitClass, "別表30 受診等区分コード";
    Counted = "1", "診療実日数に計上する受診及び入院";
    NotCounted = "2", "診療実日数に計上しない受診";
    Contradicted = "9", "請求データの各レコードに記録された算定日情報と不一致";
}

code_table! {
    /// 窓口負担額区分: whether 高額療養費 was paid in kind at the counter.
    #[doc(alias = "窓口負担額区分")]
    CounterCopayClass, "別表31 窓口負担額区分コード";
    NoBenefitInKind = "00", "一部負担金額・高額療養費の現物給付なし";
    BenefitInKind = "01", "一部負担金額・高額療養費の現物給付あり（多数回該当を除く）";
    BenefitInKindRepeated = "02", "一部負担金額・高額療養費の現物給付あり（多数回該当）";
    Meals = "03", "食事療養及び生活療養の標準負担額";
    SpecialCharge = "04", "特別の費用の額";
}
