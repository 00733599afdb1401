//! The tree of units: levels that fit, names that tell units apart.
//!
//! A unit that cannot be placed is left out with its values; the units inside it are still looked at.

use std::collections::BTreeSet;

use super::fields::Fields;
use super::path::{At, Path, Trail, shown};
use super::reader::{Reader, number};
use crate::facts::document::{Member, Node, NodeKind};
use crate::facts::{FactStore, Unit, UnitIndex};
use crate::lang::Text;
use crate::model::{LevelId, Name};

/// The units that could be placed, and the ways to all.
#[derive(Debug, Default)]
pub struct UnitTree<'d> {
    /// By number of the unit.
    pub places: Vec<UnitPlace<'d>>,
    /// The ways.
    pub trail: Trail,
}

/// Where the facts hold a unit.
#[derive(Debug)]
pub struct UnitPlace<'d> {
    /// The object.
    pub node: &'d Node<'d>,
    /// Its keys with their values.
    pub members: &'d [Member<'d>],
    /// Its number in the trail.
    pub trail: usize,
}

/// What is around a list of units.
#[derive(Debug, Clone, Copy)]
enum Around {
    /// Nothing.
    Facts,
    /// A unit.
    Unit(UnitIndex, LevelId),
    /// A unit that could not be placed.
    Misplaced,
}

impl UnitTree<'_> {
    /// A unit and the way to it.
    pub fn fields(&self, unit: UnitIndex) -> Option<Fields<'_>> {
        let place = self.places.get(unit as usize)?;
        Some(Fields {
            at: At {
                node: place.node,
                path: Path::Unit(&self.trail, place.trail),
            },
            members: place.members,
        })
    }
}

/// Reads the tree of units.
pub fn read<'d>(reader: &mut Reader, facts: &Fields<'d>) -> UnitTree<'d> {
    let mut tree = UnitTree::default();
    match facts.members.iter().find(|member| member.key == "units") {
        Some(member) => {
            let at = facts.at.key("units", &member.node);
            list(
                reader,
                &mut tree,
                (&member.node, at.path),
                None,
                Around::Facts,
            );
        }
        None => reader.missing(facts, "units", None),
    }
    single_organs(reader, &tree);
    tree
}

fn list<'d>(
    reader: &mut Reader,
    tree: &mut UnitTree<'d>,
    (node, path): (&'d Node<'d>, Path),
    trail: Option<usize>,
    around: Around,
) {
    let NodeKind::Array(items) = &node.kind else {
        reader.list(&At { node, path });
        return;
    };
    let mut siblings = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        let trail = tree.trail.push(trail, index);
        unit(
            reader,
            tree,
            (item, Path::Index(&path, index)),
            trail,
            around,
            &mut siblings,
        );
    }
}

fn unit<'d>(
    reader: &mut Reader,
    tree: &mut UnitTree<'d>,
    (node, path): (&'d Node<'d>, Path),
    trail: usize,
    around: Around,
    siblings: &mut BTreeSet<(LevelId, &'d str)>,
) {
    let Some(fields) = reader.any_object(&At { node, path }) else {
        return;
    };
    let level = level(reader, &fields, around);
    let name = name(reader, &fields);
    // A borrow of the facts themselves, not of the way to them.
    let members = node.members().unwrap_or_default();
    let inside = members.iter().find(|member| member.key == "units");
    let placed = match (level, name) {
        (Some(level), Some(name)) => place(reader, &fields, around, level, name, inside.is_some()),
        (_, name) => {
            reader.misplaced_units.extend(name.map(str::to_owned));
            None
        }
    };
    if let Some(index) = placed {
        tree.places.push(UnitPlace {
            node,
            members,
            trail,
        });
        distinct(reader, &fields, index, members, siblings);
    }
    if let Some(member) = inside {
        let around = match (placed, level) {
            (Some(index), Some(level)) => Around::Unit(index, level),
            _ => Around::Misplaced,
        };
        list(
            reader,
            tree,
            (&member.node, Path::Key(&path, "units")),
            Some(trail),
            around,
        );
    }
    if let Some(index) = placed {
        let end = number(reader.store.units.len());
        if let Some(unit) = reader.store.units.get_mut(index as usize) {
            unit.end = end;
        }
    }
}

/// Adds a unit to the store.
fn place(
    reader: &mut Reader,
    fields: &Fields,
    around: Around,
    level: LevelId,
    name: &str,
    lists_units: bool,
) -> Option<UnitIndex> {
    let parent = match around {
        Around::Unit(parent, _) => Some(parent),
        Around::Facts | Around::Misplaced => None,
    };
    if inside_itself(&reader.store, parent, level, name) {
        let message = Text::new(
            format!("`{}` 在它自己之内", shown(name)),
            format!("`{}` lies inside itself", shown(name)),
        );
        let at = fields.get("name").unwrap_or(fields.at);
        reader.problems.push(at, "F0122", message, None);
        return None;
    }
    let slots = reader.layout.level(level)?;
    let index = number(reader.store.units.len());
    let base = reader.cells(slots.width());
    let lists = number(reader.store.lists.len());
    reader
        .store
        .lists
        .resize(reader.store.lists.len() + slots.lists.len(), None);
    let innermost = !reader
        .model
        .levels
        .values()
        .any(|l| l.parent == Some(level));
    let name = Name::from(name);
    reader
        .units_by_name
        .entry(name.clone())
        .or_default()
        .push(index);
    reader.store.units.push(Unit {
        level,
        name,
        parent,
        end: index + 1,
        base,
        lists,
        // Where no level lies within this one, there is nothing to list.
        units_known: lists_units || innermost,
    });
    Some(index)
}

