//! 事例: the JSON of a worked case of points, and the claim made of it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use santei_engine::claim::{
    ActOrder, Claim, Dispensing, DrugOrder, Facility, FacilityKind, Group, Item, MaterialOrder,
    Order, PastAct, Patient, PatientDisease, Prescription, Route, Sex, TimeBand, Visit, VisitKind,
};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::str::FromStr;
use thiserror::Error;

/// A value of a case that has no meaning.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{path}: found `{found}`, expected {expected}")]
pub struct CaseError {
    /// The place in the case.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What must stand there.
    pub expected: &'static str,
}

/// 事例.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The id.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The form, `points`.
    pub form: String,
    /// The article.
    pub source: String,
    /// The arithmetic.
    pub arithmetic: String,
    /// A note.
    #[serde(default)]
    pub note: Option<String>,
    /// Which masters the case runs on: `shared` or `embedded`.
    #[serde(default)]
    pub masters: Option<String>,
    /// For which days the rules behind it hold.
    #[serde(default)]
    pub valid: Option<serde_json::Value>,
    #[serde(rename = "in")]
    pub(super) input: Input,
    pub(super) expect: Expect,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Input {
    facility: RawFacility,
    patient: RawPatient,
    #[serde(default)]
    diseases: Vec<RawDisease>,
    #[serde(default)]
    history: Vec<RawPast>,
    pub(super) visits: Vec<RawVisit>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFacility {
    kind: FacilityKind,
    beds: u32,
    general_beds: u32,
    pediatrics: bool,
    standards: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPatient {
    birth_date: NaiveDate,
    sex: RawSex,
}

#[derive(Clone, Copy, Debug, Deserialize)]
enum RawSex {
    M,
    F,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDisease {
    code: String,
    start: NaiveDate,
    #[serde(default)]
    main: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPast {
    date: NaiveDate,
    act: String,
    count: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVisit {
    date: NaiveDate,
    department: String,
    visit: VisitKind,
    time_band: TimeBand,
    #[serde(default = "yes")]
    plan_explained: bool,
    #[serde(default)]
    orders: Vec<RawOrder>,
}

/// A number as JSON writes it, or in quotes; exact.
#[derive(Clone, Copy, Debug)]
struct Number(Decimal);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            other => return Err(D::Error::custom(format!("found {other}, expected a number"))),
        };
        let read = text.parse().or_else(|_| Decimal::from_scientific(&text));
        read.map(Self).map_err(|_| D::Error::custom("expected a decimal number"))
    }
}

const fn yes() -> bool {
    true
}

const fn one() -> u32 {
    1
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    act: Option<String>,
    quantity: Option<Number>,
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    digital: bool,
    same_field_as: Option<String>,
    acts: Option<Vec<RawAct>>,
    #[serde(default)]
    drugs: Vec<RawDrug>,
    #[serde(default)]
    materials: Vec<RawMaterial>,
    prescribe: Option<Dispensing>,
    #[serde(default)]
    temporary: bool,
    #[serde(default)]
    items: Vec<RawItem>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum RawAct {
    Code(String),
    Full(RawFullAct),
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFullAct {
    act: String,
    quantity: Option<Number>,
    #[serde(default = "one")]
    count: u32,
    #[serde(default)]
    digital: bool,
    same_field_as: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDrug {
    drug: String,
    quantity: Number,
    #[serde(default)]
    generic_name: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMaterial {
    material: String,
    quantity: Number,
    price: Option<Number>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    route: RawRoute,
    days: Option<u32>,
    times: Option<u32>,
    drugs: Vec<RawDrug>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RawRoute {
    Oral,
    AsNeeded,
    External,
}

/// What must come out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    pub(super) lines: Vec<ExpectedLine>,
    #[serde(default)]
    pub(super) not_billed: Vec<ExpectedRefusal>,
    pub(super) total: Option<i64>,
    /// What the law leaves open: the engine must say so.
    #[serde(default)]
    pub(super) findings: Vec<ExpectedFinding>,
}

/// What the law leaves open.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedFinding {
    pub(super) topic: String,
    #[serde(default)]
    pub(super) acts: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedLine {
    pub(super) date: Option<NaiveDate>,
    pub(super) act: Option<String>,
    #[serde(default)]
    pub(super) acts: Vec<String>,
    #[serde(default)]
    pub(super) drugs: Vec<String>,
    #[serde(default)]
    pub(super) materials: Vec<String>,
    pub(super) points: i64,
    pub(super) count: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedRefusal {
    pub(super) act: String,
    pub(super) rule: String,
    #[serde(default)]
    pub(super) date: Option<NaiveDate>,
}

fn code<T: FromStr>(text: &str, path: &str, expected: &'static str) -> Result<T, CaseError> {
    text.parse().map_err(|_| CaseError { path: path.to_owned(), found: text.to_owned(), expected })
}

impl Case {
    /// The claim of the case.
    ///
    /// # Errors
    ///
    /// [`CaseError`] if a code is none.
    pub fn claim(&self) -> Result<Claim, CaseError> {
        let input = &self.input;
        let raw = &input.facility;
        let standards =
            raw.standards.iter().map(|text| code(text, "in.facility.standards", "施設基準コード"));
        let mut standards: Vec<u16> = standards.collect::<Result<_, _>>()?;
        standards.sort_unstable();
        let sex = match input.patient.sex {
            RawSex::M => Sex::Male,
            RawSex::F => Sex::Female,
        };
        let diseases = input.diseases.iter().map(|raw| {
            let code = code(&raw.code, "in.diseases.code", "傷病名コード")?;
            Ok(PatientDisease { code, start: raw.start, is_main: raw.main })
        });
        let history = input.history.iter().map(|raw| {
            let act = code(&raw.act, "in.history.act", "診療行為コード")?;
            Ok(PastAct { date: raw.date, act, count: raw.count })
        });
        Ok(Claim {
            facility: Facility {
                kind: raw.kind,
                beds: raw.beds,
                general_beds: raw.general_beds,
                has_pediatrics: raw.pediatrics,
                standards,
            },
            patient: Patient { birth_date: input.patient.birth_date, sex },
            diseases: diseases.collect::<Result<_, CaseError>>()?,
            history: history.collect::<Result<_, CaseError>>()?,
            visits: input.visits.iter().map(visit).collect::<Result<_, _>>()?,
        })
    }
}

fn visit(raw: &RawVisit) -> Result<Visit, CaseError> {
    Ok(Visit {
        date: raw.date,
        department: code(&raw.department, "in.visits.department", "診療科コード")?,
        kind: raw.visit,
        time_band: raw.time_band,
        is_plan_explained: raw.plan_explained,
        comments: Vec::new(),
        orders: raw.orders.iter().map(order).collect::<Result<_, _>>()?,
    })
}

fn order(raw: &RawOrder) -> Result<Order, CaseError> {
    if let Some(dispensing) = raw.prescribe {
        let items = raw.items.iter().map(item).collect::<Result<_, _>>()?;
        return Ok(Order::Prescription(Prescription {
            dispensing,
            is_temporary: raw.temporary,
            items,
        }));
    }
    let own =
        |text: &str| act(text, raw.quantity, raw.count, raw.digital, raw.same_field_as.as_deref());
    let acts: Vec<ActOrder> = match (&raw.act, &raw.acts) {
        (Some(text), None) => vec![own(text)?],
        (None, Some(list)) => {
            let list = list.iter().map(|entry| match entry {
                RawAct::Code(text) => own(text),
                RawAct::Full(full) => act(
                    &full.act,
                    full.quantity.or(raw.quantity),
                    full.count,
                    full.digital || raw.digital,
                    full.same_field_as.as_deref().or(raw.same_field_as.as_deref()),
                ),
            });
            list.collect::<Result<_, _>>()?
        }
        (None, None) => Vec::new(),
        (Some(found), Some(_)) => {
            return Err(CaseError {
                path: "in.visits.orders".to_owned(),
                found: found.clone(),
                expected: "`act` or `acts`, not both",
            });
        }
    };
    let materials = raw.materials.iter().map(|raw| {
        let code = code(&raw.material, "in.visits.orders.materials", "特定器材コード")?;
        Ok(MaterialOrder { code, quantity: raw.quantity.0, price: raw.price.map(|price| price.0) })
    });
    Ok(Order::Group(Group {
        acts,
        drugs: raw.drugs.iter().map(drug).collect::<Result<_, _>>()?,
        materials: materials.collect::<Result<_, CaseError>>()?,
    }))
}

fn act(
    text: &str,
    quantity: Option<Number>,
    count: u32,
    is_digital: bool,
    same_field_as: Option<&str>,
) -> Result<ActOrder, CaseError> {
    let field =
        same_field_as.map(|text| code(text, "in.visits.orders.same_field_as", "診療行為コード"));
    Ok(ActOrder {
        code: code(text, "in.visits.orders.act", "診療行為コード")?,
        quantity: quantity.map(|number| number.0),
        count,
        is_digital,
        same_field_as: field.transpose()?,
    })
}

fn drug(raw: &RawDrug) -> Result<DrugOrder, CaseError> {
    Ok(DrugOrder {
        code: code(&raw.drug, "in.visits.orders.drugs", "医薬品コード")?,
        quantity: raw.quantity.0,
        is_by_generic_name: raw.generic_name,
    })
}

fn item(raw: &RawItem) -> Result<Item, CaseError> {
    let missing = |expected| CaseError {
        path: "in.visits.orders.items".to_owned(),
        found: String::new(),
        expected,
    };
    let route = match raw.route {
        RawRoute::Oral => Route::Oral(raw.days.ok_or_else(|| missing("`days`"))?),
        RawRoute::AsNeeded => Route::AsNeeded(raw.times.ok_or_else(|| missing("`times`"))?),
        RawRoute::External => Route::External,
    };
    Ok(Item { route, drugs: raw.drugs.iter().map(drug).collect::<Result<_, _>>()? })
}
