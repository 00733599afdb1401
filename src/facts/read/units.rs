//! The tree of units: levels that fit, names that tell units apart.
//!
//! A unit that cannot be placed is left out with its values; the units inside it are still looked at.

use std::collections::BTreeSet;

use super::fields::Fields;
use super::path::{At, Path, Trail, shown};
use super::reader::{Reader, number};
use crate::facts::document::{Members, Node, NodeKind};
use crate::facts::{FactStore, UnitIndex};
use crate::lang::Text;
use crate::model::LevelId;

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
    pub node: Node<'d>,
    /// Its keys with their values.
    pub members: Members<'d>,
    /// Its number in the trail.
    pub trail: usize,
}

/// What is around a list of units.
#[derive(Debug, Clone, Copy)]
enum Around {
    /// Nothing.
    Facts,
    /// A unit.
    Unit(UnitIndex),
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
    let mut walk = Walk {
        reader,
        tree: UnitTree::default(),
    };
    match facts.members.value("units") {
        Some(node) => {
            let at = facts.at.key("units", node);
            walk.list((node, at.path), None, Around::Facts);
        }
        None => walk.reader.missing_key(facts, "units"),
    }
    let Walk { reader, tree } = walk;
    reader.units_by_name.fill(&reader.store);
    single_organs(reader, &tree);
    tree
}

/// A walk through the lists of units, outer ones first.
struct Walk<'r, 'm, 'd> {
    reader: &'r mut Reader<'m>,
    tree: UnitTree<'d>,
}

/// Level and name of the units of one list.
type Siblings<'d> = BTreeSet<(LevelId, &'d str)>;

