//! What evaluation finds: statuses, causes, and what each unknown one lacks. Numbers, not names.

use crate::calendar::{Date, Period};
use crate::facts::{RecordIndex, UnitIndex};
use crate::ids::{
    CommendationId, DutyId, LevelId, MatterId, MetricId, OrganId, ProhibitionId, RecordTypeId,
    ReportId, TargetId, TriggerId, VagueId,
};
use crate::program::OpId;
use crate::value::Value;

/// Everything evaluated, before attribution.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// Targets at each unit of their level, in declaration order, then unit order.
    pub targets: Vec<TargetOutcome>,
    /// Prohibitions at each unit of their records' levels.
    pub prohibitions: Vec<ProhibitionOutcome>,
    /// Reports for each holder and due date.
    pub reports: Vec<ReportOutcome>,
    /// Duties for each holder.
    pub duties: Vec<DutyOutcome>,
    /// Triggers, in declaration order.
    pub triggers: Vec<TriggerOutcome>,
    /// Commendations, in declaration order.
    pub commendations: Vec<CommendationOutcome>,
    /// Records that caused nothing, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// The status of a target, duty, report or prohibition.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Reached.
    Met,
    /// Due and not reached.
    Breached,
    /// No prohibited act.
    Respected,
    /// A prohibited act.
    Violated,
    /// Its day has not passed.
    NotDue,
    /// It does not apply here.
    NotApplicable,
    /// Facts are missing.
    Undetermined,
    /// Only determinations are missing.
    AwaitingDetermination,
    /// The duty has nothing to measure.
    Unmeasured,
}

/// An organ at a unit; a body outside the units has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance {
    /// The organ.
    pub organ: OrganId,
    /// Its unit.
    pub unit: Option<UnitIndex>,
}

/// Why something is not known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Need {
    /// A metric's value.
    Value(UnitIndex, MetricId, Period),
    /// A plan's figure.
    Plan(UnitIndex, TargetId),
    /// A record list.
    List(UnitIndex, RecordTypeId),
    /// The units inside a unit, of this level or leading to it.
    Units(UnitIndex, LevelId),
    /// A unit around this one at a level, which the facts lack.
    Enclosing(UnitIndex, LevelId),
    /// A field of a record, by its position.
    Field(RecordIndex, u32),
    /// A determination.
    Determination(VagueId, DeterminationSubject),
    /// The reports made.
    Reports,
    /// The discharges of duty.
    Discharges,
    /// Who acted, for a class of holders.
    Actor,
    /// A number that cannot be formed.
    Unformed(OpId, Unformed),
}

/// What a missing determination is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeterminationSubject {
    /// A metric at a unit.
    Metric(UnitIndex, MetricId, Period),
    /// A record.
    Record(RecordIndex),
    /// A unit.
    Unit(UnitIndex),
    /// A duty and the party that holds it.
    Duty(DutyId, Instance),
}

/// Why a number cannot be formed.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unformed {
    /// Division by nothing.
    DivisionByZero,
    /// A share of nothing.
    ZeroBase,
    /// A share of less than nothing.
    NegativeBase,
    /// Least, greatest, mean or share of no elements.
    Empty,
    /// No row of the table holds.
    NoRow,
    /// A number or date beyond the range kept.
    OutOfRange,
}

