//! 特定器材マスター (t): the materials.
//!
//! Source: 支払基金 マスターファイル仕様説明書（令和６年度版）, 38 columns.

use crate::masters::age::AgeBound;
use crate::masters::cell::Hundredths;
use crate::masters::code::MaterialCode;
use crate::masters::columns::columns;
use crate::masters::text::Text;
use chrono::NaiveDate;

columns! {
    /// 特定器材: one material in one version.
    #[doc(alias = "特定器材")]
    pub struct Material {
        /// 特定器材コード.
        3 code: MaterialCode,
        /// 漢字名称.
        5 name: Text,
        /// 単位コード; 0 = no unit.
        8 unit: u16,
        /// 単位漢字名称.
        10 unit_name: Text,
        /// 金額種別: 1 yen, 2 purchase price, 5 ％加算, 9 multiplier.
        11 amount_kind: u8,
        /// 新又は現金額, in hundredths.
        12 price: Hundredths,
        /// 年齢加算区分.
        14 age_addition: u8,
        /// 下限年齢.
        15 age_from: AgeBound,
        /// 上限年齢.
        16 age_below: AgeBound,
        /// 酸素等区分: 0 neither oxygen nor nitrogen, else the kind of vessel.
        21 oxygen: u8,
        /// 特定器材種別: the way points are worked out.
        22 kind: u8,
        /// 上限価格: oxygen with a price limit.
        23 has_price_limit: bool,
        /// 上限点数; 0 = none.
        24 points_limit: u32,
        /// 経過措置年月日.
        29 usable_through: Option<NaiveDate>,
        /// 告示番号 別表番号.
        31 notice_table: u8,
        /// 告示番号 区分番号.
        32 notice_section: u16,
        /// ＤＰＣ適用区分.
        33 dpc: u8,
        /// 再製造単回使用医療機器.
        38 remanufactured: u16,
    }
}
