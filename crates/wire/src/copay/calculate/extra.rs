//! 選定療養・自費の計算: each extra of a claim.

use super::Desk;
use super::claim::fail;
use crate::copay::error::CopayRequestError;
use crate::copay::request::claim::Claim;
use crate::copay::request::extra::Extra;
use crate::copay::statement::claim::ExtraStatement;
use santei_engine::Yen;
use santei_engine::copay::selection::{self, UnitDrug};

/// The name of the special charge of a long-listed drug.
const LONG_LISTED: &str = "長期収載品の選定療養";

pub(super) fn extras(
    desk: &mut Desk<'_>,
    claim: &Claim,
    path: &str,
) -> Result<Vec<ExtraStatement>, CopayRequestError> {
    let mut statements = Vec::new();
    for (number, one) in claim.extras.iter().enumerate() {
        let path = format!("{path}.extras[{number}]");
        let (name, result) = match one {
            Extra::LongListedDrug { date, drugs, units } => {
                let drugs: Vec<_> = drugs
                    .iter()
                    .map(|drug| UnitDrug {
                        brand_price: drug.brand_price,
                        generic_price: drug.generic_price,
                        quantity: drug.quantity,
                    })
                    .collect();
                let result = selection::long_listed(desk.book, *date, &drugs, *units);
                (LONG_LISTED.to_owned(), result.map_err(fail(&path))?)
            }
            Extra::Private { date, name, amount_yen, taxable } => {
                let result = selection::private(desk.book, *date, Yen::new(*amount_yen), *taxable);
                (name.clone(), result.map_err(fail(&path))?)
            }
        };
        for rule in [result.rule, result.tax_rule].into_iter().flatten() {
            desk.doubt(rule, &path);
        }
        let patient = result
            .amount
            .plus(result.tax)
            .map_err(|error| CopayRequestError::at(&path, error.to_string()))?;
        statements.push(ExtraStatement {
            name,
            amount_yen: result.amount.count(),
            tax_yen: result.tax.count(),
            patient_yen: patient.count(),
        });
    }
    Ok(statements)
}
