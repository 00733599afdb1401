//! Records: first their ids and cells, so that any may refer to any other, then the values of their fields.

use super::fields::Fields;
use super::names::{RECORD_KEYS, UnitKey};
use super::path::{At, Path, shown};
use super::reader::{Reader, number};
use super::scalar::Slot;
use super::units::UnitTree;
use crate::facts::document::{Member, Members, Node};
use crate::facts::{CellNote, RecordIndex, UnitIndex};
use crate::lang::Text;
use crate::model::{FieldId, Name, RecordTypeId};
use crate::value::Value;

/// Where the facts hold a record.
#[derive(Debug)]
pub struct RecordPlace<'d> {
    unit: UnitIndex,
    list: &'d str,
    index: usize,
    node: Node<'d>,
    members: Members<'d>,
}

/// A list of records in a unit.
struct List<'d> {
    slot: u32,
    record_type: RecordTypeId,
    member: Member<'d>,
}

impl RecordPlace<'_> {
    /// Calls `then` with the record and the way to it, which is made of borrowed steps.
    pub fn visit(&self, tree: &UnitTree, then: impl FnOnce(&Fields)) {
        let Some(unit) = tree.fields(self.unit) else {
            return;
        };
        let list = Path::Key(&unit.at.path, self.list);
        then(&Fields {
            at: At {
                node: self.node,
                path: Path::Index(&list, self.index),
            },
            members: self.members,
        });
    }
}

/// Gives every record its number, its id and its cells.
pub fn read<'d>(reader: &mut Reader, tree: &UnitTree<'d>) -> Vec<RecordPlace<'d>> {
    let mut places = Vec::new();
    for (index, place) in tree.places.iter().enumerate() {
        let unit = number(index);
        // In the order of the policy, so that the order of keys changes nothing.
        for list in lists(reader, unit, place.members) {
            read_list(reader, tree, unit, &list, &mut places);
        }
    }
    places
}

/// Reads the fields of all records.
pub fn read_values(reader: &mut Reader, tree: &UnitTree, places: &[RecordPlace]) {
    for (index, place) in places.iter().enumerate() {
        if reader.problems.is_full() {
            return;
        }
        place.visit(tree, |fields| values(reader, fields, number(index)));
    }
}

fn lists<'d>(reader: &Reader, unit: UnitIndex, members: Members<'d>) -> Vec<List<'d>> {
    let Some(level) = reader.store.unit(unit).map(|unit| unit.level) else {
        return Vec::new();
    };
    let slots = reader.layout.level(level);
    let mut lists: Vec<List> = members
        .iter()
        .filter_map(|member| match reader.names.unit_key(level, &member)? {
            UnitKey::List(record_type) => Some(List {
                slot: slots?.list(record_type)?,
                record_type,
                member,
            }),
            UnitKey::Metric(_) => None,
        })
        .collect();
    lists.sort_by_key(|list| list.slot);
    // A repeated key has been reported.
    lists.dedup_by_key(|list| list.slot);
    lists
}

fn read_list<'d>(
    reader: &mut Reader,
    tree: &UnitTree<'d>,
    unit: UnitIndex,
    list: &List<'d>,
    places: &mut Vec<RecordPlace<'d>>,
) {
    let Some(around) = tree.fields(unit) else {
        return;
    };
    let at = around.at.key(list.member.key, list.member.node);
    let Some(items) = reader.list(&at).and(list.member.node.items()) else {
        return;
    };
    let first = number(reader.store.records.len());
    for (index, node) in items.enumerate() {
        let at = at.index(index, node);
        let (Some(fields), Some(members)) = (reader.any_object(&at), node.members()) else {
            continue;
        };
        add(reader, &fields, unit, list, index);
        places.push(RecordPlace {
            unit,
            list: list.member.key,
            index,
            node,
            members,
        });
    }
    let range = first..number(reader.store.records.len());
    reader.store.set_list(unit, list.slot, range);
}

