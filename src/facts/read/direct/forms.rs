//! What the keys of the facts mean under a policy, for the direct way: prepared once for all facts that it reads.

use super::form::{Expectations, Form};
use crate::arena::Id;
use crate::facts::read::names::{Names, UnitKey};
use crate::facts::read::quick::Quick;
use crate::measure::Measure;
use crate::model::{EnumerationId, Field, FieldId, LevelId, MetricId, Model, RecordTypeId};
use crate::program::Layout;
use crate::types::Type;

/// The forms of objects.
#[derive(Debug, Clone)]
pub struct Forms {
    pub(super) facts: Option<Form<FactsKey>>,
    pub(super) person: Option<Form<PersonKey>>,
    units: Vec<Option<Form<UnitMember>>>,
    records: Vec<Option<Form<RecordMember>>>,
    /// The levels of each organ of which there is one.
    pub(super) single: Vec<Vec<LevelId>>,
    /// The order of keys in a policy: what is expected of the first facts.
    pub(super) expectations: Expectations,
}

/// A key of the facts as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactsKey {
    Format,
    AsOf,
    Period,
    Units,
    Persons,
    Determinations,
    Discharges,
    Reports,
    Remark,
}

/// A key of a line of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonKey {
    Name,
    Organ,
    Unit,
    Office,
    Title,
    From,
    To,
    Remark,
}

/// A key of a unit.
#[derive(Debug, Clone)]
pub enum UnitMember {
    Level,
    Name,
    Units,
    Plans,
    Earlier,
    Remark,
    Metric {
        slot: u32,
        metric: MetricId,
        way: Way,
    },
    List {
        slot: u32,
        record_type: RecordTypeId,
    },
}

/// A key of a record.
#[derive(Debug, Clone)]
pub enum RecordMember {
    Id,
    Note,
    Source,
    Field {
        position: u32,
        field: FieldId,
        way: Way,
        /// Whether it tells the unit concerned.
        is_unit: bool,
    },
}

/// How the values of a slot are read where they are written plainly.
#[derive(Debug, Clone)]
pub enum Way {
    /// A number, bare or with the unit declared.
    Number(Box<Counting>),
    /// `true` or `false`.
    Truth,
    /// A value of an enumeration.
    Choice(EnumerationId),
    /// A date.
    Day,
    /// A text.
    Text,
    /// Always the careful way.
    Careful,
}

/// How a number becomes a count of parts.
#[derive(Debug, Clone)]
pub struct Counting {
    /// The careful reading of bare numbers.
    pub quick: Quick,
    /// The unit of measure as it stands in a text.
    pub unit: Option<Box<str>>,
}

impl Forms {
    /// Prepares the forms of a policy.
    pub fn new(model: &Model, layout: &Layout, names: &Names) -> Self {
        let mut expectations = Expectations::default();
        let facts = Form::new(FACTS, &mut expectations);
        let person = Form::new(PERSON, &mut expectations);
        let units = model.levels.ids().map(|level| {
            let members = unit_members(model, layout, names, level);
            Form::new(UNIT.into_iter().chain(members), &mut expectations)
        });
        let units = units.collect();
        let records = model.record_types.iter().map(|(id, record_type)| {
            let fields = record_type.fields.iter();
            let fields = fields.filter_map(|field| {
                let is_unit = record_type.unit == Some(*field);
                record_member(model, names, id, *field, is_unit)
            });
            Form::new(RECORD.into_iter().chain(fields), &mut expectations)
        });
        let records = records.collect();
        let single = model.organs.values().filter(|organ| organ.single);
        Self {
            facts,
            person,
            units,
            records,
            single: single.map(|organ| organ.levels.clone()).collect(),
            expectations,
        }
    }

    /// The units of a level.
    #[inline]
    pub fn unit(&self, level: LevelId) -> Option<&Form<UnitMember>> {
        self.units.get(level.index())?.as_ref()
    }

