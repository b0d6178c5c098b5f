//! 条件式の語: flags, kinds of visit, time bands.

use santei_engine::claim::{FacilityKind, TimeBand, VisitKind};
use santei_engine::rulebook::points::{Condition, Flag};

pub(super) fn flag(name: &str) -> Option<Condition> {
    Some(Condition::Flag(match name {
        "always" => return Some(Condition::Always),
        "never" => return Some(Condition::Not(Box::new(Condition::Always))),
        "clinic" => return Some(Condition::Facility(FacilityKind::Clinic)),
        "hospital" => return Some(Condition::Facility(FacilityKind::Hospital)),
        "intractable_disease" => return Some(Condition::Intractable),
        "pediatrics" => Flag::Pediatrics,
        "plan_explained" => Flag::PlanExplained,
        "digital" => Flag::Digital,
        "prescribed_inside" => Flag::PrescribedInside,
        "prescribed_outside" => Flag::PrescribedOutside,
        "prescribed_outside_in_month" => Flag::PrescribedOutsideInMonth,
        "seven_kinds" => Flag::SevenKinds,
        "many_psychotropics" => Flag::ManyPsychotropics,
        "controlled_drugs" => Flag::ControlledDrugs,
        "changed_drugs" => Flag::ChangedDrugs,
        "generic_named" => Flag::GenericNamed,
        "generic_named_all" => Flag::GenericNamedAll,
        "patches_over_limit" => Flag::PatchesOverLimit,
        "group_narcotic" => Flag::GroupNarcotic,
        "group_biological" => Flag::GroupBiological,
        "group_contrast" => Flag::GroupContrast,
        "temporary_prescription" => Flag::TemporaryPrescription,
        "female" => Flag::Female,
        _ => return None,
    }))
}

pub(super) fn visit_kind(word: &str) -> Option<VisitKind> {
    Some(match word {
        "initial" => VisitKind::Initial,
        "revisit" => VisitKind::Revisit,
        "phone_revisit" => VisitKind::PhoneRevisit,
        "second_department_initial" => VisitKind::SecondDepartmentInitial,
        "second_department_revisit" => VisitKind::SecondDepartmentRevisit,
        "none" => VisitKind::None,
        _ => return None,
    })
}

pub(super) fn time_band(word: &str) -> Option<TimeBand> {
    Some(match word {
        "regular" => TimeBand::Regular,
        "after_hours" => TimeBand::AfterHours,
        "holiday" => TimeBand::Holiday,
        "late_night" => TimeBand::LateNight,
        "special_after_hours" => TimeBand::SpecialAfterHours,
        "evening_early" => TimeBand::EveningEarly,
        _ => return None,
    })
}
