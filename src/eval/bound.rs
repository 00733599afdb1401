//! How many steps a full evaluation takes at most, without taking any of them.
//!
//! Where the bound is within the limit on steps, no part of an evaluation can pass the limit, whatever the facts say,
//! so that every part may wait until somebody asks for it. The bound is generous: every condition is counted as if it
//! were read to its end, and once more for what it may lack. What the facts hold everywhere is never lacking, and what
//! has been decided beforehand need not be guessed: how many causes there are.

mod code;
mod elements;
mod holders;
mod lacks;
mod sizes;

use indexmap::IndexMap;

pub use sizes::Sizes;

use code::Cost;

use super::machine::{ITEM, KEPT, LISTED, PART};
use crate::arena::Id;
use crate::ids::{DutyId, LevelId, ProhibitionId, RecordTypeId, ReportId, TargetId};
use crate::model::{Model, TriggerBranch};
use crate::program::{BranchCode, OpId, Program};
use holders::Seat;

/// The most steps that a full evaluation of facts of these sizes takes, where so many elements are causes of each
/// trigger; whoever asks who answers for them reckons that apart. Where they are not known, every element may be one,
/// and that is reckoned with.
pub fn bound(model: &Model, program: &Program, sizes: &Sizes, causes: Option<&[u64]>) -> u64 {
    Bound::new(model, program, sizes, causes).all()
}

/// The most steps to say of one who answers what is missing to be sure of it.
pub fn most_of_party(model: &Model, program: &Program, sizes: &Sizes) -> u64 {
    let mut bound = Bound::new(model, program, sizes, None);
    let gates = program.consequences.values().filter_map(|row| row.gate);
    let applies = program.duties.values().filter_map(|row| row.applies);
    let mut most = |all: &mut dyn Iterator<Item = OpId>| {
        let cost = |id| {
            let cost = bound.op(id, ANYWHERE);
            cost.both().saturating_add(PART.saturating_mul(cost.lacks))
        };
        all.map(cost).max().unwrap_or(0)
    };
    let (gate, applies) = (most(&mut { gates }), most(&mut { applies }));
    gate.saturating_add(applies).saturating_add(PART)
}

/// The most facts, counted in units and records, of which a full evaluation surely takes no more than so many steps.
pub fn sure_up_to(model: &Model, program: &Program, limit: u64) -> u64 {
    let within = |size: &u64| bound(model, program, &Sizes::any(model, *size), None) <= limit;
    let sizes = (0..u32::BITS).map(|power| 1_u64 << power);
    sizes.take_while(within).last().unwrap_or(0)
}

struct Bound<'b> {
    model: &'b Model,
    program: &'b Program,
    sizes: &'b Sizes,
    /// Of each trigger, where that is known.
    causes: Option<&'b [u64]>,
    /// Whether some condition asks for the status of targets.
    targets_asked: bool,
    known: IndexMap<(OpId, Seen), Cost>,
}

/// Where an operation is read: the level of the unit, where that is known, and what the status of the element costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Seen {
    level: Option<LevelId>,
    status: u64,
    /// How much the element itself may lack.
    lacks: u64,
    /// Whether the period is that of the facts.
    now: bool,
}

/// At whatever unit, or at none.
const ANYWHERE: Seen = Seen {
    level: None,
    status: 0,
    lacks: 0,
    now: true,
};

impl Seen {
    fn at(level: LevelId) -> Self {
        Self {
            level: Some(level),
            ..ANYWHERE
        }
    }
}

/// The steps for what is kept, with so many parts.
fn kept(parts: u64) -> u64 {
    PART.saturating_mul(parts).saturating_add(KEPT)
}

/// The steps for a status that is listed, with so many parts.
fn listed(parts: u64) -> u64 {
    PART.saturating_mul(parts).saturating_add(LISTED)
}

impl<'b> Bound<'b> {
    fn new(
        model: &'b Model,
        program: &'b Program,
        sizes: &'b Sizes,
        causes: Option<&'b [u64]>,
    ) -> Self {
        Self {
            model,
            program,
            sizes,
            causes,
            targets_asked: false,
            known: IndexMap::new(),
        }
    }

