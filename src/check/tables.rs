//! What the passes share: the names, the tables that they fill, and the diagnostics.

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use indexmap::IndexMap;

use super::names::Names;
use crate::arena::Id;
use crate::diagnostic::Diagnostics;
use crate::lang::Text;
use crate::measure::{Dimension, Measures};
use crate::model::{
    Arena, Citation, Class, ClassId, ClauseText, Definition, DefinitionId, Enumeration,
    EnumerationId, Field, FieldId, Kind, KindId, Level, LevelId, Matter, MatterId, Metric,
    MetricId, Office, OfficeId, Organ, OrganId, Parameter, ParameterId, PursuedId, RecordType,
    RecordTypeId, Table, TableId, TargetId, Vague, VagueId,
};
use crate::source::Span;
use crate::types::Type;

/// The state of a check.
pub(super) struct Cx<'n> {
    /// Who has which name.
    pub(super) names: &'n Names<'n>,
    /// The regulation's text.
    pub(super) text: Option<Arc<ClauseText>>,
    /// The citations that are right, by their place.
    pub(super) sound: Arc<IndexMap<Span, Arc<Citation>>>,
    /// What has been read so far.
    pub(super) tables: SharedTables,
    /// What is wrong so far.
    pub(super) diagnostics: Diagnostics,
    /// How deep the operators of one expression may nest.
    pub(super) formula_depth: usize,
}

/// Tables that several contexts may know: whoever adds to them has its own from then on.
#[derive(Clone)]
pub(super) struct SharedTables(Arc<Tables>);

impl SharedTables {
    /// Whether nothing has been added to either since they were the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The tables for oneself.
    pub(super) fn take(self) -> Tables {
        Arc::unwrap_or_clone(self.0)
    }
}

impl Deref for SharedTables {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.0
    }
}

impl DerefMut for SharedTables {
    fn deref_mut(&mut self) -> &mut Tables {
        Arc::make_mut(&mut self.0)
    }
}

/// What expressions may refer to.
// INVARIANT: the rows of a table stand in the order of its names, a faulty one included, so that an id
// given to a name finds its row. A row that could not be made whole is listed as broken.
#[derive(Clone)]
pub(super) struct Tables {
    pub(super) measures: Measures,
    pub(super) levels: Arena<LevelId, Level>,
    pub(super) enumerations: Arena<EnumerationId, Enumeration>,
    pub(super) organs: Arena<OrganId, Organ>,
    pub(super) offices: Arena<OfficeId, Office>,
    pub(super) classes: Arena<ClassId, Class>,
    pub(super) matters: Arena<MatterId, Matter>,
    pub(super) kinds: Arena<KindId, Kind>,
    pub(super) pursued: Arena<PursuedId, Kind>,
    pub(super) metrics: Arena<MetricId, Metric>,
    pub(super) record_types: Arena<RecordTypeId, RecordType>,
    pub(super) fields: Arena<FieldId, Field>,
    pub(super) vague: Arena<VagueId, Vague>,
    pub(super) parameters: Arena<ParameterId, Option<Parameter>>,
    pub(super) definitions: Arena<DefinitionId, Option<Definition>>,
    pub(super) tables: Arena<TableId, Option<Table>>,
    /// The level over which each target ranges.
    pub(super) target_levels: Arena<TargetId, Option<LevelId>>,
    /// Metrics without a known type.
    pub(super) broken_metrics: BTreeSet<MetricId>,
    /// Fields without a known type.
    pub(super) broken_fields: BTreeSet<FieldId>,
    /// Vague terms without a known type or subject.
    pub(super) broken_vague: BTreeSet<VagueId>,
}

impl<'n> Cx<'n> {
    /// Nothing read yet.
    pub(super) fn new(
        names: &'n Names<'n>,
        text: Option<ClauseText>,
        sound: IndexMap<Span, Arc<Citation>>,
        diagnostics: Diagnostics,
    ) -> Self {
        Self {
            names,
            text: text.map(Arc::new),
            sound: Arc::new(sound),
            tables: SharedTables(Arc::new(Tables::new(names))),
            diagnostics,
            formula_depth: usize::MAX,
        }
    }
}

