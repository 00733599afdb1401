//! The values of units: metrics now and earlier, plan figures. Each may come with its source, a note and a date.

use super::fields::Fields;
use super::names::{UNIT_KEYS, UnitKey};
use super::path::{At, Site, shown};
use super::reader::Reader;
use super::scalar::Slot;
use super::units::UnitTree;
use crate::calendar::Period;
use crate::facts::document::{Member, NodeKind};
use crate::facts::{CellNote, UnitIndex};
use crate::lang::Text;
use crate::model::{LevelId, MetricId};
use crate::program::Packing;
use crate::types::Type;

/// The keys of a value that comes with more.
const WRAPPED: &[&str] = &["value", "source", "note", "date"];

/// Reads the values of all units.
pub fn read(reader: &mut Reader, tree: &UnitTree) {
    for index in 0..super::reader::number(tree.places.len()) {
        if reader.problems.is_full() {
            return;
        }
        if let Some(fields) = tree.fields(index) {
            unit(reader, &fields, index);
        }
    }
}

fn unit(reader: &mut Reader, fields: &Fields, index: UnitIndex) {
    let Some((level, base)) = reader.store.unit(index).map(|unit| (unit.level, unit.base)) else {
        return;
    };
    for member in fields.members {
        let at = fields.at.key(member.key, member.node);
        match reader.names.unit_key(level, &member) {
            Some(UnitKey::Metric(metric)) => metric_value(reader, &at, level, metric, base),
            Some(UnitKey::List(_)) => {}
            None => match member.key {
                "plans" => plans(reader, &at, level, base),
                "earlier" => earlier(reader, &at, index, level),
                key if UNIT_KEYS.contains(&key) => {}
                _ => unknown_unit_key(reader, fields, member, level),
            },
        }
    }
    reader.note(fields);
}

/// Reads a metric's value into the cells from `base` on.
pub fn metric_value(reader: &mut Reader, at: &At, level: LevelId, metric: MetricId, base: u32) {
    let model = reader.model;
    let slots = reader.layout.level(level);
    let slot = slots.and_then(|slots| {
        let slot = slots.metric(metric)?;
        Some((slot, slots.packing(slot)?))
    });
    if let (Some((slot, packing)), Some(metric)) = (slot, model.metrics.row(metric)) {
        let quick = reader.names.quick_unit(level, slot);
        let kind = Slot::metric(metric).with_quick(quick);
        reader.cell(at, &kind, base + slot, packing);
    }
}

/// Reads the plan figures of a unit.
pub fn plans(reader: &mut Reader, at: &At, level: LevelId, base: u32) {
    let Some(fields) = reader.any_object(at) else {
        return;
    };
    let model = reader.model;
    for member in fields.members {
        let Some(target) = reader.names.plan(level, member.key) else {
            unknown_plan(reader, &fields, member, level);
            continue;
        };
        let slots = reader.layout.level(level);
        let slot = slots.and_then(|slots| {
            let slot = slots.plan(target)?;
            Some((slot, slots.packing(slot)?))
        });
        let target = model.targets.row(target);
        let plan = target.and_then(|target| target.plan.as_ref());
        if let (Some((slot, packing)), Some(target), Some(plan)) = (slot, target, plan) {
            let at = fields.at.key(member.key, member.node);
            let quick = reader.names.quick_unit(level, slot);
            let kind = Slot::plan(target, plan).with_quick(quick);
            reader.cell(&at, &kind, base + slot, packing);
        }
    }
}

/// Reads the values that a unit had in earlier periods.
pub fn earlier(reader: &mut Reader, at: &At, index: UnitIndex, level: LevelId) {
    let Some(periods) = reader.any_object(at) else {
        return;
    };
    let width = reader.layout.level(level).map_or(0, |slots| slots.width());
    for member in periods.members {
        let at = periods.at.key(member.key, member.node);
        let Some(period) = earlier_period(reader, periods.key_site(member), member.key) else {
            continue;
        };
        if reader.store.rest().earlier.contains_key(&(index, period)) {
            let message = Text::new(
                format!("期间 `{period}` 写了不止一次"),
                format!("the period `{period}` is written more than once"),
            );
            let help = Text::new("合为一个", "join them");
            reader
                .problems
                .push(periods.key_site(member), "F0103", message, Some(help));
            continue;
        }
        let base = reader.store.room(width);
        let earlier = &mut reader.store.rest_mut().earlier;
        earlier.insert((index, period), base);
        if let Some(values) = reader.any_object(&at) {
            earlier_values(reader, &values, level, base);
        }
    }
}

fn earlier_period(reader: &mut Reader, site: Site, key: &str) -> Option<Period> {
    let Some(period) = Period::parse(key) else {
        reader.bad_period(site, key);
        return None;
    };
    if let Some(now) = reader.period
        && period.end >= now.start
    {
        let message = Text::new(
            format!("`{period}` 不在 `{now}` 之前"),
            format!("`{period}` is not before `{now}`"),
        );
        let help = Text::new(
            "本期的值直接写在单位上",
            "values of the period itself stand in the unit",
        );
        reader.problems.push(site, "F0159", message, Some(help));
        return None;
    }
    Some(period)
}

fn earlier_values(reader: &mut Reader, values: &Fields, level: LevelId, base: u32) {
    for member in values.members {
        let at = values.at.key(member.key, member.node);
        match reader.names.unit_key(level, &member) {
            Some(UnitKey::Metric(metric)) => metric_value(reader, &at, level, metric, base),
            Some(UnitKey::List(_)) => {
                let key = shown(member.key);
                let message = Text::new(
                    format!("`{key}` 是记录，不写在 `earlier` 里"),
                    format!("`{key}` are records and do not stand in `earlier`"),
                );
                let help = Text::new(
                    "写在单位上：记录的日期说明它属于哪个期间",
                    "list them in the unit: their dates tell the period",
                );
                let site = values.key_site(member);
                reader.problems.push(site, "F0106", message, Some(help));
            }
            None => unknown_metric_key(reader, values, member, level),
        }
    }
}