fn inside_itself(store: &FactStore, parent: Option<UnitIndex>, level: LevelId, name: &str) -> bool {
    let mut around = parent.into_iter().flat_map(|parent| store.around(parent));
    around.any(|at| {
        store
            .unit(at)
            .is_some_and(|unit| unit.level == level && &*unit.name == name)
    })
}

/// The name of a unit, which is a part of paths.
fn name<'q>(reader: &mut Reader, fields: &Fields<'q>) -> Option<&'q str> {
    let member = fields.members.iter().find(|member| member.key == "name");
    let Some(member) = member else {
        reader.missing(fields, "name", None);
        return None;
    };
    let at = fields.at.key("name", &member.node);
    reader.text(&at)?;
    let NodeKind::String(text) = &member.node.kind else {
        return None;
    };
    if text.contains('/') || text.trim() != text {
        let shown = shown(text);
        let message = Text::new(
            format!("`{shown}` 不能作为单位的名称"),
            format!("`{shown}` cannot be the name of a unit"),
        );
        let help = Text::new(
            "名称中不能有 `/`，前后不能有空格",
            "a name holds no `/` and no space before or after",
        );
        reader.problems.push(at, "F0113", message, Some(help));
        return None;
    }
    Some(text)
}

/// The level of a unit, if it fits where the unit stands.
fn level(reader: &mut Reader, fields: &Fields, around: Around) -> Option<LevelId> {
    let at = reader.required(fields, "level")?;
    let text = reader.text(&at)?;
    let Some(&level) = reader.names.levels.get(text) else {
        let known: Vec<&str> = reader.names.levels.keys().copied().collect();
        reader.unknown_name(&at, "F0120", ("层级", "level"), text, known);
        return None;
    };
    let parent = reader.model.levels.row(level)?.parent;
    let around_level = match around {
        Around::Facts => None,
        Around::Unit(_, level) => Some(level),
        Around::Misplaced => return Some(level),
    };
    if parent == around_level {
        return Some(level);
    }
    // Whether it lies inside itself is the plainer thing to say, and is said when it is placed.
    if around_level == Some(level) {
        let name = fields.get("name").map(|name| &name.node.kind);
        if let (Around::Unit(parent, _), Some(NodeKind::String(name))) = (around, name)
            && inside_itself(&reader.store, Some(parent), level, name)
        {
            return Some(level);
        }
    }
    misfit(reader, &at, level, parent, around_level);
    None
}

fn misfit(
    reader: &mut Reader,
    at: &At,
    level: LevelId,
    parent: Option<LevelId>,
    around: Option<LevelId>,
) {
    let model = reader.model;
    let name = |level: LevelId| model.levels.row(level).map_or("", |level| &level.name);
    let level = name(level);
    let message = match around.map(name) {
        Some(around) => Text::new(
            format!("层级 `{level}` 不直接在 `{around}` 之下"),
            format!("the level `{level}` is not within `{around}`"),
        ),
        None => Text::new(
            format!("层级 `{level}` 不是最高一级"),
            format!("the level `{level}` is not an outermost one"),
        ),
    };
    let help = match parent.map(name) {
        Some(parent) => Text::new(
            format!("写在 `{parent}` 的 `units` 之内"),
            format!("list it in the `units` of a `{parent}`"),
        ),
        None => Text::new(
            "写在最外层的 `units` 之内",
            "list it in the outermost `units`",
        ),
    };
    reader.problems.push(at, "F0121", message, Some(help));
}

/// Two units of one list may not share level and name.
fn distinct<'d>(
    reader: &mut Reader,
    fields: &Fields,
    unit: UnitIndex,
    members: &'d [Member<'d>],
    siblings: &mut BTreeSet<(LevelId, &'d str)>,
) {
    let name = members.iter().find(|member| member.key == "name");
    let (Some(unit), Some(name)) = (reader.store.unit(unit), name) else {
        return;
    };
    let NodeKind::String(name) = &name.node.kind else {
        return;
    };
    if !siblings.insert((unit.level, name)) {
        let name = shown(name);
        let message = Text::new(
            format!("同一列表中有两个 `{name}`"),
            format!("there are two `{name}` in one list"),
        );
        let at = fields.get("name").unwrap_or(fields.at);
        reader.problems.push(at, "F0123", message, None);
    }
}

/// A level of an organ that is one single body may have one unit only.
fn single_organs(reader: &mut Reader, tree: &UnitTree) {
    let model = reader.model;
    for organ in model.organs.values().filter(|organ| organ.single) {
        let units = reader.store.units.iter().enumerate();
        let extra = units
            .filter(|(_, unit)| organ.levels.contains(&unit.level))
            .nth(1);
        let Some(fields) = extra.and_then(|(index, _)| tree.fields(number(index))) else {
            continue;
        };
        let message = Text::new(
            format!("`{}` 只有一个，所以只能有一个它所在层级的单位", organ.name),
            format!(
                "`{}` is one body, so there can be one unit of its level only",
                organ.name
            ),
        );
        reader.problems.push(fields.at, "F0124", message, None);
    }
}
