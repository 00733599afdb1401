//! What the direct way leaves to the careful one: single values that are not written plainly, references, and the
//! lists beside units and roster. They are read when everything that they may refer to is known.

use super::pass::Pass;
use super::waiting::{Later, What};
use crate::facts::document::Document;
use crate::facts::read::path::At;
use crate::facts::read::reader::Reader;
use crate::facts::read::{acts, conduct, determinations, records, values};
use crate::facts::{FactLimits, Tape, UnitIndex};
use crate::model::Name;
use crate::types::Type;

/// The order in which values are read.
const ORDER: [fn(What) -> bool; 5] = [
    |what| matches!(what, What::UnitField(..)),
    |what| {
        matches!(
            what,
            What::Metric(..) | What::Plans(_) | What::Earlier(_) | What::Field(..)
        )
    },
    |what| what == What::Determinations,
    |what| what == What::Discharges,
    |what| what == What::Reports,
];

impl Pass<'_> {
    /// Makes ready what units are looked up in.
    pub fn name_units(&mut self) {
        self.reader.units_by_name.fill_once(&self.reader.store);
    }

    /// Leaves the value that comes next for later.
    pub fn leave_for_later(&mut self, what: What) -> Option<()> {
        let start = self.cursor.at();
        self.cursor.skip()?;
        let range = (start, self.cursor.at());
        self.scratch.later.push(Later { what, range });
        Some(())
    }

    /// Reads what was left, in the text from which it was.
    pub fn read_later(&mut self, json: &str, tape: &mut Tape) -> Option<()> {
        if self.scratch.later.is_empty() {
            return Some(());
        }
        let waiting = std::mem::take(&mut self.scratch.later);
        self.prepare(&waiting);
        for (turn, is_its_turn) in ORDER.iter().enumerate() {
            if turn == 2 && waiting.iter().any(|later| self.names_a_record(later.what)) {
                let circles = acts::settle(&mut self.reader);
                circles.is_empty().then_some(())?;
            }
            for later in waiting.iter().filter(|later| is_its_turn(later.what)) {
                self.careful(later, json, tape)?;
            }
        }
        self.scratch.later = waiting;
        Some(())
    }

    fn careful(&mut self, later: &Later, json: &str, tape: &mut Tape) -> Option<()> {
        let (start, end) = later.range;
        let limits = FactLimits {
            depth: self.limits.deepest().checked_sub(self.deepest)?,
            nodes: self.left,
            ..*self.limits
        };
        let document = Document::parse(json.get(start..end)?, &limits, tape).ok()?;
        if document.looks_odd() {
            return None;
        }
        self.left = self.left.checked_sub(document.size())?;
        read_value(&mut self.reader, &At::root(document.root()), later.what);
        self.reader.problems.is_empty().then_some(())
    }

    /// Makes ready what references are looked up in, where there may be any.
    fn prepare(&mut self, waiting: &[Later]) {
        if !waiting.iter().any(|later| self.refers(later.what)) {
            return;
        }
        self.name_units();
        let Reader {
            model,
            store,
            records_by_id,
            roster,
            ..
        } = &mut self.reader;
        let records = (0..).take(store.records.len());
        records_by_id.extend(records.map(|record| (store.record_id(model, record), record)));
        let persons = store.persons();
        *roster = persons.map(|persons| persons.map(|person| Name::from(person.name)).collect());
    }

    fn refers(&self, what: What) -> bool {
        let model = self.reader.model;
        let ty = match what {
            What::Metric(_, metric) => model.metrics.row(metric).map(|metric| &metric.ty),
            What::Field(_, field) | What::UnitField(_, field) => {
                model.fields.row(field).map(|field| &field.ty)
            }
            What::Plans(_) => return false,
            _ => return true,
        };
        matches!(ty, Some(Type::Unit | Type::Actor | Type::Record))
    }

    fn names_a_record(&self, what: What) -> bool {
        let field = match what {
            What::Field(_, field) => self.reader.model.fields.row(field),
            _ => None,
        };
        field.is_some_and(|field| field.ty == Type::Record)
    }
}

fn read_value(reader: &mut Reader, at: &At, what: What) {
    let place = |reader: &Reader, unit: UnitIndex| {
        let unit = reader.store.unit(unit);
        unit.map(|unit| (unit.level, unit.base))
    };
    match what {
        What::Metric(unit, metric) => {
            if let Some((level, base)) = place(reader, unit) {
                values::metric_value(reader, at, level, metric, base);
            }
        }
        What::Plans(unit) => {
            if let Some((level, base)) = place(reader, unit) {
                values::plans(reader, at, level, base);
            }
        }
        What::Earlier(unit) => {
            if let Some((level, _)) = place(reader, unit) {
                values::earlier(reader, at, unit, level);
            }
        }
        What::Field(record, field) => records::field_value(reader, at, record, field),
        What::UnitField(record, field) => {
            records::field_value(reader, at, record, field);
            records::move_to_unit(reader, record, field);
        }
        What::Determinations => determinations::read_list(reader, at),
        What::Discharges => conduct::discharge_list(reader, at),
        What::Reports => conduct::report_list(reader, at),
    }
}
