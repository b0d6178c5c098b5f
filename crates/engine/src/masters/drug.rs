//! 医薬品マスター (y): the drugs.
//!
//! Source: 支払基金 マスターファイル仕様説明書（令和６年度版）, 42 columns (40 until 2024-09, before the 長期収載品 columns).

use crate::masters::cell::Hundredths;
use crate::masters::code::DrugCode;
use crate::masters::columns::columns;
use crate::masters::text::Text;
use chrono::NaiveDate;

columns! {
    /// 医薬品: one drug in one version.
    #[doc(alias = "医薬品")]
    pub struct Drug {
        /// 医薬品コード.
        3 code: DrugCode,
        /// 漢字名称.
        5 name: Text,
        /// 単位コード; 0 = no unit.
        8 unit: u16,
        /// 単位漢字名称.
        10 unit_name: Text,
        /// 金額種別: 1 yen, 3 薬剤使用量省略 (dental), 7 減点.
        11 amount_kind: u8,
        /// 新又は現金額: yen per unit, in hundredths.
        12 price: Hundredths,
        /// 麻薬・毒薬・覚醒剤原料・向精神薬: 1 narcotic, 2 poison, 3 stimulant material, 5 psychotropic.
        14 control_class: u8,
        /// 神経破壊剤.
        15 is_neurolytic: bool,
        /// 生物学的製剤.
        16 is_biological: bool,
        /// 後発品.
        17 is_generic: bool,
        /// 歯科特定薬剤.
        19 is_dental: bool,
        /// 造影（補助）剤: 1 contrast medium, 2 its auxiliary.
        20 contrast: u8,
        /// 注射容量 in mL; 0 = not given.
        21 injection_volume: u32,
        /// 収載方式等識別.
        22 listing_kind: u8,
        /// 商品名等関連: the listed drug a trade name stands for.
        23 listed_as: Option<DrugCode>,
        /// 剤形: 1 oral, 3 other, 4 injection, 6 external, 8 dental.
        28 form: u8,
        /// 薬価基準収載医薬品コード: twelve characters, the first four or seven name the ingredient.
        32 price_standard_code: Text,
        /// 経過措置年月日又は商品名医薬品コード使用期限.
        34 usable_through: Option<NaiveDate>,
        /// 一般名コード.
        37 generic_name_code: Text,
        /// 一般名処方の標準的な記載.
        38 generic_name: Text,
        /// 一般名処方加算対象区分: 0 not in that list, 1 加算１, 2 加算１・２, 3 not for the addition.
        39 generic_name_addition: u8,
        /// 抗ＨＩＶ薬区分.
        40 is_anti_hiv: bool,
        /// 長期収載品関連: the same drug when it is medically needed.
        41 elective_counterpart: Option<DrugCode>,
        /// 選定療養区分: 1 subject but medically needed, 2 subject at the patient's wish.
        42 elective_class: u8,
    }
}
