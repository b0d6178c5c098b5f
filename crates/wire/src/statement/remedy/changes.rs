//! 試す変更: what is tried against a refusal, by its cause.

use super::{Lack, prescriptions, with_order};
use chrono::NaiveDate;
use santei_engine::claim::{Claim, PatientDisease};
use santei_engine::masters::Masters;
use santei_engine::masters::act::Act;
use santei_engine::masters::code::ActCode;
use santei_engine::masters::disease::Disease;
use santei_engine::points::{Cause, PointsRules, Refusal};
use santei_engine::rulebook::points::{Condition, RefusalKind, RuleNo, SelectorNo};

/// How many acts are tried as a base.
const BASES: usize = 12;

/// The changes worth trying against a refusal.
pub(super) fn changes(
    rules: &PointsRules<'_>,
    claim: &Claim,
    visit: usize,
    act: ActCode,
    refusal: Refusal,
) -> Vec<(Lack, Claim)> {
    let masters = rules.masters;
    let Some(day) = claim.visits.get(visit).map(|visit| visit.date) else { return Vec::new() };
    let Some(row) = masters.acts.find(act, day) else { return Vec::new() };
    let tried = Tried { masters, claim, visit, day };
    match refusal.cause {
        Cause::Column(72) => tried.standards_of(row).into_iter().collect(),
        Cause::Column(25) => {
            let rows = masters.diseases.rows().iter();
            let relation = row.disease_relation;
            let fits = |one: &&Disease| {
                one.specific_disease == relation || relation == 9 && one.intractable == relation
            };
            rows.filter(fits)
                .find(|one| one.span.contains(day))
                .map(|one| tried.disease(one))
                .into_iter()
                .collect()
        }
        Cause::Rule(rule) => {
            let leaves = leaves_of(rules, rule);
            let asked = leaves.into_iter().flat_map(|leaf| tried.leaf(rules, leaf));
            let prescribed = prescriptions::by_rule(rules, &tried, rule);
            let others = tried.tests(rules, rule).into_iter().chain(tried.attached(rules, rule));
            asked.chain(others).chain(prescribed).collect()
        }
        Cause::Base | Cause::Column(_) if refusal.kind == RefusalKind::Condition => {
            tried.bases(rules, row)
        }
        _ => Vec::new(),
    }
}

/// A claim and the visit at which the act is tried.
pub(super) struct Tried<'t> {
    pub(super) masters: &'t Masters,
    pub(super) claim: &'t Claim,
    pub(super) visit: usize,
    pub(super) day: NaiveDate,
}

