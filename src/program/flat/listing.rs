//! The tests written out, for people who want to see what a trigger became.

use std::fmt::{self, Display, Formatter};

use super::{Branch, Condition, Flat, Many, ManyOf, Node, Run, Test};

impl Display for Flat {
    /// A line for each branch, and a line for each test below what it belongs to.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (number, trigger) in self.triggers.iter().enumerate() {
            writeln!(f, "trigger {number}")?;
            let range = trigger.branches.start as usize..trigger.branches.end as usize;
            for branch in self.branches.get(range).unwrap_or_default() {
                self.branch(branch, f)?;
            }
        }
        Ok(())
    }
}

impl Flat {
    fn branch(&self, branch: &Branch, f: &mut Formatter<'_>) -> fmt::Result {
        match branch {
            Branch::Units(level, what, test) => {
                writeln!(f, "  units of {level:?}, {what:?}")?;
                self.begun(*test, 2, f)
            }
            Branch::Targets {
                level,
                due,
                breached,
                targets,
            } => {
                let due = self.dues.get(*due as usize);
                writeln!(
                    f,
                    "  {} targets of {level:?}, due {due:?}, breached where",
                    targets.len()
                )?;
                self.begun(*breached, 2, f)
            }
            Branch::Records(records, what, test) => {
                self.of_records(*records, f)?;
                writeln!(f, ", {what:?}")?;
                self.begun(*test, 2, f)
            }
            Branch::Slow(index) => writeln!(f, "  branch {index}, by its operations"),
        }
    }

    fn of_records(&self, records: u32, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(records) = self.records.get(records as usize) else {
            return Ok(());
        };
        let looked = self.windows.get(records.window as usize);
        let window = looked.map(|looked| looked.window);
        write!(f, "  records {:?} in {window:?}", records.record_type)
    }

    fn maybe(&self, test: Option<Node>, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        match test {
            Some((test, _)) => self.test(test, depth, f),
            None => Ok(()),
        }
    }

    fn test(&self, test: Test, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:width$}", "", width = depth * 2)?;
        match test {
            Test::And(run) => self.group("all", run, depth, f),
            Test::Or(run) => self.group("any", run, depth, f),
            Test::Given(run) => self.group("given", run, depth, f),
            Test::Not(inner) => {
                writeln!(f, "not")?;
                self.maybe(self.node(inner), depth + 1, f)
            }
            Test::Around(level, inner) => {
                writeln!(f, "at the {level:?} around")?;
                self.maybe(self.node(inner), depth + 1, f)
            }
            Test::Less(place, bound) => writeln!(f, "{place:?} < {bound}"),
            Test::AtLeast(place, bound) => writeln!(f, "{place:?} >= {bound}"),
            Test::Equal(place, value) => writeln!(f, "{place:?} = {value}"),
            Test::Unequal(place, value) => writeln!(f, "{place:?} /= {value}"),
            Test::OneOf(place, set) => writeln!(f, "{place:?} in {set:b}"),
            Test::Places(op, left, right) => writeln!(f, "{left:?} {op:?} {right:?}"),
            Test::Part(part, whole, bound) => match self.parts.get(bound as usize) {
                Some(bound) => writeln!(
                    f,
                    "{part:?} * {} {:?} {whole:?} * {}",
                    bound.times, bound.op, bound.bound
                ),
                None => writeln!(f),
            },
            Test::Many(many) => match self.many.get(many as usize) {
                Some(many) => self.many(many, depth, f),
                None => writeln!(f),
            },
            Test::Determined(asked) => {
                writeln!(f, "determined {:?}", self.asked.get(asked as usize))
            }
            Test::Always(_) | Test::Once(..) | Test::Status(_) | Test::Slow => {
                writeln!(f, "{test:?}")
            }
        }
    }

    fn group(&self, word: &str, run: Run, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{word}")?;
        let mut tests = self.run(run).iter();
        tests.try_for_each(|test| self.test(*test, depth + 1, f))
    }

    fn many(&self, many: &Many, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} of", many.ask)?;
        match many.domain {
            ManyOf::Records(records) => self.of_records(records, f)?,
            ManyOf::Units(level) => write!(f, "  units of {level:?}")?,
        }
        writeln!(f, "{}", if many.inside { ", inside too" } else { "" })?;
        self.begun(many.filter, depth + 1, f)?;
        self.begun(many.satisfy, depth + 1, f)
    }

    fn begun(&self, condition: Condition, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        match condition {
            Condition::Holds => Ok(()),
            Condition::All(run) => self.test(Test::And(run), depth, f),
            Condition::Any(run) => self.test(Test::Or(run), depth, f),
        }
    }
}
