//! 投薬の行: 処方料・処方箋料, 調剤料, the rules of kinds of drugs, 薬効の分類, 湿布.

use super::raw::RawFile;
use super::reader::Reader;
use santei_engine::claim::Dispensing;
use santei_engine::rulebook::points as book;

impl Reader<'_, '_> {
    pub(super) fn read_medication(&mut self, raw: &RawFile) {
        for row in &raw.prescription_fee {
            let made = (|| {
                let known = [("inside", Dispensing::Inside), ("outside", Dispensing::Outside)];
                let dispensing = self.word(&row.dispensing, &known)?;
                let known = [
                    ("many_psychotropics", book::PrescriptionBand::ManyPsychotropics),
                    ("many_kinds", book::PrescriptionBand::ManyKinds),
                    ("other", book::PrescriptionBand::Other),
                ];
                let band = self.word(&row.band, &known)?;
                let (act, controlled) =
                    (self.act(&row.act)?, self.optional_act(row.controlled.as_ref()));
                Some(book::PrescriptionFee {
                    rule: self.rule(row)?,
                    dispensing,
                    band,
                    act,
                    controlled,
                })
            })();
            self.book().prescription_fees.extend(made);
        }
        for row in &raw.dispensing_fee {
            let made = (|| {
                let (act, controlled) =
                    (self.act(&row.act)?, self.optional_act(row.controlled.as_ref()));
                Some(book::DispensingFee {
                    rule: self.rule(row)?,
                    is_internal: row.internal,
                    act,
                    controlled,
                })
            })();
            self.book().dispensing_fees.extend(made);
        }
        for row in &raw.prescription_rules {
            let made = (|| {
                let psychotropics = row.psychotropics.iter().map(|limit| book::KindLimit {
                    classes: limit.classes.clone(),
                    from: limit.from,
                    leaves_out_temporary: limit.leaves_out_temporary,
                });
                let psychotropics = psychotropics.collect();
                let psychotropic_ratio = self.ratio(&row.psychotropic_ratio)?;
                let (kinds_ratio, rounding) =
                    (self.ratio(&row.kinds_ratio)?, self.rounding(&row.rounding)?);
                let unless = row.kinds_unless.iter().flatten();
                let kinds_unless = unless.filter_map(|text| self.act(text)).collect();
                Some(book::PrescriptionRules {
                    rule: self.rule(row)?,
                    temporary_days: row.temporary_days,
                    psychotropics,
                    psychotropic_ratio,
                    kinds: row.kinds,
                    kinds_unless,
                    one_kind_yen: row.one_kind_yen,
                    kinds_ratio,
                    rounding,
                })
            })();
            self.book().prescription_rules.extend(made);
        }
        for row in &raw.drug_class {
            let ingredients = self.ingredients(&row.ingredients);
            if row.name.get_ref().is_empty() {
                self.fault(&row.name.span(), "the class's name");
            }
            let made = self.rule(row).map(|rule| book::DrugClass {
                rule,
                number: row.number,
                ingredients,
            });
            self.book().drug_classes.extend(made);
        }
        for row in &raw.patch_limit {
            let ingredients = self.ingredients(&row.ingredients);
            let ingredients = ingredients.into_iter().map(|one| one.beginning).collect();
            let made = self.rule(row).map(|rule| book::PatchLimit {
                rule,
                unit: row.unit,
                ingredients,
                sheets: row.sheets,
            });
            self.book().patch_limits.extend(made);
        }
    }
}
