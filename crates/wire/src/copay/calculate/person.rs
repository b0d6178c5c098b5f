//! 患者1人: age group, class and rate, then every claim in the order of time.

use super::claim::{self, Prepared};
use super::finding::FindingKind;
use super::subsidy::Held;
use super::{Desk, household::Part};
use crate::copay::error::CopayRequestError;
use crate::copay::request::insurance::{Insurance, Scheme};
use crate::copay::request::{AgeGroup as WireAge, Person};
use crate::copay::statement::PersonStatement;
use chrono::{Days, Months, NaiveDate};
use santei_engine::copay::{Patient, SpecialDisease, age, rate};
use santei_engine::rulebook::RuleIndex;
use santei_engine::rulebook::copay::{AgeGroup, ClassIndex, Scheme as EngineScheme};
use santei_engine::{Ratio, Yen};

/// A person as the engine sees them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) patient: Patient,
    pub(super) is_late_elderly: bool,
    pub(super) scheme: Option<EngineScheme>,
    pub(super) shows_class: bool,
}

/// What a person brings to a household and to the year.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) id: String,
    pub(super) known: Known,
    pub(super) parts: Vec<Part>,
}

/// The statement of one person.
pub(super) fn settle(
    desk: &mut Desk<'_>,
    person: &Person,
    path: &str,
) -> Result<(PersonStatement, Counted), CopayRequestError> {
    let known = know(desk, person, path)?;
    let held = Held::all(desk, person, &known, path)?;
    let mut prepared = Vec::new();
    for (number, one) in person.claims.iter().enumerate() {
        let path = format!("{path}.claims[{number}]");
        prepared.push(Prepared::new(desk, one, &known, person, &held, &path)?);
    }
    let settled = claim::settle_all(desk, &mut prepared, &held)?;
    let rate = known.patient.rate.map_or(0, |(ratio, _)| tenths(ratio));
    let class = prepared.iter().find_map(|one| one.plan.class).or(known.patient.class);
    let statement = PersonStatement {
        id: person.id.clone(),
        rate_tenths: u8::try_from(rate).unwrap_or_default(),
        income_class: class
            .filter(|_| person.insurance.is_some())
            .and_then(|class| desk.book.class_name(class))
            .map(str::to_owned),
        claims: settled.claims,
        ledgers: settled.ledgers,
        year: None,
    };
    Ok((statement, Counted { id: person.id.clone(), known, parts: settled.parts }))
}

fn tenths(ratio: Ratio) -> i64 {
    ratio.of(10, santei_engine::Rounding::Down).unwrap_or_default()
}

fn know(desk: &mut Desk<'_>, person: &Person, path: &str) -> Result<Known, CopayRequestError> {
    let age = age_of(desk, person, path)?;
    let Some(insurance) = &person.insurance else {
        let patient = Patient {
            age,
            rate: None,
            class: None,
            certified: false,
            repeated: false,
            repeated_specific_disease: false,
            turns_75: false,
            special_disease: None,
        };
        return Ok(Known { patient, is_late_elderly: false, scheme: None, shows_class: false });
    };
    let path = format!("{path}.insurance");
    let class = class_of(desk, insurance, age, &path)?;
    let day = desk.month.first_day();
    let turns_75 = insurance.turns_75.unwrap_or_else(|| {
        person.birth_date.is_some_and(|birth| age::begins_within(desk.book, birth, day))
    });
    let rate = rate_of(desk, insurance, age, class, person.birth_date, &path)?;
    let special_disease = match insurance.special_disease {
        None => None,
        Some(special) => {
            if special.cap_yen.is_some_and(|cap| cap < 0) {
                let path = format!("{path}.special_disease.cap_yen");
                return Err(CopayRequestError::at(path, "expected an amount that is not negative"));
            }
            Some(SpecialDisease { cap: special.cap_yen.map(Yen::new), dialysis: special.dialysis })
        }
    };
    if class.is_none() && insurance.certified {
        desk.find(&FindingKind::ClassAssumed, &path, None);
    }
    let patient = Patient {
        age,
        rate: Some(rate),
        class,
        certified: insurance.certified,
        repeated: insurance.repeated,
        repeated_specific_disease: insurance
            .repeated_specific_disease
            .unwrap_or(insurance.repeated),
        turns_75,
        special_disease,
    };
    let scheme = match insurance.scheme {
        Scheme::Employee => EngineScheme::Employee,
        Scheme::National => EngineScheme::National,
        Scheme::LateElderly => EngineScheme::LateElderly,
    };
    Ok(Known {
        patient,
        is_late_elderly: insurance.scheme == Scheme::LateElderly,
        scheme: Some(scheme),
        shows_class: patient.certified && patient.class.is_some(),
    })
}

