//! なぜ・なぜでない: for one act, whether it is billed, could be, or may not, and by which rule.

use super::calculate::act_name;
use super::comments::{CommentNeed, needs_of};
use super::remedy::{Fate, Lack, Remedy, fate, remedy, with_order};
use super::{Line, Refused};
use crate::copay::request::Language;
use crate::overlay::{OverlayUse, overlays};
use crate::request::{Request, RequestError};
use chrono::NaiveDate;
use santei_engine::claim::{Claim, Dispensing};
use santei_engine::masters::code::ActCode;
use santei_engine::points::{self, PointsRules};
use santei_engine::statement::points::{self as engine, PointsStatement};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer for one act, visit by visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// 診療行為コード.
    pub act: String,
    /// 名称; empty for a code that no master has.
    pub name: String,
    /// 選択式コメント: every row of the table about it, decided by the claim or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<CommentNeed>,
    /// One for each visit.
    pub visits: Vec<Answer>,
    /// 上書き: the rules of a facility or an insurer that took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayUse>,
}

/// The answer at one visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "snake_case", tag = "answer")]
pub enum Answer {
    /// It is billed.
    Billed {
        /// The visit, counted from 0.
        visit: usize,
        /// The lines, with their reasons.
        lines: Vec<Line>,
    },
    /// It was ordered or found, and may not be billed, and nothing that is missing would change that.
    NotBilled {
        /// The visit, counted from 0.
        visit: usize,
        /// Why.
        refused: Vec<Refused>,
    },
    /// It could be billed: if it were ordered, and if what is missing were there.
    CouldBe {
        /// The visit, counted from 0.
        visit: usize,
        /// Whether it was ordered.
        is_ordered: bool,
        /// Why it is not billed as things are; empty when only the order is missing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        refused: Vec<Refused>,
        /// What is missing; empty when only the order is.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lacking: Vec<Lacking>,
        /// The lines that it would bring.
        lines: Vec<Line>,
        /// Lines that it would put out.
        puts_out: Vec<Refused>,
    },
    /// Nobody ordered it; ordered once, it could not be billed.
    CouldNotBe {
        /// The visit, counted from 0.
        visit: usize,
        /// Why.
        refused: Vec<Refused>,
    },
}

/// 足りないもの.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Lacking {
    /// What kind of thing it is.
    pub kind: LackingKind,
    /// The 施設基準 of which one must be filed, the disease or act that would do among others, or the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<String>,
    /// The sentence, in the language asked for.
    pub text: String,
}

/// Kind of thing that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LackingKind {
    /// 届出.
    Standard,
    /// 傷病名.
    Disease,
    /// Another act: the base of an addition, or one that the rule asks for.
    Act,
    /// 処方.
    Prescription,
    /// 数量データ.
    Quantity,
    /// Days since 初診, or until a count allows it again.
    Days,
}

/// Explains one act in a request.
///
/// # Errors
///
/// [`RequestError`] if the request has no meaning.
pub fn explain(
    rules: &PointsRules<'_>,
    request: &Request,
    act: ActCode,
    lang: Language,
) -> Result<Explanation, RequestError> {
    let claim = request.claim()?;
    let now = points::calculate(rules, &claim);
    let question = Question { rules, claim: &claim, now: &now, act, lang };
    let visits = (0..claim.visits.len()).map(|visit| question.answer(visit)).collect();
    let last = request.visits.last().map(|visit| visit.date).unwrap_or_default();
    let place = request.visits.len().saturating_sub(1);
    let comments = needs_of(rules.masters, act, last, place);
    Ok(Explanation {
        name: act_name(rules.masters, act, last),
        act: act.to_string(),
        comments,
        visits,
        overlays: overlays(rules.book),
    })
}

/// One act in one claim.
struct Question<'q, 'm> {
    rules: &'q PointsRules<'m>,
    claim: &'q Claim,
    now: &'q PointsStatement,
    act: ActCode,
    lang: Language,
}

impl Question<'_, '_> {
    fn answer(&self, visit: usize) -> Answer {
        let (rules, act) = (self.rules, self.act);
        match fate(self.now, visit, act) {
            Fate::Billed => Answer::Billed { visit, lines: self.lines(self.now, visit) },
            Fate::Refused(refusal) => {
                let refused = self.refused(self.now, visit);
                match remedy(rules, self.claim, visit, act, refusal) {
                    Some(remedy) => self.could_be(visit, true, refused, &remedy),
                    None => Answer::NotBilled { visit, refused },
                }
            }
            Fate::Absent => self.if_ordered(visit),
        }
    }

