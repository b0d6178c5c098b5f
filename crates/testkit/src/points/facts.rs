//! 事実: facilities, patients and kinds of visit under which an act is tried, so that columns and requirements let it pass.

use chrono::{Datelike, Days, Months, NaiveDate};
use santei_engine::claim::{
    ActOrder, Claim, Facility, FacilityKind, Group, Order, PastAct, Patient, PatientDisease, Sex,
    TimeBand, Visit, VisitKind,
};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::ActCode;
use std::collections::{BTreeMap, BTreeSet};

/// One set of facts.
#[derive(Clone, Debug)]
pub struct Facts {
    facility: Facility,
    /// Age in months on the day; sex.
    age: (u32, Sex),
    kind: VisitKind,
}

/// The sets of facts, the plainest first, and the diseases every patient has.
#[derive(Clone, Debug)]
pub struct FactBook {
    /// The sets.
    pub sets: Vec<Facts>,
    diseases: Vec<PatientDisease>,
}

impl FactBook {
    /// Facts with every 施設基準 the masters know, and without any.
    pub fn new(masters: &Masters) -> Self {
        let all: BTreeSet<u16> = masters.acts.rows().iter().flat_map(|act| act.standards).collect();
        let all: Vec<u16> = all.into_iter().filter(|code| *code != 0).collect();
        let facility = |kind, beds, standards: &[u16]| Facility {
            kind,
            beds,
            general_beds: beds,
            has_pediatrics: true,
            standards: standards.to_vec(),
        };
        let mut sets = Vec::new();
        for kind in [VisitKind::None, VisitKind::Revisit, VisitKind::Initial] {
            for standards in [all.as_slice(), &[]] {
                for age in [(540, Sex::Female), (960, Sex::Male), (40, Sex::Female), (0, Sex::Male)]
                {
                    for (place, beds) in [
                        (FacilityKind::Clinic, 0),
                        (FacilityKind::Hospital, 100),
                        (FacilityKind::Hospital, 500),
                    ] {
                        sets.push(Facts { facility: facility(place, beds, standards), age, kind });
                    }
                }
            }
        }
        Self { sets, diseases: diseases(masters) }
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
        let visit = |(date, acts): &(NaiveDate, Vec<ActOrder>)| Visit {
            date: *date,
            department: 1,
            kind: facts.kind,
            time_band: TimeBand::Regular,
            is_plan_explained: false,
            comments: Vec::new(),
            orders: vec![Order::Group(Group { acts: acts.clone(), ..Group::default() })],
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

/// A birth date so many months and twenty days before the day.
fn birth(day: NaiveDate, months: u32) -> NaiveDate {
    let before = day.checked_sub_months(Months::new(months)).unwrap_or(day);
    before.checked_sub_days(Days::new(20)).unwrap_or(before)
}

/// One disease of every class that a fee asks for, and one of every ICD-10 letter and first digit.
fn diseases(masters: &Masters) -> Vec<PatientDisease> {
    let start = NaiveDate::from_ymd_opt(2020, 1, 10).unwrap_or_default();
    let mut chosen = BTreeMap::new();
    for row in masters.diseases.rows() {
        let group: String = masters.text(row.icd10).chars().take(2).collect();
        let is_current = row.span.through().year() > 2100 && !row.is_outside_insurance;
        if is_current && row.specific_disease == 0 && row.intractable == 0 {
            chosen.entry((0, 0, group)).or_insert(row.code);
        } else if is_current {
            let key = (row.specific_disease, row.intractable, String::new());
            chosen.entry(key).or_insert(row.code);
        }
    }
    let disease = |code| PatientDisease { code, start, is_main: true };
    chosen.into_values().map(disease).collect()
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
