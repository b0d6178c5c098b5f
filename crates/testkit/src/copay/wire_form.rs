//! 事例から依頼へ: a month of the case form as a co-pay request.

use santei_reference::{Age, MonthInput};
use santei_wire::copay::CopayRequest;
use serde_json::{Value, json};

/// The request that says the same as `input`.
///
/// # Errors
///
/// The text of a JSON error, should the request's form no longer take what the case form says.
pub fn request(input: &MonthInput) -> Result<CopayRequest, String> {
    serde_json::from_value(request_json(input)).map_err(|error| error.to_string())
}

/// The request as JSON, as a caller would write it.
pub fn request_json(input: &MonthInput) -> Value {
    let scheme = if input.age_group == Age::From75 { "late_elderly" } else { "employee" };
    let mut insurance = json!({
        "scheme": scheme,
        "rate_tenths": input.rate_tenths,
        "income_class": input.income_class,
        "certified": true,
        "repeated": input.repeated,
        "turns_75": input.turns_75,
    });
    if let (Some(cap), Some(fields)) = (input.special_disease_cap, insurance.as_object_mut()) {
        fields.insert("special_disease".to_owned(), json!({ "cap_yen": cap }));
    }
    let certificates: Vec<Value> = input
        .subsidies
        .iter()
        .map(|one| json!({ "act": one.act, "max_copayment_amount": one.month_cap }))
        .collect();
    let setting = if input.inpatient { "inpatient" } else { "outpatient" };
    json!({
        "month": input.month,
        "persons": [{
            "id": "1",
            "age_group": input.age_group,
            "insurance": insurance,
            "certificates": certificates,
            "claims": [{ "facility": "A", "setting": setting, "sets": input.sets }],
        }],
    })
}
