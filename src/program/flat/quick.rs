//! The tests of a trigger as steps with jumps, for facts of one unit where everything asked is known: then a
//! condition is true or false, and each test says where to go on.
//!
//! A step that meets something unknown gives up, and the runs of tests say the rest.

use super::lower::{Lowering, number};
use super::{Branch, Condition, Flat, Node, Run, Test, TestId, What};
use crate::ids::LevelId;
use crate::model::CompareOp;

/// A step, and where to go when it holds; otherwise the next one follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A test that is one comparison.
    Test(Test, u32),
    /// Any other test.
    Other(TestId, u32),
    /// Always.
    Go(u32),
    /// Goes on only where targets of that day are due.
    Due(u32),
    /// Goes on where the list in this slot is empty, or where the branch has no cause.
    List(u32, u32),
    /// Goes on where the branch has no cause.
    Branch(u32),
    /// Whether the trigger fires.
    End(bool),
    /// The runs of tests have to be asked.
    GiveUp,
}

/// A place to go to that is not known yet.
type Label = usize;

/// Steps being written.
struct Writing<'f> {
    flat: &'f mut Flat,
    steps: Vec<Step>,
    labels: Vec<u32>,
}

impl Lowering<'_> {
    /// Writes the steps of a trigger's branches for facts of one unit of a level, and says where they begin.
    pub(super) fn steps(&mut self, branches: std::ops::Range<u32>, level: LevelId) -> u32 {
        let range = branches.start as usize..branches.end as usize;
        let all: Vec<Branch> = self.flat.branches.get(range).unwrap_or_default().to_vec();
        let first = number(self.flat.steps.len());
        let mut writing = Writing {
            flat: &mut self.flat,
            steps: Vec::new(),
            labels: Vec::new(),
        };
        let fired = writing.label();
        for (index, branch) in (branches.start..).zip(&all) {
            writing.branch(index, branch, level, fired);
        }
        writing.steps.push(Step::End(false));
        writing.here(fired);
        writing.steps.push(Step::End(true));
        let Writing { steps, labels, .. } = writing;
        let to = |label: u32| first + labels.get(label as usize).copied().unwrap_or(0);
        self.flat
            .steps
            .extend(steps.into_iter().map(|step| match step {
                Step::Test(test, label) => Step::Test(test, to(label)),
                Step::Other(test, label) => Step::Other(test, to(label)),
                Step::Go(label) => Step::Go(to(label)),
                step => step,
            }));
        first
    }
}

impl Writing<'_> {
    fn branch(&mut self, index: u32, branch: &Branch, level: LevelId, fired: Label) {
        match branch {
            Branch::Units(of, What::Itself, test) if *of == level => self.begun(*test, fired),
            Branch::Units(of, ..) if *of == level => self.steps.push(Step::Branch(index)),
            Branch::Targets {
                level: of,
                due,
                breached,
                ..
            } if *of == level => {
                self.steps.push(Step::Due(*due));
                self.begun(*breached, fired);
            }
            Branch::Records(records, ..) => {
                let records = self.flat.records.get(*records as usize);
                let homes = records.map_or(&[][..], |records| &records.homes);
                let slot = homes.iter().find(|(of, _)| *of == level);
                if let Some((_, slot)) = slot {
                    let slot = *slot;
                    self.steps.push(Step::List(slot, index));
                }
            }
            Branch::Slow(_) => self.steps.push(Step::Branch(index)),
            // There is no such unit.
            Branch::Units(..) | Branch::Targets { .. } => {}
        }
    }

    /// Goes to a label where a condition holds, and on where it does not.
    fn begun(&mut self, condition: Condition, fired: Label) {
        match condition {
            Condition::Holds => self.steps.push(Step::Go(number(fired))),
            Condition::All(run) => self.all(run, Some(fired), None),
            Condition::Any(run) => self.any(run, Some(fired), None),
        }
    }

    fn all(&mut self, run: Run, yes: Option<Label>, no: Option<Label>) {
        let end = self.label();
        let failed = no.unwrap_or(end);
        let ids: Vec<TestId> = (run.start..run.end).collect();
        let (last, first) = match ids.split_last() {
            Some(parts) => parts,
            None => return self.jump(yes),
        };
        for id in first {
            self.test(*id, None, Some(failed));
        }
        self.test(*last, yes, no);
        self.here(end);
    }

    fn any(&mut self, run: Run, yes: Option<Label>, no: Option<Label>) {
        let end = self.label();
        let holds = yes.unwrap_or(end);
        let ids: Vec<TestId> = (run.start..run.end).collect();
        let (last, first) = match ids.split_last() {
            Some(parts) => parts,
            None => return self.jump(no),
        };
        for id in first {
            self.test(*id, Some(holds), None);
        }
        self.test(*last, yes, no);
        self.here(end);
    }

    /// Goes to one label where a test holds and to another where it does not; on, where there is none.
    fn test(&mut self, id: TestId, yes: Option<Label>, no: Option<Label>) {
        let Some(node) = self.flat.node(id) else {
            return self.steps.push(Step::GiveUp);
        };
        match node.0 {
            Test::And(run) | Test::Given(run) => self.all(run, yes, no),
            Test::Or(run) => self.any(run, yes, no),
            Test::Not(inner) => self.test(inner, no, yes),
            Test::Always(true) => self.jump(yes),
            Test::Always(false) => self.jump(no),
            _ => self.leaf(id, node, yes, no),
        }
    }

    fn leaf(&mut self, id: TestId, (test, _): Node, yes: Option<Label>, no: Option<Label>) {
        match (yes, no, self.opposite(test)) {
            (Some(yes), no, Some(_)) => {
                self.steps.push(Step::Test(test, number(yes)));
                self.jump(no);
            }
            (None, Some(no), Some(opposite)) => self.steps.push(Step::Test(opposite, number(no))),
            (None, None, _) => {}
            (yes, no, None) => {
                let end = self.label();
                self.steps.push(Step::Other(id, number(yes.unwrap_or(end))));
                self.jump(no);
                self.here(end);
            }
        }
    }

    /// The opposite of a comparison whose slot is known.
    fn opposite(&mut self, test: Test) -> Option<Test> {
        Some(match test {
            Test::Less(place, bound) => Test::AtLeast(place, bound),
            Test::AtLeast(place, bound) => Test::Less(place, bound),
            Test::Equal(place, value) => Test::Unequal(place, value),
            Test::Unequal(place, value) => Test::Equal(place, value),
            Test::OneOf(place, set) => Test::OneOf(place, !set),
            Test::Part(part, whole, index) => {
                let bound = *self.flat.parts.get(index as usize)?;
                let op: CompareOp = super::compare::opposite(bound.op);
                self.flat.parts.push(super::PartBound { op, ..bound });
                Test::Part(part, whole, number(self.flat.parts.len() - 1))
            }
            _ => return None,
        })
    }

    fn jump(&mut self, to: Option<Label>) {
        if let Some(label) = to {
            self.steps.push(Step::Go(number(label)));
        }
    }

    fn label(&mut self) -> Label {
        self.labels.push(0);
        self.labels.len() - 1
    }

    fn here(&mut self, label: Label) {
        let here = number(self.steps.len());
        if let Some(place) = self.labels.get_mut(label) {
            *place = here;
        }
    }
}
