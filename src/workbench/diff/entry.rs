//! A declaration as the parser read it: what it says, apart from layout and the language of its keywords.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::model::Name;
use crate::policy::Policy;
use crate::source::{Sources, Span};
use crate::syntax::ast::{DeclKind, Item, Prop};

/// Older names and the newer ones.
pub type Renames = BTreeMap<String, String>;

/// A declaration of one of the policies.
#[derive(Debug, Clone)]
pub struct Entry<'p> {
    /// Where its text is.
    pub sources: &'p Sources,
    /// The declaration.
    pub item: &'p Item,
    /// Its kind, as a key.
    pub kind: &'static str,
    /// Its name.
    pub name: Option<&'p str>,
    /// What stands before its body, spans included.
    pub head: Value,
    /// Its properties, spans included, each under its key.
    pub props: Vec<(String, &'p Prop, Value)>,
}

/// All declarations of a policy but scenarios, their backgrounds and imports.
pub fn entries(policy: &Policy) -> Vec<Entry<'_>> {
    let items = policy.files().iter().flat_map(|file| &file.items);
    items
        .filter_map(|item| Entry::new(policy.sources(), item))
        .collect()
}

impl<'p> Entry<'p> {
    fn new(sources: &'p Sources, item: &'p Item) -> Option<Self> {
        let kind = kind(&item.decl.kind)?;
        let props = item.decl.props.iter().map(|prop| {
            let (key, value) = tagged(raw(&prop.kind));
            (key, prop, value)
        });
        Some(Self {
            sources,
            item,
            kind,
            name: item.decl.name.as_ref().map(|name| name.text.as_str()),
            head: raw(&item.decl.kind),
            props: props.collect(),
        })
    }

    /// The choices under which it stands, and nothing else.
    pub fn given(&self, renames: &Renames) -> Value {
        plain(&raw(&self.item.given), renames)
    }

    /// What it says, its name and citations of its place apart, under newer names.
    pub fn content(&self, renames: &Renames) -> Value {
        let props: Vec<Value> = self
            .props
            .iter()
            .map(|(key, prop, value)| {
                let given = plain(&raw(&prop.given), renames);
                Value::from(vec![
                    Value::from(key.as_str()),
                    given,
                    plain(value, renames),
                ])
            })
            .collect();
        Value::from(vec![plain(&self.head, renames), props.into()])
    }

    /// Everything that it says, its name apart, and under which choices, as one text.
    pub fn says(&self, renames: &Renames) -> String {
        format!("{}{}", self.content(renames), self.given(renames))
    }

    /// A part as written, on one line.
    pub fn words(&self, span: Span) -> Name {
        one_line(self.sources.slice(span))
    }

    /// A part of its JSON as written.
    pub fn words_of(&self, part: &Value) -> Name {
        match span(part, self) {
            Some(span) => self.words(span),
            None => Name::default(),
        }
    }

    /// The part before the body as written.
    pub fn head_words(&self) -> Name {
        let all = self.sources.slice(self.item.decl.span);
        one_line(all.split('{').next().unwrap_or(all))
    }

    /// The file and line.
    pub fn place(&self) -> Option<Name> {
        let place = self.sources.locate(self.item.decl.span)?;
        Some(format!("{}:{}", place.file, place.start.line).into())
    }
}

/// A node of the tree as JSON, spans included.
pub fn raw(node: &impl serde::Serialize) -> Value {
    serde_json::to_value(node).unwrap_or_default()
}

/// The same without spans and quotation marks, under newer names, bounds written in one way.
pub fn plain(value: &Value, renames: &Renames) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| plain(item, renames)).collect(),
        Value::Object(members) => {
            if let (Some(Value::String(text)), true) =
                (members.get("text"), members.contains_key("quoted"))
            {
                return renames.get(text).unwrap_or(text).as_str().into();
            }
            if let Some((op, left, right)) = comparison(value) {
                let sides = [plain(left, renames), plain(right, renames)];
                return Value::from(vec![Value::from(op), sides.to_vec().into()]);
            }
            let kept = members
                .iter()
                .filter(|(key, _)| !["span", "keyword", "note"].contains(&key.as_str()));
            let kept = kept.map(|(key, value)| (key.clone(), plain(value, renames)));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::String(text) => renames.get(text).unwrap_or(text).as_str().into(),
        other => other.clone(),
    }
}

/// A comparison, however it is worded: its operator and both sides.
pub fn comparison(value: &Value) -> Option<(&str, &Value, &Value)> {
    if let Some(compare) = value.get("Compare") {
        let op = compare.get("op")?.as_str()?;
        return Some((op, compare.get("left")?, compare.get("right")?));
    }
    let bound = value.get("Bound")?;
    let op = match (bound.get("above")?.as_bool()?, bound.get("kind")?.as_str()?) {
        (true, "Inclusive") => "AtLeast",
        (true, "Exclusive") => "More",
        (false, "Inclusive") => "AtMost",
        (false, "Exclusive") => "Less",
        _ => return None,
    };
    Some((op, bound.get("left")?, bound.get("right")?))
}

fn span(part: &Value, of: &Entry<'_>) -> Option<Span> {
    let span = part.get("span")?;
    let byte = |key: &str| u32::try_from(span.get(key)?.as_u64()?).ok();
    let source = of.item.decl.span.source;
    Some(Span::new(source, byte("start")?, byte("end")?))
}

fn tagged(value: Value) -> (String, Value) {
    match value {
        Value::Object(members) => match members.into_iter().next() {
            Some((key, value)) => (kebab(&key), value),
            None => (String::new(), Value::Null),
        },
        Value::String(key) => (kebab(&key), Value::Null),
        _ => (String::new(), Value::Null),
    }
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

fn one_line(text: &str) -> Name {
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

fn kind(kind: &DeclKind) -> Option<&'static str> {
    Some(match kind {
        DeclKind::Import(_) | DeclKind::Background { .. } | DeclKind::Scenario { .. } => {
            return None;
        }
        DeclKind::Regulation => "regulation",
        DeclKind::Level { .. } => "level",
        DeclKind::Measure { .. } => "measure",
        DeclKind::Enumeration { .. } => "enumeration",
        DeclKind::Organ => "organ",
        DeclKind::Class => "class",
        DeclKind::Matter { .. } => "matter",
        DeclKind::Kinds { pursued: false, .. } => "borne-kinds",
        DeclKind::Kinds { pursued: true, .. } => "pursued-kinds",
        DeclKind::Mapping { .. } => "mapping",
        DeclKind::Duty => "duty",
        DeclKind::Metric => "metric",
        DeclKind::Target => "target",
        DeclKind::Prohibition => "prohibition",
        DeclKind::Report => "report",
        DeclKind::Record => "record",
        DeclKind::Vague => "vague-term",
        DeclKind::Parameter { .. } => "parameter",
        DeclKind::Definition { .. } => "definition",
        DeclKind::Table { .. } => "table",
        DeclKind::Trigger { .. } => "trigger",
        DeclKind::Consequence => "consequence",
        DeclKind::Commendation => "commendation",
        DeclKind::Interpretation => "interpretation",
        DeclKind::Scope => "scope",
        DeclKind::NonOperative => "non-operative",
        DeclKind::Delegation => "delegated",
    })
}
