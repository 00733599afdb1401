//! What keeps a trigger silent on facts of one unit: looks, all of which have to be silent.
//!
//! Of conditions joined by `and` one that is false is enough, so the one with the fewest looks is taken first. Where no
//! looks say that a trigger is silent, it is always awake.

use super::lower::Lowering;
use super::watch::{Among, Between, Group, ListLooks, Ratio, Single, Watch, Woken};
use super::{Ask, Branch, Condition, Flat, Many, ManyOf, Place, Run, Test, TriggerTests, What};
use crate::arena::Id;
use crate::ids::LevelId;
use crate::model::{Quantifier, StatusTest};

/// One thing to look at.
enum Look {
    /// This look is silent, or one of the others is.
    Values(Single, Vec<Single>),
    /// Targets of that day are due.
    Due(u32),
    /// No record of the list in this slot shows anything; of some lists every record does.
    List(u32, Silence),
}

/// All of several; `None` where nothing of the kind says it.
type Silence = Option<Vec<Look>>;

/// The work on facts of one unit of a level.
struct Looking<'f> {
    flat: &'f Flat,
    level: LevelId,
}

/// Whose values are looked at.
#[derive(Clone, Copy)]
struct Side {
    what: What,
    record: bool,
}

impl Lowering<'_> {
    /// What to look at in facts of one unit of a level.
    pub(super) fn watch(&self, level: LevelId) -> Watch {
        let flat = &self.flat;
        let looking = Looking { flat, level };
        let mut watch = Watch::default();
        for (trigger, tests) in (0..).zip(&flat.triggers) {
            match looking.silence(tests) {
                Some(looks) => looks.into_iter().for_each(|look| watch.add(look, trigger)),
                None => watch.always.push(trigger),
            }
        }
        watch
    }
}

impl Watch {
    fn add(&mut self, look: Look, trigger: u32) {
        match look {
            Look::Due(due) => self.dues.push((due, trigger)),
            Look::List(slot, looks) => self.lists.entry(slot).or_default().add(looks, trigger),
            Look::Values(look, unless) => {
                let woken = Woken { trigger, unless };
                match look {
                    Single::Between(look) => Group::add(&mut self.between, look, woken),
                    look => Group::add(&mut self.others, look, woken),
                }
            }
        }
    }
}

impl ListLooks {
    fn add(&mut self, looks: Silence, trigger: u32) {
        self.triggers.push(trigger);
        let Some(looks) = looks else {
            return self.always.push(trigger);
        };
        for look in looks {
            match look {
                Look::Values(look, unless) => {
                    Group::add(&mut self.looks, look, Woken { trigger, unless });
                }
                // Conditions on records name neither days nor lists.
                Look::Due(_) | Look::List(..) => self.always.push(trigger),
            }
        }
    }
}

