//! 医療保険: the insurance of a person, as a card or オンライン資格確認 shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 医療保険の資格: everything that the co-pay depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insurance {
    /// The branch of the insurance.
    pub scheme: Scheme,
    /// 本人・家族.
    #[serde(default)]
    pub membership: Membership,
    /// 負担割合 in tenths, as the 高齢受給者証 or 資格確認 states it; without it the engine finds it from age, scheme and class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_tenths: Option<u8>,
    /// 所得区分: `ア`–`オ` under 70; `現役並みⅢ`–`現役並みⅠ`, `一般`, `一般Ⅱ`, `低所得Ⅱ`, `低所得Ⅰ` from 70.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_class: Option<String>,
    /// 標準報酬月額 in yen, from which the class follows when it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_monthly_remuneration: Option<i64>,
    /// 認定あり: a 限度額適用認定証 or the consent in オンライン資格確認 shows the class to the facility.
    #[serde(default = "yes")]
    pub certified: bool,
    /// 多数回該当.
    #[serde(default)]
    pub repeated: bool,
    /// 特定疾病給付対象療養 (難病 …) has its own count of months; without it `repeated` holds for both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeated_specific_disease: Option<bool>,
    /// 75歳到達月 with halved limits; without it the birth date decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turns_75: Option<bool>,
    /// 都道府県番号 of the insurer (two digits), which some local programmes ask for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<String>,
    /// 特定疾病療養受療証 (マル長).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_disease: Option<SpecialDisease>,
    /// 国民健康保険の一部負担金の減免.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief: Option<Relief>,
}

const fn yes() -> bool {
    true
}

/// 保険制度.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// 被用者保険 (協会けんぽ・健保組合・共済 …).
    Employee,
    /// 国民健康保険.
    National,
    /// 後期高齢者医療.
    LateElderly,
}

/// 本人・家族.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// 被保険者.
    #[default]
    Insured,
    /// 被扶養者.
    Dependant,
}

/// 特定疾病 (マル長).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialDisease {
    /// The limit of a whole month on the certificate, in yen; without it the rule book gives it from class and disease.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap_yen: Option<i64>,
    /// 人工透析を要する慢性腎不全.
    #[serde(default)]
    pub dialysis: bool,
}

/// 国保一部負担金減免: applied last, to what the patient would pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "kind")]
pub enum Relief {
    /// 減額: a fixed sum off.
    Amount {
        /// The sum taken off each month, in yen.
        yen: i64,
    },
    /// 割合による減額: this many hundredths of the patient part are taken off.
    Percent {
        /// Hundredths taken off.
        percent: i64,
    },
    /// 免除.
    Exemption,
    /// 徴収猶予: owed as it is, collected later.
    Deferral,
}