/// A target at a unit.
#[derive(Debug, Clone)]
pub struct TargetOutcome {
    /// Which.
    pub target: TargetId,
    /// Where.
    pub unit: UnitIndex,
    /// Its status.
    pub status: Status,
    /// Left side of the requirement, where it compares two and this is known.
    pub value: Option<Value>,
    /// Right side.
    pub bound: Option<Value>,
    /// Last day; `None` when it is due at all times.
    pub due: Option<Date>,
    /// The day of the failure, if it failed.
    pub failed_on: Option<Date>,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// A prohibition at a unit.
#[derive(Debug, Clone)]
pub struct ProhibitionOutcome {
    /// Which.
    pub prohibition: ProhibitionId,
    /// Where.
    pub unit: UnitIndex,
    /// Its status.
    pub status: Status,
    /// The records that violate it.
    pub records: Vec<RecordIndex>,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// A report by a holder, for one due date.
#[derive(Debug, Clone)]
pub struct ReportOutcome {
    /// Which.
    pub report: ReportId,
    /// By whom.
    pub holder: Instance,
    /// For which part of the period.
    pub period: Period,
    /// Last day; `None` when it is due at all times.
    pub due: Option<Date>,
    /// Its status.
    pub status: Status,
    /// When it was made.
    pub made: Option<Date>,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// A duty of a holder.
#[derive(Debug, Clone)]
pub struct DutyOutcome {
    /// Which.
    pub duty: DutyId,
    /// By whom.
    pub holder: Instance,
    /// Its status.
    pub status: Status,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// Status of a trigger.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerStatus {
    /// A cause is true.
    Fired,
    /// None is, and none could be.
    NotFired,
    /// Facts are missing.
    Undetermined,
    /// Only determinations are missing.
    AwaitingDetermination,
}

/// A trigger with its causes.
#[derive(Debug, Clone)]
pub struct TriggerOutcome {
    /// Which.
    pub trigger: TriggerId,
    /// Its status.
    pub status: TriggerStatus,
    /// True causes, in branch order, then unit order.
    pub causes: Vec<Cause>,
    /// Causes that are not known, and branches that could not look.
    pub open: Vec<OpenCause>,
}

/// A commendation with its elements.
#[derive(Debug, Clone)]
pub struct CommendationOutcome {
    /// Which.
    pub commendation: CommendationId,
    /// Elements that hold.
    pub causes: Vec<Cause>,
    /// Elements that are not known.
    pub open: Vec<OpenCause>,
}

/// What a branch ranges over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// A record.
    Record(RecordIndex),
    /// A target at a unit.
    Target(TargetId, UnitIndex),
    /// A prohibition at a unit, by the record that violates it.
    Prohibition(ProhibitionId, UnitIndex, RecordIndex),
    /// A report of a holder, due on a date.
    Report(ReportId, Instance, Period),
    /// A duty of a holder.
    Duty(DutyId, Instance),
    /// A metric at a unit.
    Metric(MetricId, UnitIndex),
    /// A unit.
    Unit(UnitIndex),
}

/// When a cause happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CauseDate {
    /// On a day.
    On(Date),
    /// From the first to the last of what was counted.
    Span(Date, Date),
    /// The facts do not tell.
    Unknown,
}

/// A true element of a branch.
#[derive(Debug, Clone)]
pub struct Cause {
    /// The branch, by its place in the trigger.
    pub branch: usize,
    /// The element.
    pub element: Element,
    /// The act that it rests on: elements of one act merge.
    pub act: Element,
    /// The unit where it lies; `None` when an organ outside the units failed.
    pub unit: Option<UnitIndex>,
    /// What it is about.
    pub matters: Vec<MatterId>,
    /// The record's matter field would tell more.
    pub matter_open: bool,
    /// When.
    pub date: CauseDate,
    /// Who acted, by number in the facts.
    pub actor: Option<u32>,
    /// Whether its kind of element can have an actor that the facts do not give.
    pub actor_open: bool,
}

/// An element or a place where a branch could not decide.
#[derive(Debug, Clone)]
pub struct OpenCause {
    /// The branch.
    pub branch: usize,
    /// The element; `None` when even the list of elements is unknown.
    pub element: Option<Element>,
    /// The unit.
    pub unit: Option<UnitIndex>,
    /// What is missing.
    pub needs: Vec<Need>,
}

/// A record that caused nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub record: RecordIndex,
    /// Why.
    pub reason: LeftOutReason,
    /// The date that decides.
    pub date: Date,
}

/// Why a record caused nothing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOutReason {
    /// Dated after the as-of date: it does not exist yet.
    AfterAsOf,
    /// Its act lies outside the period.
    OutsidePeriod,
    /// Its act precedes the regulation's effect.
    BeforeEffect,
    /// Its act follows the regulation's end.
    AfterExpiry,
}

impl Need {
    /// Whether only an authority's determination is missing.
    pub fn is_determination(&self) -> bool {
        matches!(self, Self::Determination(..))
    }
}

impl Status {
    /// The status of something not known for want of these.
    pub fn open(needs: &[Need]) -> Self {
        if !needs.is_empty() && needs.iter().all(Need::is_determination) {
            Self::AwaitingDetermination
        } else {
            Self::Undetermined
        }
    }

    /// Whether facts or determinations are missing.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Undetermined | Self::AwaitingDetermination)
    }
}