impl Tried<'_> {
    /// ①–⑥ any one, and ⑦–⑨ any one, and ⑩ (項番72–81): the first of every group that is not filed.
    fn standards_of(&self, row: &Act) -> Option<(Lack, Claim)> {
        let mut claim = self.claim.clone();
        let filed = &mut claim.facility.standards;
        let mut lacking = Vec::new();
        for range in [0..6, 6..9, 9..10] {
            let group = row.standards.get(range).unwrap_or_default();
            let group: Vec<u16> = group.iter().copied().filter(|code| *code != 0).collect();
            if !group.iter().any(|code| filed.contains(code)) {
                filed.extend(group.first());
                lacking.extend(group);
            }
        }
        filed.sort_unstable();
        (!lacking.is_empty()).then_some((Lack::Standard(lacking), claim))
    }

    fn standard(&self, codes: &[u16]) -> Option<(Lack, Claim)> {
        let mut claim = self.claim.clone();
        claim.facility.standards.push(*codes.first()?);
        claim.facility.standards.sort_unstable();
        Some((Lack::Standard(codes.to_vec()), claim))
    }

    fn disease(&self, row: &Disease) -> (Lack, Claim) {
        let mut claim = self.claim.clone();
        for own in &mut claim.diseases {
            own.is_main = false;
        }
        let start = self.day;
        claim.diseases.push(PatientDisease { code: row.code, start, is_main: true });
        (Lack::Disease(row.code), claim)
    }

    fn act(&self, row: &Act) -> (Lack, Claim) {
        (Lack::Act(row.code), with_order(self.masters, self.claim, self.visit, row.code))
    }

    /// A fact that a condition asks for and that somebody could supply.
    fn leaf(&self, rules: &PointsRules<'_>, leaf: &Condition) -> Vec<(Lack, Claim)> {
        let diseases = self.masters.diseases.rows().iter();
        let mut diseases = diseases.filter(|row| row.span.contains(self.day));
        let found = match leaf {
            Condition::Standard(codes) => return self.standard(codes).into_iter().collect(),
            Condition::Disease(codes) => diseases.find(|row| codes.contains(&row.code)),
            Condition::DiseaseClass(classes) => {
                diseases.find(|row| classes.contains(&row.specific_disease))
            }
            Condition::Intractable => diseases.find(|row| row.intractable != 0),
            Condition::Icd10(beginnings) | Condition::MainIcd10(beginnings) => {
                diseases.find(|row| {
                    let code = self.masters.text(row.icd10);
                    beginnings.iter().any(|beginning| code.starts_with(beginning.as_str()))
                })
            }
            Condition::Ordered(acts) | Condition::OrderedDay(acts) => {
                return self.named(rules, *acts);
            }
            Condition::Flag(flag) => return prescriptions::by_flag(self, *flag),
            _ => None,
        };
        found.map(|row| self.disease(row)).into_iter().collect()
    }

    fn named(&self, rules: &PointsRules<'_>, acts: SelectorNo) -> Vec<(Lack, Claim)> {
        let number = usize::try_from(acts.0).ok();
        let selector = number.and_then(|number| rules.book.selectors.get(number));
        let rows = self.masters.acts.rows().iter().filter(|row| {
            row.span.contains(self.day)
                && row.care_setting != 1
                && selector.is_some_and(|selector| selector.names(row))
        });
        rows.take(BASES).map(|row| self.act(row)).collect()
    }

    /// Tests that a 判断料 or a 採取料 follows.
    fn tests(&self, rules: &PointsRules<'_>, rule: RuleNo) -> Vec<(Lack, Claim)> {
        let groups = rules.book.judgements.iter().filter(|row| row.rule == rule);
        let groups: Vec<u8> = groups.map(|row| row.group).collect();
        let tests = self.masters.acts.rows().iter().filter(|row| {
            row.judgement_kind == 1
                && groups.contains(&row.judgement_group)
                && row.span.contains(self.day)
        });
        let mut all: Vec<_> = tests.take(BASES).map(|row| self.act(row)).collect();
        let specimens = rules.book.specimens.iter().filter(|row| row.rule == rule);
        all.extend(specimens.flat_map(|row| self.named(rules, row.tests)));
        all
    }

    /// Bases that an addition is tied to by the rule.
    fn attached(&self, rules: &PointsRules<'_>, rule: RuleNo) -> Vec<(Lack, Claim)> {
        let rows = rules.book.attachments.iter().filter(|row| row.rule == rule);
        rows.flat_map(|row| self.named(rules, row.to)).collect()
    }

    /// Bases by 注加算コード, or by the rows of the rule book that find the act.
    fn bases(&self, rules: &PointsRules<'_>, row: &Act) -> Vec<(Lack, Claim)> {
        let rows = self.masters.acts.rows().iter().filter(|base| {
            row.addition_group != 0
                && base.addition_group == row.addition_group
                && base.addition_number == '0'
                && base.span.contains(self.day)
        });
        let mut all: Vec<_> = rows.take(BASES).map(|base| self.act(base)).collect();
        let book = rules.book;
        let additions = book.additions.iter().filter(|entry| entry.act == row.code);
        let percents = book.percents.iter().filter(|entry| entry.act == row.code);
        let found = additions.map(|entry| entry.to).chain(percents.map(|entry| entry.to));
        all.extend(found.flat_map(|acts| self.named(rules, acts)));
        all
    }
}

/// The questions that the rows of a rule ask.
fn leaves_of<'b>(rules: &PointsRules<'b>, rule: RuleNo) -> Vec<&'b Condition> {
    let book = rules.book;
    let mut found = Vec::new();
    let mut ask = |own: RuleNo, condition: &'b Condition| {
        if own == rule {
            found.extend(condition.leaves(false));
        }
    };
    book.basic_fees.iter().for_each(|row| ask(row.rule, &row.when));
    book.requirements.iter().for_each(|row| ask(row.rule, &row.needs));
    book.percents.iter().for_each(|row| ask(row.rule, &row.when));
    book.judgements.iter().for_each(|row| ask(row.rule, &row.when));
    for row in &book.additions {
        ask(row.rule, &row.when);
        ask(row.rule, &row.provided);
    }
    found
}
