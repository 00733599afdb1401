//! Lowers the typed expressions of the model into flat code.
//!
//! Definitions, tables and formulas are lowered once and shared. INVARIANT: `check` has rejected cycles among
//! them, so lowering ends.

use super::Program;
use super::flat::{Flat, flatten};
use super::layout::Layout;
use super::op::{AggregateOp, Code, Named, Op, OpId, Origin, Quantified};
use super::parts::{BranchCode, ConsequenceCode, DutyCode, ProhibitionCode, TargetCode};
use super::reaching::Reaching;
use crate::arena::{Arena, Id};
use crate::model::{Expr, ExprKind, Gate, Model, TriggerBranch};

/// Compiles a checked regulation.
pub fn compile(model: &Model) -> Program {
    let mut lowering = Lowering {
        model,
        code: Code::default(),
        definitions: vec![None; model.definitions.len()],
        tables: vec![None; model.tables.len()],
    };
    let formulas = model
        .metrics
        .values()
        .map(|m| lowering.maybe(m.formula.as_deref()))
        .collect();
    let targets = lowering.targets();
    let prohibitions = collect(model.prohibitions.values().map(|p| ProhibitionCode {
        filter: lowering.maybe(p.filter.as_deref()),
        applies: lowering.maybe(p.applies.as_deref()),
    }));
    let reports = collect(
        model
            .reports
            .values()
            .map(|r| lowering.maybe(r.applies.as_deref())),
    );
    let duties = collect(model.duties.values().map(|d| DutyCode {
        applies: lowering.maybe(d.applies.as_deref()),
    }));
    let triggers = collect(
        model
            .triggers
            .values()
            .map(|t| lowering.branches(&t.branches)),
    );
    let commendations = collect(
        model
            .commendations
            .values()
            .map(|c| lowering.branches(&c.branches)),
    );
    let consequences = collect(model.consequences.values().map(|c| ConsequenceCode {
        gate: match &c.gate {
            Gate::When(condition) => Some(lowering.expr(condition)),
            Gate::Open | Gate::Presumed | Gate::Determined(_) => None,
        },
    }));
    let mut program = Program {
        layout: Layout::new(model),
        formulas,
        targets,
        prohibitions,
        reports,
        duties,
        triggers,
        commendations,
        consequences,
        code: lowering.code,
        reaching: Reaching::new(model),
        flat: Flat::default(),
    };
    program.flat = flatten(model, &program);
    program
}

struct Lowering<'a> {
    model: &'a Model,
    code: Code,
    definitions: Vec<Option<OpId>>,
    tables: Vec<Option<OpId>>,
}

fn collect<I: Id, T>(rows: impl Iterator<Item = T>) -> Arena<I, T> {
    let mut arena = Arena::new();
    for row in rows {
        arena.push(row);
    }
    arena
}

impl<'a> Lowering<'a> {
    fn targets(&mut self) -> Arena<crate::ids::TargetId, TargetCode> {
        let model: &'a Model = self.model;
        collect(model.targets.values().map(|t| TargetCode {
            filter: self.maybe(t.filter.as_deref()),
            applies: self.maybe(t.applies.as_deref()),
            population: self.maybe(t.population.as_deref()),
            require: self.expr(&t.require),
        }))
    }

    fn branches(&mut self, branches: &[TriggerBranch]) -> Vec<BranchCode> {
        branches
            .iter()
            .map(|branch| BranchCode {
                filter: self.maybe(branch.filter.as_deref()),
                condition: self.maybe(branch.condition.as_deref()),
            })
            .collect()
    }

    fn maybe(&mut self, expr: Option<&Expr>) -> Option<OpId> {
        expr.map(|expr| self.expr(expr))
    }

    fn run(&mut self, exprs: &[Expr]) -> super::op::Operands {
        let operands: Vec<_> = exprs.iter().map(|expr| self.expr(expr)).collect();
        self.code.run(&operands)
    }

    fn expr(&mut self, expr: &Expr) -> OpId {
        let op = self.op(expr);
        let named = match expr.kind {
            ExprKind::Parameter(id) => Some(Named::Parameter(id)),
            ExprKind::Definition(id) => Some(Named::Definition(id)),
            _ => None,
        };
        let origin = Origin {
            span: expr.span,
            ty: expr.ty.clone(),
            named,
        };
        self.code.push(op, origin)
    }

