//! ％加算・％減算: on which acts of its set a percentage line works, and what it comes to.
//!
//! Article: 医科点数表 通則 and the 通則・注 of the parts; 令和6年保医発0305第4号 通則10 「所定点数は、特に規定する場合を除き、
//! 注に規定する加算を含まない点数を指す」. Which acts can bear a percentage is written in the columns of the act master:
//! 38 注加算コード, 40 通則年齢, 43 時間加算区分, 44 基準適合識別, 47 極低出生体重児加算区分, 48 入院基本料等減算対象識別,
//! 52 逓減対象区分, 62 通則加算所定点数対象区分, 68 告示等識別区分（１）.
//!
//! Reads: the acts of one set. Writes: points of each act with its percentages. Findings: `addition_repeated`.

use super::unpriced::UnpricedReason;
use crate::amount::{AmountError, Points, Ratio, Rounding};
use crate::masters::act::Act;
use crate::points::price::{PriceError, percent_of};
use rust_decimal::Decimal;

/// An act of the set that has points of its own, with what stands on it.
#[derive(Clone, Debug)]
pub(super) struct Base<'m> {
    act: &'m Act,
    points: Points,
    notes: Points,
    lines: Vec<PercentLine<'m>>,
    /// The same percentage again, on everything before it.
    again: Vec<Ratio>,
}

#[derive(Clone, Copy, Debug)]
struct PercentLine<'m> {
    act: &'m Act,
    ratio: Ratio,
    scope: Scope,
}

/// 所定点数: what a percentage is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    /// 注 and most 通則 additions: the points of the act alone (通則10).
    Act,
    /// 通則 of 処置, 手術, 麻酔, 放射線治療 and of 内視鏡検査: the act with the additions of its 注, without 通則 additions.
    ActAndNotes,
    /// 逓減: the act with the additions of its 注, multiplied with the other percentages (生体検査料 通則 2, 4).
    Product,
}

/// 点数 of an act and of everything on it.
#[derive(Clone, Debug, Default)]
pub(super) struct Bases<'m>(Vec<Base<'m>>);

/// 告示等識別区分（１） of an addition.
const ADDITION: char = '7';
/// 告示等識別区分（１） of a 通則 addition.
const GENERAL_ADDITION: char = '9';

impl<'m> Bases<'m> {
    /// Adds an act with points of its own, a base or an addition of fixed points.
    ///
    /// # Errors
    ///
    /// [`AmountError`] if the points do not fit.
    pub(super) fn push(&mut self, act: &'m Act, points: Points) -> Result<(), AmountError> {
        let owner = matches!(act.notice_kind, ADDITION).then(|| self.owner_of(act)).flatten();
        if let Some(base) = owner {
            base.notes = base.notes.plus(points)?;
            return Ok(());
        }
        self.0.push(Base {
            act,
            points,
            notes: Points::ZERO,
            lines: Vec::new(),
            again: Vec::new(),
        });
        Ok(())
    }

    /// Adds a percentage line: it works on every act before it that may bear it and does not bear it yet.
    /// `Ok(false)` if all that may bear it bear it already: no provision lets it stand twice, so that the caller says so; it is priced as the
    /// receipt has it, on the act with what the first one gave.
    ///
    /// # Errors
    ///
    /// [`UnpricedReason::NoBase`] if nothing before it may bear it.
    pub(super) fn push_percent(
        &mut self,
        act: &'m Act,
        ratio: Ratio,
    ) -> Result<bool, UnpricedReason> {
        let mut may_bear = false;
        let mut bears = false;
        // A percentage that no column ties to acts works on the act of its set when there is only one.
        let only =
            !is_tied(act) && self.0.iter().filter(|base| is_in_part(base.act, act)).count() == 1;
        let bearing =
            |base: &&mut Base<'m>| can_bear(base.act, act) || (only && is_in_part(base.act, act));
        let bears_already =
            |base: &Base<'m>| base.lines.iter().any(|line| line.act.code == act.code);
        for base in self.0.iter_mut().filter(bearing) {
            may_bear = true;
            if !bears_already(base) {
                bears = true;
                base.lines.push(PercentLine { act, ratio, scope: scope_of(act) });
            }
        }
        if may_bear && !bears {
            for base in self.0.iter_mut().filter(|base| bears_already(base)) {
                base.again.push(ratio);
            }
        }
        if may_bear { Ok(bears) } else { Err(UnpricedReason::NoBase) }
    }

    /// The points of the whole set.
    ///
    /// # Errors
    ///
    /// [`UnpricedReason`] if two percentages meet whose order no provision at hand gives, or a sum does not fit.
    pub(super) fn points(&self) -> Result<Points, UnpricedReason> {
        let fits = |error| UnpricedReason::Price(PriceError::Amount(error));
        self.0.iter().try_fold(Points::ZERO, |sum, base| {
            let points = base.total()?;
            sum.plus(points).map_err(fits)
        })
    }

    /// The last act before a 注 addition that it can belong to: the same 注加算コード, or else the last act.
    fn owner_of(&mut self, addition: &Act) -> Option<&mut Base<'m>> {
        let grouped = addition.addition_group != 0;
        let fits = move |base: &&mut Base<'m>| {
            !grouped || base.act.addition_group == addition.addition_group
        };
        self.0.iter_mut().rev().find(fits)
    }
}