impl Tables {
    fn new(names: &Names<'_>) -> Self {
        Self {
            measures: Measures::builtin(),
            levels: Arena::new(),
            enumerations: Arena::new(),
            organs: Arena::new(),
            offices: Arena::new(),
            classes: Arena::new(),
            matters: Arena::new(),
            kinds: Arena::new(),
            pursued: Arena::new(),
            metrics: Arena::new(),
            record_types: Arena::new(),
            fields: Arena::new(),
            vague: Arena::new(),
            parameters: empty(names.parameters.rows.len()),
            definitions: empty(names.definitions.rows.len()),
            tables: empty(names.tables.rows.len()),
            target_levels: Arena::new(),
            broken_metrics: BTreeSet::new(),
            broken_fields: BTreeSet::new(),
            broken_vague: BTreeSet::new(),
        }
    }

    /// Whether the outer level is this one or lies around it.
    pub(super) fn encloses(&self, outer: LevelId, inner: LevelId) -> bool {
        let mut level = Some(inner);
        while let Some(id) = level {
            if id == outer {
                return true;
            }
            // A parent has the lower id unless levels form a circle, which is reported elsewhere.
            level = self
                .levels
                .row(id)
                .and_then(|row| row.parent)
                .filter(|parent| parent.index() < id.index());
        }
        false
    }

    /// The name of a level.
    pub(super) fn level_name(&self, level: LevelId) -> &str {
        self.levels.row(level).map_or("", |row| &row.name)
    }

    /// The name of a metric.
    pub(super) fn metric_name(&self, metric: MetricId) -> &str {
        self.metrics.row(metric).map_or("", |row| &row.name)
    }

    /// The field of that name of a record type.
    pub(super) fn field(&self, record_type: RecordTypeId, name: &str) -> Option<FieldId> {
        let row = self.record_types.row(record_type)?;
        let named = |id: &FieldId| self.fields.row(*id).is_some_and(|f| &*f.name == name);
        row.fields.iter().copied().find(named)
    }

    /// What a type is called in messages.
    pub(super) fn type_name(&self, ty: &Type) -> Text {
        match ty {
            Type::Truth => Text::new("是否值", "a truth value"),
            Type::Quantity(dimension) if dimension.is_none() => {
                Text::new("没有单位的数", "a plain number")
            }
            Type::Quantity(dimension) => self.dimension_name(dimension),
            Type::Date => Text::new("日期", "a date"),
            Type::Span => Text::new("以月计的时长", "a length of time in months"),
            Type::Text => Text::new("文本", "a text"),
            Type::Enumeration(id) => {
                let title = self
                    .enumerations
                    .row(*id)
                    .map(Enumeration::title)
                    .unwrap_or_default();
                Text::new(
                    format!("枚举 `{title}` 的值"),
                    format!("a value of enumeration `{title}`"),
                )
            }
            Type::Matter => Text::new("事项", "a matter"),
            Type::Unit => Text::new("单位", "a unit"),
            Type::Actor => Text::new("行为人", "an actor"),
            Type::Record => Text::new("记录", "a record"),
        }
    }

    fn dimension_name(&self, dimension: &Dimension) -> Text {
        let base = |name: &&str| {
            self.measures.get(name).is_some_and(|m| {
                m.dimension == *dimension && m.factor == crate::number::Number::one()
            })
        };
        let zh = self.measures.names().find(base);
        let en = self
            .measures
            .names()
            .filter(base)
            .find(|name| name.is_ascii())
            .or(zh);
        match (zh, en) {
            (Some(zh), Some(en)) => Text::new(in_chinese(zh), in_english(en)),
            _ => self.compound_name(dimension),
        }
    }

    /// 元/人 and the like: a quotient of two units, for messages only.
    fn compound_name(&self, dimension: &Dimension) -> Text {
        let all = || {
            self.measures
                .names()
                .filter_map(|name| self.measures.get(name))
        };
        for above in all() {
            for below in all() {
                if above.dimension.over(&below.dimension) == *dimension {
                    let name = format!("{}/{}", above.name, below.name);
                    return Text::new(in_chinese(&name), in_english(&name));
                }
            }
        }
        Text::new("复合单位", "a compound unit")
    }
}

/// A unit within a Chinese sentence, where Latin letters are set off.
fn in_chinese(unit: &str) -> String {
    if unit.contains(|c: char| c.is_ascii_alphabetic()) {
        format!("`{unit}`")
    } else {
        unit.to_owned()
    }
}

/// A unit within an English sentence, which a Chinese name does not run into.
fn in_english(unit: &str) -> String {
    if unit.is_ascii() {
        unit.to_owned()
    } else {
        format!("`{unit}`")
    }
}

fn empty<I: Id, T>(rows: usize) -> Arena<I, Option<T>> {
    let mut arena = Arena::new();
    for _ in 0..rows {
        arena.push(None);
    }
    arena
}
