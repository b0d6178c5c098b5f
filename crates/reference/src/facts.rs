//! 計算の前提: what one claim depends on, from whichever form of input.

use crate::input::{Age, Class, Period};
use crate::law::Person;
use crate::law::subsidies::{Kind, kind};
use crate::number::Refusal;

/// Everything the claim depends on.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) month: Period,
    pub(crate) age: Age,
    pub(crate) inpatient: bool,
    pub(crate) rate_tenths: i64,
    /// 後期高齢者の2割 (一般Ⅱ), for 配慮措置.
    pub(crate) class: Option<Class>,
    /// Whose limits hold at the counter for 令41条1項, 3項, 5項; nobody's under 70 without 認定.
    pub(crate) general: Option<Person>,
    /// Whose limits hold for 令41条7項, with its own 多数回該当.
    pub(crate) specific_disease: Person,
    /// マル長の自己負担限度額 of a whole month.
    pub(crate) special_disease_cap: Option<i64>,
    /// 公費, in order of payment.
    pub(crate) subsidies: Vec<Covered>,
    /// 診療のつど, in order of time.
    pub(crate) visits: Vec<Vec<Share>>,
}

/// One subsidy of the patient.
#[derive(Clone, Debug)]
pub(crate) struct Covered {
    /// As the caller names it.
    pub(crate) name: String,
    pub(crate) act: String,
    pub(crate) month_cap: Option<i64>,
    /// What other facilities charged under it (上限額管理票).
    pub(crate) charged_before: i64,
    /// 適用区分 on the certificate: without it 令41条7項 gives way to 6項.
    pub(crate) class_shown: bool,
}

/// A sum of one visit and who covers it.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    pub(crate) medical: i64,
    pub(crate) insured: bool,
    /// Names of the subsidies, in order of payment.
    pub(crate) subsidies: Vec<String>,
    /// 特定疾病に係る療養.
    pub(crate) special: bool,
}

impl Facts {
    fn covered(&self, name: &str) -> Result<&Covered, Refusal> {
        let found = self.subsidies.iter().find(|one| one.name == name);
        found.ok_or_else(|| Refusal::Meaningless(format!("payer `{name}` is no subsidy")))
    }

    /// The kind of the subsidy; without the class on the certificate 令41条7項 gives way to 6項 (則98条の2).
    pub(crate) fn kind(&self, name: &str) -> Result<Kind, Refusal> {
        let covered = self.covered(name)?;
        let kind = kind(&covered.act, self.month)?;
        let falls_back = kind == Kind::SpecificDisease && !covered.class_shown;
        Ok(if falls_back { Kind::Specific } else { kind })
    }

    /// 公費優先 (国公費マスター, item 10-1): where 13, 14, 18, 29 or 30 pays, the insurance does not.
    pub(crate) fn without_insurance(&self, share: &Share) -> Result<Share, Refusal> {
        let mut share = share.clone();
        for name in &share.subsidies {
            if matches!(self.covered(name)?.act.as_str(), "13" | "14" | "18" | "29" | "30") {
                share.insured = false;
                share.special = false;
            }
        }
        Ok(share)
    }
}
