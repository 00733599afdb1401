//! Where the facts behind a cause come from, as the facts themselves say.

use indexmap::IndexSet;

use super::names::Names;
use crate::assessment::cause::SourceNote;
use crate::eval::{Cause, Element};
use crate::facts::{CellNote, RecordIndex, UnitIndex};
use crate::ids::{MetricId, TargetId, TriggerId};
use crate::model::{Name, When};
use crate::program::{Op, OpId};

/// A stored value that a condition reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Cell {
    Metric(UnitIndex, MetricId),
    Plan(UnitIndex, TargetId),
}

impl Names<'_, '_> {
    /// The sources and notes of the facts that a cause rests on.
    pub(super) fn cause_sources(&self, trigger: TriggerId, cause: &Cause) -> Vec<SourceNote> {
        if self.machine.facts.rest().has_no_notes() {
            return Vec::new();
        }
        let program = self.machine.program;
        let branch = program.triggers[trigger].get(cause.branch);
        let condition = branch.and_then(|code| code.condition);
        match cause.element {
            Element::Record(record) | Element::Prohibition(_, _, record) => {
                self.record_sources(record)
            }
            Element::Target(target, unit) => {
                self.cell_sources(&self.cells(program.targets[target].require, unit))
            }
            Element::Metric(metric, unit) => {
                let mut cells = self.cells_of_metric(metric, unit);
                cells.extend(condition.iter().flat_map(|id| self.cells(*id, unit)));
                self.cell_sources(&cells)
            }
            Element::Unit(unit) => condition
                .map(|id| self.cell_sources(&self.cells(id, unit)))
                .unwrap_or_default(),
            Element::Report(..) | Element::Duty(..) => Vec::new(),
        }
    }

    /// A record, then its fields, then the record that tells of the same act.
    fn record_sources(&self, record: RecordIndex) -> Vec<SourceNote> {
        let facts = self.machine.facts;
        let mut all = Vec::new();
        let Some(row) = facts.record(record) else {
            return all;
        };
        all.extend(facts.rest().record_notes.get(&record).map(said));
        let fields = &self.model.record_types[row.record_type].fields;
        for (position, field) in (0..).zip(fields) {
            let note = facts.rest().notes.get(&(row.base + position));
            all.extend(note.map(|note| told(&self.model.fields[*field].name, note)));
        }
        if row.root != record {
            all.extend(self.record_sources(row.root));
        }
        all
    }

    fn cell_sources(&self, cells: &IndexSet<Cell>) -> Vec<SourceNote> {
        let note = |cell: &Cell| {
            let (unit, name) = match cell {
                Cell::Metric(unit, metric) => (*unit, &self.model.metrics[*metric].name),
                Cell::Plan(unit, target) => (*unit, &self.model.targets[*target].name),
            };
            let row = self.machine.facts.unit(unit)?;
            let layout = self.machine.program.layout.level(row.level)?;
            let slot = match cell {
                Cell::Metric(_, metric) => layout.metric(*metric)?,
                Cell::Plan(_, target) => layout.plan(*target)?,
            };
            let note = self.machine.facts.rest().notes.get(&(row.base + slot))?;
            Some(told(name, note))
        };
        cells.iter().filter_map(note).collect()
    }

    fn cells_of_metric(&self, metric: MetricId, unit: UnitIndex) -> IndexSet<Cell> {
        match self.machine.program.formula(metric) {
            Some(formula) => self.cells(formula, unit),
            None => IndexSet::from([Cell::Metric(unit, metric)]),
        }
    }

    /// The values of this period that an operation reads at a unit, those behind quantifiers apart.
    fn cells(&self, id: OpId, unit: UnitIndex) -> IndexSet<Cell> {
        let program = self.machine.program;
        let mut cells = IndexSet::new();
        let mut seen = IndexSet::new();
        let mut waiting = vec![(id, unit)];
        while let Some((id, unit)) = waiting.pop() {
            if !seen.insert((id, unit)) {
                continue;
            }
            match program.code.op(id) {
                Op::Metric(metric, place) if place.when == When::Now => {
                    let at = match place.level {
                        Some(level) => self.machine.facts.enclosing(unit, level),
                        None => Some(unit),
                    };
                    let Some(at) = at else { continue };
                    match program.formula(*metric) {
                        Some(formula) => waiting.push((formula, at)),
                        None => {
                            cells.insert(Cell::Metric(at, *metric));
                        }
                    }
                }
                Op::Plan(target) => {
                    cells.insert(Cell::Plan(unit, *target));
                }
                op => {
                    let operands = self.operands(op).into_iter().rev();
                    waiting.extend(operands.map(|operand| (operand, unit)));
                }
            }
        }
        cells
    }

    /// The operations that one reads at the same unit.
    fn operands(&self, op: &Op) -> Vec<OpId> {
        let code = &self.machine.program.code;
        match op {
            Op::Or(parts) | Op::And(parts) => code.operands(parts).to_vec(),
            Op::Not(inner) | Op::Shared(inner) | Op::Negative(inner) | Op::Round(inner, _) => {
                vec![*inner]
            }
            Op::Compare(_, left, right)
            | Op::Arithmetic(_, left, right)
            | Op::Failing(left, right) => vec![*left, *right],
            Op::OneOf(left, options) => {
                let mut all = vec![*left];
                all.extend(code.operands(options));
                all
            }
            Op::Table {
                rows, otherwise, ..
            } => {
                let mut all = code.operands(rows).to_vec();
                all.extend(otherwise);
                all
            }
            _ => Vec::new(),
        }
    }
}

fn told(fact: &Name, note: &CellNote) -> SourceNote {
    SourceNote {
        fact: Some(fact.clone()),
        ..said(note)
    }
}

fn said(note: &CellNote) -> SourceNote {
    SourceNote {
        fact: None,
        source: note.source.clone(),
        note: note.note.clone(),
        date: note.date,
    }
}
