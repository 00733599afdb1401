//! Quantifiers and aggregates, when some of what is counted is not known.

use num_rational::BigRational;

use super::Judge;
use super::days::{Day, Length, after};
use super::expr::Here;
use super::value::{self, Known, Needs, Sort, Three, Value};
use crate::syntax::ast::{Aggregate, Expr, ExprKind, Quantifier};

impl Judge<'_> {
    pub(super) fn quantified(&self, expr: &Expr, here: &Here) -> Three {
        let ExprKind::Quantified {
            quantifier,
            domain,
            filter,
            satisfy,
            within,
        } = &expr.kind
        else {
            panic!("no quantifier")
        };
        let many = self.seen(domain, here);
        let gap: Needs = many
            .gaps
            .iter()
            .flat_map(|(_, needs)| needs.clone())
            .collect();
        let is_gap = !many.gaps.is_empty();
        let open_gap = || is_gap.then(|| Three::Open(gap.clone()));
        if *quantifier == Quantifier::All {
            let each = many.items.iter().map(|(item, belongs)| {
                let meant = belongs.clone().and(self.holds(filter.as_deref(), item));
                Three::any([meant.not(), self.holds(satisfy.as_deref(), item)])
            });
            return Three::all(each.chain(open_gap()));
        }
        let counted: Vec<(Three, Option<Day>)> = many
            .items
            .iter()
            .map(|(item, belongs)| {
                let is_one = Three::all([
                    belongs.clone(),
                    self.holds(filter.as_deref(), item),
                    self.holds(satisfy.as_deref(), item),
                ]);
                (is_one, self.day_of(item))
            })
            .collect();
        let (sure, possible) = match within {
            None => {
                let sure = counted.iter().filter(|(is, _)| *is == Three::True).count();
                let possible = counted.iter().filter(|(is, _)| *is != Three::False).count();
                (sure, possible)
            }
            Some(within) => {
                let length = Length {
                    months: within.duration.months.into(),
                    days: within.duration.days.into(),
                };
                most_within(&counted, length)
            }
        };
        let possible = (!is_gap).then_some(possible);
        let open = || {
            let elements = counted.iter().flat_map(|(is, _)| is.needs());
            Three::Open(elements.chain(gap.clone()).collect())
        };
        let at_least = |n: usize| match possible {
            _ if sure >= n => Three::True,
            Some(possible) if possible < n => Three::False,
            _ => open(),
        };
        match quantifier {
            Quantifier::All => panic!("answered above"),
            Quantifier::Any => at_least(1),
            Quantifier::No => at_least(1).not(),
            Quantifier::AtLeast(n) => at_least(*n as usize),
            Quantifier::AtMost(n) => at_least(*n as usize + 1).not(),
            Quantifier::Exactly(n) => at_least(*n as usize).and(at_least(*n as usize + 1).not()),
        }
    }

    fn day_of(&self, item: &Here) -> Option<Day> {
        match self.act_date(item.record?) {
            Some(Known::Is(Value::Day(day))) => Some(day),
            _ => None,
        }
    }

    pub(super) fn aggregate(&self, expr: &Expr, here: &Here) -> Known {
        let ExprKind::Aggregate {
            aggregate,
            of,
            domain,
            filter,
        } = &expr.kind
        else {
            panic!("no aggregate")
        };
        let many = self.seen(domain, here);
        let mut needs: Needs = many
            .gaps
            .iter()
            .flat_map(|(_, needs)| needs.clone())
            .collect();
        let mut is_open = !many.gaps.is_empty();
        let mut unformed = None;
        let mut values = Vec::new();
        for (item, belongs) in &many.items {
            let counts = belongs.clone().and(self.holds(filter.as_deref(), item));
            if counts == Three::False {
                continue;
            }
            let value = match of {
                Some(of) => self.known(of, item),
                None => Known::count(1),
            };
            if let Three::Open(more) = &counts {
                is_open = true;
                needs.extend(more.clone());
                needs.extend(value.needs());
                continue;
            }
            match value {
                Known::Is(value) => values.push(value),
                Known::Missing(more) => {
                    is_open = true;
                    needs.extend(more);
                }
                Known::Unformed(why) => unformed = Some(why),
            }
        }
        match unformed {
            Some(why) => Known::Unformed(why),
            None if is_open => Known::Missing(needs),
            None => combined(*aggregate, &values),
        }
    }
}

/// How many surely, and how many possibly, stand within so long a time, wherever it starts.
fn most_within(counted: &[(Three, Option<Day>)], length: Length) -> (usize, usize) {
    let most = |is_meant: fn(&Three) -> bool| {
        let dated: Vec<Day> = counted
            .iter()
            .filter(|(is, _)| is_meant(is))
            .filter_map(|(_, day)| *day)
            .collect();
        let from = |first: &Day| {
            let end = after(*first, length);
            dated
                .iter()
                .filter(|day| first <= day && **day < end)
                .count()
        };
        dated.iter().map(from).max().unwrap_or(0)
    };
    let undated = |(is, day): &&(Three, Option<Day>)| *is != Three::False && day.is_none();
    let undated = counted.iter().filter(undated).count();
    (
        most(|is| *is == Three::True),
        most(|is| *is != Three::False) + undated,
    )
}

fn combined(aggregate: Aggregate, values: &[Value]) -> Known {
    let amount = |value: &Value| match value {
        Value::Number(number) => number.amount.clone(),
        other => panic!("{other:?} is no number"),
    };
    let sort = values.iter().find_map(|value| match value {
        Value::Number(number) => Some(number.sort),
        _ => None,
    });
    let sort = sort.unwrap_or(Sort::Other);
    let total = || values.iter().map(amount).sum::<BigRational>();
    let count = BigRational::from_integer(values.len().into());
    let empty = || Known::Unformed("empty".to_owned());
    match aggregate {
        Aggregate::Count => Known::count(values.len()),
        Aggregate::Sum => Known::number(total(), sort),
        _ if values.is_empty() => empty(),
        Aggregate::Average => Known::number(total() / count, sort),
        Aggregate::Min => Known::number(values.iter().map(amount).min().unwrap(), sort),
        Aggregate::Max => Known::number(values.iter().map(amount).max().unwrap(), sort),
        Aggregate::Share => {
            let yes = values
                .iter()
                .filter(|value| **value == Value::Truth(true))
                .count();
            let yes = value::whole(i64::try_from(yes).unwrap());
            Known::number(yes / count * value::whole(100), Sort::Percent)
        }
    }
}