impl Looking<'_> {
    /// What keeps a trigger silent.
    fn silence(&self, tests: &TriggerTests) -> Silence {
        let range = tests.branches.start as usize..tests.branches.end as usize;
        let branches = self.flat.branches.get(range)?;
        union(branches.iter().map(|branch| self.branch(branch)))
    }

    /// A branch has neither a cause nor an open one.
    fn branch(&self, branch: &Branch) -> Silence {
        let side = |what| Side {
            what,
            record: false,
        };
        match branch {
            Branch::Units(of, what, test) if *of == self.level => {
                self.begun(*test, false, side(*what))
            }
            Branch::Targets {
                level: of,
                due,
                breached,
                ..
            } if *of == self.level => {
                let mut looks = self.begun(*breached, false, side(What::Itself))?;
                looks.push(Look::Due(*due));
                Some(looks)
            }
            Branch::Records(records, what, test) => {
                let looks = self.begun(*test, false, side(*what).of_record());
                Some(self.listed(*records, looks))
            }
            // There is no such unit.
            Branch::Units(..) | Branch::Targets { .. } => Some(Vec::new()),
            Branch::Slow(_) => None,
        }
    }

    /// No record that the unit lists shows anything.
    fn listed(&self, records: u32, looks: Silence) -> Vec<Look> {
        let records = self.flat.records.get(records as usize);
        let homes = records.map_or(&[][..], |records| &records.homes);
        let home = homes.iter().find(|(of, _)| *of == self.level);
        home.map(|(_, slot)| Look::List(*slot, looks))
            .into_iter()
            .collect()
    }

    fn begun(&self, condition: Condition, wanted: bool, side: Side) -> Silence {
        match condition {
            Condition::Holds => wanted.then(Vec::new),
            Condition::All(run) => self.all(run, wanted, side),
            Condition::Any(run) => self.all_or_any(run, wanted, !wanted, side),
        }
    }

    fn all(&self, run: Run, wanted: bool, side: Side) -> Silence {
        self.all_or_any(run, wanted, wanted, side)
    }

    /// Every test of a run says what is wanted, or one of them does.
    fn all_or_any(&self, run: Run, wanted: bool, every: bool, side: Side) -> Silence {
        let tests = self.flat.run(run).iter();
        let each = tests.map(|test| self.test(*test, wanted, side));
        if every { union(each) } else { least(each) }
    }

    /// A test says what is wanted, whatever else is unknown.
    fn test(&self, test: Test, wanted: bool, side: Side) -> Silence {
        let order = |place: Place, bound: i64, less: bool| {
            let slot = side.slot(place)?;
            let look = match less {
                true => Between::new(slot, i64::MIN, bound.checked_sub(1)?),
                false => Between::new(slot, bound, i64::MAX),
            };
            one(Single::Between(look?))
        };
        match test {
            Test::Always(truth) => (truth == wanted).then(Vec::new),
            Test::Once(place, truth) => known(side.slot(place)?).filter(|_| truth == wanted),
            Test::Less(place, bound) => order(place, bound, wanted),
            Test::AtLeast(place, bound) => order(place, bound, !wanted),
            Test::Equal(place, value) => equal(side.slot(place)?, value, wanted),
            Test::Unequal(place, value) => equal(side.slot(place)?, value, !wanted),
            Test::OneOf(place, set) => {
                let set = if wanted { set } else { !set };
                one(Single::Among(Among::new(side.slot(place)?, set)))
            }
            Test::Part(part, whole, bound) => {
                let bound = self.flat.parts.get(bound as usize)?;
                let opposite = super::compare::opposite(bound.op);
                let op = if wanted { bound.op } else { opposite };
                let places = (side.slot(part)?, side.slot(whole)?);
                one(Single::Ratio(Ratio::new(
                    places,
                    op,
                    (bound.times, bound.bound),
                )?))
            }
            Test::And(run) => self.all(run, wanted, side),
            Test::Or(run) => self.all_or_any(run, wanted, !wanted, side),
            Test::Given(run) => self.given(run, wanted, side),
            Test::Not(inner) => self.test(self.flat.node(inner)?.0, !wanted, side),
            Test::Many(many) => self.many(self.flat.many.get(many as usize)?, wanted, side),
            Test::Status(StatusTest::Breached) if !wanted => self.not_breached(side),
            Test::Places(..)
            | Test::Around(..)
            | Test::Status(_)
            | Test::Determined(_)
            | Test::Slow => None,
        }
    }

    /// While the first of two is unknown, so is the whole.
    fn given(&self, run: Run, wanted: bool, side: Side) -> Silence {
        let [first, second] = self.flat.run(run) else {
            return None;
        };
        let second = self.test(*second, wanted, side);
        if wanted {
            return union([self.test(*first, true, side), second].into_iter());
        }
        union([self.known(*first, side), second].into_iter())
            .or_else(|| self.test(*first, false, side))
    }

    /// A test is not unknown.
    fn known(&self, test: Test, side: Side) -> Silence {
        match test {
            Test::Always(_) => Some(Vec::new()),
            Test::Once(place, _)
            | Test::Less(place, _)
            | Test::AtLeast(place, _)
            | Test::Equal(place, _)
            | Test::Unequal(place, _)
            | Test::OneOf(place, _) => known(side.slot(place)?),
            Test::And(run) | Test::Or(run) => union(
                self.flat
                    .run(run)
                    .iter()
                    .map(|test| self.known(*test, side)),
            ),
            Test::Not(inner) => self.known(self.flat.node(inner)?.0, side),
            _ => None,
        }
    }

    /// As many elements as there are where none shows anything.
    fn many(&self, many: &Many, wanted: bool, side: Side) -> Silence {
        if side.record || of_nothing(many.ask) != wanted {
            return None;
        }
        match many.domain {
            ManyOf::Units(level) => (level != self.level).then(Vec::new),
            ManyOf::Records(records) => {
                let inner = Side {
                    what: What::Itself,
                    ..side.of_record()
                };
                let filter = self.begun(many.filter, false, inner);
                let satisfy = match many.ask {
                    // What is meant and does not hold decides against all.
                    Ask::Quantifier(Quantifier::All) => None,
                    _ => self.begun(many.satisfy, false, inner),
                };
                let looks = least([filter, satisfy].into_iter());
                Some(self.listed(records, looks))
            }
        }
    }

    /// The target looked at is due and not missed.
    fn not_breached(&self, side: Side) -> Silence {
        let What::Target(target) = side.what else {
            return None;
        };
        let target = self.flat.targets.get(target.index())?;
        if target.slow {
            return None;
        }
        let mut looks = self.test(target.missed.0, false, side)?;
        looks.push(Look::Due(target.due));
        Some(looks)
    }
}

