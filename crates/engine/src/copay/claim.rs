//! レセプト1件: the input of [`super::settle`], small and free of names.

use crate::amount::{Ratio, Rounding, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, ClassIndex};
use crate::rulebook::copay_limit::{FirstStage, Formula};
use crate::rulebook::copay_subsidy::Charge;

/// Subsidies that fit on one claim (レセプトの公費欄は4つまで).
pub const MAX_SUBSIDIES: usize = 4;

/// Different layer sets of one claim.
pub const MAX_SETS: usize = 16;

/// 患者: what the limits depend on.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on a certificate")]
pub struct Patient {
    /// 年齢区分.
    pub age: AgeGroup,
    /// 負担割合 and its rule; none without insurance.
    pub rate: Option<(Ratio, RuleIndex)>,
    /// 所得区分; none when it is not known.
    pub class: Option<ClassIndex>,
    /// 認定あり.
    pub certified: bool,
    /// 多数回該当.
    pub repeated: bool,
    /// 多数回該当 of 特定疾病給付対象療養.
    pub repeated_specific_disease: bool,
    /// 75歳到達月.
    pub turns_75: bool,
    /// マル長.
    pub special_disease: Option<SpecialDisease>,
}

/// 特定疾病療養受療証.
#[derive(Clone, Copy, Debug)]
pub struct SpecialDisease {
    /// The limit on the certificate; none = the rule book's.
    pub cap: Option<Yen>,
    /// 人工透析.
    pub dialysis: bool,
}

/// Who covers a set: insurance, up to four subsidies, and whether it is 特定疾病に係る療養.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetKey(u8);

impl SetKey {
    const INSURED: u8 = 1;
    const SPECIAL: u8 = 1 << 5;

    /// A set that nobody covers.
    pub const fn new() -> Self {
        Self(0)
    }

    /// With the insurance.
    #[must_use]
    pub const fn insured(self) -> Self {
        Self(self.0 | Self::INSURED)
    }

    /// As 特定疾病に係る療養.
    #[must_use]
    pub const fn special(self) -> Self {
        Self(self.0 | Self::SPECIAL)
    }

    /// With the subsidy at `place` in the claim.
    #[must_use]
    pub fn with(self, place: usize) -> Self {
        Self(self.0 | Self::bit(place))
    }

    /// Whether the insurance covers it.
    pub const fn is_insured(self) -> bool {
        self.0 & Self::INSURED != 0
    }

    /// Whether it is 特定疾病に係る療養.
    pub const fn is_special(self) -> bool {
        self.0 & Self::SPECIAL != 0
    }

    /// Whether the subsidy at `place` covers it.
    pub fn has(self, place: usize) -> bool {
        self.0 & Self::bit(place) != 0
    }

    fn bit(place: usize) -> u8 {
        match place {
            0 => 1 << 1,
            1 => 1 << 2,
            2 => 1 << 3,
            3 => 1 << 4,
            _ => 0,
        }
    }
}

/// 医療費 of one set at one visit.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Who covers it.
    pub key: SetKey,
    /// 医療費 (10割).
    pub medical: Yen,
}

/// 1回の会計.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The day, as a day number.
    pub day: i32,
    /// 入院日数 that the bill covers; 1 for a visit.
    pub days: u32,
    /// 初診料を算定した.
    pub initial: bool,
    /// 診察料を算定しない.
    pub without_consultation: bool,
    /// 院外処方箋を交付した.
    pub prescription_outside: bool,
    /// 入院日数 of the stay before the month.
    pub stay_days_before: u32,
    /// 入院月数: the month of the stay, counted from 1.
    pub stay_month: Option<u32>,
    /// What other facilities charged under each subsidy before this visit.
    pub elsewhere: [Yen; MAX_SUBSIDIES],
    /// What was done.
    pub parts: &'a [Part],
}

/// A subsidy in use on a claim.
#[derive(Clone, Copy, Debug)]
pub struct Active<'a> {
    /// Its rule.
    pub rule: RuleIndex,
    /// What it leaves to the patient in this setting.
    pub charge: &'a Charge,
    /// First-stage limit of its sets.
    pub first_stage: FirstStage,
    /// 地方単独: after 合算.
    pub is_local: bool,
    /// The month cap of the certificate or of its tier.
    pub month_cap: Option<Yen>,
    /// 限度額認定証なし: what exceeds this limit is the patient's before the subsidy.
    pub help_limit: Option<Formula>,
    /// The rule of the month cap (the subsidy's own when the certificate states it).
    pub cap_rule: RuleIndex,
}

/// 国保一部負担金減免.
#[derive(Clone, Copy, Debug)]
pub enum Relief {
    /// 減額.
    Amount(Yen),
    /// 割合による減額: the part taken off, and its rounding.
    Part(Ratio, Rounding, RuleIndex),
    /// 免除.
    All,
}

/// レセプト1件.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The limits of the patient in this setting.
    pub plan: &'a super::Plan,
    /// Subsidies in the order in which they apply.
    pub subsidies: &'a [Active<'a>],
    /// Visits in order of time; the sums of a month are one visit.
    pub visits: &'a [Visit<'a>],
    /// 国保の減免.
    pub relief: Option<Relief>,
    /// 端数処理 of the receipt: unit and method.
    pub receipt: (i64, Rounding),
    /// 端数処理 of the counter: unit and method.
    pub counter: (i64, Rounding),
    /// The rule of the counter's rounding.
    pub counter_rule: RuleIndex,
}