    fn all(&mut self) -> u64 {
        let mut sum = self.targets();
        let mut add = |steps: u64| sum = sum.saturating_add(steps);
        let (model, program) = (self.model, self.program);
        for (id, row) in model.prohibitions.iter() {
            for level in &model.record_types[row.record_type].levels {
                let units = self.sizes.units(*level);
                let records = self.records_at(units, row.record_type);
                let told = self.prohibited_lacks(id, units, records) + records;
                add(self.prohibition(id, units, records));
                add(units
                    .saturating_mul(LISTED)
                    .saturating_add(PART.saturating_mul(told)));
            }
        }
        for (id, row) in model.reports.iter() {
            let owed = self
                .holders(&row.holders)
                .saturating_mul(self.sizes.parts());
            let each = listed(self.report_lacks(id)).saturating_add(ITEM);
            add(owed.saturating_mul(self.report(id).saturating_add(each)));
        }
        for (id, row) in model.duties.iter() {
            for seat in self.seats(&row.holders) {
                add(self.duty(id, seat));
            }
        }
        for (id, row) in model.triggers.iter() {
            let gate = program.consequences[row.consequence].gate;
            let causes = self.causes.and_then(|all| all.get(id.index()).copied());
            add(self.branches(&row.branches, &program.triggers[id], causes));
            if causes.is_none() {
                add(self.answering(&row.branches, gate));
            }
        }
        for (id, row) in model.commendations.iter() {
            add(self.branches(&row.branches, &program.commendations[id], None));
        }
        // Records that cause nothing are looked for, too.
        sum.saturating_add(self.sizes.all_records())
    }

    /// Every target is decided once to be listed, and once before that where a condition asks for its status.
    fn targets(&mut self) -> u64 {
        let (mut decided, mut listed) = (0_u64, 0_u64);
        for (id, row) in self.model.targets.iter() {
            let units = self.sizes.units(row.level);
            decided = decided.saturating_add(units.saturating_mul(self.target(id)));
            let each = self::listed(self.target_lacks(id));
            listed = listed.saturating_add(units.saturating_mul(each));
        }
        let times = if self.targets_asked { 2 } else { 1 };
        decided.saturating_mul(times).saturating_add(listed)
    }

    /// The steps for the elements of branches, of which so many are causes.
    fn branches(
        &mut self,
        branches: &[TriggerBranch],
        code: &[BranchCode],
        causes: Option<u64>,
    ) -> u64 {
        let mut sum = 0_u64;
        for (branch, code) in branches.iter().zip(code) {
            for (elements, seen) in self.elements(&branch.domain, None) {
                let mut read = seen.status.saturating_mul(2).saturating_add(ITEM);
                let mut told = kept(4);
                let mut lacks = seen
                    .lacks
                    .saturating_add(self.own_lacks(&branch.domain.kind));
                for condition in [code.filter, code.condition].into_iter().flatten() {
                    let cost = self.op(condition, seen);
                    read = read.saturating_add(cost.asked());
                    told = told.saturating_add(cost.dated());
                    lacks = lacks.saturating_add(cost.lacks);
                }
                if lacks > 0 {
                    read = read.saturating_add(kept(lacks));
                }
                let causes = causes.map_or(elements, |causes| causes.min(elements));
                sum = sum.saturating_add(elements.saturating_mul(read));
                sum = sum.saturating_add(causes.saturating_mul(told));
            }
            let (gaps, steps) = self.gaps(&branch.domain.kind);
            sum = sum.saturating_add(gaps.saturating_mul(kept(1)));
            sum = sum.saturating_add(steps);
        }
        sum
    }

    /// The steps to ask for every element of every duty whether it applies, and of every party whether the gate lets
    /// it pass.
    fn answering(&mut self, branches: &[TriggerBranch], gate: Option<OpId>) -> u64 {
        let mut sum = 0_u64;
        for branch in branches {
            for (elements, seen) in self.elements(&branch.domain, None) {
                let each = self.asked_of_all(gate, seen);
                sum = sum.saturating_add(elements.saturating_mul(each));
            }
        }
        sum
    }

