//! その月の表: the rule book's limits of one month in dense arrays, looked up by age, class and setting.

use crate::amount::{Ratio, Rounding, Yen};
use crate::rulebook::RuleIndex;
use crate::rulebook::copay::{AgeGroup, ClassIndex, CopayBook, Service, Setting};
use crate::rulebook::copay_extra::RoundingUse;
use crate::rulebook::copay_limit::{FixedLimitKind, Formula, LimitScope};
use chrono::NaiveDate;

/// A limit with its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The limit.
    pub formula: Formula,
    /// 多数回該当.
    pub repeated: Option<Yen>,
    /// Where it comes from.
    pub rule: RuleIndex,
}

/// A rounding with its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundTo {
    /// Multiples of this.
    pub unit: i64,
    /// How.
    pub rounding: Rounding,
    /// Where it comes from.
    pub rule: RuleIndex,
}

/// その月の表.
#[derive(Clone, Debug)]
pub struct MonthTable {
    day: NaiveDate,
    by_class: Vec<ClassLimits>,
    class_count: usize,
    specific: [[Option<Limit>; 2]; 4],
    livelihood: [[Option<Limit>; 2]; 4],
    minimum: [Option<(Yen, RuleIndex)>; 4],
    halving: Option<(Ratio, RuleIndex)>,
    receipt: Option<RoundTo>,
    counter: [Option<RoundTo>; 4],
    assumed: Vec<(AgeGroup, Ratio, Option<ClassIndex>, RuleIndex)>,
}

/// The limits of one age group and class.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClassLimits {
    /// 世帯・入院.
    pub household: Option<Limit>,
    /// 外来特例.
    pub outpatient: Option<Limit>,
    /// マル長.
    pub special: [Option<Limit>; 2],
    /// マル長 of dialysis.
    pub special_dialysis: [Option<Limit>; 2],
    /// 配慮措置, by setting.
    pub transition: [Option<Limit>; 2],
    /// How a person without 認定 is treated: as a class, or without a limit.
    pub uncertified: Option<(Option<ClassIndex>, RuleIndex)>,
}

const fn place(setting: Setting) -> usize {
    match setting {
        Setting::Inpatient => 0,
        Setting::Outpatient => 1,
    }
}

const SETTINGS: [Setting; 2] = [Setting::Inpatient, Setting::Outpatient];
const SERVICES: [Service; 4] =
    [Service::Medical, Service::Dental, Service::Pharmacy, Service::VisitingNurse];

impl MonthTable {
    /// The table of the month that begins on `day`.
    pub fn new(book: &CopayBook, day: NaiveDate) -> Self {
        let class_count = book.classes.len();
        let by_class = by_class(book, day);
        let fixed = |kind| {
            AgeGroup::ALL
                .map(|age| SETTINGS.map(|setting| fixed_limit(book, day, age, None, setting, kind)))
        };
        Self {
            day,
            by_class,
            class_count,
            specific: fixed(FixedLimitKind::Specific),
            livelihood: fixed(FixedLimitKind::Livelihood),
            minimum: AgeGroup::ALL.map(|age| {
                book.in_force(
                    &book.combinations,
                    day,
                    |row| row.rule,
                    |row| row.ages.contains(&age),
                )
                .next()
                .map(|row| (row.minimum, row.rule))
            }),
            halving: book
                .in_force(&book.halvings, day, |row| row.rule, |_| true)
                .next()
                .map(|row| (row.ratio, row.rule)),
            receipt: rounding(book, day, RoundingUse::Receipt, Service::Medical),
            counter: SERVICES.map(|service| rounding(book, day, RoundingUse::Counter, service)),
            assumed: AgeGroup::ALL
                .iter()
                .flat_map(|age| assumed_classes(book, day, *age))
                .collect(),
        }
    }

    /// The first day of the month.
    pub const fn day(&self) -> NaiveDate {
        self.day
    }

    /// The limits of an age group and class.
    pub fn class(&self, age: AgeGroup, class: ClassIndex) -> Option<&ClassLimits> {
        let row = age.index().checked_mul(self.class_count)?.checked_add(usize::from(class.0))?;
        if usize::from(class.0) < self.class_count { self.by_class.get(row) } else { None }
    }

    /// 特定給付対象療養.
    pub fn specific(&self, age: AgeGroup, setting: Setting) -> Option<Limit> {
        *self.specific.get(age.index())?.get(place(setting))?
    }

    /// 生活保護.
    pub fn livelihood(&self, age: AgeGroup, setting: Setting) -> Option<Limit> {
        *self.livelihood.get(age.index())?.get(place(setting))?
    }

    /// 合算の下限額; none where everything is added.
    pub fn minimum(&self, age: AgeGroup) -> Option<(Yen, RuleIndex)> {
        *self.minimum.get(age.index())?
    }

    /// 75歳到達月の特例.
    pub const fn halving(&self) -> Option<(Ratio, RuleIndex)> {
        self.halving
    }

    /// How a person is treated whose class is not known, by 負担割合.
    pub fn assumed(&self, age: AgeGroup, rate: Ratio) -> Option<(Option<ClassIndex>, RuleIndex)> {
        self.assumed
            .iter()
            .find(|(group, share, ..)| *group == age && *share == rate)
            .map(|(_, _, class, rule)| (*class, *rule))
    }

    /// 端数処理 of the receipt.
    pub const fn receipt(&self) -> Option<RoundTo> {
        self.receipt
    }

