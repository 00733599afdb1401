//! The tree of units: what units of each level may hold.

use serde_json::{Map, Value, json};

use super::defs::reference;
use super::values::period;
use super::{Writer, annotated, closed, list, titled};
use crate::arena::Id as _;
use crate::model::{LevelId, RecordTypeId};
use crate::workbench::forms::about::{About, Slot};
use crate::workbench::forms::words::called;

impl Writer<'_> {
    /// The units inside those of a level; the outermost ones for none.
    pub fn units(&mut self, around: Option<LevelId>) -> Value {
        let model = self.model;
        let levels = model.levels.iter();
        let inside: Vec<LevelId> = levels
            .filter(|(_, level)| level.parent == around)
            .map(|(id, _)| id)
            .collect();
        let mut names = Vec::new();
        let mut forms = Vec::new();
        for id in inside {
            self.level(id);
            if let Some(level) = model.levels.row(id) {
                names.push(&*level.name);
                forms.push(super::given("level", &level.name, reference(&name_of(id))));
            }
        }
        if names.is_empty() {
            return json!({ "type": "array", "maxItems": 0 });
        }
        let level = titled(json!({ "enum": names }), called("level").get(self.lang()));
        list(json!({
            "type": "object",
            "properties": { "level": level },
            "required": ["level"],
            "allOf": forms,
        }))
    }

    /// Keeps what units of a level may hold.
    fn level(&mut self, id: LevelId) {
        let Some(level) = self.model.levels.row(id) else {
            return;
        };
        let name = json!({ "type": "string", "pattern": "^[^/\\s]([^/]*[^/\\s])?$" });
        let (metrics, earlier) = (self.metrics(id), self.earlier(id));
        let parts = [
            ("level", json!({ "const": &*level.name })),
            ("name", name),
            ("units", self.units(Some(id))),
            ("plans", self.plans(id)),
            ("earlier", earlier),
            ("note", self.text()),
            ("source", self.text()),
        ];
        let mut properties = self.keys(parts);
        properties.extend(metrics);
        properties.extend(self.records(id));
        let clause = self.teller.clauses(&level.basis);
        let schema = annotated(closed(properties, &["level", "name"]), &level.name, clause);
        self.defs.name(&name_of(id), schema);
    }

    fn metrics(&mut self, level: LevelId) -> Map<String, Value> {
        let model = self.model;
        let slots = self.layout.level(level);
        let ids = slots.map_or_else(Vec::new, |slots| slots.metrics.clone());
        let mut found = Map::new();
        for id in ids {
            if let Some(metric) = model.metrics.row(id) {
                let value = self.value(&Slot::metric(metric));
                let about = self.described(&self.teller.metric(id));
                found.insert(
                    metric.name.to_string(),
                    annotated(value, &metric.name, about),
                );
            }
        }
        found
    }

    fn plans(&mut self, level: LevelId) -> Value {
        let model = self.model;
        let slots = self.layout.level(level);
        let ids = slots.map_or_else(Vec::new, |slots| slots.plans.clone());
        let mut found = Map::new();
        for id in ids {
            let target = model.targets.row(id);
            if let Some((target, slot)) = target.and_then(|row| Some((row, Slot::plan(row)?))) {
                let value = self.value(&slot);
                let about = self.described(&self.teller.plan(id));
                found.insert(
                    target.name.to_string(),
                    annotated(value, &target.name, about),
                );
            }
        }
        closed(found, &[])
    }

    fn earlier(&mut self, level: LevelId) -> Value {
        let pattern = format!("^({})$", period());
        let metrics = closed(self.metrics(level), &[]);
        json!({
            "type": "object",
            "patternProperties": { pattern: metrics },
            "additionalProperties": false,
        })
    }

    fn records(&mut self, level: LevelId) -> Map<String, Value> {
        let model = self.model;
        let slots = self.layout.level(level);
        let ids = slots.map_or_else(Vec::new, |slots| slots.lists.clone());
        let mut found = Map::new();
        for id in ids {
            if let Some(row) = model.record_types.row(id) {
                let record = self.record(id);
                let clause = self.teller.clauses(&row.basis);
                let schema = annotated(list(record), &row.name, clause);
                found.insert(row.name.to_string(), schema);
            }
        }
        found
    }

    fn record(&mut self, id: RecordTypeId) -> Value {
        let model = self.model;
        let (text, fields) = (self.text(), model.record_types.row(id).map(|r| &r.fields));
        let parts = [
            ("id", text.clone()),
            ("note", text.clone()),
            ("source", text),
        ];
        let mut properties = self.keys(parts);
        for id in fields.into_iter().flatten() {
            if let Some(field) = model.fields.row(*id) {
                let value = self.value(&Slot::field(field));
                let about = self.described(&self.teller.field(*id));
                properties.insert(field.name.to_string(), annotated(value, &field.name, about));
            }
        }
        self.defs.share("record", closed(properties, &[]))
    }

    /// What is said of a field, as one text.
    fn described(&self, about: &About) -> String {
        about.sentence(self.lang())
    }
}

fn name_of(level: LevelId) -> String {
    format!("level-{}", level.index() + 1)
}
