//! Acts: which records tell of the same one, and the keys by which acts are named.

use super::fields::Fields;
use super::path::{At, shown};
use super::reader::{Reader, number};
use super::records::RecordPlace;
use super::units::UnitTree;
use crate::facts::RecordIndex;
use crate::lang::Text;
use crate::model::{Model, Name};
use crate::value::Value;

/// Finds the root of every record: the end of its same-act references.
///
/// Where references part, the records are one act all the same; of several ends, the first listed stands
/// for it.
pub fn read(reader: &mut Reader, tree: &UnitTree, places: &[RecordPlace]) {
    for cycle in settle(reader) {
        report(reader, tree, places, &cycle);
    }
}

/// Finds the roots; where there are circles, these instead.
pub fn settle(reader: &mut Reader) -> Vec<Vec<usize>> {
    let records = 0..reader.store.records.len();
    let edges: Vec<Vec<usize>> = records.map(|at| references(reader, at)).collect();
    if edges.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let cycles = cycles(&edges);
    if cycles.is_empty() {
        for (record, root) in roots(&edges).into_iter().enumerate() {
            if let Some(record) = reader.store.records.get_mut(record) {
                record.root = number(root);
            }
        }
    }
    cycles
}

/// The records that a record refers to as telling of its act.
fn references(reader: &Reader, at: usize) -> Vec<usize> {
    let Some(record) = reader.store.records.get(at) else {
        return Vec::new();
    };
    let model = reader.model;
    let fields = model
        .record_types
        .row(record.record_type)
        .map(|r| &r.same_act);
    let cells = fields.into_iter().flatten().filter_map(|id| {
        let position = model.fields.row(*id)?.position;
        reader
            .store
            .field(reader.layout, number(at), number(position))
    });
    cells
        .filter_map(|value| match value {
            Value::Record(other) => Some(other as usize),
            _ => None,
        })
        .collect()
}

/// The cycles, each once.
fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let stuck = stuck(edges);
    let is_stuck = |at: &usize| stuck.get(*at) == Some(&true);
    let mut walked = vec![false; edges.len()];
    let starts = (0..edges.len()).filter(is_stuck);
    starts
        .filter_map(|start| {
            let mut way = Vec::new();
            let mut next = Some(start);
            // Every record that is stuck refers to one that is, so the walk ends where it has been.
            while let Some(at) = next.filter(|at| walked.get(*at) == Some(&false)) {
                mark(&mut walked, at, true);
                way.push(at);
                next = edges.get(at)?.iter().copied().find(is_stuck);
            }
            let entry = way.iter().position(|at| Some(*at) == next)?;
            Some(way.split_off(entry))
        })
        .collect()
}

/// What remains after records that refer to none are taken away again and again.
fn stuck(edges: &[Vec<usize>]) -> Vec<bool> {
    let mut open: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut referring: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, tos) in edges.iter().enumerate() {
        for to in tos {
            if let Some(froms) = referring.get_mut(*to) {
                froms.push(from);
            }
        }
    }
    let mut free: Vec<usize> = (0..open.len())
        .filter(|at| open.get(*at) == Some(&0))
        .collect();
    while let Some(at) = free.pop() {
        for from in referring.get(at).into_iter().flatten() {
            let Some(left) = open.get_mut(*from) else {
                continue;
            };
            *left -= 1;
            if *left == 0 {
                free.push(*from);
            }
        }
    }
    open.into_iter().map(|left| left > 0).collect()
}

/// For every record of a graph without cycles, the record that stands for its act.
fn roots(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..edges.len()).collect();
    for (from, tos) in edges.iter().enumerate() {
        for to in tos {
            let (a, b) = (find(&mut group, from), find(&mut group, *to));
            mark(&mut group, a, b);
        }
    }
    let mut root: Vec<Option<usize>> = vec![None; edges.len()];
    let all: Vec<usize> = (0..edges.len()).map(|at| find(&mut group, at)).collect();
    for (at, tos) in edges.iter().enumerate() {
        let slot = all.get(at).and_then(|group| root.get_mut(*group));
        if let Some(slot) = slot.filter(|slot| slot.is_none() && tos.is_empty()) {
            *slot = Some(at);
        }
    }
    let of = |(at, group): (usize, usize)| root.get(group).copied().flatten().unwrap_or(at);
    all.into_iter().enumerate().map(of).collect()
}

