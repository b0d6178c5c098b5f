//! 総件数・総合計点数: what the receipts of a facility add up to, held against GO.

use crate::error::ReceiptErrorKind;
use crate::fields::Fields;
use crate::kind::RecordKind;
use crate::receipt::Receipt;
use crate::records::{Facility, FacilityTotal};

/// The running sums of a facility.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    count: u64,
    points: u64,
    /// A receipt did not say its points, so the sums cannot be held against anything.
    unsure: bool,
}

impl Tally {
    pub(crate) fn add(&mut self, receipt: &Receipt) {
        let payers = receipt
            .records()
            .iter()
            .filter(|record| matches!(record.kind(), RecordKind::Insurance | RecordKind::Public));
        self.count = self.count.saturating_add(u64::try_from(payers.count()).unwrap_or(u64::MAX));
        match receipt.claimed_points() {
            Some(points) => self.points = self.points.saturating_add(u64::from(points)),
            None => self.unsure = true,
        }
    }

    /// Reports a sum of GO that differs; a facility whose earlier volumes are elsewhere cannot be checked.
    pub(crate) fn check(
        &self,
        facility: Option<&Facility>,
        total: &FacilityTotal,
        fields: &mut Fields<'_>,
    ) {
        let is_alone =
            facility.is_some_and(|facility| facility.volume.is_none_or(|volume| volume == 0));
        if !is_alone || self.unsure {
            return;
        }
        for (field, said, found) in
            [(1, u64::from(total.count), self.count), (2, total.points, self.points)]
        {
            if said != found {
                fields.report(Some(field), ReceiptErrorKind::TotalDiffers { said, found });
            }
        }
    }
}
