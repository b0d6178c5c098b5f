//! 検査の行: 判断料, 採取料, 項目数 bundles, 逓減, and standards that no 届出 shows.

use super::raw::RawFile;
use super::reader::Reader;
use santei_engine::Points;
use santei_engine::rulebook::points as book;

impl Reader<'_, '_> {
    pub(super) fn read_tests(&mut self, raw: &RawFile) {
        for row in &raw.judgement {
            let made = (|| {
                let (when, act) = (self.condition(row.when.as_ref())?, self.act(&row.act)?);
                Some(book::Judgement { rule: self.rule(row)?, group: row.group, when, act })
            })();
            self.book().judgements.extend(made);
        }
        for row in &raw.specimen {
            let made = (|| {
                let (act, tests) = (self.act(&row.act)?, self.selector(&row.tests)?);
                Some(book::Specimen { rule: self.rule(row)?, act, tests })
            })();
            self.book().specimens.extend(made);
        }
        for row in &raw.unfiled_standard {
            let standard = row.standard;
            let made = self.rule(row).map(|rule| book::UnfiledStandard { rule, standard });
            self.book().unfiled_standards.extend(made);
        }
        for row in &raw.bundle {
            let steps: Vec<_> = row
                .steps
                .get_ref()
                .iter()
                .map(|(from, points)| (*from, Points::new(*points)))
                .collect();
            if !steps.is_sorted_by_key(|(from, _)| *from) || steps.is_empty() {
                self.fault(&row.steps.span(), "steps with rising numbers of items");
            }
            let made = self.rule(row).map(|rule| book::Bundle { rule, group: row.group, steps });
            self.book().bundles.extend(made);
        }
        for row in &raw.reduction {
            let made = (|| {
                let acts = self.selector(&row.acts)?;
                let (ratio, rounding) = (self.ratio(&row.ratio)?, self.rounding(&row.rounding)?);
                let is_together = row.together.unwrap_or_default();
                Some(book::Reduction {
                    rule: self.rule(row)?,
                    acts,
                    ratio,
                    rounding,
                    is_together,
                    has_additions: row.with_additions.unwrap_or_default(),
                })
            })();
            self.book().reductions.extend(made);
        }
    }
}