fn age_of(desk: &Desk<'_>, person: &Person, path: &str) -> Result<AgeGroup, CopayRequestError> {
    let first = desk.month.first_day();
    let last =
        first.checked_add_months(Months::new(1)).and_then(|day| day.checked_sub_days(Days::new(1)));
    let last = last.unwrap_or(first);
    if let Some(birth) = person.birth_date {
        let oldest = first.checked_sub_months(Months::new(OLDEST_MONTHS)).unwrap_or(NaiveDate::MIN);
        if birth > last || birth < oldest {
            let path = format!("{path}.birth_date");
            return Err(CopayRequestError::at(
                path,
                "a birth date that no patient of this month can have",
            ));
        }
    }
    if let Some(group) = person.age_group {
        return Ok(match group {
            WireAge::Preschool => AgeGroup::Preschool,
            WireAge::Under70 => AgeGroup::Under70,
            WireAge::From70To74 => AgeGroup::From70,
            WireAge::From75 => AgeGroup::From75,
        });
    }
    let Some(birth) = person.birth_date else {
        return Err(CopayRequestError::at(path, "expected `birth_date` or `age_group`"));
    };
    let is_late = person.insurance.as_ref().is_some_and(|one| one.scheme == Scheme::LateElderly);
    if is_late {
        // 65歳以上の障害認定を含め、後期高齢者医療の被保険者は75歳以上の例による.
        return Ok(AgeGroup::From75);
    }
    let group = age::age_group(desk.book, birth, first.max(birth)).map(|(group, _)| group);
    match group {
        Some(AgeGroup::From75) if person.insurance.is_some() => Err(CopayRequestError::at(
            format!("{path}.insurance.scheme"),
            "a person of 75 or over on the first day is insured under `late_elderly`",
        )),
        Some(group) => Ok(group),
        None => Err(CopayRequestError::at(path, "the rule book has no age group for this month")),
    }
}

/// 130 years: no living person is older.
const OLDEST_MONTHS: u32 = 1_560;

fn class_of(
    desk: &mut Desk<'_>,
    insurance: &Insurance,
    age: AgeGroup,
    path: &str,
) -> Result<Option<ClassIndex>, CopayRequestError> {
    let day = desk.month.first_day();
    let class = match (&insurance.income_class, insurance.standard_monthly_remuneration) {
        (Some(name), _) => {
            let path = format!("{path}.income_class");
            let found = desk.book.class(name, age).filter(|class| {
                desk.table.class(age, *class).is_some_and(|limits| limits.household.is_some())
            });
            found.ok_or_else(|| {
                CopayRequestError::at(path, format!("expected one of {}", known_classes(desk, age)))
            })?
        }
        (None, Some(remuneration)) => {
            let path = format!("{path}.standard_monthly_remuneration");
            let found = rate::class_of_remuneration(desk.book, day, age, Yen::new(remuneration));
            let (class, rule) = found.ok_or_else(|| {
                CopayRequestError::at(path.clone(), "no class has this 標準報酬月額 in this month")
            })?;
            desk.doubt(rule, &path);
            class
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(class))
}

/// The classes that have a limit in the month, for messages.
pub(super) fn known_classes(desk: &Desk<'_>, age: AgeGroup) -> String {
    let names: Vec<_> = (0_u16..)
        .map(ClassIndex)
        .zip(&desk.book.classes)
        .filter(|(index, _)| {
            desk.table.class(age, *index).is_some_and(|limits| limits.household.is_some())
        })
        .map(|(_, class)| format!("`{}`", class.name))
        .collect();
    names.join(", ")
}

fn rate_of(
    desk: &mut Desk<'_>,
    insurance: &Insurance,
    age: AgeGroup,
    class: Option<ClassIndex>,
    birth: Option<NaiveDate>,
    path: &str,
) -> Result<(Ratio, RuleIndex), CopayRequestError> {
    let law = rate::rate(desk.book, desk.month.first_day(), age, class, birth);
    let Some(stated) = insurance.rate_tenths else {
        return law.ok_or_else(|| {
            CopayRequestError::at(path, "the rule book has no rate for this person in this month")
        });
    };
    let path = format!("{path}.rate_tenths");
    let ratio = Ratio::new(i64::from(stated), 10).ok().filter(|_| stated <= 10);
    let ratio = ratio.ok_or_else(|| CopayRequestError::at(&path, "expected 0 to 10 tenths"))?;
    match law {
        Some((rate, rule)) if tenths(rate) == i64::from(stated) => Ok((rate, rule)),
        Some((rate, _)) if birth.is_some() && class.is_some() => {
            desk.find(&FindingKind::RateDiffers { law_tenths: tenths(rate) }, &path, None);
            Ok((ratio, RuleIndex::CERTIFICATE))
        }
        _ => Ok((ratio, RuleIndex::CERTIFICATE)),
    }
}