    /// 端数処理 of the counter.
    pub fn counter(&self, service: Service) -> Option<RoundTo> {
        let place = SERVICES.iter().position(|one| *one == service)?;
        *self.counter.get(place)?
    }
}

impl ClassLimits {
    /// マル長 in a setting.
    pub fn special(&self, setting: Setting, dialysis: bool) -> Option<Limit> {
        let plain = self.special.get(place(setting)).copied().flatten();
        let other = self.special_dialysis.get(place(setting)).copied().flatten();
        if dialysis { other.or(plain) } else { plain }
    }

    /// 配慮措置 in a setting.
    pub fn transition(&self, setting: Setting) -> Option<Limit> {
        self.transition.get(place(setting)).copied().flatten()
    }
}

fn assumed_classes(
    book: &CopayBook,
    day: NaiveDate,
    age: AgeGroup,
) -> Vec<(AgeGroup, Ratio, Option<ClassIndex>, RuleIndex)> {
    book.in_force(&book.uncertified, day, |row| row.rule, |row| row.ages.contains(&age))
        .flat_map(|row| row.rates.iter().map(move |rate| (age, *rate, row.treated_as, row.rule)))
        .collect()
}

/// Rows put into their cells, row by row: an enacted row takes the place of one that is not.
fn by_class(book: &CopayBook, day: NaiveDate) -> Vec<ClassLimits> {
    let class_count = book.classes.len();
    let cells = AgeGroup::ALL.len().saturating_mul(class_count);
    let mut table = vec![ClassLimits::default(); cells];
    let is_enacted = |rule| book.rule(rule).is_some_and(crate::rulebook::Rule::is_enacted);
    let put = |slot: &mut Option<Limit>, limit: Limit| {
        if slot.is_none_or(|old| !is_enacted(old.rule) && is_enacted(limit.rule)) {
            *slot = Some(limit);
        }
    };
    let holds = |rule| book.rule(rule).is_some_and(|rule| rule.span.contains(day));
    let mut each = |ages: &[AgeGroup], classes: &[ClassIndex], cell: &dyn Fn(&mut ClassLimits)| {
        for age in ages {
            for class in 0..class_count {
                let is_named =
                    classes.is_empty() || classes.iter().any(|one| usize::from(one.0) == class);
                let place = age.index().saturating_mul(class_count).saturating_add(class);
                if let (true, Some(limits)) = (is_named, table.get_mut(place)) {
                    cell(limits);
                }
            }
        }
    };
    for row in book.limits.iter().filter(|row| holds(row.rule)) {
        let limit = Limit { formula: row.formula, repeated: row.repeated, rule: row.rule };
        each(&row.ages, &row.classes, &|cell| match row.scope {
            LimitScope::Household => put(&mut cell.household, limit),
            LimitScope::Outpatient => put(&mut cell.outpatient, limit),
        });
    }
    for row in book.fixed_limits.iter().filter(|row| holds(row.rule)) {
        let limit = Limit { formula: row.formula, repeated: None, rule: row.rule };
        each(&row.ages, &row.classes, &|cell| {
            let slots = match row.kind {
                FixedLimitKind::SpecialDisease => &mut cell.special,
                FixedLimitKind::SpecialDiseaseDialysis => &mut cell.special_dialysis,
                FixedLimitKind::Specific | FixedLimitKind::Livelihood => return,
            };
            for setting in &row.settings {
                if let Some(slot) = slots.get_mut(place(*setting)) {
                    put(slot, limit);
                }
            }
        });
    }
    for row in book.transitions.iter().filter(|row| holds(row.rule)) {
        let limit = Limit { formula: row.formula, repeated: None, rule: row.rule };
        each(&row.ages, &row.classes, &|cell| {
            for setting in &row.settings {
                if let Some(slot) = cell.transition.get_mut(place(*setting)) {
                    put(slot, limit);
                }
            }
        });
    }
    for row in book.uncertified.iter().filter(|row| holds(row.rule)) {
        // A row of rates alone speaks of persons whose class is not known.
        if row.classes.is_empty() && row.treated_as.is_some() {
            continue;
        }
        each(&row.ages, &row.classes, &|cell| {
            if cell.uncertified.is_none_or(|(_, old)| !is_enacted(old) && is_enacted(row.rule)) {
                cell.uncertified = Some((row.treated_as, row.rule));
            }
        });
    }
    table
}

fn fixed_limit(
    book: &CopayBook,
    day: NaiveDate,
    age: AgeGroup,
    class: Option<ClassIndex>,
    setting: Setting,
    kind: FixedLimitKind,
) -> Option<Limit> {
    book.in_force(
        &book.fixed_limits,
        day,
        |row| row.rule,
        |row| {
            row.kind == kind
                && row.ages.contains(&age)
                && row.settings.contains(&setting)
                && (row.classes.is_empty() || class.is_some_and(|one| row.classes.contains(&one)))
        },
    )
    .next()
    .map(|row| Limit { formula: row.formula, repeated: None, rule: row.rule })
}

fn rounding(
    book: &CopayBook,
    day: NaiveDate,
    purpose: RoundingUse,
    service: Service,
) -> Option<RoundTo> {
    book.in_force(
        &book.roundings,
        day,
        |row| row.rule,
        |row| {
            row.purpose == purpose && (row.services.is_empty() || row.services.contains(&service))
        },
    )
    .next()
    .map(|row| RoundTo { unit: row.unit, rounding: row.rounding, rule: row.rule })
}
