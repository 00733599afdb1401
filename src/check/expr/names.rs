//! Names in expressions, resolved in this order: a field of the record, then a metric, definition or table of
//! the place, then a parameter, then a value of the enumeration beside it, then a vague term.

use super::{Hint, Typer, typed};
use crate::check::choices::did_you_mean;
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

    fn not_found(&mut self, name: &Name, hint: &Hint) {
        let names = self.cx.names;
        let text = name.text.as_str();
        if let Some(Type::Enumeration(id)) = hint.ty {
            let unknown = self.unknown_value(name, id);
            return self.report(unknown);
        }
        if hint.ty == Some(Type::Matter) {
            return self.report(names.unknown(&[Noun::Matter], name, names.matters.names()));
        }
        if let Some(id) = names.metrics.get(text) {
            return self.metric_elsewhere(id, name, None);
        }
        if let Some(context) = self.context_of(text) {
            return self.other_context(name, &context);
        }
        let nouns = names.nouns_of(text);
        let readable = |noun: &&Noun| !matches!(noun, Noun::Field | Noun::Value);
        if let Some(noun) = nouns.iter().find(readable) {
            let message = Text::new(
                format!("`{text}` 是{}，在这里没有值", noun.zh()),
                format!("`{text}` is {}, which has no value here", noun.a()),
            );
            let wrong = Diagnostic::error(Code::new("E0202"), name.span, message)
                .label(Text::new("不是值", "not a value"));
            return self.report(wrong);
        }
        let unknown = self.unknown_here(name, &nouns);
        self.report(unknown);
    }

    fn unknown_here(&self, name: &Name, nouns: &[Noun]) -> Diagnostic {
        let (names, tables) = (self.cx.names, &self.cx.tables);
        let text = &name.text;
        let record = self
            .place
            .record()
            .and_then(|id| tables.record_types.row(id));
        let message = match record {
            Some(record) => Text::new(
                format!(
                    "记录 `{}` 没有字段 `{text}`，也没有这样的指标、定义或参数",
                    record.name
                ),
                format!(
                    "record type `{}` has no field `{text}`, and no metric, definition or parameter has this name",
                    record.name
                ),
            ),
            None => Text::new(
                format!("没有名为 `{text}` 的指标、定义、表或参数"),
                format!("there is no metric, definition, table or parameter named `{text}`"),
            ),
        };
        let mut unknown = Diagnostic::error(Code::new("E0201"), name.span, message)
            .label(Text::new("不知是什么", "unknown here"));
        if nouns.contains(&Noun::Field) {
            unknown = unknown.help(Text::new(
                format!("`{text}` 是另一种记录的字段"),
                format!("`{text}` is a field of another record type"),
            ));
        } else if nouns.contains(&Noun::Value) {
            unknown = unknown.help(Text::new(
                format!("`{text}` 是枚举值，要与该枚举的字段或指标比较"),
                format!("`{text}` is a value of an enumeration: compare it with a field or metric of that enumeration"),
            ));
        }
        let fields = record.into_iter().flat_map(|record| &record.fields);
        let candidates = fields
            .filter_map(|id| tables.fields.row(*id))
            .map(|field| &*field.name)
            .chain(names.metrics.names())
            .chain(names.definitions.names())
            .chain(names.tables.names())
            .chain(names.parameters.names())
            .chain(names.vague.names());
        did_you_mean(unknown, name, candidates)
    }

    fn unknown_value(&self, name: &Name, id: crate::model::EnumerationId) -> Diagnostic {
        let tables = &self.cx.tables;
        let row = tables.enumerations.row(id);
        let title = row.map(|row| row.title()).unwrap_or_default();
        let text = &name.text;
        let message = Text::new(
            format!("枚举 `{title}` 没有值 `{text}`"),
            format!("enumeration `{title}` has no value `{text}`"),
        );
        let mut unknown = Diagnostic::error(Code::new("E0208"), name.span, message)
            .label(Text::new("不是它的值", "not one of its values"));
        if let Some(row) = row {
            unknown = unknown.secondary(row.span, Text::new("枚举在这里声明", "declared here"));
        }
        let other = tables.enumerations.iter().find(|(other, row)| {
            *other != id && row.name.is_some() && row.position(text).is_some()
        });
        if let Some((_, other)) = other {
            return unknown.help(Text::new(
                format!("`{text}` 是枚举 `{}` 的值", other.title()),
                format!("`{text}` is a value of enumeration `{}`", other.title()),
            ));
        }
        let values = row.into_iter().flat_map(|row| &row.values);
        did_you_mean(unknown, name, values.map(|value| &**value))
    }

    /// Says that the units here do not have a metric.
    fn metric_elsewhere(&mut self, id: MetricId, name: &Name, asked: Option<LevelId>) {
        let tables = &self.cx.tables;
        let here = match asked {
            Some(level) => {
                let name = tables.level_name(level);
                Text::new(format!("层级 `{name}`"), format!("level `{name}`"))
            }
            None => self.levels_here(),
        };
        let message = Text::new(
            format!("指标 `{}` 在这里读不到（{}）", name.text, here.zh),
            format!("metric `{}` cannot be read here ({})", name.text, here.en),
        );
        let mut wrong = Diagnostic::error(Code::new("E0312"), name.span, message).label(Text::new(
            "这里的单位没有它",
            "the units here do not have it",
        ));
        if let Some(row) = tables.metrics.row(id) {
            let levels: Vec<&str> = row.levels.iter().map(|l| tables.level_name(*l)).collect();
            wrong = wrong.secondary(
                row.span,
                Text::new(
                    format!("是层级 {} 的指标", levels.join("、")),
                    format!("a metric of level {}", levels.join(", ")),
                ),
            );
            let around = |outer: &&LevelId| {
                !self.place.levels.is_empty()
                    && self
                        .place
                        .levels
                        .iter()
                        .all(|l| tables.encloses(**outer, *l))
            };
            if let Some(level) = row.levels.iter().find(around) {
                let level = tables.level_name(*level);
                wrong = wrong
                    .help(Text::new(
                        format!("写 `{level} 的 {}` 读上级单位的值", name.text),
                        format!(
                            "write `{} of {level}` to read the enclosing unit",
                            name.text
                        ),
                    ))
                    .fix(name.span, format!("{level} 的 {}", name.text));
            }
        }
        self.report(wrong);
    }

    fn not_a_metric_here(&mut self, name: &Name) {
        let names = self.cx.names;
        match names.metrics.get(&name.text) {
            Some(id) => self.metric_elsewhere(id, name, None),
            None => self.report(names.unknown(&[Noun::Metric], name, names.metrics.names())),
        }
    }

    /// Where a definition or table that does not fit this place belongs.
    fn context_of(&self, name: &str) -> Option<crate::model::Context> {
        let (names, tables) = (self.cx.names, &self.cx.tables);
        let definition = names.definitions.get(name);
        let definition = definition.and_then(|id| tables.definitions.row(id)?.as_ref());
        let table = names.tables.get(name);
        let table = table.and_then(|id| tables.tables.row(id)?.as_ref());
        definition
            .map(|row| row.context)
            .or(table.map(|row| row.context))
    }

    fn other_context(&mut self, name: &Name, context: &crate::model::Context) {
        use crate::model::Context;
        let tables = &self.cx.tables;
        let of = match context {
            Context::Level(id) => Text::new(
                format!("层级 `{}` 的单位", tables.level_name(*id)),
                format!("units of level `{}`", tables.level_name(*id)),
            ),
            Context::Record(id) => {
                let record = tables.record_types.row(*id).map_or("", |row| &*row.name);
                Text::new(format!("记录 `{record}`"), format!("records of `{record}`"))
            }
            Context::None => return,
        };
        let message = Text::new(
            format!("`{}` 只用于{}", name.text, of.zh),
            format!("`{}` is defined for {}", name.text, of.en),
        );
        self.report(
            Diagnostic::error(Code::new("E0314"), name.span, message)
                .label(Text::new("在这里用不上", "does not apply here")),
        );
    }
}
