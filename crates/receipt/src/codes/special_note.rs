//! 特記事項: the notes that say what is special about a receipt.

use crate::codes::code_table;

code_table! {
    /// 特記事項: a note on the receipt as a whole.
    #[doc(alias = "特記事項")]
    SpecialNote, "別表9 レセプト特記事項コード";
    Public = "01", "公";
    LongTerm = "02", "長";
    LongTermPrescribed = "03", "長処";
    LateElderly = "04", "後保";
    AttachedElderlyFacility = "07", "老併";
    ElderlyFacility = "08", "老健";
    Institution = "09", "施";
    ThirdParty = "10", "第三";
    DrugTrial = "11", "薬治";
    DeviceTrial = "12", "器治";
    AdvancedCare = "13", "先進";
    OverLimit = "14", "制超";
    LongTermUpperIncome = "16", "長２";
    UpperIncome = "17", "上位";
    OrdinaryIncome = "18", "一般";
    LowIncome = "19", "低所";
    TwoTenths = "20", "二割";
    ElderlyHalf = "21", "高半";
    RepeatedUpper = "22", "多上";
    RepeatedOrdinary = "23", "多一";
    RepeatedLow = "24", "多低";
    Childbirth = "25", "出産";
    IncomeA = "26", "区ア";
    IncomeI = "27", "区イ";
    IncomeU = "28", "区ウ";
    IncomeE = "29", "区エ";
    IncomeO = "30", "区オ";
    RepeatedA = "31", "多ア";
    RepeatedI = "32", "多イ";
    RepeatedU = "33", "多ウ";
    RepeatedE = "34", "多エ";
    RepeatedO = "35", "多オ";
    RegenerativeTrial = "36", "加治";
    PatientRequested = "37", "申出";
    CareClinicAttached = "38", "医併";
    CareClinic = "39", "医療";
    Addition = "40", "加算";
    IncomeKa = "41", "区カ";
    IncomeKi = "42", "区キ";
    Disaster1 = "96", "災１";
    Disaster2 = "97", "災２";
}
