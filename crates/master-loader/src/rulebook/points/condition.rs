//! 条件式の文法: `age < 6 and not (visit in [phone_revisit] or standard(3585))`, checked as it is read.
//!
//! ```text
//! any       = all ("or" all)*
//! all       = not ("and" not)*
//! not       = "not" not | "(" any ")" | fact
//! fact      = flag | number sign digits | word "in" "[" values "]" | function "(" values ")"
//! ```
//!
//! Names, words and the kinds of arguments are fixed here; anything else is a fault with its place.

use super::lexer::{Token, TokenKind, tokens};
use santei_engine::claim::{FacilityKind, TimeBand, VisitKind};
use santei_engine::masters::code::DiseaseCode;
use santei_engine::rulebook::points::{Comparison, Condition, Flag, NumberFact, SelectorNo};

/// What is wrong, at which byte of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) found: String,
    pub(super) expected: String,
}

/// Reads a condition; `select` turns the texts of a selector into its number.
pub(super) fn parse(
    text: &str,
    select: &mut dyn FnMut(&[&str]) -> Result<SelectorNo, String>,
) -> Result<Condition, Fault> {
    let all = tokens(text).map_err(|at| Fault {
        at,
        found: text.get(at..).unwrap_or_default().chars().take(10).collect(),
        expected: "a name, a number, a quoted selector or a sign".to_owned(),
    })?;
    let mut parser = Parser { all: &all, next: 0, select };
    let condition = parser.any()?;
    parser.end()?;
    Ok(condition)
}

/// The quoted texts and the numbers (with their digits) in the brackets of a function.
type Arguments<'t> = (Vec<&'t str>, Vec<(i64, &'t str)>);

struct Parser<'p, 't> {
    all: &'p [Token<'t>],
    next: usize,
    select: &'p mut dyn FnMut(&[&str]) -> Result<SelectorNo, String>,
}

