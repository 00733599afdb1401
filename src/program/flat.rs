//! The program in the form that decides: tests over packed slots, laid out in runs, and what each trigger ranges
//! over. It says whether a trigger fires and nothing else.
//!
//! A test tells true, false or unknown; a run of tests is read in order and left as soon as it is decided. Constants
//! are counts of the same parts as the slots that they are compared with. Where the flat form has no words for a
//! condition, the test is `Slow`, and the operation that it came from is asked instead; a branch that it cannot
//! range over at all is `Branch::Slow`.

mod awaits;
mod compare;
mod condition;
mod listing;
mod lower;
mod quick;

use std::ops::Range;

use crate::ids::{LevelId, MetricId, ProhibitionId, RecordTypeId, TargetId, VagueId};
use crate::model::{CompareOp, Due, Quantifier, StatusTest, VagueSubject, Window};
use crate::program::OpId;

pub use lower::flatten;
pub use quick::Step;

/// A slot of the unit or of the record that is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Place(u32);

/// Number of a test.
pub type TestId = u32;

/// Consecutive tests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Run {
    start: u32,
    end: u32,
}

/// A condition, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Test {
    /// Whatever the facts are.
    Always(bool),
    /// As soon as the slot is known, whatever it holds.
    Once(Place, bool),
    /// The slot holds less.
    Less(Place, i64),
    /// The slot holds as much or more.
    AtLeast(Place, i64),
    /// The slot holds just this.
    Equal(Place, i64),
    /// The slot holds something else.
    Unequal(Place, i64),
    /// The slot holds one of these small numbers.
    OneOf(Place, u64),
    /// Two slots of one packing compare.
    Places(CompareOp, Place, Place),
    /// The first slot, as a part of the second, compares with a bound.
    Part(Place, Place, u32),
    /// All of a run.
    And(Run),
    /// Some of a run.
    Or(Run),
    /// The second of a run, once the first is true.
    Given(Run),
    /// The opposite.
    Not(TestId),
    /// Read at the unit of that level around this one.
    Around(LevelId, TestId),
    /// So many elements.
    Many(u32),
    /// The status of the target looked at.
    Status(StatusTest),
    /// What was determined.
    Determined(u32),
    /// The operation has to be asked.
    Slow,
}

/// The operation that a test came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which; of a test made of several, one of them.
    pub op: OpId,
    /// Whether the test is its opposite.
    pub negated: bool,
}

impl Origin {
    /// No operation says the same; the test never has to ask one.
    pub const NONE: Self = Self {
        op: OpId(u32::MAX),
        negated: false,
    };
}

/// A test with its origin.
pub type Node = (Test, Origin);

/// A bound for a part: a · times < whole · bound, and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartBound {
    /// How it compares.
    pub op: CompareOp,
    /// What the part is multiplied by.
    pub times: i64,
    /// What the whole is multiplied by.
    pub bound: i64,
    /// Whether the whole must be more than nothing.
    pub share: bool,
}

/// A condition as it is begun: most are one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// There is none.
    Holds,
    /// All of a run.
    All(Run),
    /// Some of a run.
    Any(Run),
}

/// A quantified condition, or a count of elements compared with a number.
#[derive(Clone, Debug)]
pub struct Many {
    /// Of what.
    pub domain: ManyOf,
    /// In the units inside as well as the unit itself.
    pub inside: bool,
    /// Which elements.
    pub filter: Condition,
    /// What each must satisfy.
    pub satisfy: Condition,
    /// How many.
    pub ask: Ask,
}

/// How many elements are asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    /// So many, whatever is unknown.
    Quantifier(Quantifier),
    /// The count compares with a number: below it, or not; unknown as long as any element is.
    Below(i64, bool),
}

/// What is quantified over.
#[derive(Clone, Debug)]
pub enum ManyOf {
    /// Records.
    Records(u32),
    /// Units of a level.
    Units(LevelId),
}

/// The records of a type that lie in a window.
#[derive(Clone, Debug)]
pub struct Records {
    /// The type.
    pub record_type: RecordTypeId,
    /// The levels whose units list them, with the slot of the list.
    pub homes: Vec<(LevelId, u32)>,
    /// Which window.
    pub window: u32,
}

/// A window of a domain; a branch looks at the period alone, whatever its domain says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looked {
    /// The window.
    pub window: Window,
    /// Whether only what lies in the period counts.
    pub period_only: bool,
}