    /// Really orders it, and calculates.
    fn if_ordered(&self, visit: usize) -> Answer {
        let (rules, act) = (self.rules, self.act);
        let claim = with_order(rules.masters, self.claim, visit, act);
        let then = points::calculate(rules, &claim);
        let refused = self.refused(&then, visit);
        match fate(&then, visit, act) {
            Fate::Billed => {
                let remedy = Remedy { visit, statement: then, lacks: Vec::new() };
                self.could_be(visit, false, Vec::new(), &remedy)
            }
            Fate::Refused(refusal) => match remedy(rules, &claim, visit, act, refusal) {
                Some(remedy) => self.could_be(visit, false, refused, &remedy),
                None => Answer::CouldNotBe { visit, refused },
            },
            Fate::Absent => Answer::CouldNotBe { visit, refused },
        }
    }

    fn could_be(
        &self,
        visit: usize,
        is_ordered: bool,
        refused: Vec<Refused>,
        remedy: &Remedy,
    ) -> Answer {
        let day = self.claim.visits.get(visit).map(|visit| visit.date).unwrap_or_default();
        let row = self.rules.masters.acts.find(self.act, day);
        let needs_quantity = !is_ordered && row.is_some_and(|row| row.is_step_priced);
        let quantity = needs_quantity.then_some(Lack::Quantity);
        let lacks = quantity.iter().chain(&remedy.lacks);
        let before: Vec<_> = self.now.refused.iter().map(|line| &line.subject).collect();
        let then = remedy.statement.refused.iter();
        let is_new =
            |line: &&engine::RefusedLine| line.visit <= visit && !before.contains(&&line.subject);
        Answer::CouldBe {
            visit,
            is_ordered,
            refused,
            lacking: lacks.map(|lack| self.lacking(lack, day)).collect(),
            lines: self.lines(&remedy.statement, remedy.visit),
            puts_out: then
                .filter(is_new)
                .map(|line| super::calculate::refused(self.rules, line, self.lang))
                .collect(),
        }
    }

    fn lines(&self, statement: &PointsStatement, visit: usize) -> Vec<Line> {
        let own = statement.lines.iter().filter(|line| {
            line.visit == visit
                && match &line.subject {
                    engine::Subject::Act(code) => *code == self.act,
                    engine::Subject::Bundle(codes) => codes.contains(&self.act),
                    _ => false,
                }
        });
        own.map(|line| super::calculate::billed(self.rules, line, Some(self.lang))).collect()
    }

    fn refused(&self, statement: &PointsStatement, visit: usize) -> Vec<Refused> {
        let own = statement.refused.iter().filter(|line| {
            line.visit == visit
                && match line.subject {
                    engine::Subject::Act(code) => code == self.act,
                    engine::Subject::Unknown(number) => number == self.act.number(),
                    _ => false,
                }
        });
        own.map(|line| super::calculate::refused(self.rules, line, self.lang)).collect()
    }

    fn lacking(&self, lack: &Lack, day: NaiveDate) -> Lacking {
        let masters = self.rules.masters;
        let (kind, codes, ja, en) = match lack {
            Lack::Standard(codes) => {
                let codes: Vec<String> = codes.iter().map(|code| format!("{code:04}")).collect();
                let all = codes.join("・");
                let ja = format!("施設基準の届出（施設基準コード {all} のいずれか）");
                let en = format!("one of the facility standards {all} must be filed");
                (LackingKind::Standard, codes, ja, en)
            }
            Lack::Disease(code) => {
                let row = masters.disease(*code, day).ok();
                let name = row.map(|row| masters.text(row.name)).unwrap_or_default();
                let ja = format!("対象となる傷病名（「{name}」など）");
                let en = format!("a disease that the fee is for (such as 「{name}」)");
                (LackingKind::Disease, vec![code.to_string()], ja, en)
            }
            Lack::Act(code) => {
                let name = act_name(masters, *code, day);
                let ja = format!("併せて行う診療行為（「{name}」など）");
                let en = format!("another act beside it (such as 「{name}」)");
                (LackingKind::Act, vec![code.to_string()], ja, en)
            }
            Lack::Prescription(dispensing, is_oral, kinds) => {
                let (place, by) = match dispensing {
                    Dispensing::Inside => ("院内処方", "by the facility"),
                    Dispensing::Outside => ("院外処方", "by a pharmacy"),
                };
                let (form, en_form) = if *is_oral {
                    ("内服薬", "by mouth")
                } else {
                    ("外用薬", "for outward use")
                };
                let ja = format!("{place}（{form}{kinds}種類など）");
                let en = format!(
                    "a prescription dispensed {by} (drugs {en_form}: {kinds}, for example)"
                );
                (LackingKind::Prescription, Vec::new(), ja, en)
            }
            Lack::Quantity => {
                let (ja, en) = ("数量データ".to_owned(), "its quantity".to_owned());
                (LackingKind::Quantity, Vec::new(), ja, en)
            }
            Lack::Days(day) => {
                let ja = format!("日数（{day} から算定できる）");
                let en = format!("days (it can be billed from {day} on)");
                (LackingKind::Days, vec![day.to_string()], ja, en)
            }
        };
        let text = match self.lang {
            Language::Ja => ja,
            Language::En => en,
        };
        Lacking { kind, codes, text }
    }
}
