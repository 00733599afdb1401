//! What facts say, without how they lie in the store.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::arena::Id;
use crate::facts::FactStore;
use crate::model::Model;
use crate::program::Layout;

/// Everything that the store tells.
pub fn dump(store: &FactStore, model: &Model, layout: &Layout) -> String {
    let mut out = format!("{} {:?}\n", store.as_of, store.period);
    let mut cells = BTreeMap::new();
    for (index, unit) in (0..).zip(&store.units) {
        let (name, parent) = (store.name(unit), unit.parent());
        let inside = (unit.end, unit.units_known);
        let _ = writeln!(out, "{index} {:?} {name} {parent:?} {inside:?}", unit.level);
        let Some(slots) = layout.level(unit.level) else {
            continue;
        };
        for slot in (0..).take(slots.width()) {
            cells.insert(unit.base + slot, format!("{index}.{slot}"));
            let value = store.unit_value(layout, unit, unit.base, slot);
            let _ = writeln!(out, "  {slot} {value:?}");
        }
        for slot in slots.lists.iter().filter_map(|list| slots.list(*list)) {
            let list = store.list(unit, slot).filter(|list| !list.is_empty());
            let known = store.list(unit, slot).is_some();
            let _ = writeln!(out, "  {slot} {known} {list:?}");
        }
        for ((_, period), base) in &store.rest().earlier {
            let slots_of = (0..).take(slots.width());
            cells.extend(slots_of.map(|slot| (base + slot, format!("{period}.{slot}"))));
        }
    }
    for ((unit, period), base) in &store.rest().earlier {
        let _ = write!(out, "earlier {unit} {period:?}");
        let row = store.unit(*unit).expect("its unit");
        for slot in (0..).take(layout.level(row.level).map_or(0, |slots| slots.width())) {
            let value = store.unit_value(layout, row, *base, slot);
            let _ = write!(out, " {value:?}");
        }
        out.push('\n');
    }
    records(&mut out, &mut cells, store, model, layout);
    let rest = store.rest();
    for (cell, note) in &rest.notes {
        let _ = writeln!(out, "note {:?} {note:?}", cells.get(cell));
    }
    for person in store.persons().into_iter().flatten() {
        let _ = writeln!(out, "{person:?}");
    }
    let _ = writeln!(
        out,
        "{} {:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        store.persons().is_some(),
        rest.record_notes,
        rest.actors,
        rest.determinations,
        rest.discharges,
        rest.reports,
        rest.left_out_determinations,
    );
    out
}

fn records(
    out: &mut String,
    cells: &mut BTreeMap<u32, String>,
    store: &FactStore,
    model: &Model,
    layout: &Layout,
) {
    for (index, record) in (0..).zip(&store.records) {
        let id = store.record_id(model, index);
        let place = (record.listed_at, record.unit, record.root);
        let _ = writeln!(out, "{index} {} {id} {place:?}", record.record_type.index());
        let fields = model.record_types.row(record.record_type);
        for position in (0..).take(fields.map_or(0, |row| row.fields.len())) {
            cells.insert(record.base + position, format!("record {index}.{position}"));
            let value = store.field(layout, index, position);
            let _ = writeln!(out, "  {position} {value:?}");
        }
    }
}
