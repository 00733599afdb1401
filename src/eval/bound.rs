//! How many steps a full evaluation takes at most, without taking any of them.
//!
//! Where the bound is within the limit on steps, no part of an evaluation can pass the limit, whatever the facts say,
//! so that every part may wait until somebody asks for it. The bound is generous: every condition is counted as if it
//! were read to its end, and once more for what it lacks.

mod holders;
mod lacks;
mod sizes;

use indexmap::IndexMap;

pub use sizes::Sizes;

use super::machine::{ITEM, KEPT, PART};
use crate::ids::{DutyId, LevelId, ProhibitionId, ReportId, TargetId};
use crate::model::{Domain, DomainKind, Model, TriggerBranch};
use crate::number::Number;
use crate::program::{BranchCode, Op, OpId, Program};

/// The most steps that a full evaluation of facts of these sizes takes.
pub fn bound(model: &Model, program: &Program, sizes: &Sizes) -> u64 {
    let mut bound = Bound {
        model,
        program,
        sizes,
        known: IndexMap::new(),
    };
    bound.all()
}

/// The most facts, counted in units and records, of which a full evaluation surely takes no more than so many steps.
pub fn sure_up_to(model: &Model, program: &Program, limit: u64) -> u64 {
    let within = |size: &u64| bound(model, program, &Sizes::any(model, *size)) <= limit;
    let sizes = (0..u32::BITS).map(|power| 1_u64 << power);
    sizes.take_while(within).last().unwrap_or(0)
}

struct Bound<'b> {
    model: &'b Model,
    program: &'b Program,
    sizes: &'b Sizes,
    known: IndexMap<(OpId, Seen), Cost>,
}

/// Where an operation is read: the level of the unit, where that is known, and what the status of the element costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Seen {
    level: Option<LevelId>,
    status: u64,
    /// How much the element itself may lack.
    lacks: u64,
}

/// The steps to read an operation, those to say what it lacks, and how many things it may lack.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    truth: u64,
    needs: u64,
    lacks: u64,
}

impl Cost {
    fn both(self) -> u64 {
        // A condition is read once more before it is asked what it lacks, and its sides or its day once again.
        self.truth.saturating_mul(3).saturating_add(self.needs)
    }
}

/// The steps for what is kept, with so many parts; they are counted when it is made, and again when it is listed.
fn kept(parts: u64) -> u64 {
    PART.saturating_mul(parts).saturating_add(KEPT)
}

