//! 抽出元: the codes of one set of masters that random claims draw from.

use crate::copay::random::Random;
use chrono::{Datelike, NaiveDate};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::{ActCode, DiseaseCode, DrugCode, MaterialCode};
use santei_engine::masters::table::Row;

/// The codes, by what they are good for.
#[derive(Clone, Debug)]
pub struct Pools {
    /// Acts of an outpatient claim, by the letter of their section.
    acts: Vec<Vec<(ActCode, bool)>>,
    /// Acts that an outpatient claim may not hold.
    strangers: Vec<ActCode>,
    oral: Vec<DrugCode>,
    external: Vec<DrugCode>,
    injected: Vec<DrugCode>,
    materials: Vec<MaterialCode>,
    diseases: Vec<DiseaseCode>,
    standards: Vec<u16>,
    days: Vec<NaiveDate>,
}

impl Pools {
    /// The codes in force at the middle of the days.
    pub fn new(masters: &Masters, days: Vec<NaiveDate>) -> Self {
        let day = days.get(days.len() >> 1).copied().unwrap_or_default();
        let now = |act: &&Act| act.span().contains(day) && act.section_letter != '-';
        let acts: Vec<&Act> = masters.acts.rows().iter().filter(now).collect();
        let (inside, outside): (Vec<_>, Vec<_>) =
            acts.iter().copied().partition(|act| act.care_setting != 1);
        let mut letters: Vec<char> = inside.iter().map(|act| act.section_letter).collect();
        letters.sort_unstable();
        letters.dedup();
        let of = |letter: char| {
            let own = inside.iter().filter(|act| act.section_letter == letter);
            own.map(|act| (act.code, act.is_step_priced)).collect()
        };
        let drugs = |form: u8| {
            let rows = masters.drugs.rows().iter();
            let own = rows.filter(|drug| drug.form == form && drug.span.contains(day));
            own.map(|drug| drug.code).collect()
        };
        let materials = masters.materials.rows().iter().filter(|row| row.span().contains(day));
        let diseases =
            masters.diseases.rows().iter().filter(|row| row.span.through().year() > 2100);
        let mut standards: Vec<u16> = inside.iter().flat_map(|act| act.standards).collect();
        standards.sort_unstable();
        standards.dedup();
        standards.retain(|code| *code != 0);
        Self {
            acts: letters.into_iter().map(of).collect(),
            strangers: outside.iter().map(|act| act.code).collect(),
            oral: drugs(1),
            external: drugs(6),
            injected: drugs(4),
            materials: materials.map(Row::key).collect(),
            diseases: diseases.map(|row| row.code).collect(),
            standards,
            days,
        }
    }

    /// An act, and whether it is priced by its quantity; now and then one that no outpatient has.
    pub(super) fn act(&self, random: &mut Random) -> Option<(ActCode, bool)> {
        if random.percent(2) {
            return random.pick(&self.strangers).map(|code| (code, false));
        }
        let last = i64::try_from(self.acts.len()).ok()?.checked_sub(1)?;
        let letter = usize::try_from(random.between(0, last)).ok()?;
        random.pick(self.acts.get(letter)?)
    }

    /// A drug for a route: oral or as needed, external, injected.
    pub(super) fn drug(&self, random: &mut Random, form: Form) -> Option<DrugCode> {
        random.pick(match form {
            Form::Oral => &self.oral,
            Form::External => &self.external,
            Form::Injected => &self.injected,
        })
    }

    pub(super) fn material(&self, random: &mut Random) -> Option<MaterialCode> {
        random.pick(&self.materials)
    }

    pub(super) fn disease(&self, random: &mut Random) -> Option<DiseaseCode> {
        random.pick(&self.diseases)
    }

    /// Some of the 施設基準, rising.
    pub(super) fn standards(&self, random: &mut Random) -> Vec<u16> {
        let share = random.between(0, 100);
        self.standards.iter().copied().filter(|_| random.percent(share)).collect()
    }

    pub(super) fn day(&self, random: &mut Random) -> NaiveDate {
        random.pick(&self.days).unwrap_or_default()
    }
}

/// 剤形.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Oral,
    External,
    Injected,
}
