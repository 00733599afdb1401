//! Conditions as tests: and, or and not become runs, everything else a test of its own, or `Slow`.

use super::lower::{Lowering, Seen};
use super::{Ask, Asked, Condition, Many, ManyOf, Node, Origin, Test, What};
use crate::model::{DomainKind, MetricPlace, When};
use crate::program::{Op, OpId, Quantified};
use crate::value::Value;

impl Lowering<'_> {
    /// A condition as a test.
    pub(super) fn condition(&mut self, id: OpId, seen: Seen) -> Node {
        let origin = Origin {
            op: id,
            negated: false,
        };
        let code = self.code;
        match code.op(id) {
            Op::Constant(Value::Truth(truth)) => (Test::Always(*truth), origin),
            Op::Or(parts) => {
                let parts = self.conditions(code.operands(parts), seen);
                self.any(parts, origin)
            }
            Op::And(parts) => {
                let parts = self.conditions(code.operands(parts), seen);
                self.all(parts, origin)
            }
            Op::Not(inner) => {
                let inner = self.condition(*inner, seen);
                self.opposite(inner)
            }
            Op::Shared(inner) => self.shared(*inner, seen),
            Op::Status(test) if matches!(seen.what, What::Target(_)) => {
                (Test::Status(*test), origin)
            }
            Op::Quantified(quantified) => match self.quantified(quantified) {
                Some(many) => (self.many(many), origin),
                None => self.slow(origin),
            },
            Op::Vague(term, subject) => {
                let asked = Asked {
                    term: *term,
                    subject: *subject,
                };
                let index = self.flat.asked.len();
                self.flat.asked.push(asked);
                (Test::Determined(super::lower::number(index)), origin)
            }
            Op::Metric(metric, place) => match self.formula(*metric, *place) {
                Some(formula) => {
                    let inner = Seen {
                        record: None,
                        what: What::Itself,
                        ..seen
                    };
                    self.condition(formula, inner)
                }
                None => self.compared(id, seen, origin),
            },
            _ => self.compared(id, seen, origin),
        }
    }

    /// The formula of a derived metric of the unit itself.
    fn formula(&self, metric: crate::ids::MetricId, place: MetricPlace) -> Option<OpId> {
        let here = place.level.is_none() && place.when == When::Now;
        self.program.formula(metric).filter(|_| here)
    }

    /// A condition that may be absent.
    pub(super) fn perhaps(&mut self, id: Option<OpId>, seen: Seen) -> Condition {
        match id {
            Some(id) => {
                let node = self.condition(id, seen);
                self.begun(node)
            }
            None => Condition::Holds,
        }
    }

    /// A test as the beginning of a condition.
    pub(super) fn begun(&mut self, node: Node) -> Condition {
        match node.0 {
            Test::Always(true) => Condition::Holds,
            Test::And(run) => Condition::All(run),
            Test::Or(run) => Condition::Any(run),
            _ => Condition::All(self.lay(&[node])),
        }
    }

    /// What only the operation can tell.
    pub(super) fn slow(&mut self, origin: Origin) -> Node {
        self.slowly += 1;
        (Test::Slow, origin)
    }

    fn conditions(&mut self, parts: &[OpId], seen: Seen) -> Vec<Node> {
        parts
            .iter()
            .map(|part| self.condition(*part, seen))
            .collect()
    }

    /// A named expression is written out once for each place where it is read.
    fn shared(&mut self, id: OpId, seen: Seen) -> Node {
        if let Some((node, slow)) = self.known.get(&(id, seen)) {
            self.slowly += u32::from(*slow);
            return *node;
        }
        let before = self.slowly;
        let node = self.condition(id, seen);
        self.known.insert((id, seen), (node, self.slowly > before));
        node
    }

    /// All of several.
    pub(super) fn all(&mut self, parts: Vec<Node>, origin: Origin) -> Node {
        match parts.as_slice() {
            [] => (Test::Always(true), origin),
            [one] => *one,
            _ => (Test::And(self.lay(&parts)), origin),
        }
    }

    /// Some of several.
    pub(super) fn any(&mut self, parts: Vec<Node>, origin: Origin) -> Node {
        match parts.as_slice() {
            [] => (Test::Always(false), origin),
            [one] => *one,
            _ => (Test::Or(self.lay(&parts)), origin),
        }
    }

    /// The opposite of a test.
    pub(super) fn opposite(&mut self, (test, origin): Node) -> Node {
        let opposite = match test {
            Test::Always(truth) => Test::Always(!truth),
            Test::Once(place, truth) => Test::Once(place, !truth),
            Test::Less(place, bound) => Test::AtLeast(place, bound),
            Test::AtLeast(place, bound) => Test::Less(place, bound),
            Test::Equal(place, value) => Test::Unequal(place, value),
            Test::Unequal(place, value) => Test::Equal(place, value),
            Test::OneOf(place, set) => Test::OneOf(place, !set),
            Test::Places(op, left, right) => {
                Test::Places(super::compare::opposite(op), left, right)
            }
            Test::Part(part, whole, bound) => match self.opposite_bound(bound) {
                Some(bound) => Test::Part(part, whole, bound),
                None => Test::Not(self.one((test, origin))),
            },
            Test::Slow => Test::Slow,
            _ => Test::Not(self.one((test, origin))),
        };
        let negated = !origin.negated;
        (opposite, Origin { negated, ..origin })
    }

    fn quantified(&mut self, quantified: &Quantified) -> Option<Many> {
        if quantified.within.is_some() {
            return None;
        }
        let (domain, inner) = self.ranged(&quantified.domain)?;
        Some(Many {
            domain,
            inside: quantified.domain.subordinate,
            filter: self.perhaps(quantified.filter, inner),
            satisfy: self.perhaps(quantified.satisfy, inner),
            ask: Ask::Quantifier(quantified.quantifier),
        })
    }

    /// What is ranged over, and what the names of its elements read.
    pub(super) fn ranged(&mut self, domain: &crate::model::Domain) -> Option<(ManyOf, Seen)> {
        match &domain.kind {
            DomainKind::Records(record_type, window) => {
                let records = self.records(*record_type, *window, false);
                Some((ManyOf::Records(records), self.of_record(*record_type)))
            }
            DomainKind::Units(level) => Some((ManyOf::Units(*level), Seen::of_unit(*level))),
            _ => None,
        }
    }

    /// Keeps a quantified condition.
    pub(super) fn many(&mut self, many: Many) -> Test {
        let index = self.flat.many.len();
        self.flat.many.push(many);
        Test::Many(super::lower::number(index))
    }
}
