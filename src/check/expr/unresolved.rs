//! What to say of a name that stands for nothing at its place.

use super::{Hint, Typer};
use crate::check::noun::Noun;
use crate::diagnostic::{Code, Diagnostic};
use crate::lang::Text;
use crate::model::{Context, EnumerationId, LevelId, MetricId};
use crate::syntax::ast::Name;
use crate::types::Type;

impl Typer<'_, '_> {
    pub(super) fn not_found(&mut self, name: &Name, hint: &Hint) {
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

    /// Whether a level lies below every unit of this place.
    fn is_below(&self, level: LevelId) -> bool {
        let tables = &self.cx.tables;
        let above = |here: &LevelId| tables.encloses(*here, level);
        !self.place.levels.is_empty() && self.place.levels.iter().all(above)
    }

    fn unknown_here(&self, name: &Name, nouns: &[Noun]) -> Diagnostic {
        let (names, tables) = (self.cx.names, &self.cx.tables);
        let text = &name.text;
        let record = self
            .place
            .record()
            .and_then(|id| tables.record_types.row(id));
        let message = not_there(text, record.map(|record| &*record.name));
        let unknown = Diagnostic::error(Code::new("E0201"), name.span, message)
            .label(Text::new("不知是什么", "unknown here"));
        if text.starts_with("百分之") || text.chars().take(2).all(is_numeral) {
            let help = Text::new(
                "数用阿拉伯数字写，如 `5000平方米`、`90%`",
                "write numbers in digits, such as `90%`",
            );
            return unknown.help(help);
        }
        let unknown = match what_it_is(text, nouns, record.is_some()) {
            Some(help) => unknown.help(help),
            None => unknown,
        };
        let fields = record.into_iter().flat_map(|record| &record.fields);
        let candidates = fields
            .filter_map(|id| tables.fields.row(*id))
            .map(|field| &*field.name)
            .chain(names.metrics.names())
            .chain(names.definitions.names())
            .chain(names.tables.names())
            .chain(names.parameters.names())
            .chain(names.vague.names());
        names.did_you_mean(unknown, name, candidates)
    }

    fn unknown_value(&self, name: &Name, id: EnumerationId) -> Diagnostic {
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
        self.cx
            .names
            .did_you_mean(unknown, name, values.map(|value| &**value))
    }

    /// Says that the units here, or those of the level asked, do not have a metric.
    pub(super) fn metric_elsewhere(&mut self, id: MetricId, name: &Name, asked: Option<LevelId>) {
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
            let level = |level: &LevelId| format!("`{}`", tables.level_name(*level));
            let levels: Vec<String> = row.levels.iter().map(level).collect();
            let of = Text::new(
                format!("是层级 {} 的指标", levels.join("、")),
                format!("a metric of level {}", levels.join(", ")),
            );
            wrong = wrong.secondary(row.span, of);
            wrong = self.way_to_metric(wrong, &row.levels, name, asked.is_none());
        }
        self.report(wrong);
    }

    /// How a metric of other levels can be read from here.
    fn way_to_metric(
        &self,
        wrong: Diagnostic,
        levels: &[LevelId],
        name: &Name,
        bare: bool,
    ) -> Diagnostic {
        let (tables, here) = (&self.cx.tables, &self.place.levels);
        let around = |outer: &&LevelId| {
            !here.is_empty() && here.iter().all(|level| tables.encloses(**outer, *level))
        };
        if let Some(level) = levels.iter().find(around) {
            let level = tables.level_name(*level);
            let (zh, en) = (
                format!("{level} 的 {}", name.text),
                format!("{} of {level}", name.text),
            );
            let wrong = wrong.help(Text::new(
                format!("写 `{zh}` 读上级单位的值"),
                format!("write `{en}` to read the enclosing unit"),
            ));
            return if bare {
                wrong.fix(name.span, zh)
            } else {
                wrong
            };
        }
        if levels.iter().any(|level| self.is_below(*level)) {
            return wrong.help(Text::new(
                "下级单位的值用 `所有`、`存在` 或 `合计` 等读取",
                "read the units below with `all`, `any`, `sum` and the like",
            ));
        }
        wrong
    }

    pub(super) fn not_a_metric_here(&mut self, name: &Name) {
        let names = self.cx.names;
        match names.metrics.get(&name.text) {
            Some(id) => self.metric_elsewhere(id, name, None),
            None => self.report(names.unknown(&[Noun::Metric], name, names.metrics.names())),
        }
    }

    /// Where a definition or table that does not fit this place belongs.
    fn context_of(&self, name: &str) -> Option<Context> {
        let (names, tables) = (self.cx.names, &self.cx.tables);
        let definition = names.definitions.get(name);
        let definition = definition.and_then(|id| tables.definitions.row(id)?.as_ref());
        let table = names.tables.get(name);
        let table = table.and_then(|id| tables.tables.row(id)?.as_ref());
        definition
            .map(|row| row.context)
            .or(table.map(|row| row.context))
    }

    fn other_context(&mut self, name: &Name, context: &Context) {
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

fn not_there(name: &str, record: Option<&str>) -> Text {
    match record {
        Some(record) => Text::new(
            format!("记录 `{record}` 没有字段 `{name}`，也没有这样的指标、定义或参数"),
            format!(
                "record type `{record}` has no field `{name}`, and no metric, definition or parameter has this name"
            ),
        ),
        None => Text::new(
            format!("没有名为 `{name}` 的指标、定义、表或参数"),
            format!("there is no metric, definition, table or parameter named `{name}`"),
        ),
    }
}

/// What a name that has no value at a place is elsewhere.
fn what_it_is(name: &str, nouns: &[Noun], in_record: bool) -> Option<Text> {
    if nouns.contains(&Noun::Field) {
        return Some(if in_record {
            Text::new(
                format!("`{name}` 是另一种记录的字段"),
                format!("`{name}` is a field of another record type"),
            )
        } else {
            Text::new(
                format!("`{name}` 是字段，只在遍历它的记录时才能读"),
                format!("`{name}` is a field, and is read only where its records are ranged over"),
            )
        });
    }
    nouns.contains(&Noun::Value).then(|| {
        Text::new(
            format!("`{name}` 是枚举值，要与该枚举的字段或指标比较"),
            format!("`{name}` is an enumeration value: compare it with a field or metric of that enumeration"),
        )
    })
}

/// A numeral written out, which is no number of the language.
fn is_numeral(c: char) -> bool {
    "〇零一二两三四五六七八九十百千万亿".contains(c)
}