impl<'d> Walk<'_, '_, 'd> {
    fn list(&mut self, (node, path): (Node<'d>, Path), trail: Option<usize>, around: Around) {
        let NodeKind::Array(items) = node.kind() else {
            self.reader.list(&At { node, path });
            return;
        };
        let mut siblings = Siblings::new();
        for (index, item) in items.enumerate() {
            let trail = self.tree.trail.push(trail, index);
            self.unit(
                (item, Path::Index(&path, index)),
                trail,
                around,
                &mut siblings,
            );
        }
    }

    fn unit(
        &mut self,
        (node, path): (Node<'d>, Path),
        trail: usize,
        around: Around,
        siblings: &mut Siblings<'d>,
    ) {
        let at = At { node, path };
        let (Some(members), Some(fields)) = (node.members(), self.reader.any_object(&at)) else {
            return;
        };
        let inside = members.value("units");
        let level = self.level(&fields);
        let name = self.name(&fields, members);
        let placed = match (level, name) {
            (Some(level), Some(name)) if self.fits(&fields, around, level, name) => {
                self.distinct(&fields, (level, name), siblings);
                self.place(around.unit(), level, name, inside.is_some())
            }
            _ => None,
        };
        if placed.is_some() {
            self.tree.places.push(UnitPlace {
                node,
                members,
                trail,
            });
        } else {
            self.reader.misplaced_units.extend(name.map(str::to_owned));
        }
        if let Some(listed) = inside {
            let within = placed.map_or(Around::Misplaced, Around::Unit);
            let path = Path::Key(&path, "units");
            self.list((listed, path), Some(trail), within);
        }
        if let Some(index) = placed {
            self.close(index);
        }
    }

    /// Adds a unit to the store.
    fn place(
        &mut self,
        parent: Option<UnitIndex>,
        level: LevelId,
        name: &str,
        lists_units: bool,
    ) -> Option<UnitIndex> {
        let reader = &mut *self.reader;
        let slots = reader.layout.level(level)?;
        let index = reader.store.add_unit(level, name, parent, slots.room());
        let mut levels = reader.model.levels.values();
        if let Some(unit) = reader.store.units.get_mut(index as usize) {
            // Where no level lies within this one, there is nothing to list.
            unit.units_known = lists_units || !levels.any(|inner| inner.parent == Some(level));
        }
        Some(index)
    }

    /// All units inside this one have been placed.
    fn close(&mut self, index: UnitIndex) {
        let end = number(self.reader.store.units.len());
        if let Some(unit) = self.reader.store.units.get_mut(index as usize) {
            unit.end = end;
        }
    }

    /// The name of a unit, which is a part of paths.
    fn name(&mut self, fields: &Fields, members: Members<'d>) -> Option<&'d str> {
        let Some(node) = members.value("name") else {
            self.reader.missing_key(fields, "name");
            return None;
        };
        let at = fields.at.key("name", node);
        self.reader.text(&at)?;
        let NodeKind::String(text) = node.kind() else {
            return None;
        };
        if !text.contains('/') && text.trim() == text {
            return Some(text);
        }
        let shown = shown(text);
        let message = Text::new(
            format!("`{shown}` 不能作为单位的名称"),
            format!("`{shown}` cannot be the name of a unit"),
        );
        let help = Text::new(
            "名称中不能有 `/`，前后不能有空格",
            "a name holds no `/` and no space before or after",
        );
        self.reader.problems.push(at, "F0113", message, Some(help));
        None
    }

    /// The level that a unit says.
    fn level(&mut self, fields: &Fields) -> Option<LevelId> {
        let at = self.reader.required(fields, "level")?;
        let text = self.reader.text(&at)?;
        let found = self.reader.names.levels.get(text);
        if found.is_none() {
            let known: Vec<&str> = self.reader.names.levels.keys().collect();
            self.reader
                .unknown_name(&at, "F0120", ("层级", "level"), text, &known);
        }
        found
    }

    /// Whether a unit of this level and name may stand there.
    fn fits(&mut self, fields: &Fields, around: Around, level: LevelId, name: &str) -> bool {
        if inside_itself(&self.reader.store, around.unit(), level, name) {
            let message = Text::new(
                format!("`{}` 在它自己之内", shown(name)),
                format!("`{}` lies inside itself", shown(name)),
            );
            let help = Text::new("删去其中一个", "remove one of the two");
            let at = fields.get("name").unwrap_or(fields.at);
            self.reader.problems.push(at, "F0122", message, Some(help));
            return false;
        }
        let parent = self.reader.model.levels.row(level).and_then(|l| l.parent);
        let outer = match around {
            Around::Facts => None,
            Around::Unit(unit) => self.reader.store.unit(unit).map(|unit| unit.level),
            Around::Misplaced => return true,
        };
        if parent != outer {
            self.misfit(fields, level, parent, outer);
        }
        parent == outer
    }

    fn misfit(
        &mut self,
        fields: &Fields,
        level: LevelId,
        parent: Option<LevelId>,
        outer: Option<LevelId>,
    ) {
        let name = |level: LevelId| self.reader.level_names(&[level]);
        let level = name(level);
        let message = match outer.map(name) {
            Some(outer) => Text::new(
                format!("层级 `{level}` 不直接在 `{outer}` 之下"),
                format!("the level `{level}` is not within `{outer}`"),
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
        let at = fields.get("level").unwrap_or(fields.at);
        self.reader.problems.push(at, "F0121", message, Some(help));
    }

    /// Two units of one list may not share level and name.
    fn distinct(&mut self, fields: &Fields, unit: (LevelId, &'d str), siblings: &mut Siblings<'d>) {
        if siblings.insert(unit) {
            return;
        }
        let name = shown(unit.1);
        let message = Text::new(
            format!("同一列表中有两个 `{name}`"),
            format!("there are two `{name}` in one list"),
        );
        let help = Text::new("合为一个，或者更正名称", "join them, or correct a name");
        let at = fields.get("name").unwrap_or(fields.at);
        self.reader.problems.push(at, "F0123", message, Some(help));
    }
}

impl Around {
    fn unit(self) -> Option<UnitIndex> {
        match self {
            Self::Unit(unit) => Some(unit),
            Self::Facts | Self::Misplaced => None,
        }
    }
}

fn inside_itself(store: &FactStore, parent: Option<UnitIndex>, level: LevelId, name: &str) -> bool {
    let mut around = parent.into_iter().flat_map(|parent| store.around(parent));
    around.any(|at| {
        store
            .unit(at)
            .is_some_and(|unit| unit.level == level && store.name(unit) == name)
    })
}

/// A level of an organ that is one single body may have one unit only.
fn single_organs(reader: &mut Reader, tree: &UnitTree) {
    let model = reader.model;
    let mut reported = BTreeSet::new();
    for organ in model.organs.values().filter(|organ| organ.single) {
        let units = reader.store.units.iter().enumerate();
        let extra = units
            .filter(|(_, unit)| organ.levels.contains(&unit.level))
            .nth(1);
        let Some((index, _)) = extra else {
            continue;
        };
        let Some(fields) = tree
            .fields(number(index))
            .filter(|_| reported.insert(index))
        else {
            continue;
        };
        let message = Text::new(
            format!("`{}` 只有一个，所以只能有一个它所在层级的单位", organ.name),
            format!(
                "`{}` is one body, so there can be one unit of its level only",
                organ.name
            ),
        );
        let help = Text::new("只留一个", "keep one of them");
        reader
            .problems
            .push(fields.at, "F0124", message, Some(help));
    }
}