    /// The records of a type.
    #[inline]
    pub fn record(&self, record_type: RecordTypeId) -> Option<&Form<RecordMember>> {
        self.records.get(record_type.index())?.as_ref()
    }
}

const FACTS: [(&str, FactsKey); 10] = [
    ("format", FactsKey::Format),
    ("as_of", FactsKey::AsOf),
    ("period", FactsKey::Period),
    ("units", FactsKey::Units),
    ("persons", FactsKey::Persons),
    ("determinations", FactsKey::Determinations),
    ("discharges", FactsKey::Discharges),
    ("reports", FactsKey::Reports),
    ("note", FactsKey::Remark),
    ("source", FactsKey::Remark),
];

const PERSON: [(&str, PersonKey); 9] = [
    ("name", PersonKey::Name),
    ("organ", PersonKey::Organ),
    ("unit", PersonKey::Unit),
    ("office", PersonKey::Office),
    ("title", PersonKey::Title),
    ("from", PersonKey::From),
    ("to", PersonKey::To),
    ("note", PersonKey::Remark),
    ("source", PersonKey::Remark),
];

const UNIT: [(&str, UnitMember); 7] = [
    ("level", UnitMember::Level),
    ("name", UnitMember::Name),
    ("units", UnitMember::Units),
    ("plans", UnitMember::Plans),
    ("earlier", UnitMember::Earlier),
    ("note", UnitMember::Remark),
    ("source", UnitMember::Remark),
];

const RECORD: [(&str, RecordMember); 3] = [
    ("id", RecordMember::Id),
    ("note", RecordMember::Note),
    ("source", RecordMember::Source),
];

fn unit_members<'m>(
    model: &'m Model,
    layout: &Layout,
    names: &'m Names,
    level: LevelId,
) -> Vec<(&'m str, UnitMember)> {
    let Some(slots) = layout.level(level) else {
        return Vec::new();
    };
    let member = |key| match key {
        UnitKey::Metric(metric) => {
            let slot = slots.metric(metric)?;
            let row = model.metrics.row(metric)?;
            let way = Way::new(
                model,
                &row.ty,
                row.measure.as_ref(),
                names.quick_unit(level, slot),
            );
            Some(UnitMember::Metric { slot, metric, way })
        }
        UnitKey::List(record_type) => {
            let slot = slots.list(record_type)?;
            Some(UnitMember::List { slot, record_type })
        }
    };
    let keys = names.unit_members(level);
    keys.filter_map(|(name, key)| Some((name, member(key)?)))
        .collect()
}

fn record_member<'m>(
    model: &'m Model,
    names: &Names,
    record_type: RecordTypeId,
    id: FieldId,
    is_unit: bool,
) -> Option<(&'m str, RecordMember)> {
    let field: &Field = model.fields.row(id)?;
    let position = u32::try_from(field.position).ok()?;
    let quick = names.quick_field(record_type, position);
    let member = RecordMember::Field {
        position,
        field: id,
        way: Way::new(model, &field.ty, field.measure.as_ref(), quick),
        is_unit,
    };
    Some((&field.name, member))
}

impl Way {
    fn new(model: &Model, ty: &Type, measure: Option<&Measure>, quick: Option<&Quick>) -> Self {
        match ty {
            Type::Truth => Self::Truth,
            Type::Quantity(_) => match quick {
                Some(quick) => Self::Number(Box::new(Counting {
                    quick: quick.clone(),
                    unit: measure
                        .filter(|measure| model.measures.get(&measure.name) == Some(measure))
                        .map(|measure| measure.name.as_str().into()),
                })),
                None => Self::Careful,
            },
            Type::Date => Self::Day,
            Type::Enumeration(id) => Self::Choice(*id),
            Type::Text => Self::Text,
            Type::Span | Type::Matter | Type::Unit | Type::Actor | Type::Record => Self::Careful,
        }
    }
}