/// The dates of a record type.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// The field with the date of the act.
    pub act: Option<u32>,
    /// Other dates without which the record does not exist yet.
    pub others: Vec<u32>,
}

/// A target's conditions.
#[derive(Clone, Debug)]
pub struct TargetTests {
    /// Where it applies.
    pub given: Condition,
    /// What is required.
    pub require: Condition,
    /// Whether it is missed, once it is due.
    pub missed: Node,
    /// When it is due.
    pub due: u32,
    /// Whether only the operations can tell.
    pub slow: bool,
}

/// What a determination is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The term.
    pub term: VagueId,
    /// Of what.
    pub subject: VagueSubject,
}

/// What is looked at beside a unit or a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// The unit or record itself.
    Itself,
    /// A target at the unit.
    Target(TargetId),
    /// A metric at the unit.
    Metric(MetricId),
    /// An act that a prohibition forbids.
    Prohibition(ProhibitionId),
}

/// One branch of a trigger.
#[derive(Clone, Debug)]
pub enum Branch {
    /// Units of a level, or a target or metric at each.
    Units(LevelId, What, Condition),
    /// Targets of one level that are due on one day: whether any of them is breached.
    Targets {
        /// The level.
        level: LevelId,
        /// When they are due.
        due: u32,
        /// Whether any is breached, once they are due.
        breached: Condition,
        /// Which targets.
        targets: Range<u32>,
    },
    /// Records.
    Records(u32, What, Condition),
    /// What only the operations can tell.
    Slow(u32),
}

/// A trigger's branches.
#[derive(Clone, Debug)]
pub struct TriggerTests {
    /// Which.
    pub branches: Range<u32>,
    /// Whether what is unknown may wait for a determination.
    pub may_await: bool,
    /// Where the steps for facts of one unit begin.
    pub steps: u32,
}

/// All tests of a policy.
#[derive(Clone, Debug, Default)]
pub struct Flat {
    tests: Vec<Test>,
    origins: Vec<Origin>,
    /// Bounds of parts.
    pub parts: Vec<PartBound>,
    /// Quantified conditions.
    pub many: Vec<Many>,
    /// Records ranged over.
    pub records: Vec<Records>,
    /// Windows looked through.
    pub windows: Vec<Looked>,
    /// Dates of record types.
    pub dates: Vec<Dates>,
    /// Determinations asked for.
    pub asked: Vec<Asked>,
    /// Days on which targets are due.
    pub dues: Vec<Due>,
    /// Targets.
    pub targets: Vec<TargetTests>,
    /// Targets of branches, run by run.
    pub listed: Vec<TargetId>,
    /// Branches, trigger by trigger.
    pub branches: Vec<Branch>,
    /// For each of them, the place in the policy's trigger of the branch that it is a part of.
    pub parts_of: Vec<u32>,
    /// Triggers.
    pub triggers: Vec<TriggerTests>,
    /// Steps for facts of one unit, trigger by trigger.
    pub steps: Vec<Step>,
    /// The level of that unit.
    pub steps_at: Option<LevelId>,
    /// For each level, the levels that contain it, a bit each.
    pub above: Vec<u64>,
}

impl Place {
    const RECORD: u32 = 1 << 31;

    fn unit(slot: u32) -> Option<Self> {
        (slot < Self::RECORD).then_some(Self(slot))
    }

    fn record(slot: u32) -> Option<Self> {
        (slot < Self::RECORD).then_some(Self(slot | Self::RECORD))
    }

    /// Whether it is a slot of the record: 1, or of the unit: 0.
    #[inline]
    pub fn of_record(self) -> usize {
        (self.0 >> 31) as usize
    }

    /// The slot.
    #[inline]
    pub fn slot(self) -> u32 {
        self.0 & !Self::RECORD
    }
}

impl Flat {
    /// The tests of a run.
    #[inline]
    pub fn run(&self, run: Run) -> &[Test] {
        self.tests
            .get(run.start as usize..run.end as usize)
            .unwrap_or_default()
    }

    /// The origins of a run.
    pub fn origins(&self, run: Run) -> &[Origin] {
        self.origins
            .get(run.start as usize..run.end as usize)
            .unwrap_or_default()
    }

    /// A test by itself.
    pub fn node(&self, id: TestId) -> Option<Node> {
        let test = self.tests.get(id as usize)?;
        Some((*test, *self.origins.get(id as usize)?))
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = ["unit", "record"].get(self.of_record()).unwrap_or(&"");
        write!(f, "{of}[{}]", self.slot())
    }
}

impl std::fmt::Debug for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
