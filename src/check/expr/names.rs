//! Names in expressions, resolved in this order: a field of the record, then a metric, definition or table of
//! the place, then a parameter, then a value of the enumeration beside it, then a vague term.

use super::{Hint, Typer, typed};
use crate::check::noun::Noun;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{
    DefinitionId, Expr, ExprKind, FieldId, LevelId, MetricId, MetricPlace, ParameterId, TableId,
    When,
};
use crate::source::Span;
use crate::syntax::ast::{Name, NameRef};
use crate::types::Type;
use crate::value::Value;

/// What a name stands for at a place.
enum Found {
    Field(FieldId),
    Metric(MetricId),
    Definition(DefinitionId),
    Table(TableId),
    Parameter(ParameterId),
}

impl Typer<'_, '_> {
    pub(super) fn name(&mut self, name: &NameRef, hint: &Hint, span: Span) -> Option<Expr> {
        if name.of.is_some() {
            return self.metric_of(name, When::Now, span);
        }
        let text = name.name.text.as_str();
        match self.resolve(text) {
            Some(Found::Field(id)) => self.field(id, span),
            Some(Found::Metric(id)) => self.metric(id, None, When::Now, span),
            Some(Found::Definition(id)) => {
                let row = self.cx.tables.definitions.row(id)?.as_ref()?;
                self.rests_on.extend(&row.basis.rests_on);
                Some(typed(ExprKind::Definition(id), row.value.ty.clone(), span))
            }
            Some(Found::Table(id)) => {
                let row = self.cx.tables.tables.row(id)?.as_ref()?;
                self.rests_on.extend(&row.basis.rests_on);
                Some(typed(ExprKind::Table(id), row.ty.clone(), span))
            }
            Some(Found::Parameter(id)) => {
                let row = self.cx.tables.parameters.row(id)?.as_ref()?;
                self.rests_on.extend(&row.basis.rests_on);
                Some(typed(ExprKind::Parameter(id), row.ty.clone(), span))
            }
            None => self.value_name(&name.name, hint, span),
        }
    }

    /// A metric in the year or period before.
    pub(super) fn earlier(&mut self, year: bool, name: &NameRef, span: Span) -> Option<Expr> {
        let when = if year {
            When::YearBefore
        } else {
            When::PeriodBefore
        };
        if name.of.is_some() {
            return self.metric_of(name, when, span);
        }
        match self.resolve(&name.name.text) {
            Some(Found::Metric(id)) => self.metric(id, None, when, span),
            _ => {
                self.not_a_metric_here(&name.name);
                None
            }
        }
    }

    /// Whether a name stands for something by itself at this place.
    pub(super) fn resolves(&self, name: &str) -> bool {
        self.resolve(name).is_some()
    }

    /// The metric or field of that name, as something that a vague term may be said of.
    pub(super) fn metric_named(&self, name: &str) -> Option<MetricId> {
        match self.resolve(name) {
            Some(Found::Metric(id)) => Some(id),
            _ => None,
        }
    }

    /// The type of a name that stands for something by itself.
    pub(super) fn type_of_name(&self, name: &str) -> Option<Type> {
        let tables = &self.cx.tables;
        match self.resolve(name)? {
            Found::Field(id) => tables.fields.row(id).map(|row| row.ty.clone()),
            Found::Metric(id) => tables.metrics.row(id).map(|row| row.ty.clone()),
            Found::Definition(id) => {
                let row = tables.definitions.row(id)?.as_ref();
                row.map(|row| row.value.ty.clone())
            }
            Found::Table(id) => tables.tables.row(id)?.as_ref().map(|row| row.ty.clone()),
            Found::Parameter(id) => {
                let row = tables.parameters.row(id)?.as_ref();
                row.map(|row| row.ty.clone())
            }
        }
    }

    /// The level around this place that a name names.
    pub(super) fn enclosing(&mut self, name: &Name) -> Option<LevelId> {
        let names = self.cx.names;
        let level = names.find(&names.levels, name, &mut self.cx.diagnostics)?;
        let tables = &self.cx.tables;
        let around = |inner: &LevelId| tables.encloses(level, *inner);
        if !self.place.levels.is_empty() && self.place.levels.iter().all(around) {
            return Some(level);
        }
        let here = self.levels_here();
        let message = Text::new(
            format!("`{}` 不在这里的单位之上（{}）", name.text, here.zh),
            format!(
                "level `{}` does not lie around this place ({})",
                name.text, here.en
            ),
        );
        self.report(
            Diagnostic::error(Code::new("E0313"), name.span, message)
                .label(Text::new("不是上级层级", "not an enclosing level")),
        );
        None
    }