impl Bound<'_> {
    fn all(&mut self) -> u64 {
        let (model, program) = (self.model, self.program);
        let mut sum = 0_u64;
        let mut add = |steps: u64| sum = sum.saturating_add(steps);
        // Whoever asks for a target again finds its status and its needs: it is decided once, and once more to be listed.
        for (id, row) in model.targets.iter() {
            let each = self.target(id).saturating_mul(2);
            add(self.sizes.units(row.level).saturating_mul(each));
        }
        for (id, row) in model.prohibitions.iter() {
            for level in &model.record_types[row.record_type].levels {
                add(self
                    .sizes
                    .units(*level)
                    .saturating_mul(self.prohibition(id)));
            }
        }
        for (id, row) in model.reports.iter() {
            let owed = self
                .holders(&row.holders)
                .saturating_mul(self.sizes.parts());
            add(owed.saturating_mul(self.report(id)));
        }
        for (id, row) in model.duties.iter() {
            add(self.holders(&row.holders).saturating_mul(self.duty(id)));
        }
        for (id, row) in model.triggers.iter() {
            let gate = program.consequences[row.consequence].gate;
            let found = self.branches(&row.branches, &program.triggers[id], gate);
            add(found);
        }
        for (id, row) in model.commendations.iter() {
            add(self.branches(&row.branches, &program.commendations[id], None));
        }
        sum
    }

    /// The steps for the causes of branches, and for whoever answers for them.
    fn branches(
        &mut self,
        branches: &[TriggerBranch],
        code: &[BranchCode],
        gate: Option<OpId>,
    ) -> u64 {
        let mut sum = 0_u64;
        for (branch, code) in branches.iter().zip(code) {
            let (elements, seen) = self.elements(&branch.domain, None);
            let mut each = seen.status.saturating_mul(2).saturating_add(ITEM);
            // Its date and what tells of its act may be missing, too.
            let mut lacks = seen.lacks.saturating_add(4);
            for condition in [code.filter, code.condition].into_iter().flatten() {
                let cost = self.op(condition, seen);
                each = each.saturating_add(cost.both());
                lacks = lacks.saturating_add(cost.lacks);
            }
            each = each.saturating_add(kept(lacks));
            each = each.saturating_add(self.answering(gate, seen));
            sum = sum.saturating_add(elements.saturating_mul(each));
            sum = sum.saturating_add(self.gaps().saturating_mul(kept(1)));
        }
        sum
    }

    /// The steps to ask of every duty whether it applies, and of every party whether the gate lets it pass.
    fn answering(&mut self, gate: Option<OpId>, seen: Seen) -> u64 {
        let gate = gate.map_or(0, |gate| self.op(gate, seen).both());
        let mut sum = 0_u64;
        for (id, row) in self.model.duties.iter() {
            let applies = self.program.duties[id].applies;
            let applies = applies.map_or(0, |id| self.op(id, ANYWHERE).both());
            let parties = row.holders.len() as u64 * self.sizes.depth();
            let asked = applies.saturating_add(gate).saturating_mul(2);
            sum = sum.saturating_add(parties.saturating_mul(asked));
        }
        sum
    }

    fn target(&mut self, id: TargetId) -> u64 {
        let code = self.program.targets[id];
        let seen = Seen {
            level: Some(self.model.targets[id].level),
            ..ANYWHERE
        };
        let parts = [
            code.filter,
            code.applies,
            code.population,
            Some(code.require),
        ];
        let parts = parts.into_iter().flatten();
        let own = kept(self.target_lacks(id));
        parts.fold(own, |sum: u64, part| {
            sum.saturating_add(self.op(part, seen).both())
        })
    }

    fn prohibition(&mut self, id: ProhibitionId) -> u64 {
        let code = self.program.prohibitions[id];
        let parts = [code.filter, code.applies].into_iter().flatten();
        let each = parts.fold(1, |sum: u64, part| {
            sum.saturating_add(self.op(part, ANYWHERE).both())
        });
        let records = self.sizes.list(self.model.prohibitions[id].record_type);
        let listed = kept(records.saturating_add(self.prohibited_lacks(id)));
        each.saturating_add(ITEM)
            .saturating_mul(records.saturating_add(1))
            .saturating_add(listed)
    }

    fn report(&mut self, id: ReportId) -> u64 {
        let applies = self.program.reports[id];
        let own = kept(self.report_lacks(id)).saturating_add(ITEM);
        let applies = applies.map_or(1, |applies| self.op(applies, ANYWHERE).both());
        own.saturating_add(applies)
    }

    /// The steps for one holder of a duty.
    fn duty(&mut self, id: DutyId) -> u64 {
        let row = &self.model.duties[id];
        let levels = self.levels(&row.holders);
        let mut sum = self.program.duties[id]
            .applies
            .map_or(1, |id| self.op(id, ANYWHERE).both());
        let lacks = self.duty_lacks(id);
        sum = sum
            .saturating_add(kept(lacks))
            .saturating_add(lacks)
            .saturating_add(ITEM);
        for target in &row.targets {
            let level = self.model.targets[*target].level;
            let units = self.sizes.inside_any(&levels, level).max(1);
            sum = sum.saturating_add(units);
        }
        for report in &row.reports {
            let each = self.report(*report);
            sum = sum.saturating_add(each.saturating_mul(self.sizes.parts()));
        }
        for prohibition in &row.prohibitions {
            let each = self.prohibition(*prohibition);
            for level in
                &self.model.record_types[self.model.prohibitions[*prohibition].record_type].levels
            {
                let units = self.sizes.inside_any(&levels, *level).max(1);
                sum = sum.saturating_add(units.saturating_mul(each));
            }
        }
        sum
    }

    /// How many elements a domain has as seen from a unit of a level, or anywhere, and where each is read.
    fn elements(&mut self, domain: &Domain, from: Option<Seen>) -> (u64, Seen) {
        let sizes = self.sizes;
        let units = |level: LevelId| match from {
            None => sizes.units(level),
            Some(_) if !domain.subordinate && !matches!(domain.kind, DomainKind::Units(_)) => 1,
            Some(Seen { level: outer, .. }) => sizes.inside(outer, level),
        };
        let lacks = self.element_lacks(&domain.kind);
        let at = |level, status| Seen {
            level,
            status,
            lacks,
        };
        match &domain.kind {
            DomainKind::Units(level) => (units(*level), at(Some(*level), 0)),
            DomainKind::Records(id, _) => {
                let records = match from {
                    Some(Seen { level, .. }) if domain.subordinate => {
                        sizes.records_inside(level, *id)
                    }
                    Some(_) => sizes.list(*id),
                    None => sizes.records(*id),
                };
                (records, ANYWHERE)
            }
            DomainKind::Metrics(metrics) => {
                let levels = metrics
                    .iter()
                    .flat_map(|id| &self.model.metrics[*id].levels);
                let count = levels
                    .map(|level| units(*level))
                    .fold(0, u64::saturating_add);
                (count, ANYWHERE)
            }
            DomainKind::Targets(targets) => {
                let level = |id: &TargetId| self.model.targets[*id].level;
                let count = targets
                    .iter()
                    .map(|id| units(level(id)))
                    .fold(0, u64::saturating_add);
                (count, at(None, 0))
            }
            DomainKind::Prohibitions(all) => {
                let records =
                    |id: &ProhibitionId| sizes.records(self.model.prohibitions[*id].record_type);
                let count = all.iter().map(records).fold(0, u64::saturating_add);
                let status = all.iter().map(|id| self.prohibition(*id)).max();
                (count, at(None, status.unwrap_or(0)))
            }
            DomainKind::Reports(all) => {
                let owed = |id: &ReportId| self.holders(&self.model.reports[*id].holders);
                let count = all.iter().map(owed).fold(0, u64::saturating_add);
                let status = all.iter().map(|id| self.report(*id)).max();
                (
                    count.saturating_mul(sizes.parts()),
                    at(None, status.unwrap_or(0)),
                )
            }
            DomainKind::Duties(all) => {
                let held = |id: &DutyId| self.holders(&self.model.duties[*id].holders);
                let count = all.iter().map(held).fold(0, u64::saturating_add);
                let status = all.iter().map(|id| self.duty(*id)).max();
                (count, at(None, status.unwrap_or(0)))
            }
        }
    }

    /// The steps of an operation.
    fn op(&mut self, id: OpId, seen: Seen) -> Cost {
        if let Some(cost) = self.known.get(&(id, seen)) {
            return *cost;
        }
        let (program, code) = (self.program, &self.program.code);
        let cost = match code.op(id) {
            Op::Or(parts) | Op::And(parts) => self.parts(code.operands(parts), seen, 1),
            Op::OneOf(left, options) => {
                let mut all = vec![*left];
                all.extend(code.operands(options));
                self.parts(&all, seen, 1)
            }
            Op::Table {
                rows, otherwise, ..
            } => {
                let mut all = code.operands(rows).to_vec();
                all.extend(otherwise);
                self.parts(&all, seen, 1)
            }
            Op::Not(inner)
            | Op::Shared(inner)
            | Op::Negative(inner)
            | Op::Round(inner, _)
            | Op::MatterWithin(inner, _)
            | Op::DateShift(inner, ..) => self.parts(&[*inner], seen, 1),
            Op::Compare(_, left, right)
            | Op::Failing(left, right)
            | Op::DateDays(left, right, _)
            | Op::DaysBetween(left, right) => self.parts(&[*left, *right], seen, 1),
            Op::Arithmetic(_, left, right) => {
                let cost = self.parts(&[*left, *right], seen, 1);
                Cost {
                    truth: cost.truth.saturating_add(Number::MAX_EFFORT),
                    needs: cost.needs.saturating_add(2 * Number::MAX_EFFORT),
                    ..cost
                }
            }
            Op::EachYearBefore(years, condition) => {
                self.parts(&[*condition], seen, u64::from(*years))
            }
            Op::Metric(metric, place) => match program.formula(*metric) {
                Some(formula) => {
                    let level = place.level.or(seen.level);
                    self.parts(&[formula], Seen { level, ..ANYWHERE }, 1)
                }
                None => ONE,
            },
            Op::It => self.any_formula(seen),
            Op::Quantified(quantified) => {
                let parts = [quantified.filter, quantified.satisfy];
                self.many(&quantified.domain, parts, seen)
            }
            Op::Aggregate(aggregate) => {
                self.many(&aggregate.domain, [aggregate.filter, aggregate.of], seen)
            }
            Op::Status(_) => Cost {
                truth: seen.status.saturating_add(1),
                needs: seen.status.saturating_add(1),
                lacks: seen.lacks.saturating_add(1),
            },
            Op::Constant(_)
            | Op::Field(..)
            | Op::Plan(_)
            | Op::AsOf
            | Op::PeriodStart
            | Op::PeriodEnd
            | Op::Vague(..) => ONE,
        };
        self.known.insert((id, seen), cost);
        cost
    }

    fn many(&mut self, domain: &Domain, parts: [Option<OpId>; 2], seen: Seen) -> Cost {
        let (elements, of_element) = self.elements(domain, Some(seen));
        let parts: Vec<OpId> = parts.into_iter().flatten().collect();
        // Whether an element counts is asked up to twice before each part is asked what it lacks.
        self.read(&parts, of_element, elements, 4)
    }

    /// So many times the steps of all operands; each is read twice before it is asked what it lacks.
    fn parts(&mut self, parts: &[OpId], seen: Seen, times: u64) -> Cost {
        self.read(parts, seen, times, 2)
    }

    fn read(&mut self, parts: &[OpId], seen: Seen, times: u64, again: u64) -> Cost {
        let mut sum = Cost::default();
        for part in parts {
            let cost = self.op(*part, seen);
            sum.truth = sum.truth.saturating_add(cost.truth);
            let again = cost.truth.saturating_mul(again);
            sum.needs = sum.needs.saturating_add(cost.needs.saturating_add(again));
            sum.lacks = sum.lacks.saturating_add(cost.lacks);
        }
        Cost {
            lacks: sum.lacks.saturating_add(2).saturating_mul(times),
            truth: sum
                .truth
                .saturating_mul(times)
                .saturating_add(times)
                .saturating_add(1),
            needs: sum
                .needs
                .saturating_mul(times)
                .saturating_add(times)
                .saturating_add(1),
        }
    }

    /// The metric ranged over may be any that is derived.
    fn any_formula(&mut self, seen: Seen) -> Cost {
        let formulas: Vec<OpId> = self.program.formulas.iter().flatten().copied().collect();
        let level = seen.level;
        let seen = Seen { level, ..ANYWHERE };
        self.parts(&formulas, seen, 1)
    }
}

/// At whatever unit, or at none.
const ANYWHERE: Seen = Seen {
    level: None,
    status: 0,
    lacks: 0,
};

/// One step, and one to say that it is missing.
const ONE: Cost = Cost {
    truth: 1,
    needs: 1,
    lacks: 1,
};