    fn asked_of_all(&mut self, gate: Option<OpId>, seen: Seen) -> u64 {
        let gate = gate.map_or(0, |gate| self.op(gate, seen).both());
        let mut sum = 0_u64;
        for (id, row) in self.model.duties.iter() {
            let applies = self.program.duties[id].applies;
            let applies = applies.map_or(0, |id| self.op(id, ANYWHERE).both());
            let parties = row.holders.len() as u64 * (1 + self.sizes.depth());
            let asked = applies.saturating_add(gate).saturating_mul(2);
            sum = sum.saturating_add(parties.saturating_mul(1 + asked));
        }
        sum
    }

    /// The steps to decide a target at a unit.
    fn target(&mut self, id: TargetId) -> u64 {
        let code = self.program.targets[id];
        let seen = Seen::at(self.model.targets[id].level);
        let before = [code.filter, code.applies, code.population];
        let before = before.into_iter().flatten();
        let require = self.op(code.require, seen).both();
        before.fold(require, |sum: u64, part| {
            sum.saturating_add(self.op(part, seen).asked())
        })
    }

    /// The steps to decide a prohibition at so many units with so many records.
    fn prohibition(&mut self, id: ProhibitionId, units: u64, records: u64) -> u64 {
        let code = self.program.prohibitions[id];
        let mut cost = |part: Option<OpId>| part.map_or(0, |part| self.op(part, ANYWHERE).both());
        let (filter, applies) = (cost(code.filter), cost(code.applies));
        let of_unit = applies.saturating_add(1);
        let of_record = filter.saturating_add(applies).saturating_add(ITEM);
        let of_records = of_record.saturating_mul(records);
        of_unit.saturating_mul(units).saturating_add(of_records)
    }

    /// The records of a type that so many units list.
    fn records_at(&self, units: u64, record_type: RecordTypeId) -> u64 {
        let listed = units.saturating_mul(self.sizes.list(record_type));
        listed.min(self.sizes.records(record_type))
    }

    /// The units of a level for which the holders answer, and the records that these list, counted once for each
    /// who answers.
    fn lists_under(&self, seat: Seat, level: LevelId, record_type: RecordTypeId) -> (u64, u64) {
        let units = self.under(seat, level);
        let records = match self.shares(seat, level) {
            true => units.saturating_mul(self.sizes.list(record_type)),
            false => {
                let of_organ = units / seat.organs.max(1);
                seat.organs
                    .saturating_mul(self.records_at(of_organ, record_type))
            }
        };
        (units, records)
    }

    /// The steps to decide a report.
    fn report(&mut self, id: ReportId) -> u64 {
        let applies = self.program.reports[id];
        applies.map_or(1, |applies| self.op(applies, ANYWHERE).both())
    }

    /// The steps for the holders of a duty that sit together.
    fn duty(&mut self, id: DutyId, seat: Seat) -> u64 {
        let row = &self.model.duties[id];
        let applies = self.program.duties[id].applies;
        let seen = Seen {
            level: seat.level,
            ..ANYWHERE
        };
        let applies = applies.map_or(1, |id| self.op(id, seen).both());
        let lacks = self.duty_lacks(id, seat);
        let own = applies.saturating_add(LISTED + ITEM);
        let mut sum = seat.holders().saturating_mul(own);
        sum = sum.saturating_add(lacks.saturating_mul(PART + 1));
        for target in &row.targets {
            let level = self.model.targets[*target].level;
            let looked = self.under(seat, level).saturating_add(self.unlisted(seat));
            sum = sum.saturating_add(looked);
        }
        for report in &row.reports {
            let each = self.report(*report).saturating_mul(self.sizes.parts());
            sum = sum.saturating_add(seat.holders().saturating_mul(each));
        }
        for prohibition in &row.prohibitions {
            let record_type = self.model.prohibitions[*prohibition].record_type;
            for level in &self.model.record_types[record_type].levels {
                let (units, records) = self.lists_under(seat, *level, record_type);
                let all = self.prohibition(*prohibition, units, records);
                sum = sum.saturating_add(all.saturating_add(self.unlisted(seat)));
            }
        }
        sum
    }
}