fn find(group: &mut [usize], at: usize) -> usize {
    let mut at = at;
    while let Some(&up) = group.get(at).filter(|up| **up != at) {
        let above = group.get(up).copied().unwrap_or(up);
        mark(group, at, above);
        at = above;
    }
    at
}

fn mark<T>(list: &mut [T], at: usize, value: T) {
    if let Some(slot) = list.get_mut(at) {
        *slot = value;
    }
}

fn report(reader: &mut Reader, tree: &UnitTree, places: &[RecordPlace], cycle: &[usize]) {
    let Some(place) = cycle.first().and_then(|at| places.get(*at)) else {
        return;
    };
    let records = cycle.iter().chain(cycle.first()).take(6);
    let ids: Vec<String> = records
        .map(|at| shown(&reader.store.record_id(reader.model, number(*at))))
        .collect();
    let way = ids.join(" → ");
    let message = Text::new(
        format!("记录互相指为同一行为：`{way}`"),
        format!("records refer to each other in a circle as one act: `{way}`"),
    );
    let help = Text::new(
        "从其中一条删去引用",
        "remove the reference from one of them",
    );
    place.visit(tree, |fields| {
        reader
            .problems
            .push(fields.at, "F0149", message, Some(help));
    });
}

impl Reader<'_> {
    /// The key of the act that a field `act` names: a record's id, or `target:…@unit` and the like, as results name
    /// acts.
    pub fn act(&mut self, fields: &Fields) -> Option<Name> {
        let at = fields.get("act")?;
        let text = self.text(&at)?;
        let id = text.strip_prefix("record:").unwrap_or(text);
        let found = self
            .records_by_id
            .get(text)
            .or_else(|| self.records_by_id.get(id));
        if let Some(key) = found.and_then(|record| self.record_key(*record)) {
            return Some(key);
        }
        match text.split_once(':') {
            Some((kind, rest)) if kind != "record" => self.element(&at, kind, rest),
            _ => {
                self.unknown_act(&at, id);
                None
            }
        }
    }

    fn record_key(&self, record: RecordIndex) -> Option<Name> {
        let root = self.store.record(record)?.root;
        Some(self.store.record_id(self.model, root))
    }

    /// `target:name@unit`, `unit:unit`, `report:name@unit:organ#period`, `duty:name@unit:organ`.
    fn element(&mut self, at: &At, kind: &str, rest: &str) -> Option<Name> {
        let (name, place) = match rest.split_once('@') {
            Some((name, place)) => (name, Some(place)),
            None if kind == "unit" => ("", Some(rest)),
            None => (rest, None),
        };
        let of_party = matches!(kind, "report" | "duty");
        let (unit, party) = match place.and_then(|place| place.split_once(':')) {
            Some((unit, party)) if of_party => (Some(unit), format!(":{party}")),
            _ => (place, String::new()),
        };
        // A body outside the units has none before its name.
        let unit = match unit.filter(|unit| !unit.is_empty()) {
            Some(unit) => match self.units_named(at, unit)?.as_slice() {
                [unit] => Some(self.store.path(*unit)),
                _ => {
                    self.unknown_act(at, rest);
                    return None;
                }
            },
            None => None,
        };
        if kind != "unit" && !is_declared(self.model, kind, name) {
            self.unknown_act(at, rest);
            return None;
        }
        let separator = if kind == "unit" || place.is_none() {
            ""
        } else {
            "@"
        };
        let unit = unit.unwrap_or_default();
        Some(Name::from(format!("{kind}:{name}{separator}{unit}{party}")))
    }

    fn unknown_act(&mut self, at: &At, name: &str) {
        let near = self
            .problems
            .suggest(name, self.records_by_id.keys().map(|id| &**id));
        let help = near.unwrap_or_else(|| {
            Text::new(
                "写记录的 id，或者 `target:目标@单位`",
                "write the id of a record, or `target:name@unit`",
            )
        });
        let name = shown(name);
        let message = Text::new(
            format!("没有行为 `{name}`"),
            format!("there is no act `{name}`"),
        );
        self.problems.push(at, "F0161", message, Some(help));
    }
}

fn is_declared(model: &Model, kind: &str, name: &str) -> bool {
    match kind {
        "target" => model.targets.values().any(|row| &*row.name == name),
        "prohibition" => model.prohibitions.values().any(|row| &*row.name == name),
        "report" => model.reports.values().any(|row| &*row.name == name),
        "duty" => model.duties.values().any(|row| &*row.name == name),
        "metric" => model.metrics.values().any(|row| &*row.name == name),
        _ => false,
    }
}
