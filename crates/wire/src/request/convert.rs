//! 変換: the request as the claim that the engine calculates.

use super::error::RequestError;
use super::order::{ActEntry, Drug, Item, Material, Order, Route};
use super::{Request, Sex, Visit};
use santei_engine::claim::{
    self, ActOrder, Claim, DrugOrder, Group, MaterialOrder, PastAct, PatientDisease, Prescription,
};
use santei_engine::masters::code::ActCode;

impl Request {
    /// The claim.
    ///
    /// # Errors
    ///
    /// [`RequestError`] if an order mixes what cannot stand together, or lacks its days or times, or a day cannot be.
    pub fn claim(&self) -> Result<Claim, RequestError> {
        super::check::check(self)?;
        let mut standards: Vec<u16> =
            self.facility.standards.iter().map(|standard| standard.0.0).collect();
        standards.sort_unstable();
        let visits = self.visits.iter().enumerate();
        Ok(Claim {
            facility: claim::Facility {
                kind: self.facility.kind,
                beds: self.facility.beds,
                general_beds: self.facility.general_beds,
                has_pediatrics: self.facility.pediatrics,
                standards,
            },
            patient: claim::Patient {
                birth_date: self.patient.birth_date,
                sex: match self.patient.sex {
                    Sex::M => claim::Sex::Male,
                    Sex::F => claim::Sex::Female,
                },
            },
            diseases: self
                .diseases
                .iter()
                .map(|one| PatientDisease { code: one.code.0, start: one.start, is_main: one.main })
                .collect(),
            history: self
                .history
                .iter()
                .map(|past| PastAct { date: past.date, act: past.act.0, count: past.count })
                .collect(),
            visits: visits.map(|(at, one)| visit(at, one)).collect::<Result<_, _>>()?,
        })
    }
}

fn visit(at: usize, visit: &Visit) -> Result<claim::Visit, RequestError> {
    let orders = visit.orders.iter().enumerate();
    let orders = orders.map(|(place, one)| order(&format!("visits[{at}].orders[{place}]"), one));
    Ok(claim::Visit {
        date: visit.date,
        department: visit.department.0.0,
        kind: visit.visit,
        time_band: visit.time_band,
        is_plan_explained: visit.plan_explained,
        comments: visit
            .comments
            .iter()
            .map(|one| claim::VisitComment { code: one.comment.0, text: one.text.clone() })
            .collect(),
        orders: orders.collect::<Result<_, _>>()?,
    })
}

fn order(path: &str, order: &Order) -> Result<claim::Order, RequestError> {
    let wrong = |found: &str, expected: &str| RequestError::new(path.to_owned(), found, expected);
    let is_group = order.act.is_some()
        || order.acts.is_some()
        || !order.drugs.is_empty()
        || !order.materials.is_empty();
    if let Some(dispensing) = order.prescribe {
        if is_group {
            return Err(wrong(
                "acts or things beside `prescribe`",
                "`prescribe` with `items` alone",
            ));
        }
        let items = order.items.iter().enumerate();
        let items = items.map(|(place, one)| item(&format!("{path}.items[{place}]"), one));
        return Ok(claim::Order::Prescription(Prescription {
            dispensing,
            is_temporary: order.temporary,
            items: items.collect::<Result<_, _>>()?,
        }));
    }
    if !order.items.is_empty() || order.temporary {
        return Err(wrong("`items` or `temporary`", "`prescribe` beside them"));
    }
    if !is_group {
        return Err(wrong("", "one of `act`, `acts`, `drugs`, `materials`, `prescribe`"));
    }
    if order.act.is_some() && order.acts.is_some() {
        return Err(wrong("`act` and `acts`", "one of them"));
    }
    let entries = order.acts.iter().flatten().map(|entry| entry_order(order, entry));
    Ok(claim::Order::Group(Group {
        acts: order.act.iter().map(|code| own_order(order, code.0)).chain(entries).collect(),
        drugs: order.drugs.iter().map(drug).collect(),
        materials: order.materials.iter().map(material).collect(),
    }))
}

/// An act with the quantity and count of its order.
fn own_order(order: &Order, code: ActCode) -> ActOrder {
    ActOrder {
        code,
        quantity: order.quantity.map(|number| number.0),
        count: order.count.unwrap_or(1),
        is_digital: order.digital,
        same_field_as: order.same_field_as.map(|code| code.0),
    }
}

fn entry_order(order: &Order, entry: &ActEntry) -> ActOrder {
    match entry {
        ActEntry::Code(code) => own_order(order, code.0),
        ActEntry::Full(full) => ActOrder {
            code: full.act.0,
            quantity: full.quantity.or(order.quantity).map(|number| number.0),
            count: full.count.unwrap_or(1),
            is_digital: full.digital || order.digital,
            same_field_as: full.same_field_as.or(order.same_field_as).map(|code| code.0),
        },
    }
}

fn drug(drug: &Drug) -> DrugOrder {
    DrugOrder {
        code: drug.drug.0,
        quantity: drug.quantity.0,
        is_by_generic_name: drug.generic_name,
    }
}

fn material(material: &Material) -> MaterialOrder {
    MaterialOrder {
        code: material.material.0,
        quantity: material.quantity.0,
        price: material.price.map(|price| price.0),
    }
}

fn item(path: &str, item: &Item) -> Result<claim::Item, RequestError> {
    let wrong = |expected: &str| RequestError::new(path.to_owned(), "", expected);
    let route = match (item.route, item.days, item.times) {
        (Route::Oral, Some(days), None) => claim::Route::Oral(days),
        (Route::AsNeeded, None, Some(times)) => claim::Route::AsNeeded(times),
        (Route::External, None, None) => claim::Route::External,
        (Route::Oral, ..) => return Err(wrong("`days`, and no `times`, of an oral item")),
        (Route::AsNeeded, ..) => return Err(wrong("`times`, and no `days`, of an item as needed")),
        (Route::External, ..) => {
            return Err(wrong("neither `days` nor `times` of an external item"));
        }
    };
    Ok(claim::Item { route, drugs: item.drugs.iter().map(drug).collect() })
}
