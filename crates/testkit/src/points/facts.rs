//! 事実: facilities, patients and kinds of visit under which an act is tried, so that columns and requirements let it pass.

use super::conditions::leaves;
use chrono::{Datelike, Days, Months, NaiveDate};
use santei_engine::claim::{
    ActOrder, Claim, Dispensing, DrugOrder, Facility, FacilityKind, Group, Item, Order, PastAct,
    Patient, PatientDisease, Prescription, Route, Sex, TimeBand, Visit, VisitKind,
};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::{ActCode, DiseaseCode, DrugCode};
use santei_engine::masters::disease::Disease;
use santei_engine::rulebook::points::{Condition, PointsBook};
use std::collections::{BTreeMap, BTreeSet};

/// One set of facts.
#[derive(Clone, Debug)]
pub struct Facts {
    facility: Facility,
    /// Age in months on the day; sex.
    age: (u32, Sex),
    kind: VisitKind,
    band: TimeBand,
    department: u8,
    /// A prescription of one drug stands beside the acts.
    dispensing: Option<Dispensing>,
}

/// The sets of facts, the plainest first, and the diseases every patient has.
#[derive(Clone, Debug)]
pub struct FactBook {
    /// The sets.
    pub sets: Vec<Facts>,
    diseases: Vec<PatientDisease>,
    drug: Option<DrugCode>,
}

const AGES: [(u32, Sex); 4] =
    [(540, Sex::Female), (960, Sex::Male), (40, Sex::Female), (0, Sex::Male)];

impl FactBook {
    /// Facts with every 施設基準 the masters know, and without any; then other kinds of visit, time bands, the
    /// departments that the rule book names, and prescriptions.
    pub fn new(masters: &Masters, book: &PointsBook) -> Self {
        let all: BTreeSet<u16> = masters.acts.rows().iter().flat_map(|act| act.standards).collect();
        let all: Vec<u16> = all.into_iter().filter(|code| *code != 0).collect();
        let mut sets = Vec::new();
        let usual = [VisitKind::None, VisitKind::Revisit, VisitKind::Initial];
        for kind in usual {
            for standards in [all.as_slice(), &[]] {
                add(&mut sets, kind, standards, |facts| facts);
            }
        }
        let rare = [
            VisitKind::PhoneRevisit,
            VisitKind::SecondDepartmentInitial,
            VisitKind::SecondDepartmentRevisit,
        ];
        for kind in rare {
            add(&mut sets, kind, &all, |facts| facts);
        }
        for department in departments(book) {
            for kind in usual {
                add(&mut sets, kind, &all, |facts| Facts { department, ..facts });
            }
        }
        for band in [
            TimeBand::AfterHours,
            TimeBand::Holiday,
            TimeBand::LateNight,
            TimeBand::SpecialAfterHours,
            TimeBand::EveningEarly,
        ] {
            for kind in [VisitKind::Revisit, VisitKind::Initial] {
                add(&mut sets, kind, &all, |facts| Facts { band, ..facts });
            }
        }
        for dispensing in [Dispensing::Inside, Dispensing::Outside] {
            let dispensing = Some(dispensing);
            add(&mut sets, VisitKind::Revisit, &all, |facts| Facts { dispensing, ..facts });
        }
        let oral = masters.drugs.rows().iter().find(|drug| {
            drug.form == 1 && drug.control_class == 0 && drug.span.through().year() > 2100
        });
        Self { sets, diseases: diseases(masters, book), drug: oral.map(|drug| drug.code) }
    }