impl Side {
    fn of_record(self) -> Self {
        Self {
            record: true,
            ..self
        }
    }

    /// The slot of a place on this side.
    fn slot(self, place: Place) -> Option<u32> {
        (place.of_record() == usize::from(self.record)).then_some(place.slot())
    }
}

fn one(look: Single) -> Silence {
    Some(vec![Look::Values(look, Vec::new())])
}

fn known(slot: u32) -> Silence {
    one(Single::Between(Between::known(slot)?))
}

/// A value is that one, or it is another.
fn equal(slot: u32, value: i64, wanted: bool) -> Silence {
    if wanted {
        return one(Single::Between(Between::new(slot, value, value)?));
    }
    // Amounts are seldom less than nothing; categories are small numbers.
    let above = |value: i64| Between::new(slot, value.checked_add(1)?, i64::MAX);
    match u32::try_from(value) {
        Ok(bit @ 1..64) => one(Single::Among(Among::new(slot, !(1 << bit)))),
        _ => one(Single::Between(above(value)?)),
    }
}

/// What is said of no elements at all.
fn of_nothing(ask: Ask) -> bool {
    match ask {
        Ask::Quantifier(quantifier) => match quantifier {
            Quantifier::All | Quantifier::No | Quantifier::AtMost(_) => true,
            Quantifier::Any => false,
            Quantifier::AtLeast(n) | Quantifier::Exactly(n) => n == 0,
        },
        Ask::Below(bound, negated) => (0 < bound) != negated,
    }
}

/// Everything looked at by each.
fn union(each: impl Iterator<Item = Silence>) -> Silence {
    let all: Option<Vec<Vec<Look>>> = each.collect();
    all.map(|all| all.into_iter().flatten().collect())
}

/// The one that looks at least; where that is at one thing, any other such thing will do as well.
fn least(each: impl Iterator<Item = Silence>) -> Silence {
    let mut each: Vec<Vec<Look>> = each.flatten().collect();
    let (at, _) = each
        .iter()
        .enumerate()
        .min_by_key(|(_, looks)| looks.len())?;
    let mut least = each.swap_remove(at);
    if let [Look::Values(_, unless)] = least.as_mut_slice() {
        for other in each {
            if let Ok([Look::Values(look, more)]) = <[Look; 1]>::try_from(other) {
                unless.push(look);
                unless.extend(more);
            }
        }
    }
    Some(least)
}
