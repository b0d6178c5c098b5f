//! 医科診療行為マスター (s): the acts, with every column that may bear on a claim as a typed field.
//!
//! Source: 支払基金 マスターファイル仕様説明書（令和６年度版）, 150 columns. The numbers are the 項番 of the layout.

use crate::masters::age::{AgeAddition, AgeBound};
use crate::masters::cell::Hundredths;
use crate::masters::code::ActCode;
use crate::masters::columns::columns;
use crate::masters::text::Text;

columns! {
    /// 診療行為: one act of the medical fee schedule in one version.
    #[doc(alias = "診療行為")]
    pub struct Act {
        /// 診療行為コード.
        3 code: ActCode,
        /// 省略漢字名称.
        5 name: Text,
        /// データ規格コード: the unit of 数量データ; 0 = none is recorded.
        8 quantity_unit: u16,
        /// データ規格名: the unit's name.
        10 quantity_unit_name: Text,
        /// 点数識別: 1 yen, 3 points, 4 purchase price, 5 ％加算, 6 ％減算, 7 減点, 8 minus points.
        11 amount_kind: u8,
        /// 新又は現点数, in hundredths.
        12 amount: Hundredths,
        /// 入外適用区分: 0 both, 1 inpatient only, 2 outpatient only.
        13 care_setting: u8,
        /// 後期高齢者医療適用区分: 0 both, 1 医療保険 only, 2 後期高齢者 only.
        14 elderly_scheme: u8,
        /// 点数欄集計先識別（入院外）.
        15 outpatient_column: u16,
        /// 包括対象検査: the group of tests paid by the number of items.
        16 test_bundle: u8,
        /// ＤＰＣ適用区分.
        18 dpc: u8,
        /// 病院・診療所区分: 0 both, 1 hospital, 2 clinic, 4 短期滞在手術等基本料３.
        19 facility_kind: u8,
        /// 画像等手術支援加算区分.
        20 imaging_support: u8,
        /// 医療観察法対象区分.
        21 medical_observation: u8,
        /// 看護加算.
        22 nursing_addition: u8,
        /// 麻酔識別区分.
        23 anesthesia: u8,
        /// 傷病名関連区分: which disease the fee needs.
        25 disease_relation: u8,
        /// 実日数: how the count relates to the days of care.
        27 day_relation: u8,
        /// 日数・回数: finer than 実日数.
        28 day_count: u8,
        /// 医薬品関連区分: the kind of drug the addition needs.
        29 drug_relation: u8,
        /// きざみ値計算識別: whether the points grow with the quantity.
        30 is_step_priced: bool,
        /// きざみ値下限値.
        31 step_lower: u32,
        /// きざみ値上限値; 99,999,999 = no upper limit.
        32 step_upper: u32,
        /// きざみ値.
        33 step_size: u32,
        /// きざみ点数, in hundredths.
        34 step_amount: Hundredths,
        /// 上下限エラー処理: 0–3.
        35 step_limit_handling: u8,
        /// 上限回数; 0 = no limit.
        36 count_limit: u16,
        /// 上限回数エラー処理: 0 check, 1 bill at the limit.
        37 count_limit_handling: u8,
        /// 注加算コード: ties additions to their bases.
        38 addition_group: u16,
        /// 注加算通番: additions of one group with one number exclude each other; `0` = a base.
        39 addition_number: char,
        /// 通則年齢: 1 通則 additions by age, 2 E002 注２.
        40 general_age: u8,
        /// 下限年齢.
        41 age_from: AgeBound,
        /// 上限年齢: the person must be younger.
        42 age_below: AgeBound,
        /// 時間加算区分.
        43 time_addition: u8,
        /// 基準適合識別 適合区分: 1 a reduced code, 2 reduced when the standard is not met.
        44 conformity: u8,
        /// 基準適合識別 対象施設基準.
        45 conformity_standard: u16,
        /// 処置乳幼児加算区分.
        46 infant_procedure: u8,
        /// 極低出生体重児加算区分.
        47 low_birth_weight: u8,
        /// 入院基本料等減算対象識別.
        48 inpatient_reduction: u8,
        /// ドナー分集計区分.
        49 donor: u8,
        /// 検査等実施判断区分: 1 the doing, 2 the judging.
        50 judgement_kind: u8,
        /// 検査等実施判断グループ区分.
        51 judgement_group: u8,
        /// 逓減対象区分.
        52 reduction: u8,
        /// 脊髄誘発電位測定等加算区分.
        53 evoked_potential: u8,
        /// 頸部郭清術併施加算区分.
        54 neck_dissection: u8,
        /// 自動縫合器加算区分.
        55 stapler: u8,
        /// 外来管理加算区分: 1 blocks it, 2 the addition itself.
        56 outpatient_management: u8,
        /// （旧点数）点数識別.
        57 old_amount_kind: u8,
        /// 旧点数, in hundredths.
        58 old_amount: Hundredths,
        /// 検体検査コメント.
        61 specimen_comment: u8,
        /// 通則加算所定点数対象区分: 1 = outside the base of 通則 additions.
        62 outside_general_base: bool,
        /// 包括逓減区分: the group of tests reduced together.
        63 reduction_group: u16,
        /// 超音波内視鏡加算区分.
        64 endoscopic_ultrasound: u8,
        /// 点数欄集計先識別（入院）.
        66 inpatient_column: u16,
        /// 自動吻合器加算区分.
        67 anastomosis: u8,
        /// 告示等識別区分（１）: 1 基本, 3 合成, 5 準用, 7 加算, 9 通則加算.
        68 notice_kind: char,
        /// 告示等識別区分（２）.
        69 schedule_kind: char,
        /// 地域加算.
        70 area_addition: u8,
        /// 病床数区分.
        71 bed_class: u8,
        /// 施設基準コード①–⑩: ①–⑥ any one, and ⑦–⑨ any one, and ⑩; 0 = unused.
        72 standards: [u16; 10],
        /// 超音波凝固切開装置等加算区分.
        82 coagulation: u8,
        /// 短期滞在手術.
        83 short_stay: u8,
        /// 歯科適用区分.
        84 is_dental: bool,
        /// コード表用番号（アルファベット部）: the section letter A–O.
        85 section_letter: char,
        /// 告示・通知関連番号（アルファベット部）: the letter of the act this one is modelled on.
        86 model_letter: Text,
        /// 公表順序番号.
        89 order: u32,
        /// コード表用番号 章.
        90 chapter: u8,
        /// コード表用番号 部.
        91 part: u8,
        /// コード表用番号 区分番号.
        92 section: u16,
        /// コード表用番号 枝番.
        93 branch: u8,
        /// コード表用番号 項番.
        94 item: u16,
        /// 告示・通知関連番号 章・部・区分番号・枝番・項番 of the act this one is modelled on.
        95 model_number: [u16; 5],
        /// 年齢加算①–④.
        100 age_additions: [AgeAddition; 4],
        /// 異動関連: the code this one came from.
        112 predecessor: Option<ActCode>,
        /// 基本漢字名称.
        113 full_name: Text,
        /// 副鼻腔手術用内視鏡加算.
        114 sinus_endoscope: char,
        /// 副鼻腔手術用骨軟部組織切除機器加算.
        115 sinus_shaver: char,
        /// 長時間麻酔管理加算.
        116 long_anesthesia: char,
        /// 点数表区分番号.
        117 section_label: Text,
        /// モニタリング加算.
        118 monitoring: char,
        /// 凍結保存同種組織加算.
        119 frozen_tissue: char,
        /// 悪性腫瘍病理組織標本加算.
        120 tumour_pathology: char,
        /// 創外固定器加算.
        121 external_fixator: u8,
        /// 超音波切削機器加算.
        122 ultrasonic_cutter: u8,
        /// 左心耳閉鎖術併施加算.
        123 appendage_closure: u8,
        /// 外来感染対策向上加算等.
        124 infection_control: char,
        /// 耳鼻咽喉科乳幼児処置加算.
        125 ent_infant: u8,
        /// 耳鼻咽喉科小児抗菌薬適正使用支援加算.
        126 ent_antibiotic: u8,
        /// 切開創局所陰圧閉鎖処置機器加算.
        127 negative_pressure: u8,
        /// 看護職員処遇改善評価料等.
        128 nursing_wage: char,
        /// 外来・在宅ベースアップ評価料（１）.
        129 base_up_1: char,
        /// 外来・在宅ベースアップ評価料（２）.
        130 base_up_2: char,
        /// 再製造単回使用医療機器使用加算.
        131 remanufactured: u16,
    }
}

impl Act {
    /// 適合区分 (項番44) of 施設基準不適合減算 itself.
    pub(crate) const CONFORMITY_REDUCTION: u8 = 1;
    /// 適合区分 (項番44) of an act that is billed at a part of its points without the standard.
    pub(crate) const CONFORMITY_REDUCED: u8 = 2;
}
