//! 高額療養費の条文: the revisions of the text and one file for each paragraph.

pub(crate) mod art41;
pub(crate) mod art42_1;
pub(crate) mod art42_3;
pub(crate) mod art42_5;
pub(crate) mod art42_6;
pub(crate) mod care;
pub(crate) mod subsidies;

use crate::input::{Age, Class, Period};
use crate::number::{Refusal, one_hundredth};

/// 改正: the texts of 令42条 in force one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Revision {
    /// 平成24年4月: limits at the counter for out-patients too.
    H24April,
    /// 平成27年1月: five classes under 70.
    H27January,
    /// 平成29年8月: 外来14,000円, 一般57,600円.
    H29August,
    /// 平成30年8月: 現役並みⅢ to Ⅰ, 外来18,000円.
    H30August,
    /// 令和8年8月.
    R8August,
    /// 令和9年8月, announced only: a band for each range of 標準報酬月額.
    R9August,
}

/// 算定基準額: either a sum, or a sum and one hundredth of the 医療費 beyond a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    base: i64,
    beyond: Option<i64>,
}

/// Who is treated, as far as 令42条 asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) age: Age,
    pub(crate) class: Option<Class>,
    /// 標準報酬月額 in yen.
    pub(crate) remuneration: Option<i64>,
    /// 多数回該当.
    pub(crate) repeated: bool,
    /// 75歳到達時特例対象療養.
    pub(crate) turns_75: bool,
}

impl Revision {
    /// The text in force in `month`.
    pub(crate) fn of(month: Period) -> Result<Self, Refusal> {
        let from = |year, number| month >= Period::new(year, number);
        if from(2027, 8) {
            Ok(Self::R9August)
        } else if from(2026, 8) {
            Ok(Self::R8August)
        } else if from(2018, 8) {
            Ok(Self::H30August)
        } else if from(2017, 8) {
            Ok(Self::H29August)
        } else if from(2015, 1) {
            Ok(Self::H27January)
        } else if from(2012, 4) {
            Ok(Self::H24April)
        } else {
            Err(Refusal::NoText(format!("the month {}", String::from(month))))
        }
    }
}

impl Limit {
    /// A sum that does not depend on the 医療費.
    pub(crate) const fn flat(base: i64) -> Self {
        Self { base, beyond: None }
    }

    /// `base` and one hundredth of the 医療費 beyond `threshold`.
    pub(crate) const fn rising(base: i64, threshold: i64) -> Self {
        Self { base, beyond: Some(threshold) }
    }

    /// 二分の一 (75歳到達時特例対象療養; 令42条2項, 4項, 5項柱書 and the brackets of 6項 to 9項).
    pub(crate) fn halved(self) -> Self {
        Self { base: self.base.div_euclid(2), beyond: self.beyond.map(|yen| yen.div_euclid(2)) }
    }

    /// The limit for `medical_yen`; below the threshold the hundredth is nothing (その額が…に満たないときは、…).
    pub(crate) fn for_medical(self, medical_yen: i64) -> i64 {
        let beyond = self.beyond.map_or(0, |threshold| (medical_yen - threshold).max(0));
        self.base + one_hundredth(beyond)
    }
}

impl Person {
    /// 個人ごとの限度額の二分の一.
    pub(crate) fn halve(&self, limit: Limit) -> Limit {
        if self.turns_75 { limit.halved() } else { limit }
    }

    /// The class, or the class that the 標準報酬月額 gives (令42条1項1号–4号, 3項1号–4号).
    pub(crate) fn class(&self) -> Result<Class, Refusal> {
        match (self.class, self.remuneration, self.age) {
            (Some(class), None, Age::Under70) if class.is_under_70() => Ok(class),
            (Some(class), None, Age::From70 | Age::From75) if !class.is_under_70() => Ok(class),
            (None, Some(yen), Age::Under70) => Ok(match yen {
                830_000.. => Class::A,
                530_000.. => Class::I,
                280_000.. => Class::U,
                _ => Class::E,
            }),
            (None, Some(yen), Age::From70 | Age::From75) => Ok(match yen {
                830_000.. => Class::Active3,
                530_000.. => Class::Active2,
                280_000.. => Class::Active1,
                _ => Class::General,
            }),
            _ => Err(Refusal::Meaningless(format!("the class of {self:?}"))),
        }
    }
}

impl Class {
    /// One of ア to オ.
    pub(crate) const fn is_under_70(self) -> bool {
        matches!(self, Self::A | Self::I | Self::U | Self::E | Self::O)
    }

    /// 現役並み所得者 (法74条1項3号).
    pub(crate) const fn is_active(self) -> bool {
        matches!(self, Self::Active3 | Self::Active2 | Self::Active1)
    }
}