impl<'t> Parser<'_, 't> {
    fn peek(&self) -> TokenKind<'t> {
        self.all.get(self.next).map_or(TokenKind::End, |token| token.kind)
    }

    fn take(&mut self) -> TokenKind<'t> {
        let kind = self.peek();
        self.next = self.next.saturating_add(1);
        kind
    }

    fn is_next(&mut self, kind: TokenKind<'_>) -> bool {
        let is_next = self.peek() == kind;
        if is_next {
            self.next = self.next.saturating_add(1);
        }
        is_next
    }

    /// A fault at the token last taken.
    fn fault(&self, expected: &str) -> Fault {
        let token = self.all.get(self.next.saturating_sub(1)).or(self.all.last());
        let found = match token.map(|token| token.kind) {
            Some(
                TokenKind::Name(word)
                | TokenKind::Sign(word)
                | TokenKind::Number(_, word)
                | TokenKind::Quoted(word),
            ) => word,
            _ => "",
        };
        Fault {
            at: token.map_or(0, |token| token.at),
            found: found.to_owned(),
            expected: expected.to_owned(),
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        if self.take() == TokenKind::End {
            Ok(())
        } else {
            Err(self.fault("`and`, `or` or the end"))
        }
    }

    fn any(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.all_of()?];
        while self.is_next(TokenKind::Name("or")) {
            parts.push(self.all_of()?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all_of(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.not()?];
        while self.is_next(TokenKind::Name("and")) {
            parts.push(self.not()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn not(&mut self) -> Result<Condition, Fault> {
        if self.is_next(TokenKind::Name("not")) {
            return Ok(Condition::Not(Box::new(self.not()?)));
        }
        if self.is_next(TokenKind::Sign("(")) {
            let inner = self.any()?;
            self.sign(")")?;
            return Ok(inner);
        }
        self.fact()
    }

    fn sign(&mut self, sign: &str) -> Result<(), Fault> {
        match self.take() {
            TokenKind::Sign(found) if found == sign => Ok(()),
            _ => Err(self.fault(&format!("`{sign}`"))),
        }
    }

    fn fact(&mut self) -> Result<Condition, Fault> {
        let TokenKind::Name(name) = self.take() else { return Err(self.fault("a fact")) };
        let at = self.next;
        if let Some(flag) = flag(name) {
            return Ok(flag);
        }
        match name {
            "visit" => Ok(Condition::Visit(self.words(visit_kind)?)),
            "band" => Ok(Condition::Band(self.words(time_band)?)),
            "department" => {
                let numbers = self.numbers_in()?;
                let departments = numbers.iter().map(|(number, _)| u8::try_from(*number).ok());
                departments
                    .collect::<Option<_>>()
                    .map(Condition::Department)
                    .ok_or_else(|| self.fault("診療科コード"))
            }
            "standard" => {
                let codes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(number, _)| u16::try_from(*number).ok())
                    .collect::<Option<Vec<_>>>();
                codes
                    .filter(|codes| !codes.is_empty())
                    .map(Condition::Standard)
                    .ok_or_else(|| self.fault("施設基準コード"))
            }
            "disease" => {
                let codes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(_, digits)| digits.parse::<DiseaseCode>().ok())
                    .collect::<Option<Vec<_>>>();
                codes
                    .map(Condition::Disease)
                    .ok_or_else(|| self.fault("傷病名コード of seven digits"))
            }
            "disease_class" => {
                let classes = self
                    .arguments()?
                    .1
                    .iter()
                    .map(|(number, _)| u8::try_from(*number).ok())
                    .collect::<Option<Vec<_>>>();
                classes.map(Condition::DiseaseClass).ok_or_else(|| self.fault("特定疾患等対象区分"))
            }
            "icd10" => Ok(Condition::Icd10(self.texts()?)),
            "main_icd10" => Ok(Condition::MainIcd10(self.texts()?)),
            "ordered_day" => Ok(Condition::OrderedDay(self.selector()?.0)),
            "group_drug" => Ok(Condition::GroupDrug(self.texts()?)),
            "prescribed_drug" => Ok(Condition::PrescribedDrug(self.texts()?)),
            "ordered" => Ok(Condition::Ordered(self.selector()?.0)),
            "grouped" => Ok(Condition::Grouped(self.selector()?.0)),
            "history" => {
                let (acts, months) = self.selector()?;
                Ok(Condition::History(
                    months.ok_or_else(|| self.fault("months and a selector"))?,
                    acts,
                ))
            }
            "history_days" => {
                let (acts, days) = self.selector()?;
                Ok(Condition::HistoryDays(
                    days.ok_or_else(|| self.fault("days and a selector"))?,
                    acts,
                ))
            }
            _ => self.number(name, at),
        }
    }

    fn number(&mut self, name: &str, at: usize) -> Result<Condition, Fault> {
        let fact = match name {
            "age" => NumberFact::Age,
            "age_days" => NumberFact::AgeDays,
            "age_at_month_start" => NumberFact::AgeAtMonthStart,
            "beds" => NumberFact::Beds,
            "general_beds" => NumberFact::GeneralBeds,
            "quantity" => NumberFact::Quantity,
            "prescribed_days" => NumberFact::PrescribedDays,
            "infusion_volume" => NumberFact::InfusionVolume(self.selector()?.0),
            "ordered_count" => NumberFact::OrderedCount(self.selector()?.0),
            "class_kinds" => match self.arguments()?.1.as_slice() {
                [(class, _)] => u16::try_from(*class)
                    .map(NumberFact::ClassKinds)
                    .map_err(|_| self.fault("the number of a drug class"))?,
                _ => return Err(self.fault("the number of a drug class")),
            },
            "history_count" => {
                let (acts, months) = self.selector()?;
                NumberFact::HistoryCount(
                    months.ok_or_else(|| self.fault("months and a selector"))?,
                    acts,
                )
            }
            "icd10_groups" => {
                let groups = self.texts()?;
                let words = |group: &String| group.split(' ').map(str::to_owned).collect();
                NumberFact::Icd10Groups(groups.iter().map(words).collect())
            }
            "fee_points" => NumberFact::FeePoints,
            "months_since_first" => NumberFact::MonthsSinceFirst(self.selector()?.0),
            "days_since_first" => NumberFact::DaysSinceFirst(self.selector()?.0),
            _ => {
                self.next = at;
                return Err(
                    self.fault("a fact that the rule book knows (docs/decisions/0004-points.md)")
                );
            }
        };
        let comparison = match self.take() {
            TokenKind::Sign("<") => Comparison::Less,
            TokenKind::Sign("<=") => Comparison::AtMost,
            TokenKind::Sign("=") => Comparison::Equal,
            TokenKind::Sign(">=") => Comparison::AtLeast,
            TokenKind::Sign(">") => Comparison::More,
            _ => return Err(self.fault("`<`, `<=`, `=`, `>=` or `>`")),
        };
        match self.take() {
            TokenKind::Number(figure, _) => Ok(Condition::Number(fact, comparison, figure)),
            _ => Err(self.fault("a whole number")),
        }
    }

    /// `in [word, …]` or `= word`.
    fn words<T>(&mut self, read: fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        let word = |parser: &mut Self| match parser.take() {
            TokenKind::Name(word) => {
                read(word).ok_or_else(|| parser.fault("a word that the fact knows"))
            }
            _ => Err(parser.fault("a word")),
        };
        if self.is_next(TokenKind::Sign("=")) {
            return Ok(vec![word(self)?]);
        }
        self.opening()?;
        loop {
            all.push(word(self)?);
            if !self.goes_on("]")? {
                return Ok(all);
            }
        }
    }

    fn numbers_in(&mut self) -> Result<Vec<(i64, &'t str)>, Fault> {
        let mut all = Vec::new();
        self.opening()?;
        loop {
            match self.take() {
                TokenKind::Number(number, digits) => all.push((number, digits)),
                _ => return Err(self.fault("a number")),
            }
            if !self.goes_on("]")? {
                return Ok(all);
            }
        }
    }

    fn opening(&mut self) -> Result<(), Fault> {
        if self.take() != TokenKind::Name("in") {
            return Err(self.fault("`in`"));
        }
        self.sign("[")
    }

    /// Whether another value follows; false after the closing sign.
    fn goes_on(&mut self, closing: &str) -> Result<bool, Fault> {
        match self.take() {
            TokenKind::Sign(",") => Ok(true),
            TokenKind::Sign(sign) if sign == closing => Ok(false),
            _ => Err(self.fault(&format!("`,` or `{closing}`"))),
        }
    }

    /// The quoted texts and the numbers in the brackets of a function.
    fn arguments(&mut self) -> Result<Arguments<'t>, Fault> {
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        self.sign("(")?;
        loop {
            match self.take() {
                TokenKind::Number(number, digits) => numbers.push((number, digits)),
                TokenKind::Quoted(text) => texts.push(text),
                _ => return Err(self.fault("a number or a quoted text")),
            }
            if !self.goes_on(")")? {
                return Ok((texts, numbers));
            }
        }
    }

    fn texts(&mut self) -> Result<Vec<String>, Fault> {
        let (texts, numbers) = self.arguments()?;
        if texts.is_empty() || !numbers.is_empty() {
            return Err(self.fault("quoted texts"));
        }
        Ok(texts.into_iter().map(str::to_owned).collect())
    }

    /// The selector in the brackets of a function, with the number before it if there is one.
    fn selector(&mut self) -> Result<(SelectorNo, Option<u16>), Fault> {
        let (texts, numbers) = self.arguments()?;
        let months = numbers.first().map(|(number, _)| u16::try_from(*number));
        let months = months.transpose().map_err(|_| self.fault("a number of months"))?;
        if texts.is_empty() || numbers.len() > 1 {
            return Err(self.fault("a quoted selector"));
        }
        let number = (self.select)(&texts).map_err(|expected| self.fault(&expected))?;
        Ok((number, months))
    }
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn flag(name: &str) -> Option<Condition> {
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

fn visit_kind(word: &str) -> Option<VisitKind> {
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

fn time_band(word: &str) -> Option<TimeBand> {
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
