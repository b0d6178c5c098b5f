//! 再計算: the output of a calculation, calculated again, is the same output.
//!
//! Two forms. *Kept*: every billed line comes back as an order, as it was billed, and every act that was refused stays
//! in the record, because it was done; nothing may differ. *Billed*: the refused acts are left out too, but for those that
//! a rule looks at as done whether they are billed or not (`ordered(…)`, `grouped(…)`, tests whose 判断料 stays); which
//! these are is read from the rule book.

use super::conditions::leaves;
use super::properties::{first_difference, lines};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use santei_engine::claim::{ActOrder, Claim, Group, Order};
use santei_engine::masters::act::Act;
use santei_engine::masters::code::ActCode;
use santei_engine::points::{Cause, PointsRules, calculate};
use santei_engine::rulebook::points::{Condition, NumberFact, PointsBook, SelectorNo, Unit};
use santei_engine::statement::points::{BilledLine, PointsStatement, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// The acts that some rule looks at as done, and those of them whose times or groups it looks at.
pub(super) struct LookedAt {
    done: BTreeSet<ActCode>,
    counted: BTreeSet<ActCode>,
}

impl LookedAt {
    pub(super) fn new(rules: &PointsRules<'_>) -> Self {
        let named = |selectors: BTreeSet<SelectorNo>| {
            let names = |act: &&Act| {
                let numbers = selectors.iter().filter_map(|number| usize::try_from(number.0).ok());
                let mut own = numbers.filter_map(|number| rules.book.selectors.get(number));
                own.any(|selector| selector.names(act))
            };
            rules.masters.acts.rows().iter().filter(names).map(|act| act.code).collect()
        };
        Self { done: named(done(rules.book)), counted: named(counted(rules.book)) }
    }
}

/// The selectors that conditions ask for, and those of rows that look at acts not billed.
fn done(book: &PointsBook) -> BTreeSet<SelectorNo> {
    let asked = leaves(book).into_iter().filter_map(|leaf| match leaf {
        Condition::Ordered(acts)
        | Condition::OrderedDay(acts)
        | Condition::Grouped(acts)
        | Condition::Number(NumberFact::InfusionVolume(acts), ..) => Some(*acts),
        _ => None,
    });
    let mut found: BTreeSet<SelectorNo> = asked.chain(counted(book)).collect();
    for row in &book.inclusions {
        found.extend(row.keeps_judgement.then_some(row.included));
        found.extend(row.even_if_refused.then_some(row.parent));
    }
    found
}

/// The selectors of orders that are counted, or must stand in one group: which group a line came from no statement says.
fn counted(book: &PointsBook) -> BTreeSet<SelectorNo> {
    let asked = leaves(book).into_iter().filter_map(|leaf| match leaf {
        Condition::Number(NumberFact::OrderedCount(acts), ..) => Some(*acts),
        _ => None,
    });
    let grouped = book.inclusions.iter().filter(|row| row.unit == Unit::Group);
    asked.chain(grouped.flat_map(|row| [row.parent, row.included])).collect()
}

/// *Kept*: lines and refusals as before.
pub(super) fn kept_again(
    rules: &PointsRules<'_>,
    claim: &Claim,
    statement: &PointsStatement,
    looked_at: &LookedAt,
) -> Option<String> {
    let again = calculate(rules, &fed_back(claim, statement, looked_at, false));
    let refused = |statement: &PointsStatement| {
        let all = statement.refused.iter();
        let texts = all.map(|line| format!("refused {} {:?}", line.visit, line.subject));
        texts.collect::<Vec<_>>()
    };
    let all = |statement: &PointsStatement| [lines(statement), refused(statement)].concat();
    first_difference(&all(statement), &all(&again)).map(|what| format!("kept again: {what}"))
}

/// *Billed*: lines as before.
pub(super) fn billed_again(
    rules: &PointsRules<'_>,
    claim: &Claim,
    statement: &PointsStatement,
    looked_at: &LookedAt,
) -> Option<String> {
    let mut rest = fed_back(claim, statement, looked_at, true);
    for (number, visit) in rest.visits.iter_mut().enumerate() {
        let (left, day) = (billed(statement, number), visit.date);
        // A group with drugs or materials stays whole, since what they are paid with is one of its acts; and so do the
        // bases of the additions of such a group.
        let whole = visit.orders.iter().filter_map(used_with).flatten();
        let mut bases: Vec<u16> =
            whole.filter_map(|act| addition_group(rules, act.code, day)).collect();
        bases.sort_unstable();
        let is_base = |code| {
            addition_group(rules, code, day)
                .is_some_and(|group| bases.binary_search(&group).is_ok())
        };
        for order in &mut visit.orders {
            if used_with(order).is_some() {
                continue;
            }
            if let Order::Group(group) = order {
                group.acts.retain(|act| {
                    act.count > 0 && left.contains_key(&act.code)
                        || looked_at.done.contains(&act.code)
                        || is_base(act.code)
                });
            }
        }
    }
    let again = calculate(rules, &rest);
    let (one, two) = (lines(statement), lines(&again));
    first_difference(&one, &two).map(|what| format!("billed again: {what}"))
}

/// The acts of a group with drugs or materials.
fn used_with(order: &Order) -> Option<&[ActOrder]> {
    match order {
        Order::Group(group) if !(group.drugs.is_empty() && group.materials.is_empty()) => {
            Some(&group.acts)
        }
        _ => None,
    }
}

/// 注加算コード, which an addition shares with its bases.
fn addition_group(rules: &PointsRules<'_>, code: ActCode, day: NaiveDate) -> Option<u16> {
    let act = rules.masters.act(code, day).ok()?;
    Some(act.addition_group).filter(|group| *group != 0)
}

/// The acts billed at a visit, each with its lines.
fn billed(statement: &PointsStatement, visit: usize) -> BTreeMap<ActCode, Vec<&BilledLine>> {
    let mut found: BTreeMap<ActCode, Vec<&BilledLine>> = BTreeMap::new();
    for line in statement.lines.iter().filter(|line| line.visit == visit) {
        let codes = match &line.subject {
            Subject::Act(code) => std::slice::from_ref(code),
            Subject::Bundle(codes) => codes.as_slice(),
            _ => &[],
        };
        for code in codes {
            found.entry(*code).or_default().push(line);
        }
    }
    found
}

/// The claim with every billed act ordered as it was billed; `leaves_out` takes its further orders, which were refused, out.
/// An act that some rule counts comes back as it was done, and so does an order that was billed in several lines.
fn fed_back(
    claim: &Claim,
    statement: &PointsStatement,
    looked_at: &LookedAt,
    leaves_out: bool,
) -> Claim {
    let mut next = claim.clone();
    for (number, visit) in next.visits.iter_mut().enumerate() {
        for (code, lines) in billed(statement, number) {
            // Each order of the act, and whether it stands in a group without drugs and materials.
            let mut orders: Vec<(bool, &mut ActOrder)> = Vec::new();
            for order in &mut visit.orders {
                let is_alone = used_with(order).is_none();
                let own = acts(order).filter(|order| order.code == code);
                orders.extend(own.map(|order| (is_alone, order)));
            }
            let times: u32 = lines.iter().map(|line| line.count).fold(0, u32::saturating_add);
            let is_whole = matches!(orders.as_slice(), [(_, order)] if lines.len() > 1 && order.count == times);
            // Of several orders, which one was refused no statement says; what is used with one must stay with it.
            let is_unclear =
                orders.len() > lines.len() && orders.iter().any(|(is_alone, _)| !is_alone);
            let is_counted = !orders.is_empty() && looked_at.counted.contains(&code);
            if is_whole || is_unclear || is_counted {
                continue;
            }
            let is_bundled = lines.iter().any(|line| matches!(line.subject, Subject::Bundle(_)));
            // The orders billed as they stand, then those of which a limit left a part.
            let mut open = Vec::new();
            for line in lines.into_iter().filter(|line| !matches!(line.subject, Subject::Bundle(_)))
            {
                let same = |(_, order): &(bool, &mut ActOrder)| {
                    order.count == line.count && order.quantity == line.quantity
                };
                match orders.iter().position(same) {
                    Some(place) => drop(orders.remove(place)),
                    None => open.push(line),
                }
            }
            let is_cut = !open.is_empty();
            let mut missing = Vec::new();
            for line in open {
                // A limit leaves a part, so the order was of no less; one that was refused as bad stays so.
                let is_enough = |(_, order): &(bool, &mut ActOrder)| {
                    order.quantity.is_some() == line.quantity.is_some()
                        && units(order.quantity, order.count) >= units(line.quantity, line.count)
                };
                let enough = orders.iter().enumerate().filter(|(_, order)| is_enough(order));
                let least = enough
                    .min_by_key(|(_, (_, order))| units(order.quantity, order.count))
                    .map(|(place, _)| place);
                let own = least.map(|place| orders.remove(place)).or_else(|| orders.pop());
                let is_found = line.causes.first() != Some(&Cause::Order);
                match own {
                    Some((_, order)) if !is_found => {
                        (order.count, order.quantity) = (line.count, line.quantity);
                    }
                    Some(_) => {}
                    None => missing.push(ActOrder {
                        code,
                        quantity: line.quantity,
                        count: line.count,
                        is_digital: false,
                        same_field_as: None,
                    }),
                }
            }
            if leaves_out && is_cut && !is_bundled {
                // An order of no times is refused, and left out with the others.
                for (is_alone, order) in orders {
                    order.count = if is_alone { 0 } else { order.count };
                }
            }
            let groups = missing
                .into_iter()
                .map(|act| Order::Group(Group { acts: vec![act], ..Group::default() }));
            visit.orders.extend(groups);
        }
    }
    next
}

/// 数量データ, rounded up, times 回数.
fn units(quantity: Option<Decimal>, count: u32) -> Decimal {
    let count = Decimal::from(count);
    quantity
        .map_or(Decimal::ONE, |quantity| quantity.ceil())
        .checked_mul(count)
        .unwrap_or(Decimal::MAX)
}

fn acts(order: &mut Order) -> impl Iterator<Item = &mut ActOrder> {
    let acts = match order {
        Order::Group(group) => group.acts.as_mut_slice(),
        Order::Prescription(_) => &mut [],
    };
    acts.iter_mut()
}