    /// The claim of one set of facts with the visits' acts: each visit a day and the acts of one group.
    pub fn claim(
        &self,
        set: usize,
        visits: &[(NaiveDate, Vec<ActOrder>)],
        history: Vec<PastAct>,
    ) -> Option<Claim> {
        let facts = self.sets.get(set)?;
        let day = visits.first()?.0;
        let prescribed = facts.dispensing.zip(self.drug).map(|(dispensing, drug)| {
            let order = DrugOrder { code: drug, quantity: 1.into(), is_by_generic_name: false };
            let item = Item { route: Route::Oral(28), drugs: vec![order] };
            Order::Prescription(Prescription { dispensing, is_temporary: false, items: vec![item] })
        });
        let visit = |(date, acts): &(NaiveDate, Vec<ActOrder>)| {
            let group = Order::Group(Group { acts: acts.clone(), ..Group::default() });
            Visit {
                date: *date,
                department: facts.department,
                kind: facts.kind,
                time_band: facts.band,
                is_plan_explained: false,
                comments: Vec::new(),
                orders: std::iter::once(group).chain(prescribed.clone()).collect(),
            }
        };
        Some(Claim {
            facility: facts.facility.clone(),
            patient: Patient { birth_date: birth(day, facts.age.0), sex: facts.age.1 },
            diseases: self.diseases.clone(),
            history,
            visits: visits.iter().map(visit).collect(),
        })
    }
}

/// Facts of every age and kind of facility, changed as asked.
fn add(sets: &mut Vec<Facts>, kind: VisitKind, standards: &[u16], change: impl Fn(Facts) -> Facts) {
    for age in AGES {
        for (place, beds) in [
            (FacilityKind::Clinic, 0),
            (FacilityKind::Hospital, 100),
            (FacilityKind::Hospital, 500),
        ] {
            let facility = Facility {
                kind: place,
                beds,
                general_beds: beds,
                has_pediatrics: true,
                standards: standards.to_vec(),
            };
            let (band, department) = (TimeBand::Regular, 1);
            sets.push(change(Facts { facility, age, kind, band, department, dispensing: None }));
        }
    }
}

/// One department of each condition that asks for departments.
fn departments(book: &PointsBook) -> BTreeSet<u8> {
    let named = leaves(book).into_iter().filter_map(|leaf| match leaf {
        Condition::Department(departments) => departments.first().copied(),
        _ => None,
    });
    named.filter(|department| *department != 1).collect()
}

/// A birth date so many months and twenty days before the day.
fn birth(day: NaiveDate, months: u32) -> NaiveDate {
    let before = day.checked_sub_months(Months::new(months)).unwrap_or(day);
    before.checked_sub_days(Days::new(20)).unwrap_or(before)
}

/// One disease of every class that a fee asks for, of every ICD-10 letter and first digit, and of every beginning of
/// an ICD-10 and every disease that the rule book asks for.
fn diseases(masters: &Masters, book: &PointsBook) -> Vec<PatientDisease> {
    let start = NaiveDate::from_ymd_opt(2020, 1, 10).unwrap_or_default();
    let is_current = |row: &&Disease| row.span.through().year() > 2100 && !row.is_outside_insurance;
    let current: Vec<&Disease> = masters.diseases.rows().iter().filter(is_current).collect();
    let mut chosen = BTreeMap::new();
    for row in &current {
        let group: String = masters.text(row.icd10).chars().take(2).collect();
        let key = if row.specific_disease == 0 && row.intractable == 0 {
            (0, 0, group)
        } else {
            (row.specific_disease, row.intractable, String::new())
        };
        chosen.entry(key).or_insert(row.code);
    }
    let mut codes: BTreeSet<DiseaseCode> = chosen.into_values().collect();
    for leaf in leaves(book) {
        match leaf {
            Condition::Disease(asked) => codes.extend(asked),
            Condition::Icd10(beginnings) | Condition::MainIcd10(beginnings) => {
                let first = beginnings.iter().find_map(|beginning| {
                    current.iter().find(|row| masters.text(row.icd10).starts_with(beginning))
                });
                codes.extend(first.map(|row| row.code));
            }
            _ => {}
        }
    }
    codes.into_iter().map(|code| PatientDisease { code, start, is_main: true }).collect()
}

/// An order of the act, with a quantity inside its bounds if it is priced by one.
pub fn order(act: &Act, count: u32) -> ActOrder {
    let quantity = act.is_step_priced.then(|| act.step_lower.max(1).into());
    ActOrder { code: act.code, quantity, count, is_digital: false, same_field_as: None }
}

/// The act's row on the day.
pub fn act_on(masters: &Masters, code: ActCode, day: NaiveDate) -> Option<&Act> {
    masters.acts.find(code, day)
}