    fn op(&mut self, expr: &Expr) -> Op {
        match &expr.kind {
            ExprKind::Constant(value) => Op::Constant(value.clone()),
            ExprKind::Parameter(id) => Op::Constant(self.model.parameters[*id].value.clone()),
            ExprKind::Or(parts) => Op::Or(self.run(parts)),
            ExprKind::And(parts) => Op::And(self.run(parts)),
            ExprKind::Not(inner) => Op::Not(self.expr(inner)),
            ExprKind::Compare(op, left, right) => {
                Op::Compare(*op, self.expr(left), self.expr(right))
            }
            ExprKind::OneOf(left, options) => Op::OneOf(self.expr(left), self.run(options)),
            ExprKind::MatterWithin(left, matter) => Op::MatterWithin(self.expr(left), *matter),
            ExprKind::Arithmetic(op, left, right) => {
                Op::Arithmetic(*op, self.expr(left), self.expr(right))
            }
            ExprKind::Negative(inner) => Op::Negative(self.expr(inner)),
            ExprKind::Round(inner, places) => Op::Round(self.expr(inner), *places),
            ExprKind::Failing(first, second) => Op::Failing(self.expr(first), self.expr(second)),
            ExprKind::DateShift(date, by, back) => Op::DateShift(self.expr(date), *by, *back),
            ExprKind::DateDays(date, days, back) => {
                Op::DateDays(self.expr(date), self.expr(days), *back)
            }
            ExprKind::DaysBetween(later, earlier) => {
                Op::DaysBetween(self.expr(later), self.expr(earlier))
            }
            ExprKind::Quantified { .. } | ExprKind::Aggregate { .. } => self.ranging(expr),
            ExprKind::EachYearBefore(years, condition) => {
                Op::EachYearBefore(*years, self.expr(condition))
            }
            _ => self.leaf(expr),
        }
    }

    fn leaf(&mut self, expr: &Expr) -> Op {
        match &expr.kind {
            ExprKind::Metric(metric, place) => Op::Metric(*metric, *place),
            ExprKind::Field(field) => {
                let position = self.model.fields[*field].position;
                Op::Field(*field, u32::try_from(position).unwrap_or(u32::MAX))
            }
            ExprKind::Plan(target) => Op::Plan(*target),
            ExprKind::AsOf => Op::AsOf,
            ExprKind::PeriodStart => Op::PeriodStart,
            ExprKind::PeriodEnd => Op::PeriodEnd,
            ExprKind::Definition(id) => Op::Shared(self.definition(*id)),
            ExprKind::Table(id) => Op::Shared(self.table(*id)),
            ExprKind::Status(test) => Op::Status(*test),
            ExprKind::Vague(term, subject) => Op::Vague(*term, *subject),
            _ => Op::It,
        }
    }

    fn ranging(&mut self, expr: &Expr) -> Op {
        match &expr.kind {
            ExprKind::Quantified {
                quantifier,
                domain,
                filter,
                satisfy,
                within,
            } => {
                let filter = self.maybe(filter.as_deref());
                let satisfy = self.maybe(satisfy.as_deref());
                Op::Quantified(Box::new(Quantified {
                    quantifier: *quantifier,
                    domain: (**domain).clone(),
                    filter,
                    satisfy,
                    within: *within,
                }))
            }
            ExprKind::Aggregate {
                aggregate,
                of,
                domain,
                filter,
            } => {
                let of = self.maybe(of.as_deref());
                let filter = self.maybe(filter.as_deref());
                Op::Aggregate(Box::new(AggregateOp {
                    aggregate: *aggregate,
                    of,
                    domain: (**domain).clone(),
                    filter,
                }))
            }
            _ => Op::It,
        }
    }

    fn definition(&mut self, id: crate::ids::DefinitionId) -> OpId {
        if let Some(done) = self.definitions.get(id.index()).copied().flatten() {
            return done;
        }
        let model: &'a Model = self.model;
        let op = self.expr(&model.definitions[id].value);
        if let Some(slot) = self.definitions.get_mut(id.index()) {
            *slot = Some(op);
        }
        op
    }

    fn table(&mut self, id: crate::ids::TableId) -> OpId {
        if let Some(done) = self.tables.get(id.index()).copied().flatten() {
            return done;
        }
        let model: &'a Model = self.model;
        let table = &model.tables[id];
        let mut rows = Vec::with_capacity(table.rows.len() * 2);
        for row in &table.rows {
            rows.push(self.expr(&row.when));
            rows.push(self.expr(&row.then));
        }
        let rows = self.code.run(&rows);
        let otherwise = self.maybe(table.otherwise.as_deref());
        let op = self.code.push(
            Op::Table {
                table: id,
                rows,
                otherwise,
            },
            Origin {
                span: table.span,
                ty: table.ty.clone(),
                named: None,
            },
        );
        if let Some(slot) = self.tables.get_mut(id.index()) {
            *slot = Some(op);
        }
        op
    }
}