impl Base<'_> {
    fn total(&self) -> Result<Points, UnpricedReason> {
        let fits = |error| UnpricedReason::Price(PriceError::Amount(error));
        let once = self.once()?;
        self.again.iter().try_fold(once, |sum, ratio| {
            percent_of(sum, *ratio).and_then(|part| sum.plus(part)).map_err(fits)
        })
    }

    /// With every percentage once.
    fn once(&self) -> Result<Points, UnpricedReason> {
        let fits = |error| UnpricedReason::Price(PriceError::Amount(error));
        let whole = self.points.plus(self.notes).map_err(fits)?;
        if self.lines.iter().any(|line| line.scope == Scope::Product) {
            return self.product(whole).map_err(fits);
        }
        let negative = |line: &PercentLine<'_>| line.ratio.numerator() < 0;
        let reduced = self.lines.iter().any(negative);
        if reduced && !self.lines.iter().all(negative) {
            return Err(UnpricedReason::MixedPercentages);
        }
        // 通則 additions of 処置, 手術, 麻酔 take the act with all additions of its 注, those in percent included.
        let sum = |scope: Scope, of: Points| {
            self.lines.iter().filter(|line| line.scope == scope).try_fold(
                Points::ZERO,
                |sum, line| {
                    // 保医発0305第4号 通則: 端数は小数点以下第一位を四捨五入.
                    percent_of(of, line.ratio).and_then(|part| sum.plus(part))
                },
            )
        };
        let on_act = sum(Scope::Act, self.points).map_err(fits)?;
        let with_notes = whole.plus(on_act).map_err(fits)?;
        let general = sum(Scope::ActAndNotes, with_notes).map_err(fits)?;
        with_notes.plus(general).map_err(fits)
    }

    /// 生体検査料 通則 2, 4: 「所定点数にそれぞれの割合を乗じた上で、端数が生じた場合には、これを四捨五入した点数」.
    fn product(&self, whole: Points) -> Result<Points, AmountError> {
        let error = AmountError::of("a product of percentages");
        let part = |line: &PercentLine<'_>| {
            let numerator = Decimal::from(line.ratio.numerator());
            numerator.checked_div(Decimal::from(line.ratio.denominator())).ok_or(error)
        };
        let is_product = |line: &&PercentLine<'_>| line.scope == Scope::Product;
        let (mut factor, mut additions) = (Decimal::ONE, Decimal::ONE);
        for line in self.lines.iter().filter(is_product) {
            let rest = Decimal::ONE.checked_add(part(line)?).ok_or(error)?;
            factor = factor.checked_mul(rest).ok_or(error)?;
        }
        for line in self.lines.iter().filter(|line| !is_product(line)) {
            additions = additions.checked_add(part(line)?).ok_or(error)?;
        }
        let exact = Decimal::from(whole.count()).checked_mul(factor);
        let exact = exact.and_then(|points| points.checked_mul(additions)).ok_or(error)?;
        Rounding::HalfUp.apply(exact).map(Points::new)
    }
}

/// 所定点数 of a percentage line.
fn scope_of(line: &Act) -> Scope {
    // 内視鏡検査 通則5 (7) takes the additions of the 注 with the act, as the 通則 of 処置, 手術 and 麻酔 do.
    let is_endoscopy_time = line.addition_group == 0 && line.time_addition != 0;
    if line.reduction == 1 && line.addition_group == 0 {
        Scope::Product
    } else if line.notice_kind == GENERAL_ADDITION || is_endoscopy_time {
        Scope::ActAndNotes
    } else {
        Scope::Act
    }
}

/// Whether the columns of the master let `line` work on `base`.
fn can_bear(base: &Act, line: &Act) -> bool {
    if !is_base(base) {
        return false;
    }
    if line.addition_group != 0 {
        return base.addition_group == line.addition_group;
    }
    if line.inpatient_reduction != 0 {
        // 項番48: 3 and 4 reduce the fees marked 1, 5 those marked 1 or 2.
        return base.inpatient_reduction == 1
            || (base.inpatient_reduction == 2 && line.inpatient_reduction == 5);
    }
    if line.conformity == Act::CONFORMITY_REDUCTION {
        return base.conformity == Act::CONFORMITY_REDUCED && is_in_part(base, line);
    }
    if line.reduction == 1 {
        return base.reduction == 1 && is_in_part(base, line);
    }
    let counts = !(line.notice_kind == GENERAL_ADDITION && base.outside_general_base);
    let by_age = line.general_age == 0 || base.general_age == line.general_age;
    let by_time = line.time_addition == 0 || base.time_addition == 1;
    let by_weight = line.low_birth_weight == 0 || base.low_birth_weight == 1;
    is_tied(line) && is_in_part(base, line) && counts && by_age && by_time && by_weight
}

/// Whether a column of `line` names the acts it works on.
fn is_tied(line: &Act) -> bool {
    line.addition_group != 0
        || line.inpatient_reduction != 0
        || line.conformity == Act::CONFORMITY_REDUCTION
        || line.reduction == 1
        || line.general_age != 0
        || line.time_addition != 0
        || line.low_birth_weight != 0
}

fn is_base(act: &Act) -> bool {
    !matches!(act.notice_kind, ADDITION | GENERAL_ADDITION)
}

/// Whether `base` is a base of the chapter and part of `line`.
fn is_in_part(base: &Act, line: &Act) -> bool {
    is_base(base) && base.chapter == line.chapter && base.part == line.part
}
