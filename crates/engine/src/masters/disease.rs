//! 傷病名マスター (b) and 修飾語マスター (z): the diseases and their modifiers.
//!
//! Source: 支払基金 マスターファイル仕様説明書（令和６年度版）, 46 and 19 columns.

use crate::masters::code::{DiseaseCode, ModifierCode};
use crate::masters::columns::columns;
use crate::masters::text::Text;

columns! {
    /// 傷病名: one disease in one version.
    #[doc(alias = "傷病名")]
    pub struct Disease {
        /// 傷病名コード.
        3 code: DiseaseCode,
        /// 移行先コード: the code that takes its place.
        4 successor: Option<DiseaseCode>,
        /// 傷病名基本名称.
        6 name: Text,
        /// ＩＣＤ－１０－１（２０１３）.
        16 icd10: Text,
        /// ＩＣＤ－１０－２（２０１３）.
        17 icd10_other: Text,
        /// 単独使用禁止区分: may not stand without a modifier.
        19 needs_modifier: u8,
        /// 保険請求外区分: outside the insurance.
        20 is_outside_insurance: bool,
        /// 特定疾患等対象区分: 03, 04 皮膚科特定疾患, 05 特定疾患療養管理料, 07 てんかん.
        21 specific_disease: u8,
        /// 難病外来対象区分.
        43 intractable: u8,
    }
}

columns! {
    /// 修飾語: one modifier in one version.
    #[doc(alias = "修飾語")]
    pub struct Modifier {
        /// 修飾語コード.
        3 code: ModifierCode,
        /// 修飾語名称.
        7 name: Text,
        /// 修飾語区分.
        19 kind: Text,
    }
}