    /// The levels of this place, for messages.
    pub(super) fn levels_here(&self) -> Text {
        let tables = &self.cx.tables;
        let names: Vec<String> = self
            .place
            .levels
            .iter()
            .map(|level| format!("`{}`", tables.level_name(*level)))
            .collect();
        if names.is_empty() {
            return Text::new("这里没有单位", "there is no unit here");
        }
        Text::new(
            format!("层级 {}", names.join("、")),
            format!("level {}", names.join(", ")),
        )
    }

    fn resolve(&self, name: &str) -> Option<Found> {
        let (names, tables) = (self.cx.names, &self.cx.tables);
        let record = self.place.record();
        if let Some(id) = record.and_then(|record| tables.field(record, name)) {
            return Some(Found::Field(id));
        }
        if let Some(id) = names.metrics.get(name) {
            let here = |levels: &[LevelId]| self.place.within(levels);
            let broken = tables.broken_metrics.contains(&id);
            if broken || tables.metrics.row(id).is_some_and(|row| here(&row.levels)) {
                return Some(Found::Metric(id));
            }
        }
        if let Some(id) = names.definitions.get(name) {
            match tables.definitions.row(id)? {
                Some(row) if !self.place.fits(row.context) => {}
                _ => return Some(Found::Definition(id)),
            }
        }
        if let Some(id) = names.tables.get(name) {
            match tables.tables.row(id)? {
                Some(row) if !self.place.fits(row.context) => {}
                _ => return Some(Found::Table(id)),
            }
        }
        names.parameters.get(name).map(Found::Parameter)
    }

    fn field(&mut self, id: FieldId, span: Span) -> Option<Expr> {
        if self.cx.tables.broken_fields.contains(&id) {
            return None;
        }
        let row = self.cx.tables.fields.row(id)?;
        Some(typed(ExprKind::Field(id), row.ty.clone(), span))
    }

    fn metric(
        &mut self,
        id: MetricId,
        level: Option<LevelId>,
        when: When,
        span: Span,
    ) -> Option<Expr> {
        if self.cx.tables.broken_metrics.contains(&id) {
            return None;
        }
        let row = self.cx.tables.metrics.row(id)?;
        self.rests_on.extend(&row.basis.rests_on);
        let kind = ExprKind::Metric(id, MetricPlace { level, when });
        Some(typed(kind, row.ty.clone(), span))
    }

    /// `乡镇 的 收入`.
    fn metric_of(&mut self, name: &NameRef, when: When, span: Span) -> Option<Expr> {
        let level = self.enclosing(name.of.as_ref()?);
        let names = self.cx.names;
        let Some(id) = names.metrics.get(&name.name.text) else {
            let wanted = [Noun::Metric];
            self.report(names.unknown(&wanted, &name.name, names.metrics.names()));
            return None;
        };
        let level = level?;
        let broken = self.cx.tables.broken_metrics.contains(&id);
        if !broken && !self.cx.tables.metrics.row(id)?.at(level) {
            self.metric_elsewhere(id, &name.name, Some(level));
            return None;
        }
        self.metric(id, Some(level), when, span)
    }

    /// A name that means something only beside another operand.
    fn value_name(&mut self, name: &Name, hint: &Hint, span: Span) -> Option<Expr> {
        let names = self.cx.names;
        let text = name.text.as_str();
        let constant = |value, ty: &Type| Some(typed(ExprKind::Constant(value), ty.clone(), span));
        match &hint.ty {
            Some(ty @ Type::Enumeration(id)) => {
                let row = self.cx.tables.enumerations.row(*id)?;
                if let Some(position) = row.position(text) {
                    return constant(Value::Enumerated(position), ty);
                }
            }
            Some(ty @ Type::Matter) => {
                if let Some(id) = names.matters.get(text) {
                    return constant(Value::Matter(id), ty);
                }
            }
            Some(ty @ Type::Text) if name.quoted => {
                return constant(Value::Text(text.into()), ty);
            }
            _ => {}
        }
        if let Some(id) = names.vague.get(text) {
            return self.vague(id, hint, span);
        }
        self.not_found(name, hint);
        None
    }
}
