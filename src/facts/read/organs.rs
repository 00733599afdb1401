//! References to units and to organs at units.

use super::fields::Fields;
use super::path::{At, shown};
use super::reader::Reader;
use crate::facts::UnitIndex;
use crate::lang::Text;
use crate::model::{LevelId, Organ, OrganId};
use crate::suggest::proposal;

/// So many units are listed where a name fits several.
const LISTED: usize = 3;

/// An organ at a unit; `None` for a body outside the units.
pub type Instance = (OrganId, Option<UnitIndex>);

/// The last name of a path.
fn last_name(path: &str) -> &str {
    let slash = path.bytes().rposition(|byte| byte == b'/');
    slash.map_or(path, |slash| path.get(slash + 1..).unwrap_or(""))
}

impl Reader<'_> {
    /// The unit that a text names: a name, the end of a path (`a/b`), or a whole path (`/a/b`). Where levels
    /// are given, only units of these can be meant.
    pub fn unit_reference(&mut self, at: &At, levels: Option<&[LevelId]>) -> Option<UnitIndex> {
        let text = self.text(at)?;
        let all = self.units_named(at, text)?;
        let fits = |unit: &UnitIndex| {
            let level = self.store.unit(*unit).map(|unit| unit.level);
            levels.is_none_or(|levels| level.is_some_and(|level| levels.contains(&level)))
        };
        let fitting: Vec<UnitIndex> = all.iter().copied().filter(fits).collect();
        match (fitting.as_slice(), all.as_slice()) {
            ([unit], _) => return Some(*unit),
            ([], []) => self.unknown_unit(at, text),
            ([], _) => self.unit_of_other_level(at, text, levels.unwrap_or_default()),
            _ => self.ambiguous_unit(at, text, &fitting),
        }
        None
    }

    /// An organ by name.
    pub fn organ(&mut self, at: &At) -> Option<OrganId> {
        let text = self.text(at)?;
        let found = self.names.organs.get(text);
        if found.is_none() {
            let known: Vec<&str> = self.names.organs.keys().collect();
            self.unknown_name(at, "F0142", ("机构", "organ"), text, &known);
        }
        found
    }

    /// The organ and the unit that an object names by `organ` and `unit`.
    pub fn instance(&mut self, fields: &Fields, near: Option<UnitIndex>) -> Option<Instance> {
        let organ = self
            .required(fields, "organ")
            .and_then(|at| self.organ(&at));
        let unit = fields.get("unit");
        let Some(organ) = organ else {
            // The unit is looked at all the same, for what is wrong with it.
            unit.and_then(|at| self.unit_reference(&at, None));
            return None;
        };
        let model = self.model;
        let declared = model.organs.row(organ)?;
        let unit = match unit {
            Some(at) if declared.levels.is_empty() => {
                self.outside_units(&at, declared);
                return None;
            }
            Some(at) => Some(self.unit_reference(&at, Some(&declared.levels))?),
            None if declared.levels.is_empty() => None,
            None => Some(self.nearest_unit(fields, declared, near)?),
        };
        Some((organ, unit))
    }

    /// The unit of an organ where none is named: the one around `near`, or the only one of a single body.
    pub fn implied_unit(&self, organ: &Organ, near: Option<UnitIndex>) -> Option<UnitIndex> {
        let at_level = |unit: &UnitIndex| {
            let unit = self.store.unit(*unit);
            unit.is_some_and(|unit| organ.levels.contains(&unit.level))
        };
        if let Some(near) = near {
            return self.store.around(near).find(at_level);
        }
        let mut all = 0..super::reader::number(self.store.units.len());
        organ.single.then(|| all.find(at_level)).flatten()
    }

    fn nearest_unit(
        &mut self,
        fields: &Fields,
        organ: &Organ,
        near: Option<UnitIndex>,
    ) -> Option<UnitIndex> {
        let found = self.implied_unit(organ, near);
        if found.is_none() {
            let levels = self.level_names(&organ.levels);
            let help = Text::new(
                format!("`{}` 在每个 `{levels}` 各有一个：写明 `unit`", organ.name),
                format!(
                    "there is one `{}` at each `{levels}`: say which by `unit`",
                    organ.name
                ),
            );
            self.missing(fields, "unit", Some(help));
        }
        found
    }

    fn outside_units(&mut self, at: &At, organ: &Organ) {
        let message = Text::new(
            format!("`{}` 不属于任何单位", organ.name),
            format!("`{}` belongs to no unit", organ.name),
        );
        let help = Text::new("不写 `unit`", "leave `unit` out");
        self.problems.push(at, "F0143", message, Some(help));
    }

    /// The units that a text may mean; `None` when too many have been compared already.
    pub fn units_named(&mut self, at: &At, text: &str) -> Option<Vec<UnitIndex>> {
        if self.look_up(text).is_none() {
            self.too_many_lookups(at);
            return None;
        }
        Some(self.units_called(text).collect())
    }

    /// The unit of one of these levels that a text names, if it can be no other.
    pub fn only_unit(&mut self, text: &str, levels: &[LevelId]) -> Option<UnitIndex> {
        let name = last_name(text);
        let candidates = self.units_by_name.candidates(name);
        self.lookups.0 = self.lookups.0.checked_sub(candidates.len())?;
        let is_name = name.len() == text.len();
        let mut fitting = candidates.filter(|index| {
            let unit = self.store.unit(*index);
            let called = |unit| match is_name {
                true => self.store.name(unit) == text,
                false => self.is_called(*index, text),
            };
            unit.is_some_and(|unit| levels.contains(&unit.level) && called(unit))
        });
        let first = fitting.next();
        first.filter(|_| fitting.next().is_none())
    }

    /// Counts the units that will be compared; `None` when they are too many.
    fn look_up(&mut self, text: &str) -> Option<()> {
        let count = self.units_by_name.candidates(last_name(text)).len();
        self.lookups.0 = self.lookups.0.checked_sub(count)?;
        Some(())
    }

    fn units_called<'q>(&'q self, text: &'q str) -> impl Iterator<Item = UnitIndex> + 'q {
        let candidates = self.units_by_name.candidates(last_name(text));
        candidates.filter(move |unit| self.is_called(*unit, text))
    }

    fn too_many_lookups(&mut self, at: &At) {
        let most = self.lookups.1;
        let message = Text::new(
            format!("为区分同名单位已比较 {most} 次（选项 `lookups`）"),
            format!("{most} units have been compared to tell names apart (option `lookups`)"),
        );
        self.problems.push(at, "F0102", message, None);
    }

    fn is_called(&self, unit: UnitIndex, text: &str) -> bool {
        let (whole, path) = match text.strip_prefix('/') {
            Some(path) => (true, path),
            None => (false, text),
        };
        let mut around = self.store.around(unit).filter_map(|at| self.store.unit(at));
        let fits = path.rsplit('/').all(|part| {
            around
                .next()
                .is_some_and(|unit| self.store.name(unit) == part)
        });
        fits && !(whole && around.next().is_some())
    }

    fn unknown_unit(&mut self, at: &At, text: &str) {
        let last = last_name(text);
        if self.misplaced_units.contains(last) {
            return;
        }
        let near = self.problems.suggest(
            last,
            self.store.units.iter().map(|unit| self.store.name(unit)),
        );
        // The name exists, and the path before it does not: show the path.
        let named = |unit: &UnitIndex| {
            let unit = self.store.unit(*unit);
            unit.is_some_and(|unit| self.store.name(unit) == last)
        };
        let same = self.units_by_name.candidates(last).find(named);
        let help = same.map(|unit| proposal(&self.store.path(unit))).or(near);
        let help =
            help.unwrap_or_else(|| Text::new("单位列在 `units` 里", "units are listed in `units`"));
        let text = shown(text);
        let message = Text::new(
            format!("事实中没有单位 `{text}`"),
            format!("the facts hold no unit `{text}`"),
        );
        self.problems.push(at, "F0140", message, Some(help));
    }

    fn ambiguous_unit(&mut self, at: &At, text: &str, units: &[UnitIndex]) {
        let text = shown(text);
        let message = Text::new(
            format!("`{text}` 可指 {} 个单位", units.len()),
            format!("`{text}` may be any of {} units", units.len()),
        );
        let paths: Vec<String> = units
            .iter()
            .take(LISTED)
            .map(|unit| format!("`/{}`", self.store.path(*unit)))
            .collect();
        let help = Text::new(
            format!("写明路径，如 {}", paths.join("、")),
            format!("write its path, such as {}", paths.join(", ")),
        );
        self.problems.push(at, "F0141", message, Some(help));
    }

    fn unit_of_other_level(&mut self, at: &At, text: &str, levels: &[LevelId]) {
        let (text, levels) = (shown(text), self.level_names(levels));
        let message = Text::new(
            format!("`{text}` 不是 `{levels}` 的单位"),
            format!("`{text}` is not a unit of `{levels}`"),
        );
        let help = Text::new(
            format!("这里要写 `{levels}` 的单位"),
            format!("name a unit of `{levels}` here"),
        );
        self.problems.push(at, "F0144", message, Some(help));
    }

    /// The names of levels, for a message.
    pub fn level_names(&self, levels: &[LevelId]) -> String {
        let names = levels
            .iter()
            .filter_map(|level| self.model.levels.row(*level));
        names
            .map(|level| &*level.name)
            .collect::<Vec<_>>()
            .join("/")
    }
}