fn add(reader: &mut Reader, fields: &Fields, unit: UnitIndex, list: &List, index: usize) {
    let model = reader.model;
    let width = model
        .record_types
        .row(list.record_type)
        .map_or(0, |r| r.fields.len());
    let record = number(reader.store.records.len());
    let (note, source) = reader.note(fields);
    let given = reader.optional_name(fields, "id");
    let id = given.clone().unwrap_or_else(|| {
        let path = reader.store.path(unit);
        Name::from(format!("{path}/{}/{}", list.member.key, index + 1))
    });
    if reader.records_by_id.contains_key(&id) {
        let id = shown(&id);
        let message = Text::new(
            format!("已有记录的 id 是 `{id}`"),
            format!("another record has the id `{id}`"),
        );
        let at = fields.get("id").unwrap_or(fields.at);
        let help = Text::new("换一个 id", "choose another id");
        reader.problems.push(at, "F0148", message, Some(help));
    } else {
        reader.records_by_id.insert(id, record);
    }
    let id = given.as_deref().ok_or(number(index + 1));
    reader.store.add_record(list.record_type, unit, id, width);
    if source.is_some() || note.is_some() {
        let note = CellNote {
            source,
            note,
            date: None,
        };
        reader.store.rest_mut().record_notes.insert(record, note);
    }
}

fn values(reader: &mut Reader, fields: &Fields, index: RecordIndex) {
    let model = reader.model;
    let Some(record) = reader.store.record(index) else {
        return;
    };
    let record_type = record.record_type;
    let unit_field = model.record_types.row(record_type).and_then(|r| r.unit);
    // The unit first: the organs that a record names are looked for there.
    if let Some(unit_field) = unit_field {
        read_fields(reader, fields, index, |field| field == Some(unit_field));
        move_to_unit(reader, index, unit_field);
    }
    read_fields(reader, fields, index, |field| {
        field.is_none() || field != unit_field
    });
}

/// A record concerns the unit that its unit field names.
pub fn move_to_unit(reader: &mut Reader, index: RecordIndex, unit_field: FieldId) {
    let field = reader.model.fields.row(unit_field);
    let position = number(field.map_or(0, |field| field.position));
    if let Some(Value::Unit(unit)) = reader.store.field(reader.layout, index, position)
        && let Some(record) = reader.store.records.get_mut(index as usize)
    {
        record.unit = unit;
    }
}

/// Reads the value of a field.
pub fn field_value(reader: &mut Reader, at: &At, index: RecordIndex, field: FieldId) {
    let (model, layout) = (reader.model, reader.layout);
    let Some(record) = reader.store.record(index) else {
        return;
    };
    let (record_type, base, unit) = (record.record_type, record.base, record.unit);
    if let Some(field) = model.fields.row(field) {
        let position = number(field.position);
        if let Some(packing) = layout.field(record_type, position) {
            let quick = reader.names.quick_field(record_type, position);
            let slot = Slot::field(field, unit).with_quick(quick);
            reader.cell(at, &slot, base + position, packing);
        }
    }
}

/// Reads the fields that `wanted` accepts; a key that is no field is `None` to it.
fn read_fields(
    reader: &mut Reader,
    fields: &Fields,
    index: RecordIndex,
    wanted: impl Fn(Option<FieldId>) -> bool,
) {
    let Some(record_type) = reader.store.record(index).map(|row| row.record_type) else {
        return;
    };
    for member in fields.members {
        let id = reader.names.field(record_type, &member);
        if !wanted(id) {
            continue;
        }
        if let Some(field) = id {
            let at = fields.at.key(member.key, member.node);
            field_value(reader, &at, index, field);
        } else if !RECORD_KEYS.contains(&member.key) {
            let known = reader
                .names
                .field_keys(record_type)
                .chain(RECORD_KEYS.iter().copied());
            let known: Vec<&str> = known.collect();
            reader.unknown_key(fields, member, &known, None);
        }
    }
}

impl Reader<'_> {
    /// A record by its id.
    pub fn record_reference(&mut self, at: &At) -> Option<RecordIndex> {
        let text = self.text(at)?;
        let found = self.records_by_id.get(text).copied();
        if found.is_none() {
            let help = self
                .problems
                .suggest(text, self.records_by_id.keys().map(|id| &**id));
            let text = shown(text);
            let message = Text::new(
                format!("没有 id 为 `{text}` 的记录"),
                format!("there is no record with the id `{text}`"),
            );
            let help = help.unwrap_or_else(|| {
                Text::new(
                    "id 写在被引用的记录的 `id` 里",
                    "the id stands in the `id` of the record referred to",
                )
            });
            self.problems.push(at, "F0147", message, Some(help));
        }
        found
    }
}