fn unknown_unit_key(reader: &mut Reader, fields: &Fields, member: Member<'_>, level: LevelId) {
    if is_foreign(reader, fields, member, level) {
        return;
    }
    let key = member.key;
    let plan = reader.names.plan(level, key).map(|_| {
        Text::new(
            format!("目标的计划数写在 `plans` 里：`plans.{key}`"),
            format!("a target's plan figure stands in `plans`: `plans.{key}`"),
        )
    });
    let known = reader
        .names
        .unit_keys(level)
        .chain(UNIT_KEYS.iter().copied());
    let known: Vec<&str> = known.collect();
    reader.unknown_key(fields, member, &known, plan);
}

fn unknown_metric_key(reader: &mut Reader, fields: &Fields, member: Member<'_>, level: LevelId) {
    if !is_foreign(reader, fields, member, level) {
        let known: Vec<&str> = reader.names.metric_keys(level).collect();
        reader.unknown_key(fields, member, &known, None);
    }
}

/// Reports a key that the policy knows, and that does not belong here.
fn is_foreign(reader: &mut Reader, fields: &Fields, member: Member<'_>, level: LevelId) -> bool {
    let model = reader.model;
    let key = member.key;
    let metrics = || model.metrics.values().filter(|metric| &*metric.name == key);
    let levels = if let Some(metric) = metrics().find(|metric| metric.at(level)) {
        let message = Text::new(
            format!("指标 `{}` 由公式算出，不用填写", metric.name),
            format!("the metric `{}` is computed, not given", metric.name),
        );
        let help = Text::new("删去它", "leave it out");
        reader
            .problems
            .push(fields.key_site(member), "F0112", message, Some(help));
        return true;
    } else if let Some(metric) = metrics().next() {
        &metric.levels
    } else {
        let mut types = model.record_types.values();
        match types.find(|record_type| &*record_type.name == key) {
            Some(record_type) => &record_type.levels,
            None => return false,
        }
    };
    reader.foreign(fields.key_site(member), key, levels, level);
    true
}

fn unknown_plan(reader: &mut Reader, fields: &Fields, member: Member<'_>, level: LevelId) {
    let key = member.key;
    let known: Vec<&str> = reader.names.plan_keys(level).collect();
    let help = reader.problems.suggest_or_list(key, &known);
    let (key, level) = (shown(key), reader.level_names(&[level]));
    let message = Text::new(
        format!("`{key}` 不是 `{level}` 以计划数为准的目标"),
        format!("`{key}` is not a target of `{level}` that a plan's figure bounds"),
    );
    reader
        .problems
        .push(fields.key_site(member), "F0160", message, help);
}

impl Reader<'_> {
    /// A metric or record type that units of this level do not have.
    pub fn foreign<'q>(
        &mut self,
        site: impl Into<Site<'q>>,
        name: &str,
        levels: &[LevelId],
        here: LevelId,
    ) {
        let (name, levels) = (shown(name), self.level_names(levels));
        let here = self.level_names(&[here]);
        let message = Text::new(
            format!("`{name}` 属于 `{levels}`，不属于 `{here}`"),
            format!("`{name}` belongs to `{levels}`, not to `{here}`"),
        );
        let help = Text::new(
            format!("只有 `{levels}` 的单位才有它"),
            format!("only units of `{levels}` have it"),
        );
        self.problems.push(site, "F0111", message, Some(help));
    }

    /// Reads a value into a cell, with what is said beside it.
    pub fn cell(&mut self, at: &At, slot: &Slot, cell: u32, packing: Packing) {
        if let (Some(quick), NodeKind::Number(digits)) = (slot.quick, at.node.kind())
            && let Some(packed) = quick.pack(digits)
        {
            self.store.put(cell, packed);
            return;
        }
        let Some(fields) = self.wrapped(at, slot) else {
            let value = self.value(at, slot);
            self.store.set(cell, packing, value);
            return;
        };
        let (note, source) = self.note(&fields);
        let date = self.optional_date(&fields, "date");
        if let Some(at) = fields.get("value") {
            let value = self.value(&at, slot);
            // What was known only after the as-of date was not known then.
            if !self.is_later(date) {
                self.store.set(cell, packing, value);
            }
        } else if fields.has("source") || fields.has("date") {
            // A note alone says of a value that it is not known; a source or a date is that of a value.
            self.missing_key(&fields, "value");
        }
        if note.is_some() || source.is_some() || date.is_some() {
            let note = CellNote { source, note, date };
            self.store.rest_mut().notes.insert(cell, note);
        }
    }

    /// The object around a value, if the value comes in one, which may lack the value itself. An actor may be an
    /// object by itself.
    pub fn wrapped<'q>(&mut self, at: &'q At<'q>, slot: &Slot) -> Option<Fields<'q>> {
        let members = at.node.members()?;
        let has = |key: &str| members.iter().any(|member| member.key == key);
        if !has("value") && (*slot.ty == Type::Actor || !WRAPPED.iter().any(|key| has(key))) {
            return None;
        }
        let fields = Fields { at: *at, members };
        for member in members {
            if !WRAPPED.contains(&member.key) {
                self.unknown_key(&fields, member, WRAPPED, None);
            }
        }
        Some(fields)
    }
}
